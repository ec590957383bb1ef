//! Publishing in batches: many in flight, every acknowledgement awaited.

use async_nats::HeaderMap;
use async_nats::jetstream::context::PublishErrorKind;
use async_nats::jetstream::message::PublishMessage;
use bytes::Bytes;

use crate::Bus;
use crate::connect::REQUEST_TIMEOUT;

/// A message on its way out.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Subject.
    pub subject: String,
    /// Headers, `Nats-Msg-Id` among them.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub payload: Bytes,
}

/// The broker has the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Where in the stream.
    pub sequence: u64,
    /// The broker had it already.
    pub duplicate: bool,
}

/// The message may or may not be stored: publish it again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// No acknowledgement in time: the broker is away, full, or denies the subject.
    #[error("no acknowledgement in {} s", REQUEST_TIMEOUT.as_secs())]
    Silent,
    /// No stream takes the subject.
    #[error("no stream takes this subject")]
    NoStream,
    /// The broker said no.
    #[error("the broker refused the message: {0}")]
    Refused(String),
}

impl Bus {
    /// Publishes all messages in order with many in flight and waits for every acknowledgement.
    /// One result per message, in the same order.
    pub async fn publish(&self, batch: Vec<Outgoing>) -> Vec<Result<Stored, PublishError>> {
        let mut waiting = Vec::with_capacity(batch.len());
        for outgoing in batch {
            let mut headers = HeaderMap::new();
            for (name, value) in outgoing.headers {
                headers.insert(name, value.as_str());
            }
            let message = PublishMessage::build()
                .payload(outgoing.payload)
                .headers(headers);
            let sent = tokio::time::timeout(
                REQUEST_TIMEOUT,
                self.jetstream.send_publish(outgoing.subject, message),
            );
            waiting.push(sent.await.map_err(|_elapsed| PublishError::Silent));
        }
        let mut results = Vec::with_capacity(waiting.len());
        for sent in waiting {
            results.push(match sent {
                Ok(Ok(acknowledgement)) => match acknowledgement.await {
                    Ok(stored) => Ok(Stored {
                        sequence: stored.sequence,
                        duplicate: stored.duplicate,
                    }),
                    Err(error) => Err(classify(&error)),
                },
                Ok(Err(error)) => Err(classify(&error)),
                Err(error) => Err(error),
            });
        }
        results
    }
}

fn classify(error: &async_nats::jetstream::context::PublishError) -> PublishError {
    match error.kind() {
        PublishErrorKind::StreamNotFound => PublishError::NoStream,
        PublishErrorKind::TimedOut | PublishErrorKind::BrokenPipe => PublishError::Silent,
        PublishErrorKind::WrongLastMessageId
        | PublishErrorKind::WrongLastSequence
        | PublishErrorKind::MaxAckPending
        | PublishErrorKind::MaxPayloadExceeded
        | PublishErrorKind::Other => PublishError::Refused(error.to_string()),
    }
}
