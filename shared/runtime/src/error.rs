//! What keeps a process from starting or going on.

use std::net::SocketAddr;
use std::path::PathBuf;

/// A failure of the process as a whole.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The settings cannot be used.
    #[error("the settings cannot be used; keys are listed in docs/settings.md")]
    Settings(#[source] config::ConfigError),
    /// A setting that production forbids.
    #[error("{0} is not allowed in production: {1}")]
    NotInProduction(&'static str, &'static str),
    /// A setting that production needs.
    #[error("{0} must be set in production")]
    MissingInProduction(&'static str),
    /// The clock was asked to go back.
    #[error("the clock only moves forward: what has happened is not undone")]
    ClockBackwards,
    /// A file could not be used.
    #[error("{}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        #[source]
        source: std::io::Error,
    },
    /// The port is taken.
    #[error("cannot listen on {address}; choose another with MINGJING__HTTP__LISTEN")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What went wrong.
        #[source]
        source: std::io::Error,
    },
    /// The ledger failed at the start.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// The broker's address cannot be used.
    #[error(transparent)]
    Bus(#[from] bus::Error),
    /// Logs and traces could not be set up.
    #[error(transparent)]
    Telemetry(#[from] telemetry::Error),
    /// Keys could not be read or made.
    #[error("the keys of the token issuer cannot be used")]
    Keys(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A service could not be built.
    #[error("service {service} cannot start")]
    Service {
        /// Its name.
        service: &'static str,
        /// What went wrong.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
