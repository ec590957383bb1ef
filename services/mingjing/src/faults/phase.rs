//! One run: servers, load, blows, rest, judgement.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::Issuer;
use anyhow::{Context as _, bail};
use runtime::SystemIds;
use sqlx::AssertSqlSafe;
use tokio_util::sync::CancellationToken;

use super::checks;
use super::client::{Client, Random};
use super::fleet::Fleet;
use super::history::History;
use super::nemesis::{Kill, strike_all};
use super::plan::{Counts, strikes};
use super::process::{Ended, Process};
use super::report::Report;
use super::script::{People, register_officers};
use super::settle::{Layout, hand_out_again, silence};
use super::workload::Workload;
use super::world::{Guard, World};
use crate::platform::{ISSUER, say};

/// Load before the first blow.
const CALM: Duration = Duration::from_secs(1);
/// Reports of the second half are numbered from here.
const SECOND_HALF: u64 = 1_000_000;

/// What is to be done in one run.
#[derive(Debug, Clone)]
pub(super) struct Scenario {
    pub(super) seed: u64,
    pub(super) without: Option<Guard>,
    /// Blows while the platform is one process.
    pub(super) together: Counts,
    /// Blows while each service is a process.
    pub(super) apart: Counts,
    pub(super) rate: u32,
    pub(super) settle: Duration,
    pub(super) hurry: bool,
    pub(super) programs: PathBuf,
}

/// What the halves of a run leave behind.
#[derive(Debug, Default)]
struct Traces {
    kills: Vec<Kill>,
    ended: Vec<Ended>,
    noise: Vec<String>,
    settled: Duration,
}

/// Plays a scenario and prints what came of it. Its folder stays when something was unexpected.
pub(super) async fn play(scenario: &Scenario) -> anyhow::Result<Report> {
    let mut world = World::open(&scenario.programs, scenario.without).await?;
    let outcome = tokio::select! {
        outcome = run(scenario, &mut world) => Some(outcome),
        // Everything that was started and written is removed.
        () = runtime::asked_to_stop() => None,
    };
    let Some(outcome) = outcome else {
        world.close(false).await?;
        bail!("stopped before its end");
    };
    let expected = outcome
        .as_ref()
        .is_ok_and(|report| report.broken().is_empty() || scenario.without.is_some());
    if let Some(folder) = world.close(!expected).await? {
        say(format!("Logs and data are kept in {}", folder.display()));
    }
    let report = outcome?;
    report.print();
    Ok(report)
}

async fn run(scenario: &Scenario, world: &mut World) -> anyhow::Result<Report> {
    let began = Instant::now();
    let layout = Layout::of(world).await?;
    let history = Arc::new(History::new());
    let people = Arc::new(People::new()?);
    let mut traces = Traces::default();
    for (number, counts) in [(0, scenario.together), (1, scenario.apart)] {
        if counts == Counts::default() {
            continue;
        }
        let apart = number == 1;
        let processes = if apart {
            world.services()?
        } else {
            vec![world.platform()?]
        };
        let half = Half {
            scenario,
            layout: &layout,
            people: &people,
            history: &history,
            counts,
            number,
            first: !apart || scenario.together == Counts::default(),
        };
        half.play(world, processes, &mut traces).await?;
    }
    let mut report = Report::new(scenario.seed, scenario.without, &history);
    report.verdicts = checks::judge(world, &layout, &history).await?;
    report.kills(&traces.kills, &traces.ended, traces.noise);
    report.settled_s = traces.settled.as_secs_f64();
    for schema in &layout.writers {
        let count = async |what: &str| -> anyhow::Result<i64> {
            let sql = format!("select count(*) from {schema}.{what}");
            Ok(sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_one(&world.admin)
                .await?)
        };
        report.events += count("ledger").await?;
        report.clocks_fired += count("timer where fired_at is not null").await?;
    }
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// The platform in one shape, from its start to its rest.
struct Half<'a> {
    scenario: &'a Scenario,
    layout: &'a Layout,
    people: &'a Arc<People>,
    history: &'a Arc<History>,
    counts: Counts,
    number: u64,
    /// Nothing was played before.
    first: bool,
}

impl Half<'_> {
    async fn play(
        &self,
        world: &mut World,
        processes: Vec<Process>,
        traces: &mut Traces,
    ) -> anyhow::Result<()> {
        let Self {
            scenario, counts, ..
        } = self;
        let shape = if processes.len() == 1 {
            "one process"
        } else {
            "a process for each service"
        };
        let without = scenario
            .without
            .map(|guard| format!(", without {}", guard.name()));
        say(format!(
            "The platform as {shape}{}: {counts:?}",
            without.unwrap_or_default()
        ));
        let mut fleet = Fleet::start(processes).await?;
        let over = CancellationToken::new();
        let client = self.client(world, &fleet, &over)?;
        if self.first {
            register_officers(&client, self.people).await?;
        }
        let first = self.number * SECOND_HALF;
        let load = Workload::begin(&client, self.people, first, scenario.rate);
        tokio::time::sleep(CALM).await;
        let strikes = strikes(
            scenario.seed ^ self.number,
            *counts,
            fleet.len(),
            self.number == 1,
        );
        let struck = strike_all(world, &mut fleet, self.history, &strikes).await;
        traces
            .kills
            .extend(struck.context("the blows could not be carried out")?);
        fleet.heal().await?;
        let rest = Instant::now();
        if scenario.hurry {
            self.hand_out_again(world, &mut fleet).await?;
        }
        load.finish(&over, scenario.settle).await?;
        if !scenario.hurry {
            self.hand_out_again(world, &mut fleet).await?;
        }
        let noise = silence(world, self.layout, scenario.settle).await?;
        traces.noise.extend(noise);
        traces.settled = traces.settled.max(rest.elapsed());
        fleet.revive()?;
        traces.ended.append(&mut fleet.ended);
        fleet.end().await
    }

    /// With every process down, so that all of them begin again at the start.
    async fn hand_out_again(&self, world: &World, fleet: &mut Fleet) -> anyhow::Result<()> {
        fleet.end().await?;
        hand_out_again(world, self.layout).await?;
        fleet.start_all().await
    }

    fn client(
        &self,
        world: &World,
        fleet: &Fleet,
        over: &CancellationToken,
    ) -> anyhow::Result<Client> {
        Ok(Client {
            http: reqwest::Client::builder()
                .connect_timeout(Duration::from_secs(2))
                .build()?,
            addresses: fleet.addresses(),
            issuer: Arc::new(Issuer::load(&world.issuer_key(), ISSUER)?),
            clock: world.clock.clone(),
            ids: Arc::new(SystemIds::new(world.clock.clone())),
            history: self.history.clone(),
            over: over.clone(),
            random: Random::new(self.scenario.seed ^ self.number),
        })
    }
}
