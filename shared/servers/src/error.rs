//! What can go wrong, each with a sentence on what to do about it.

use std::{io, path::PathBuf, time::Duration};

/// Why a server could not be found, started or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No usable program on this machine.
    #[error("{program} was not found: {cure}")]
    NotFound {
        /// The program looked for.
        program: &'static str,
        /// What to install or set.
        cure: String,
    },
    /// The program is there but older than what we need.
    #[error("{path} is version {found}, but {needed} or newer is needed: {cure}")]
    TooOld {
        /// Where the program lies.
        path: String,
        /// Its version.
        found: String,
        /// The oldest version we accept.
        needed: String,
        /// What to install or set.
        cure: String,
    },
    /// The program's answer to `--version` makes no sense.
    #[error("{path} --version answered {answer:?}, which names no version")]
    UnknownVersion {
        /// Where the program lies.
        path: String,
        /// What it printed.
        answer: String,
    },
    /// The data were written by another major version of `PostgreSQL`.
    #[error(
        "{folder} holds data of PostgreSQL {data}, but the programs are version {programs}: set \
         MINGJING_PG_BIN to the programs of version {data}, or move the folder away"
    )]
    DataOfOtherVersion {
        /// The folder of the data.
        folder: PathBuf,
        /// Major version of the data.
        data: String,
        /// Major version of the programs.
        programs: u32,
    },
    /// A live server owns the folder.
    #[error("{program} (process {pid}) already runs on {folder}: stop it, or attach to it")]
    AlreadyRunning {
        /// The program.
        program: &'static str,
        /// Its folder.
        folder: PathBuf,
        /// Its process id.
        pid: u32,
    },
    /// Another program holds the lock of the folder for too long.
    #[error("another process has been starting a server on {0} for too long")]
    FolderLocked(PathBuf),
    /// A folder belongs to someone else.
    #[error("{0} exists but belongs to another user or is not a folder: remove it")]
    ForeignFolder(PathBuf),
    /// The port is taken.
    #[error("port {0} on 127.0.0.1 is in use by another program: choose another port, or none")]
    PortInUse(u16),
    /// The server ended before it was ready.
    #[error("{program} ended while starting ({status}); last lines of {log}:\n{tail}")]
    EndedEarly {
        /// The program.
        program: &'static str,
        /// Its exit status.
        status: String,
        /// Its log file.
        log: PathBuf,
        /// The end of that file.
        tail: String,
    },
    /// The server did not become ready, or did not end, in time.
    #[error("{program} was not {state} after {waited:?}; last lines of {log}:\n{tail}")]
    TooSlow {
        /// The program.
        program: &'static str,
        /// What was waited for.
        state: &'static str,
        /// How long.
        waited: Duration,
        /// Its log file.
        log: PathBuf,
        /// The end of that file.
        tail: String,
    },
    /// The operation needs a stopped server.
    #[error("{0} is running: stop it first")]
    StillRunning(&'static str),
    /// A helper program failed.
    #[error("{program} failed: {stderr}")]
    CommandFailed {
        /// The program.
        program: String,
        /// What it wrote to standard error.
        stderr: String,
    },
    /// A file or process operation failed.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl Error {
    /// For `map_err`: names the action and the path.
    pub(crate) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}
