//! Where the time comes from, and how an instant becomes a legal date.
//!
//! Legal dates are dates in China. The offset is fixed at UTC+8, so no time-zone database is
//! needed; the summer time of 1986 to 1991 is outside the years the platform handles.

use std::fmt::Debug;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{self, Offset};
use jiff::{SignedDuration, Timestamp};

/// The offset of every legal date: UTC+8 (Asia/Shanghai).
pub const SHANGHAI: Offset = tz::offset(8);

/// The one source of the time. Production reads the system's clock; tests and demonstrations use
/// [`FixedClock`].
pub trait Clock: Send + Sync + Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved. Clones show the same time.
#[derive(Clone, Debug)]
pub struct FixedClock {
    now: Arc<RwLock<Timestamp>>,
}

impl FixedClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            now: Arc::new(RwLock::new(now)),
        }
    }

    /// A clock that shows nine in the morning, in China, of `date`.
    #[must_use]
    pub fn on(date: Date) -> Self {
        Self::new(timestamp_at(date.at(9, 0, 0, 0)))
    }

    /// Moves the clock to `now`, forwards or backwards.
    pub fn set(&self, now: Timestamp) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves the clock by `step`. A step beyond the range of timestamps changes nothing.
    pub fn advance(&self, step: SignedDuration) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if let Ok(moved) = now.checked_add(step) {
            *now = moved;
        }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.now.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

/// The legal date that `clock` shows.
#[must_use]
pub fn today(clock: &dyn Clock) -> Date {
    legal_date(clock.now())
}

/// The date in China at `instant`.
#[must_use]
pub fn legal_date(instant: Timestamp) -> Date {
    legal_datetime(instant).date()
}

/// Date and time of day in China at `instant`.
#[must_use]
pub fn legal_datetime(instant: Timestamp) -> DateTime {
    SHANGHAI.to_datetime(instant)
}

/// The instant at which a clock on the wall in China shows `datetime`. Beyond the range of
/// timestamps (end of the year 9999) the last or first instant.
#[must_use]
pub fn timestamp_at(datetime: DateTime) -> Timestamp {
    SHANGHAI
        .to_timestamp(datetime)
        .unwrap_or(if datetime.year() > 0 {
            Timestamp::MAX
        } else {
            Timestamp::MIN
        })
}

/// 0:00 in China of `date`.
#[must_use]
pub fn start_of_day(date: Date) -> Timestamp {
    timestamp_at(date.to_datetime(Time::midnight()))
}

/// 24:00 in China of `date`: the first instant of the next day, at which a period that ends on
/// `date` has run out (民法典 Art.203).
#[must_use]
pub fn end_of_day(date: Date) -> Timestamp {
    date.tomorrow().map_or(Timestamp::MAX, start_of_day)
}
