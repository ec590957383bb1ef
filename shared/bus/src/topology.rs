//! Streams and consumers as data: made when missing, compared when present.

use std::time::Duration;

use async_nats::jetstream::ErrorCode;
use async_nats::jetstream::consumer::{AckPolicy, Consumer, DeliverPolicy, pull};
use async_nats::jetstream::context::{CreateStreamError, CreateStreamErrorKind};
use async_nats::jetstream::stream::{
    Config as StreamConfig, DiscardPolicy, RetentionPolicy, StorageType,
};

use crate::{Bus, Error};

/// A stream we want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamSpec {
    /// Name, for example `MJ_INTAKE`.
    pub name: String,
    /// Subjects it takes.
    pub subjects: Vec<String>,
}

/// A durable pull consumer we want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsumerSpec {
    /// Stream it reads.
    pub stream: String,
    /// Durable name: the reading service.
    pub durable: String,
    /// Messages taken at once and applied in one transaction.
    pub batch: usize,
    /// After this the broker gives the message to someone else.
    pub ack_wait: Duration,
}

impl ConsumerSpec {
    /// A consumer with the limits that suit small state changes.
    #[must_use]
    pub fn new(stream: impl Into<String>, durable: impl Into<String>) -> Self {
        Self {
            stream: stream.into(),
            durable: durable.into(),
            batch: 128,
            ack_wait: Duration::from_secs(30),
        }
    }

    /// Unacknowledged messages over all replicas.
    fn pending_max(&self) -> i64 {
        i64::try_from(self.batch.saturating_mul(8)).unwrap_or(i64::MAX)
    }

    fn config(&self) -> pull::Config {
        pull::Config {
            durable_name: Some(self.durable.clone()),
            deliver_policy: DeliverPolicy::All,
            ack_policy: AckPolicy::Explicit,
            ack_wait: self.ack_wait,
            max_deliver: -1,
            max_ack_pending: self.pending_max(),
            ..pull::Config::default()
        }
    }
}

/// What tells one incarnation of a stream from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamState {
    /// When the stream was made, nanoseconds since 1970: a stream made again has another value.
    pub created_ns: i128,
    /// Last sequence it has given out.
    pub last_sequence: u64,
}

impl Bus {
    /// Makes the stream when it is missing and compares it when it is there.
    ///
    /// # Errors
    /// When the broker is away, too old, or keeps a stream that differs.
    pub async fn ensure_stream(&self, spec: &StreamSpec) -> Result<StreamState, Error> {
        self.check_version()?;
        let settings = &self.settings.streams;
        let wanted = StreamConfig {
            name: spec.name.clone(),
            subjects: spec.subjects.clone(),
            storage: StorageType::File,
            retention: RetentionPolicy::Limits,
            discard: DiscardPolicy::New,
            max_bytes: settings.max_bytes,
            num_replicas: settings.replicas,
            duplicate_window: settings.duplicate_window(),
            ..StreamConfig::default()
        };
        let stream = if self.settings.provision {
            self.jetstream
                .get_or_create_stream(wanted.clone())
                .await
                .map_err(|source| not_made(&wanted, source))?
        } else {
            self.jetstream
                .get_stream(&spec.name)
                .await
                .map_err(|source| Error::api(format!("find stream {}", spec.name), source))?
        };
        self.check_version()?;
        let info = stream.cached_info();
        compare_stream(&wanted, &info.config)?;
        Ok(StreamState {
            created_ns: info.created.unix_timestamp_nanos(),
            last_sequence: info.state.last_sequence,
        })
    }

    /// The state of a stream, or `None` when it does not exist.
    ///
    /// # Errors
    /// When the broker is away.
    pub async fn stream_state(&self, name: &str) -> Result<Option<StreamState>, Error> {
        use async_nats::jetstream::context::GetStreamErrorKind;
        match self.jetstream.get_stream(name).await {
            Ok(stream) => {
                let info = stream.cached_info();
                Ok(Some(StreamState {
                    created_ns: info.created.unix_timestamp_nanos(),
                    last_sequence: info.state.last_sequence,
                }))
            }
            Err(error) => {
                let missing = matches!(
                    error.kind(),
                    GetStreamErrorKind::JetStream(inner)
                        if inner.error_code()
                            == async_nats::jetstream::ErrorCode::STREAM_NOT_FOUND
                );
                if missing {
                    return Ok(None);
                }
                Err(Error::api(format!("look at stream {name}"), error))
            }
        }
    }

    /// Removes a stream and everything in it. The ledgers can fill it again.
    ///
    /// # Errors
    /// When the broker is away or refuses.
    pub async fn delete_stream(&self, name: &str) -> Result<(), Error> {
        self.jetstream
            .delete_stream(name)
            .await
            .map(|_done| ())
            .map_err(|source| Error::api(format!("delete stream {name}"), source))
    }

    /// The message identifier stored at a sequence, or `None` when nothing is there.
    ///
    /// # Errors
    /// When the broker is away.
    pub async fn message_id_at(&self, name: &str, sequence: u64) -> Result<Option<String>, Error> {
        let stream = self
            .jetstream
            .get_stream_no_info(name)
            .await
            .map_err(|source| Error::api(format!("look at stream {name}"), source))?;
        match stream.get_raw_message(sequence).await {
            Ok(message) => Ok(message
                .headers
                .get(async_nats::header::NATS_MESSAGE_ID)
                .map(ToString::to_string)),
            Err(error) => {
                let kind = async_nats::jetstream::stream::LastRawMessageErrorKind::NoMessageFound;
                if error.kind() == kind {
                    return Ok(None);
                }
                Err(Error::api(
                    format!("read message {sequence} of {name}"),
                    error,
                ))
            }
        }
    }

    pub(crate) async fn ensure_consumer(
        &self,
        spec: &ConsumerSpec,
    ) -> Result<Consumer<pull::Config>, Error> {
        self.check_version()?;
        let action = || format!("make consumer {} on {}", spec.durable, spec.stream);
        let wanted = spec.config();
        let consumer: Consumer<pull::Config> = if self.settings.provision {
            self.jetstream
                .create_consumer_on_stream(wanted.clone(), &spec.stream)
                .await
                .map_err(|source| Error::api(action(), source))?
        } else {
            self.jetstream
                .get_consumer_from_stream(&spec.durable, &spec.stream)
                .await
                .map_err(|source| Error::api(action(), source))?
        };
        let found = &consumer.cached_info().config;
        let what = || format!("consumer {}", spec.durable);
        differs(what, "ack_wait", &wanted.ack_wait, &found.ack_wait)?;
        differs(
            what,
            "max_ack_pending",
            &wanted.max_ack_pending,
            &found.max_ack_pending,
        )?;
        differs(what, "ack_policy", &wanted.ack_policy, &found.ack_policy)?;
        Ok(consumer)
    }
}

fn not_made(wanted: &StreamConfig, source: CreateStreamError) -> Error {
    if let CreateStreamErrorKind::JetStream(inner) = source.kind()
        && [
            ErrorCode::STORAGE_RESOURCES_EXCEEDED,
            ErrorCode::INSUFFICIENT_RESOURCES,
        ]
        .contains(&inner.error_code())
    {
        return Error::NoRoom {
            stream: wanted.name.clone(),
            max_bytes: wanted.max_bytes,
        };
    }
    Error::api(format!("make stream {}", wanted.name), source)
}

fn compare_stream(wanted: &StreamConfig, found: &StreamConfig) -> Result<(), Error> {
    let what = || format!("stream {}", wanted.name);
    differs(what, "subjects", &wanted.subjects, &found.subjects)?;
    differs(what, "storage", &wanted.storage, &found.storage)?;
    differs(what, "discard", &wanted.discard, &found.discard)?;
    differs(what, "max_bytes", &wanted.max_bytes, &found.max_bytes)?;
    differs(what, "replicas", &wanted.num_replicas, &found.num_replicas)?;
    differs(what, "retention", &wanted.retention, &found.retention)
}

fn differs<T: PartialEq + std::fmt::Debug>(
    what: impl Fn() -> String,
    field: &'static str,
    wanted: &T,
    found: &T,
) -> Result<(), Error> {
    if wanted == found {
        return Ok(());
    }
    Err(Error::Differs {
        what: what(),
        field,
        wanted: format!("{wanted:?}"),
        found: format!("{found:?}"),
    })
}
