//! Settings of the connection and of the streams.

use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;

/// How to reach the broker and how the streams are made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// `nats://host:port`, several separated by commas.
    pub url: String,
    /// User name, when the broker asks for one.
    pub user: Option<String>,
    /// Password of that user.
    pub password: Option<SecretString>,
    /// May this process create streams and consumers? Where an operator provisions them: `false`.
    pub provision: bool,
    /// How streams are made.
    pub streams: StreamSettings,
}

/// How streams are made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StreamSettings {
    /// Copies of each stream: 1 on one machine, 3 in a cluster.
    pub replicas: usize,
    /// Size limit of each stream in bytes. When it is full, publishing is refused and the ledger keeps
    /// the events: nothing old is dropped.
    pub max_bytes: i64,
    /// Window in seconds in which the broker drops a message it has seen. A convenience only.
    pub duplicate_window_s: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            url: "nats://127.0.0.1:4222".to_owned(),
            user: None,
            password: None,
            provision: true,
            streams: StreamSettings::default(),
        }
    }
}

impl Default for StreamSettings {
    fn default() -> Self {
        Self {
            replicas: 1,
            max_bytes: 2 * 1024 * 1024 * 1024,
            duplicate_window_s: 900,
        }
    }
}

impl StreamSettings {
    pub(crate) fn duplicate_window(&self) -> Duration {
        Duration::from_secs(self.duplicate_window_s)
    }
}
