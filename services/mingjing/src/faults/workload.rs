//! The load: a steady stream of reports, each followed as far as there are hands for it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::client::Client;
use super::script::{Depth, People, play};

/// Matters followed at the same time; further reports are made, and not followed.
const HANDS: usize = 120;

/// A load that runs.
#[derive(Debug)]
pub(super) struct Workload {
    stop: CancellationToken,
    reports: tokio::task::JoinHandle<JoinSet<()>>,
}

impl Workload {
    /// Begins to make `rate` reports a second, numbered from `first`.
    pub(super) fn begin(client: &Client, people: &Arc<People>, first: u64, rate: u32) -> Self {
        let stop = CancellationToken::new();
        let (client, people, stopped) = (client.clone(), people.clone(), stop.clone());
        let reports = tokio::spawn(async move {
            let hands = Arc::new(Semaphore::new(HANDS));
            let mut matters = JoinSet::new();
            let mut tick = tokio::time::interval(Duration::from_secs(1) / rate.max(1));
            tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
            for number in first.. {
                tokio::select! {
                    () = stopped.cancelled() => break,
                    _ = tick.tick() => {}
                }
                let random = client.random.of(number);
                let client = Client {
                    random,
                    ..client.clone()
                };
                let (people, hand) = (people.clone(), hands.clone().try_acquire_owned());
                matters.spawn(async move {
                    let depth = if hand.is_ok() {
                        depth(number)
                    } else {
                        Depth::Report
                    };
                    play(client, &people, number, depth).await;
                    drop(hand);
                });
            }
            matters
        });
        Self { stop, reports }
    }

    /// Makes no further reports and waits until those under way have come as far as they should. When
    /// `limit` is over, the rest is abandoned through the clients' own token.
    pub(super) async fn finish(
        self,
        over: &CancellationToken,
        limit: Duration,
    ) -> anyhow::Result<()> {
        self.stop.cancel();
        let mut matters = self.reports.await?;
        let all = async { while matters.join_next().await.is_some() {} };
        if tokio::time::timeout(limit, all).await.is_err() {
            over.cancel();
            while matters.join_next().await.is_some() {}
        }
        Ok(())
    }
}

/// One in three to its decision, one in three to its sealed evidence, the rest to its team.
fn depth(number: u64) -> Depth {
    match number % 3 {
        0 => Depth::Decision,
        1 => Depth::Seal,
        _ => Depth::Team,
    }
}
