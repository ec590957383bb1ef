//! The clocks of a running process: the real one, and one that a demonstration may move.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::Clock;
use tokio_util::sync::CancellationToken;

use crate::Error;

/// The time of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the time comes from"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// How often other processes look at the file.
const POLL: Duration = Duration::from_millis(20);

/// The time of the machine plus an offset in a file, so that all processes of a demonstration move
/// together. It only ever moves forward: nothing that has happened is undone.
#[derive(Debug)]
pub struct MovableClock {
    file: PathBuf,
    offset_ms: AtomicI64,
}

impl MovableClock {
    /// A clock that reads its offset from `file`; a missing file means no offset.
    ///
    /// # Errors
    /// When the file is there and holds no number.
    pub fn open(file: &Path) -> Result<Arc<Self>, Error> {
        let clock = Self {
            file: file.to_owned(),
            offset_ms: AtomicI64::new(i64::MIN),
        };
        clock.read()?;
        // No file, no offset. A file may also hold the clock back: then it starts in the past.
        let _set =
            clock
                .offset_ms
                .compare_exchange(i64::MIN, 0, Ordering::AcqRel, Ordering::Acquire);
        Ok(Arc::new(clock))
    }

    /// Moves the clock forward to `wanted`, for every process that reads the same file.
    ///
    /// # Errors
    /// When `wanted` lies in the past, or the file cannot be written.
    pub fn move_to(&self, wanted: Timestamp) -> Result<(), Error> {
        let step = wanted.duration_since(self.now());
        if step < SignedDuration::ZERO {
            return Err(Error::ClockBackwards);
        }
        // Rounded up: the clock must not stand before the wanted moment.
        let step_ms = i64::try_from(step.as_millis())
            .unwrap_or(i64::MAX)
            .saturating_add(1);
        let offset = self
            .offset_ms
            .load(Ordering::Acquire)
            .saturating_add(step_ms);
        let scratch = self.file.with_extension("new");
        fs::write(&scratch, offset.to_string())
            .and_then(|()| fs::rename(&scratch, &self.file))
            .map_err(|source| Error::File {
                path: self.file.clone(),
                source,
            })?;
        self.offset_ms.store(offset, Ordering::Release);
        Ok(())
    }

    /// Follows the file until `stop`.
    pub async fn follow(self: Arc<Self>, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(POLL) => {}
            }
            if let Err(error) = self.read() {
                tracing::warn!(%error, "clock file not read");
            }
        }
    }

    fn read(&self) -> Result<(), Error> {
        match fs::read_to_string(&self.file) {
            Ok(text) => {
                let offset = text
                    .trim()
                    .parse::<i64>()
                    .map_err(|_not_a_number| Error::File {
                        path: self.file.clone(),
                        source: std::io::Error::other("it does not hold a number of milliseconds"),
                    })?;
                self.offset_ms.fetch_max(offset, Ordering::AcqRel);
                Ok(())
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(Error::File {
                path: self.file.clone(),
                source,
            }),
        }
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_millis(self.offset_ms.load(Ordering::Acquire));
        let real = SystemClock.now();
        real.checked_add(offset).unwrap_or(real)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_processes_with_one_file_move_together_and_only_forward() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let first = MovableClock::open(&file).unwrap();
        let second = MovableClock::open(&file).unwrap();
        let wanted = first.now() + SignedDuration::from_hours(48);
        first.move_to(wanted).unwrap();
        second.read().unwrap();
        assert!(second.now() >= wanted);
        assert!(matches!(
            first.move_to(wanted - SignedDuration::from_hours(1)),
            Err(Error::ClockBackwards)
        ));
        assert!(MovableClock::open(&file).unwrap().now() >= wanted);
    }
}
