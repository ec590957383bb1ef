//! The promises, held against what is in the ledgers and what the clients were told.

mod effects;
mod ledgers;

use sqlx::AssertSqlSafe;

use super::history::History;
use super::settle::Layout;
use super::world::World;

/// Examples that a verdict shows.
const EXAMPLES: usize = 5;

/// What the inbox is for.
pub(super) const EFFECTS_ONCE: &str = "no effect is there twice";
/// What the outbox is for.
pub(super) const OVERSIGHT_COMPLETE: &str =
    "oversight has every event of every ledger exactly once";

/// One promise, and how often it was broken.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Verdict {
    pub(super) promise: &'static str,
    pub(super) broken: usize,
    pub(super) examples: Vec<String>,
}

impl Verdict {
    pub(super) fn new(promise: &'static str, found: Vec<String>) -> Self {
        let broken = found.len();
        let examples = found.into_iter().take(EXAMPLES).collect();
        Self {
            promise,
            broken,
            examples,
        }
    }

    pub(super) fn holds(&self) -> bool {
        self.broken == 0
    }
}

/// Judges everything that was written.
pub(super) async fn judge(
    world: &World,
    layout: &Layout,
    history: &History,
) -> anyhow::Result<Vec<Verdict>> {
    let mut verdicts = ledgers::judge(world, layout).await?;
    verdicts.extend(effects::judge(world, layout, history).await?);
    Ok(verdicts)
}

/// The lines that a statement of one text column finds.
async fn lines(world: &World, sql: String) -> anyhow::Result<Vec<String>> {
    Ok(sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_all(&world.admin)
        .await?)
}

/// The lines that statements find, one statement for each name.
async fn each<'a>(
    world: &World,
    names: impl IntoIterator<Item = &'a &'static str>,
    sql: impl Fn(&str) -> String,
) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for name in names {
        found.extend(lines(world, sql(name)).await?);
    }
    Ok(found)
}
