//! One connection per service, with the client settings that make failures visible in seconds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_nats::jetstream::{Context, context::ContextBuilder};
use async_nats::{Client, ConnectOptions, Event};
use secrecy::ExposeSecret as _;

use crate::{Error, SERVER_VERSION_MIN, Settings};

/// A dead peer is noticed after about three of these.
const PING_INTERVAL: Duration = Duration::from_secs(5);
/// Bound on every request to the broker.
pub(crate) const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);
/// Publishes in flight before the relay waits.
const ACKS_IN_FLIGHT_MAX: usize = 1024;
/// Longest pause between attempts to reconnect.
const RECONNECT_DELAY_MAX: Duration = Duration::from_secs(2);

/// What the connection went through, for metrics and alarms.
#[derive(Debug, Default)]
pub struct Condition {
    disconnects: AtomicU64,
    denied: AtomicU64,
    slow: AtomicU64,
}

impl Condition {
    /// How often the connection was lost.
    #[must_use]
    pub fn disconnects(&self) -> u64 {
        self.disconnects.load(Ordering::Relaxed)
    }

    /// How often the broker denied a publish or a subscription. Anything above 0 is a wrong permission.
    #[must_use]
    pub fn denied(&self) -> u64 {
        self.denied.load(Ordering::Relaxed)
    }

    fn note(&self, service: &str, event: &Event) {
        match event {
            Event::Disconnected => {
                self.disconnects.fetch_add(1, Ordering::Relaxed);
                tracing::warn!(service, "connection to the broker lost");
            }
            Event::SlowConsumer(_) => {
                self.slow.fetch_add(1, Ordering::Relaxed);
                tracing::warn!(service, %event, "a subscription cannot keep up");
            }
            Event::ServerError(error) => {
                let text = error.to_string();
                if text.to_lowercase().contains("permissions violation") {
                    self.denied.fetch_add(1, Ordering::Relaxed);
                }
                tracing::error!(service, error = text, "the broker refused something");
            }
            Event::ClientError(error) => tracing::error!(service, %error, "broker client error"),
            Event::Connected => tracing::info!(service, "connected to the broker"),
            Event::LameDuckMode | Event::Draining | Event::Closed => {
                tracing::info!(service, %event, "broker connection changes");
            }
        }
    }
}

/// A connection to the broker on behalf of one service. Cheap to clone.
#[derive(Clone)]
pub struct Bus {
    pub(crate) client: Client,
    pub(crate) jetstream: Context,
    pub(crate) settings: Arc<Settings>,
    service: &'static str,
    condition: Arc<Condition>,
}

impl std::fmt::Debug for Bus {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Bus")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl Bus {
    /// Sets the connection up. It succeeds while the broker is down: the client keeps trying, so that
    /// the order in which things start does not matter.
    ///
    /// # Errors
    /// When the address cannot be used, or when the server that answers is too old.
    pub async fn connect(settings: &Settings, service: &'static str) -> Result<Self, Error> {
        let condition = Arc::new(Condition::default());
        let noted = Arc::clone(&condition);
        let mut options = ConnectOptions::new()
            .name(format!("mingjing-{service}"))
            .ping_interval(PING_INTERVAL)
            .connection_timeout(REQUEST_TIMEOUT)
            .request_timeout(Some(REQUEST_TIMEOUT))
            .custom_inbox_prefix(format!("_INBOX_{service}"))
            .retry_on_initial_connect()
            .max_reconnects(None)
            .reconnect_delay_callback(|attempts| {
                let pause = u64::try_from(attempts)
                    .unwrap_or(u64::MAX)
                    .saturating_mul(100);
                Duration::from_millis(pause).min(RECONNECT_DELAY_MAX)
            })
            .event_callback(move |event| {
                let noted = Arc::clone(&noted);
                async move { noted.note(service, &event) }
            });
        if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
            options = options.user_and_password(user.clone(), password.expose_secret().to_owned());
        }
        let servers: Vec<&str> = settings.url.split(',').map(str::trim).collect();
        let client = options
            .connect(servers)
            .await
            .map_err(|source| Error::Connect {
                url: settings.url.clone(),
                source,
            })?;
        let jetstream = ContextBuilder::new()
            .timeout(REQUEST_TIMEOUT)
            .ack_timeout(REQUEST_TIMEOUT)
            .max_ack_inflight(ACKS_IN_FLIGHT_MAX)
            .build(client.clone());
        Ok(Self {
            client,
            jetstream,
            settings: Arc::new(settings.clone()),
            service,
            condition,
        })
    }

    /// The service this connection belongs to.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// What the connection went through.
    #[must_use]
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Is the connection up at this moment?
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.client.connection_state() == async_nats::connection::State::Connected
    }

    /// The bytes of `url` may hold a login; this does not.
    pub(crate) fn check_version(&self) -> Result<(), Error> {
        let found = self.client.server_info().version;
        if found.is_empty() {
            return Ok(());
        }
        if parse_version(&found).is_some_and(|version| version >= SERVER_VERSION_MIN) {
            Ok(())
        } else {
            Err(Error::ServerTooOld { found })
        }
    }

    /// Closes the connection after what is under way has left.
    pub async fn drain(&self) {
        if let Err(error) = tokio::time::timeout(REQUEST_TIMEOUT, self.client.drain()).await {
            tracing::warn!(service = self.service, %error, "the broker connection did not drain");
        }
    }
}

fn parse_version(text: &str) -> Option<(u64, u64, u64)> {
    let core = text.trim_start_matches('v').split(['-', '+']).next()?;
    let mut parts = core.split('.').map(str::parse::<u64>);
    Some((
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_by_number_not_by_text() {
        assert_eq!(parse_version("2.12.0"), Some((2, 12, 0)));
        assert!(parse_version("2.9.10").is_some_and(|version| version < SERVER_VERSION_MIN));
        assert!(parse_version("2.15.1-RC.1").is_some_and(|version| version > SERVER_VERSION_MIN));
        assert_eq!(parse_version("latest"), None);
    }
}
