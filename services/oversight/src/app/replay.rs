//! Rebuilds the projection from the ledgers of all services, while they go on working.
//!
//! One transaction holds the projection still, empties it, places every event of the ledgers, and sets
//! the progress of each stream to what it placed. Why nothing is lost or doubled: a consumer that had
//! finished before is found in the ledgers, because what it read was committed; one that comes after
//! meets the new progress and skips what was placed. An event that commits while its ledger is read may
//! be missed, and what follows it in its aggregate is then left out too; no consumer can have
//! acknowledged those yet, so the stream still brings them, in their order.

use std::collections::{BTreeMap, HashMap};

use contracts::SERVICES;
use kernel::RegionScope;
use ledger::{Ledger, StoredEvent, UnitOfWork};
use runtime::Context;
use uuid::Uuid;

use crate::NAME;
use crate::events::{self, Envelope, Unplaceable};
use crate::store::{projection, step};
use crate::timeline::Step;

/// Events read and placed at a time.
const PAGE: i64 = 1_000;

/// What a replay did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Events placed, by the service that published them.
    pub placed: BTreeMap<&'static str, u64>,
    /// Events left to the streams, or to whoever mends what is wrong with them: those that cannot be
    /// read, and those behind one that was missed.
    pub left: u64,
    /// Matters there are now.
    pub matters: i64,
    /// Parked events that are placed now.
    pub letters_resolved: u64,
    /// [`digest`] of the content before.
    pub before: String,
    /// And after.
    pub after: String,
}

/// Why nothing was rebuilt. The content is then what it was.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// A database address cannot be read.
    #[error(transparent)]
    Context(#[from] runtime::Error),
    /// The ledger of a service could not be read.
    #[error("the ledger of {service} cannot be read; is its schema migrated?")]
    Ledger {
        /// The service.
        service: &'static str,
        /// What went wrong.
        #[source]
        source: ledger::Error,
    },
    /// The projection could not be written.
    #[error("the projection cannot be written")]
    Projection(#[from] ledger::Error),
}

/// Rebuilds the projection. The services may run; those that read their streams into it wait until
/// this is over. The settings must let this process reach the schemas of all services, each under
/// that service's role.
///
/// # Errors
/// When a ledger cannot be read or the projection cannot be written.
pub async fn replay(context: &Context) -> Result<Summary, ReplayError> {
    let own = context.ledger(NAME)?;
    let mut unit = own.begin(&RegionScope::everywhere()).await?;
    projection::hold(unit.connection()).await?;
    let before = projection::digest(unit.connection()).await?;
    projection::clear(unit.connection()).await?;
    let mut placed = BTreeMap::new();
    let mut left = 0;
    for service in SERVICES {
        let foreign = context.ledger(service)?;
        let (count, missed) = place_all(&mut unit, service, &foreign).await?;
        foreign.pool().close().await;
        placed.insert(*service, count);
        left += missed;
    }
    projection::set_progress(unit.connection()).await?;
    let now = unit.now();
    let letters_resolved = projection::resolve_letters(unit.connection(), now).await?;
    let matters = projection::count_matters(unit.connection()).await?;
    let after = projection::digest(unit.connection()).await?;
    unit.commit().await?;
    own.pool().close().await;
    Ok(Summary {
        placed,
        left,
        matters,
        letters_resolved,
        before,
        after,
    })
}

/// SHA-256 of everything the projection shows, in hexadecimal digits. Equal digests, equal content.
/// `ledger` is that of `oversight`: see [`Context::ledger`].
///
/// # Errors
/// When the database is away.
pub async fn digest(ledger: &Ledger) -> Result<String, ledger::Error> {
    let mut unit = ledger.begin(&RegionScope::everywhere()).await?;
    projection::one_moment(unit.connection()).await?;
    projection::digest(unit.connection()).await
}

/// Places the whole ledger of one service. Returns how many events were placed and how many not.
async fn place_all(
    unit: &mut UnitOfWork,
    service: &'static str,
    foreign: &Ledger,
) -> Result<(u64, u64), ReplayError> {
    let (mut placed, mut left) = (0, 0);
    let mut versions: HashMap<Uuid, i64> = HashMap::new();
    let mut after = 0;
    loop {
        let page = foreign
            .page(after, PAGE)
            .await
            .map_err(|source| ReplayError::Ledger { service, source })?;
        let Some(last) = page.last() else {
            return Ok((placed, left));
        };
        after = last.position;
        let mut steps = Vec::with_capacity(page.len());
        for event in &page {
            match in_turn(service, event, &mut versions) {
                Some(step) => {
                    placed += 1;
                    steps.push(step);
                }
                None => left += 1,
            }
        }
        step::place(unit.connection(), &steps).await?;
    }
}

/// The step of an event that is next in its aggregate; nothing for any other, nor for one that cannot
/// be read: a consumer would have parked it, and what follows behind it.
fn in_turn(service: &str, event: &StoredEvent, versions: &mut HashMap<Uuid, i64>) -> Option<Step> {
    let version = versions.entry(event.aggregate_id).or_insert(0);
    if event.aggregate_version != *version + 1 {
        return None;
    }
    match read(service, event) {
        Ok(step) => {
            *version = event.aggregate_version;
            Some(step)
        }
        Err(problem) => {
            tracing::error!(
                service,
                event_id = %event.event_id,
                event_type = event.event_type,
                error = events::chain(&problem),
                "an event of the ledger cannot be placed"
            );
            None
        }
    }
}

fn read(service: &str, event: &StoredEvent) -> Result<Step, Unplaceable> {
    events::read(service, &Envelope::try_from(event)?)
}
