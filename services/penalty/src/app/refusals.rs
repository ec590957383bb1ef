//! Counts what the gates refuse, by rule and article, so that the agency sees where cases fail.

use std::sync::LazyLock;

use http_kit::Problem;
use jiff::civil::Date;
use kernel::{CaseId, Region, RegionScope, legal_date};
use ledger::{Error, Ledger, UnitOfWork};
use opentelemetry::KeyValue;
use opentelemetry::metrics::Counter;
use runtime::Fault;
use telemetry::metrics::meter;
use uuid::Uuid;

use super::proceeding::Recorded;
use crate::store::refusal::{self, Refused};
use crate::store::{case_file, proceeding};

// Made at first use, which is after telemetry was set up.
static REFUSALS: LazyLock<Counter<u64>> = LazyLock::new(|| {
    meter("penalty")
        .u64_counter("penalty.refusals")
        .with_description("Steps that a gate of the law refused")
        .build()
});

/// Where a step was refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The region of the matter.
    pub(crate) region: Region,
    /// The step, by the name of its command.
    pub(crate) step: &'a str,
}

/// The refusals from one day through another in the actor's regions, the most frequent first.
pub(crate) async fn refusals(
    unit: &mut UnitOfWork,
    from: Date,
    to: Date,
) -> Result<Vec<Refused>, Fault> {
    Ok(refusal::between(unit.connection(), from, to).await?)
}

/// As [`counted`], for a step of the case `id`. A case out of sight is not counted for.
pub(crate) async fn counted_in_case(
    ledger: &Ledger,
    scope: &RegionScope,
    (id, step): (CaseId, &str),
    fault: Fault,
) -> Fault {
    let region = region_of(ledger, scope, id).await;
    counted_where(ledger, region, step, fault).await
}

/// As [`counted`], for a step of the proceeding `id` beside a case.
pub(crate) async fn counted_in_proceeding<P: Recorded>(
    ledger: &Ledger,
    scope: &RegionScope,
    (id, step): (Uuid, &str),
    fault: Fault,
) -> Fault {
    let region = region_of_proceeding::<P>(ledger, scope, id).await;
    counted_where(ledger, region, step, fault).await
}

async fn counted_where(
    ledger: &Ledger,
    region: Result<Option<Region>, Error>,
    step: &str,
    fault: Fault,
) -> Fault {
    match region {
        Ok(Some(region)) => counted(ledger, Place { region, step }, fault).await,
        Ok(None) => fault,
        Err(error) => {
            tracing::warn!(%error, step, "a refusal could not be counted");
            fault
        }
    }
}

async fn region_of(
    ledger: &Ledger,
    scope: &RegionScope,
    id: CaseId,
) -> Result<Option<Region>, Error> {
    let mut unit = ledger.begin(scope).await?;
    Ok(case_file::find(unit.connection(), id)
        .await?
        .map(|case| case.region))
}

async fn region_of_proceeding<P: Recorded>(
    ledger: &Ledger,
    scope: &RegionScope,
    id: Uuid,
) -> Result<Option<Region>, Error> {
    let mut unit = ledger.begin(scope).await?;
    let found = proceeding::find::<P>(unit.connection(), P::KIND, id).await?;
    Ok(found.map(|stored| stored.region))
}

/// Counts `fault` if a rule of law stands behind it, and hands it on. The transaction of the
/// refused step is undone, so this is one of its own. A count that fails is logged: the caller
/// gets the refusal all the same.
pub(crate) async fn counted(ledger: &Ledger, place: Place<'_>, fault: Fault) -> Fault {
    let problem = fault.problem();
    if let Err(error) = count(ledger, place, &problem).await {
        tracing::warn!(%error, step = place.step, "a refusal could not be counted");
    }
    problem.into()
}

async fn count(ledger: &Ledger, place: Place<'_>, problem: &Problem) -> Result<(), Error> {
    let body = problem.body();
    let Some(rule) = body.rule.as_deref() else {
        return Ok(());
    };
    let citation = body.citation.as_deref().unwrap_or_default();
    REFUSALS.add(1, &[KeyValue::new("rule", rule.to_owned())]);
    let mut unit = ledger.begin(&RegionScope::from(place.region)).await?;
    let day = legal_date(unit.now());
    let refused = (rule, citation);
    refusal::count(unit.connection(), (day, place.region), place.step, refused).await?;
    unit.commit().await
}
