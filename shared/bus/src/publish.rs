//! Publishing in batches: many in flight, every acknowledgement awaited.

use async_nats::HeaderMap;
use async_nats::jetstream::context::PublishErrorKind;
use async_nats::jetstream::message::PublishMessage;
use bytes::Bytes;
use futures::future::join_all;

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
    /// One result per message, in the same order. A broker that falls silent is waited for once, not
    /// once for each message.
    pub async fn publish(&self, batch: Vec<Outgoing>) -> Vec<Result<Stored, PublishError>> {
        let mut sent = Vec::with_capacity(batch.len());
        let mut silent = false;
        for outgoing in batch {
            if silent {
                sent.push(Err(PublishError::Silent));
                continue;
            }
            let mut headers = HeaderMap::new();
            for (name, value) in outgoing.headers {
                headers.insert(name, value.as_str());
            }
            let message = PublishMessage::build()
                .payload(outgoing.payload)
                .headers(headers);
            let sending = self.jetstream.send_publish(outgoing.subject, message);
            let outcome = tokio::time::timeout(REQUEST_TIMEOUT, sending).await;
            silent = outcome.is_err();
            sent.push(match outcome {
                Ok(Ok(acknowledgement)) => Ok(acknowledgement),
                Ok(Err(error)) => Err(classify(&error)),
                Err(_elapsed) => Err(PublishError::Silent),
            });
        }
        // Together: the time to wait for an acknowledgement begins when it is first looked for.
        join_all(sent.into_iter().map(|sent| async move {
            let stored = sent?.await.map_err(|error| classify(&error))?;
            Ok(Stored {
                sequence: stored.sequence,
                duplicate: stored.duplicate,
            })
        }))
        .await
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
