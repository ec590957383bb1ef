//! The `nats-server` program on this machine.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Error, folder, process};

/// The oldest version we support: older ones ignore settings of consumers silently.
const OLDEST: [u32; 3] = [2, 12, 0];

/// What to do when no program is found or it is too old.
const CURE: &str = "run `make setup`, which fetches nats-server 2.15.1, or set \
                    MINGJING_NATS_SERVER to the program of version 2.12.0 or newer";

/// A `nats-server` program with its version.
#[derive(Debug, Clone)]
pub struct NatsBinary {
    path: PathBuf,
    version: [u32; 3],
}

impl NatsBinary {
    /// Looks in `MINGJING_NATS_SERVER` (then nowhere else), in `PATH`, and in
    /// `$XDG_CACHE_HOME/mingjing/nats-server-*/` (default `~/.cache`), newest version first there.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::TooOld`], both naming what to do.
    pub async fn find() -> Result<Self, Error> {
        if let Some(path) = folder::environment("MINGJING_NATS_SERVER") {
            return Self::at(path).await;
        }
        let mut too_old = None;
        for path in folder::on_path("nats-server") {
            match Self::at(path).await {
                Ok(found) => return Ok(found),
                Err(error @ Error::TooOld { .. }) => too_old = Some(error),
                Err(_) => {}
            }
        }
        let mut best: Option<Self> = None;
        for path in cached() {
            match Self::at(path).await {
                Ok(found)
                    if best
                        .as_ref()
                        .is_none_or(|best| best.version < found.version) =>
                {
                    best = Some(found);
                }
                Err(error @ Error::TooOld { .. }) => too_old = Some(error),
                _ => {}
            }
        }
        let missing = || Error::NotFound {
            program: "nats-server",
            cure: CURE.to_owned(),
        };
        best.ok_or_else(|| too_old.unwrap_or_else(missing))
    }

    /// One program, checked.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is no program, [`Error::TooOld`] below version 2.12.0.
    pub async fn at(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        if !folder::is_program(&path) {
            let cure = format!("{} is no program; {CURE}", path.display());
            return Err(Error::NotFound {
                program: "nats-server",
                cure,
            });
        }
        let mut command = Command::new(&path);
        command.arg("--version");
        let answer = process::output(command).await?;
        match version(&answer) {
            Some(version) if version >= OLDEST => Ok(Self { path, version }),
            Some(version) => Err(Error::TooOld {
                path: path.display().to_string(),
                found: dotted(version),
                needed: dotted(OLDEST),
                cure: CURE.to_owned(),
            }),
            None => Err(Error::UnknownVersion {
                path: path.display().to_string(),
                answer,
            }),
        }
    }

    /// Where the program lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The version, e.g. `2.15.1`.
    #[must_use]
    pub fn version(&self) -> String {
        dotted(self.version)
    }
}

fn cached() -> Vec<PathBuf> {
    let cache = folder::environment("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(folder::environment("HOME")?).join(".cache")));
    let Some(cache) = cache else {
        return Vec::new();
    };
    let Ok(entries) = fs::read_dir(cache.join("mingjing")) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("nats-server-")
        })
        .map(|entry| entry.path().join("nats-server"))
        .collect()
}

fn dotted([major, minor, patch]: [u32; 3]) -> String {
    format!("{major}.{minor}.{patch}")
}

/// The version in `nats-server: v2.15.1`.
fn version(answer: &str) -> Option<[u32; 3]> {
    let word = answer.split_whitespace().last()?;
    // A preview reads v2.15.0-preview.1.
    let mut numbers = word.trim_start_matches('v').split(['.', '-']);
    let mut next = || numbers.next()?.parse().ok();
    Some([next()?, next()?, next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_answer() {
        assert_eq!(version("nats-server: v2.15.1\n"), Some([2, 15, 1]));
        assert_eq!(version("nats-server: v2.12.0-preview.1"), Some([2, 12, 0]));
        assert_eq!(version("nats-server: unknown"), None);
    }
}
