//! What can go wrong between us and the broker.

/// A failure of the broker or of the connection to it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address or the login is not usable.
    #[error("cannot set up the connection to {url}")]
    Connect {
        /// Address without the login.
        url: String,
        #[source]
        /// What the client said.
        source: async_nats::ConnectError,
    },
    /// The server is too old.
    #[error(
        "nats-server {found} is too old: 2.12.0 or newer is needed (older ones ignore what they do \
         not know without an error); install a newer one and restart"
    )]
    ServerTooOld {
        /// What the server said it is.
        found: String,
    },
    /// The server made something else than what was asked for.
    #[error("{what} was made with {field} = {found}, not {wanted}: change it or remove it by hand")]
    Differs {
        /// The stream or consumer.
        what: String,
        /// The setting.
        field: &'static str,
        /// What was asked for.
        wanted: String,
        /// What the server has.
        found: String,
    },
    /// The broker has no room left to reserve for a stream.
    #[error(
        "nats-server has no room for {stream}, which reserves {max_bytes} bytes: free disk space or \
         raise the server's max_file_store and restart it, or lower bus.streams.max_bytes"
    )]
    NoRoom {
        /// The stream.
        stream: String,
        /// What it reserves.
        max_bytes: i64,
    },
    /// A request to the JetStream API failed.
    #[error("JetStream refused to {action}")]
    Api {
        /// What was tried.
        action: String,
        /// What the client said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The broker did not answer in time.
    #[error("no answer from the broker in {seconds} s while trying to {action}")]
    Silent {
        /// What was tried.
        action: String,
        /// How long was waited.
        seconds: u64,
    },
}

impl Error {
    pub(crate) fn api(
        action: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Api {
            action: action.into(),
            source: source.into(),
        }
    }
}
