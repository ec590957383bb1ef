//! The programs of `PostgreSQL` on this machine.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Error, folder, process};

/// The oldest major version we support.
const OLDEST_MAJOR: u32 = 15;

/// Where Debian and Ubuntu keep the programs, one folder a major version.
const DEBIAN_PARENT: &str = "/usr/lib/postgresql";

/// What to do when no program is found or it is too old.
const CURE: &str = "install PostgreSQL 15 or newer (Debian, Ubuntu: apt install postgresql), or \
                    set MINGJING_PG_BIN to the folder that holds initdb, postgres and psql";

/// A folder of `PostgreSQL` programs with its version.
#[derive(Debug, Clone)]
pub struct PostgresBinaries {
    dir: PathBuf,
    major: u32,
}

impl PostgresBinaries {
    /// Looks in `MINGJING_PG_BIN` (then nowhere else), in `PATH` and in
    /// `/usr/lib/postgresql/*/bin`, newest version first.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::TooOld`], both naming what to install.
    pub async fn find() -> Result<Self, Error> {
        if let Some(dir) = folder::environment("MINGJING_PG_BIN") {
            return Self::at(dir).await;
        }
        let mut dirs: Vec<PathBuf> = folder::on_path("initdb")
            .into_iter()
            .filter_map(|file| Some(file.canonicalize().ok()?.parent()?.to_path_buf()))
            .collect();
        dirs.extend(debian_dirs());
        let mut best: Result<Self, Error> = Err(Error::NotFound {
            program: "PostgreSQL",
            cure: CURE.to_owned(),
        });
        for dir in dirs {
            best = match (best, Self::at(dir).await) {
                (Ok(best), Ok(found)) if found.major > best.major => Ok(found),
                (Ok(best), _) => Ok(best),
                (Err(_), Ok(found)) => Ok(found),
                (Err(_), Err(error @ Error::TooOld { .. })) | (Err(error), Err(_)) => Err(error),
            };
        }
        best
    }

    /// The programs of one folder, checked.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a program is missing, [`Error::TooOld`] below version 15.
    pub async fn at(dir: impl Into<PathBuf>) -> Result<Self, Error> {
        let dir = dir.into();
        for name in ["initdb", "postgres", "psql"] {
            if !folder::is_program(&dir.join(name)) {
                let cure = format!("{} has no {name}; {CURE}", dir.display());
                return Err(Error::NotFound {
                    program: "PostgreSQL",
                    cure,
                });
            }
        }
        let postgres = dir.join("postgres");
        let mut command = Command::new(&postgres);
        command.arg("--version");
        let answer = process::output(command).await?;
        let path = postgres.display().to_string();
        match major(&answer) {
            Some(major) if major >= OLDEST_MAJOR => Ok(Self { dir, major }),
            Some(major) => Err(Error::TooOld {
                path,
                found: major.to_string(),
                needed: OLDEST_MAJOR.to_string(),
                cure: CURE.to_owned(),
            }),
            None => Err(Error::UnknownVersion { path, answer }),
        }
    }

    /// The folder of the programs.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The major version, e.g. 15.
    #[must_use]
    pub fn major(&self) -> u32 {
        self.major
    }

    /// The path of one program, e.g. `pgbench`.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// Keeps the caller's libpq settings from steering our programs elsewhere.
pub(super) fn forget_environment(command: &mut Command) {
    for name in [
        "PGDATA",
        "PGDATABASE",
        "PGHOST",
        "PGHOSTADDR",
        "PGOPTIONS",
        "PGPASSWORD",
        "PGPORT",
        "PGSERVICE",
        "PGSSLMODE",
        "PGUSER",
    ] {
        command.env_remove(name);
    }
}

fn debian_dirs() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(DEBIAN_PARENT) else {
        return Vec::new();
    };
    entries
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect()
}

/// The major version in `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
fn major(answer: &str) -> Option<u32> {
    let version = answer
        .split_whitespace()
        .find(|word| word.starts_with(char::is_numeric))?;
    // A development version reads 19devel.
    version
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_every_known_answer() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 9.6.24"), Some(9));
        assert_eq!(major("postgres (PostgreSQL) 19devel"), Some(19));
        assert_eq!(major("no version"), None);
    }
}
