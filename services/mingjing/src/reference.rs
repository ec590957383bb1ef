//! Reference data of every schema: what an administrator loads holds everywhere at once.

use anyhow::Context as _;
use kernel::Clock as _;
use ledger::{Known, Loaded, NewReference};
use runtime::{MovableClock, Settings};

use crate::platform::{Place, SERVICES, say};

/// The schemas that keep reference data.
fn schemas() -> impl Iterator<Item = &'static str> {
    SERVICES
        .iter()
        .filter_map(|service| service.schema())
        .filter(|schema| schema.with_ledger)
        .map(|schema| schema.name)
}

/// Does `work` with the settings of a platform whose database runs.
pub(crate) async fn with_database<T>(
    place: &Place,
    work: impl AsyncFnOnce(&Settings) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut winning = Vec::new();
    let servers = place.servers_for_database(&mut winning).await?;
    let outcome = match place.settings(winning) {
        Ok(settings) => work(&settings).await,
        Err(error) => Err(error),
    };
    servers.stop_unless_running().await;
    outcome
}

/// What the platform knows.
pub(crate) async fn known(settings: &Settings) -> anyhow::Result<Known> {
    let schema = schemas().next().context("no service has a schema")?;
    ledger::known(&settings.database, schema)
        .await
        .with_context(|| not_ready(schema))
}

/// Loads `news` into every schema and says what that did. Safe to repeat: what is there already
/// stays as it is.
pub(crate) async fn load_everywhere(
    place: &Place,
    settings: &Settings,
    news: &[NewReference],
    by: &str,
) -> anyhow::Result<()> {
    let at = MovableClock::open(&place.home.clock())?.now();
    let mut outcome = Vec::new();
    for schema in schemas() {
        outcome = ledger::load(&settings.database, schema, news, at, by)
            .await
            .with_context(|| not_ready(schema))?;
    }
    for (new, loaded) in news.iter().zip(outcome) {
        let said = match loaded {
            Loaded::New => "loaded",
            Loaded::Replaced => "loaded; the version before is kept",
            Loaded::Unchanged => "is there already",
        };
        say(format!("{}: {said}", new.key));
    }
    say("Every running process takes it up within seconds.");
    Ok(())
}

fn not_ready(schema: &str) -> String {
    format!("schema {schema} does not take reference data; has `mingjing migrate` run?")
}
