//! Emptying the outbox: while one batch is on its way, the last one is noted and the next one is read.

use bus::{PublishError, Stored};
use sqlx::PgConnection;
use tracing::Instrument as _;

use super::{Relay, RelayError, outgoing};
use crate::figures;
use crate::store::events::StoredEvent;
use crate::store::outbox;

/// A batch and what the broker said of it.
struct Answered {
    positions: Vec<i64>,
    results: Vec<Result<Stored, PublishError>>,
}

impl Relay {
    /// Publishes everything that waits. Positions only order the batches of one pass; the next pass
    /// begins at the start again, so that an event that committed late is not missed.
    pub(super) async fn drain(&self, connection: &mut PgConnection) -> Result<(), RelayError> {
        let mut believed = None;
        let mut answered: Option<Answered> = None;
        let mut batch = outbox::waiting(connection, 0, self.settings.batch).await?;
        while !batch.is_empty() {
            if believed.is_none() {
                let highest = outbox::high_water(connection).await?;
                believed = Some(highest.map_or(0, |(sequence, _)| sequence));
            }
            let positions: Vec<i64> = batch.iter().map(|event| event.position).collect();
            let last = positions.last().copied().unwrap_or(i64::MAX);
            let full = i64::try_from(batch.len()).unwrap_or(i64::MAX) >= self.settings.batch;
            if self.ledger.inner.switches.without_outbox {
                // Negative control: what is forgotten before it is sent is lost by a crash in between.
                outbox::stored(connection, &positions, &vec![0; positions.len()]).await?;
                self.send(batch).await;
                batch = outbox::waiting(connection, last, self.settings.batch).await?;
                continue;
            }
            let beside = async {
                if let Some(answered) = answered.take() {
                    self.note(&mut *connection, &mut believed, answered).await?;
                }
                if !full {
                    return Ok(Vec::new());
                }
                Ok::<_, RelayError>(outbox::waiting(connection, last, self.settings.batch).await?)
            };
            let (results, next) = futures::future::join(self.send(batch), beside).await;
            answered = Some(Answered { positions, results });
            batch = next?;
        }
        match answered {
            Some(answered) => self.note(connection, &mut believed, answered).await,
            None => Ok(()),
        }
    }

    async fn send(&self, batch: Vec<StoredEvent>) -> Vec<Result<Stored, PublishError>> {
        let service = self.ledger.schema();
        let span = tracing::info_span!(
            "relay.publish",
            mingjing.service = service,
            events = batch.len(),
            otel.kind = "producer"
        );
        async {
            let messages = batch.iter().map(|event| outgoing(service, event)).collect();
            self.bus.publish(messages).await
        }
        .instrument(span)
        .await
    }

    /// Notes where the broker keeps a batch, and notices a stream that was set back.
    async fn note(
        &self,
        connection: &mut PgConnection,
        believed: &mut Option<i64>,
        Answered { positions, results }: Answered,
    ) -> Result<(), RelayError> {
        let offered = positions.len();
        let highest = believed.unwrap_or(0);
        let mut stored = Vec::with_capacity(offered);
        let mut sequences = Vec::with_capacity(offered);
        let mut first_problem = None;
        let mut set_back_to = None;
        for (position, result) in positions.iter().zip(results) {
            match result {
                Ok(Stored {
                    sequence,
                    duplicate,
                }) => {
                    let sequence = i64::try_from(sequence).unwrap_or(i64::MAX);
                    if !duplicate && sequence <= highest && set_back_to.is_none() {
                        set_back_to = Some(sequence - 1);
                    }
                    stored.push(*position);
                    sequences.push(sequence);
                }
                Err(error) => first_problem = first_problem.or(Some(error)),
            }
        }
        outbox::stored(connection, &stored, &sequences).await?;
        figures::published(self.ledger.schema(), stored.len());
        *believed = sequences.iter().copied().max().max(*believed);
        if let Some(sequence) = set_back_to {
            let again = outbox::forget_after(connection, sequence, &stored).await?;
            *believed = None;
            tracing::warn!(
                service = self.ledger.schema(),
                events = again,
                "the stream was set back: what came after is published again"
            );
        }
        match first_problem {
            None => Ok(()),
            Some(first) => Err(RelayError::Partly {
                taken: stored.len(),
                offered,
                first,
            }),
        }
    }
}
