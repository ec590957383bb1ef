//! Oversight on stage, with the ledgers of the six services beside it.

use std::sync::Arc;

use bus::Bus;
use contracts::common::v1::{Basis, Due};
use contracts::{Event, SERVICES, complaint, disclosure, dispatch, evidence, intake, penalty};
use jiff::civil::date;
use kernel::{MatterId, Region, RegionScope};
use ledger::{Aggregate, Ledger, PoolSettings, Relay, RelaySettings, SchemaSpec};
use oversight::OversightService;
use runtime::{Context, Settings, Surroundings};
use sqlx::migrate::Migrator;
use stage::{POLL, SOON, Stage};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(crate) const TONGGUAN: &str = "340705";

static NOTHING: Migrator = Migrator::DEFAULT;

/// Oversight and what it reads.
pub(crate) struct World {
    pub(crate) stage: Stage,
    pub(crate) context: Context,
    pub(crate) ledgers: Vec<Ledger>,
    relays: CancellationToken,
}

impl World {
    /// Nothing is published until [`publish`](Self::publish).
    pub(crate) async fn open() -> Self {
        Self::open_in(Surroundings::Development).await
    }

    pub(crate) async fn open_in(surroundings: Surroundings) -> Self {
        let today = date(2026, 2, 10);
        let change = |settings: &mut Settings| settings.surroundings = surroundings;
        let stage = Stage::open_with(&OversightService, today, change)
            .await
            .unwrap();
        let database = PoolSettings {
            url: stage.database.url().to_owned().into(),
            ..PoolSettings::default()
        };
        for name in SERVICES {
            let spec = SchemaSpec {
                name,
                migrator: &NOTHING,
                with_ledger: true,
            };
            ledger::migrate(&database, &spec).await.unwrap();
        }
        let settings = Settings {
            database,
            ..Settings::default()
        };
        let clock = Arc::new(stage.clock.clone());
        let context = Context::with_clock(settings, clock, None).unwrap();
        let ledgers = SERVICES
            .iter()
            .map(|name| context.ledger(name).unwrap())
            .collect();
        Self {
            stage,
            context,
            ledgers,
            relays: CancellationToken::new(),
        }
    }

    pub(crate) fn ledger(&self, service: &str) -> &Ledger {
        self.ledgers
            .iter()
            .find(|ledger| ledger.schema() == service)
            .unwrap()
    }

    /// Starts the relays of the six ledgers.
    pub(crate) async fn publish(&self) {
        let mut settings = bus::Settings {
            url: self.stage.nats.url(),
            ..bus::Settings::default()
        };
        settings.streams.max_bytes = 64 * 1024 * 1024;
        for ledger in &self.ledgers {
            let bus = Bus::connect(&settings, ledger.schema()).await.unwrap();
            let relay = Relay::new(ledger.clone(), bus, RelaySettings::default());
            let stop = self.relays.clone();
            tokio::spawn(async move { relay.run(stop).await });
        }
    }

    /// Records one event in the ledger of its service.
    pub(crate) async fn record<E: Event>(&self, told: Told, event: &E) {
        let mut unit = self
            .ledger(E::SERVICE)
            .begin(&RegionScope::everywhere())
            .await
            .unwrap();
        unit.record(told.aggregate(), Uuid::nil(), event).unwrap();
        unit.commit().await.unwrap();
    }

    /// Records an event of whatever type the service has.
    pub(crate) async fn record_any(&self, service: &str, told: Told, basis: Basis) {
        let basis = Some(basis);
        match service {
            "complaint" => {
                let event = complaint::v1::SubmissionReceived {
                    basis,
                    ..Default::default()
                };
                self.record(told, &event).await;
            }
            "intake" => {
                let event = intake::v1::ClueRegistered {
                    basis,
                    ..Default::default()
                };
                self.record(told, &event).await;
            }
            "dispatch" => {
                let event = dispatch::v1::TaskOpened {
                    basis,
                    ..Default::default()
                };
                self.record(told, &event).await;
            }
            "evidence" => {
                let event = evidence::v1::FolderOpened {
                    basis,
                    ..Default::default()
                };
                self.record(told, &event).await;
            }
            "penalty" => {
                let event = penalty::v1::CaseOpened {
                    basis,
                    ..Default::default()
                };
                self.record(told, &event).await;
            }
            _ => {
                let event = disclosure::v1::PublicationQueued {
                    basis,
                    ..Default::default()
                };
                self.record(told, &event).await;
            }
        }
    }

    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(self.stage.database.pool())
            .await
            .unwrap()
    }

    pub(crate) async fn execute(&self, sql: &'static str) {
        sqlx::query(sql)
            .execute(self.stage.database.pool())
            .await
            .unwrap();
    }

    /// Waits until as many steps are placed.
    pub(crate) async fn wait_placed(&self, wanted: i64) {
        testkit::eventually(SOON * 2, POLL, async || {
            let found = self.count("select count(*) from oversight.step").await;
            anyhow::ensure!(found == wanted, "{found} of {wanted} steps");
            Ok::<_, anyhow::Error>(())
        })
        .await
        .unwrap();
    }

    pub(crate) async fn digest(&self) -> String {
        oversight::digest(&self.context.ledger("oversight").unwrap())
            .await
            .unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.relays.cancel();
    }
}

/// What an event happened to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) matter: u128,
    pub(crate) aggregate: u128,
    pub(crate) version: i64,
    pub(crate) region: &'static str,
}

impl Told {
    pub(crate) fn of(matter: u128, aggregate: u128, version: i64) -> Self {
        Self {
            matter,
            aggregate,
            version,
            region: TONGGUAN,
        }
    }

    pub(crate) fn matter(self) -> MatterId {
        MatterId::from(Uuid::from_u128(self.matter))
    }

    fn aggregate(self) -> Aggregate {
        Aggregate {
            id: Uuid::from_u128(self.aggregate),
            version: self.version,
            matter: self.matter(),
            region: self.region.parse::<Region>().unwrap(),
        }
    }
}

pub(crate) fn due(rule: &str, raw: &str, effective: &str) -> Due {
    Due {
        rule_id: rule.to_owned(),
        trigger: "2026-02-10".to_owned(),
        raw: raw.to_owned(),
        effective: effective.to_owned(),
        provisional: false,
    }
}
