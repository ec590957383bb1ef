//! What is done to the platform, drawn from the seed before the first blow falls.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};

/// Days the clock moves in one phase at least: more than the longest clock that is waited for.
const DAYS_MIN: u32 = 45;

/// How often what is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// Processes of the platform: the one process, or single services.
    pub(super) processes: u32,
    /// nats-server.
    pub(super) nats: u32,
    /// PostgreSQL.
    pub(super) postgres: u32,
}

/// What the platform stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Server {
    Nats,
    /// Its store is removed while it is down.
    NatsWiped,
    Postgres,
}

/// One blow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Strike {
    /// Calm before it.
    pub(super) after: Duration,
    /// A server that is killed.
    pub(super) server: Option<Server>,
    /// A process that is killed, by its number. With a server: while that is down; with a wiped one:
    /// before, so that the store holds what this process has not read.
    pub(super) process: Option<usize>,
    /// How long it stays down.
    pub(super) down: Duration,
    /// Whether recovery is waited for, or the next blow may hit the start.
    pub(super) patient: bool,
    /// Hours that the clock moves before it.
    pub(super) clock_hours: u32,
}

/// Draws the blows of one phase against `processes` processes. With `wipe` the broker loses its store
/// in its last kill.
pub(super) fn strikes(seed: u64, counts: Counts, processes: usize, wipe: bool) -> Vec<Strike> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut left = counts.processes;
    let mut strikes = Vec::new();
    for number in (0..counts.nats).rev() {
        let wiped = wipe && number == 0;
        let together = left > 0 && (wiped || random.random_bool(0.5));
        left -= u32::from(together);
        let server = if wiped {
            Server::NatsWiped
        } else {
            Server::Nats
        };
        let mut drawn = strike(&mut random, Some(server), together, processes);
        if wiped && together {
            // The last process reads the events of all the others.
            drawn.process = processes.checked_sub(1);
        }
        strikes.push(drawn);
    }
    for _ in 0..counts.postgres {
        let together = left > 0 && random.random_bool(0.3);
        left -= u32::from(together);
        strikes.push(strike(
            &mut random,
            Some(Server::Postgres),
            together,
            processes,
        ));
    }
    for _ in 0..left {
        strikes.push(strike(&mut random, None, true, processes));
    }
    strikes.shuffle(&mut random);
    let blows = u32::try_from(strikes.len()).unwrap_or(u32::MAX).max(1);
    let hours = (DAYS_MIN * 24).div_ceil(blows).max(24);
    for strike in &mut strikes {
        strike.clock_hours = hours;
    }
    strikes
}

fn strike(random: &mut StdRng, server: Option<Server>, process: bool, processes: usize) -> Strike {
    let down = if server.is_some() { 300..1500 } else { 0..400 };
    Strike {
        after: Duration::from_millis(random.random_range(100..1500)),
        server,
        process: process.then(|| random.random_range(0..processes.max(1))),
        down: Duration::from_millis(random.random_range(down)),
        patient: server.is_some() || random.random_bool(0.75),
        clock_hours: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: Counts = Counts {
        processes: 50,
        nats: 10,
        postgres: 5,
    };

    #[test]
    fn every_kill_that_was_asked_for_is_drawn() {
        let drawn = strikes(7, COUNTS, 7, true);
        let count = |wanted: Option<Server>| drawn.iter().filter(|s| s.server == wanted).count();
        assert_eq!(drawn.iter().filter(|s| s.process.is_some()).count(), 50);
        assert_eq!(
            count(Some(Server::Nats)) + count(Some(Server::NatsWiped)),
            10
        );
        assert_eq!(count(Some(Server::NatsWiped)), 1);
        assert_eq!(count(Some(Server::Postgres)), 5);
        assert!(
            drawn
                .iter()
                .all(|s| s.process.is_none_or(|number| number < 7))
        );
    }

    #[test]
    fn the_same_seed_draws_the_same_blows() {
        assert_eq!(strikes(7, COUNTS, 7, false), strikes(7, COUNTS, 7, false));
        assert_ne!(strikes(7, COUNTS, 7, false), strikes(8, COUNTS, 7, false));
    }

    #[test]
    fn the_clock_passes_every_deadline_however_few_blows_there_are() {
        let counts = Counts {
            processes: 3,
            nats: 1,
            postgres: 1,
        };
        let hours: u32 = strikes(1, counts, 1, false)
            .iter()
            .map(|s| s.clock_hours)
            .sum();
        assert!(hours >= DAYS_MIN * 24);
    }
}
