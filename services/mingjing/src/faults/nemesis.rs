//! Strikes as planned, brings everything up again, and notes how long the platform took to recover.

use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use jiff::SignedDuration;
use kernel::Clock as _;

use super::fleet::Fleet;
use super::history::History;
use super::plan::{Server, Strike};
use super::world::World;

/// How long a recovery is waited for; the bars that must hold are stricter, see [`bar`].
const PATIENCE: Duration = Duration::from_mins(1);

/// How often processes are looked after meanwhile.
const WATCH: Duration = Duration::from_millis(200);

const NATS: &str = "nats-server";
const NATS_WIPED: &str = "nats, wiped";
const POSTGRES: &str = "postgres";

/// How long a recovery may take.
pub(super) fn bar(target: &str) -> Duration {
    match target {
        NATS => Duration::from_secs(10),
        // The relays look after the streams every few seconds.
        NATS_WIPED => Duration::from_secs(20),
        POSTGRES => Duration::from_secs(15),
        _ => Duration::from_secs(35),
    }
}

/// One kill and what came of it.
#[derive(Debug, Clone)]
pub(super) struct Kill {
    /// `mingjing`, a service, or a server.
    pub(super) target: &'static str,
    pub(super) recovery: Recovery,
}

/// From the restart until the platform worked again: a process is ready, a write is accepted, an
/// effect arrives in the next service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recovery {
    After(Duration),
    /// The next blow fell at once.
    NotAwaited,
    /// Not as long as it was waited for.
    Never,
}

/// Carries out the plan of one phase.
pub(super) async fn strike_all(
    world: &mut World,
    fleet: &mut Fleet,
    history: &History,
    strikes: &[Strike],
) -> anyhow::Result<Vec<Kill>> {
    let mut kills = Vec::new();
    for strike in strikes {
        tokio::time::sleep(strike.after).await;
        fleet.revive()?;
        let ahead = SignedDuration::from_hours(strike.clock_hours.into());
        world.clock.move_to(world.clock.now() + ahead)?;
        strike_one(world, fleet, history, strike, &mut kills).await?;
    }
    Ok(kills)
}

async fn strike_one(
    world: &mut World,
    fleet: &mut Fleet,
    history: &History,
    strike: &Strike,
    kills: &mut Vec<Kill>,
) -> anyhow::Result<()> {
    let mut killed = None;
    if strike.server == Some(Server::NatsWiped) {
        killed = kill(fleet, strike).await?;
        // Time for others to write what this one will not find in the broker.
        tokio::time::sleep(strike.down).await;
    }
    match strike.server {
        None => {}
        Some(Server::Nats) => world.nats.kill9().await?,
        Some(Server::NatsWiped) => {
            world.nats.kill9().await?;
            world.nats.wipe()?;
        }
        Some(Server::Postgres) => world.postgres.kill9().await?,
    }
    if killed.is_none() {
        if strike.server.is_some() {
            // Time to take in what cannot be handed on.
            tokio::time::sleep(strike.down / 2).await;
        }
        killed = kill(fleet, strike).await?;
    }
    tokio::time::sleep(strike.down).await;
    if let Some((number, _)) = killed {
        fleet.restart(number)?;
    }
    if let Some(server) = strike.server {
        kills.push(bring_back(world, fleet, history, server).await?);
    }
    if let Some((number, target)) = killed {
        let recovery = if strike.patient {
            Recovery::After(fleet.wait_ready(number).await?)
        } else {
            Recovery::NotAwaited
        };
        kills.push(Kill { target, recovery });
    }
    Ok(())
}

async fn kill(fleet: &mut Fleet, strike: &Strike) -> anyhow::Result<Option<(usize, &'static str)>> {
    match strike.process {
        None => Ok(None),
        Some(number) => Ok(Some((number, fleet.kill(number).await?))),
    }
}

/// Starts a server that was killed, and waits until the platform works with it again.
async fn bring_back(
    world: &mut World,
    fleet: &mut Fleet,
    history: &History,
    server: Server,
) -> anyhow::Result<Kill> {
    let (target, mut works): (_, BoxFuture<'_, ()>) = match server {
        Server::Postgres => {
            world.postgres.restart().await?;
            (POSTGRES, Box::pin(history.next_write()))
        }
        Server::Nats => {
            world.nats.restart().await?;
            (NATS, Box::pin(history.next_arrival()))
        }
        Server::NatsWiped => {
            world.nats.restart().await?;
            (NATS_WIPED, Box::pin(history.next_arrival()))
        }
    };
    let began = Instant::now();
    let recovery = loop {
        match tokio::time::timeout(WATCH, &mut works).await {
            Ok(()) => break Recovery::After(began.elapsed()),
            Err(_elapsed) if began.elapsed() > PATIENCE => break Recovery::Never,
            // A process that was started without this server ended; whoever runs one starts it again.
            Err(_elapsed) => fleet.revive()?,
        }
    };
    Ok(Kill { target, recovery })
}
