//! Counts what the gates refuse, by rule and article, so that the agency sees where cases fail.

use std::sync::LazyLock;

use http_kit::Problem;
use jiff::civil::Date;
use kernel::{CaseId, DocumentId, Region, RegionScope, legal_date};
use ledger::{Error, Ledger, UnitOfWork};
use opentelemetry::KeyValue;
use opentelemetry::metrics::Counter;
use penalty_domain::measure::Measure;
use penalty_domain::preservation::Preservation;
use penalty_domain::substitute::Substitute;
use runtime::Fault;
use telemetry::metrics::meter;
use uuid::Uuid;

use crate::store::proceeding::ProceedingKind;
use crate::store::refusal::{self, Refused};
use crate::store::{case_file, official_document, proceeding, referral, remedy, spot_penalty};

// Made at first use, which is after telemetry was set up.
static REFUSALS: LazyLock<Counter<u64>> = LazyLock::new(|| {
    meter("penalty")
        .u64_counter("penalty.refusals")
        .with_description("Steps that a gate of the law refused")
        .build()
});

/// The refusals from one day through another in the actor's regions, the most frequent first.
pub(crate) async fn refusals(
    unit: &mut UnitOfWork,
    from: Date,
    to: Date,
) -> Result<Vec<Refused>, Fault> {
    Ok(refusal::between(unit.connection(), from, to).await?)
}

/// What a step is asked of. It says in which region a refusal counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject {
    /// Something new in this region.
    New(Region),
    Case(CaseId),
    Document(DocumentId),
    Proceeding(ProceedingKind, Uuid),
    Referral(Uuid),
    /// The remedies against this decision.
    Remedy(Uuid),
    Spot(Uuid),
}

/// Waits for the answer of `step` and counts its refusal, if a rule of law stands behind it. Every
/// write goes through here. The transaction of the refused step is undone, so the count is one of its
/// own. One that fails is logged: the caller gets the refusal all the same.
pub(crate) async fn counted<T>(
    ledger: &Ledger,
    scope: &RegionScope,
    (subject, step): (Subject, &str),
    answer: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    let fault = match answer.await {
        Ok(done) => return Ok(done),
        Err(fault) => fault,
    };
    let problem = fault.problem();
    if let Err(error) = count(ledger, scope, (subject, step), &problem).await {
        tracing::warn!(%error, step, "a refusal could not be counted");
    }
    Err(problem.into())
}

/// What is out of the caller's sight is not counted for.
async fn count(
    ledger: &Ledger,
    scope: &RegionScope,
    (subject, step): (Subject, &str),
    problem: &Problem,
) -> Result<(), Error> {
    let body = problem.body();
    let Some(rule) = body.rule.as_deref() else {
        return Ok(());
    };
    let mut seen = ledger.begin(scope).await?;
    let Some(region) = region_of(&mut seen, subject).await? else {
        return Ok(());
    };
    drop(seen);
    let citation = body.citation.as_deref().unwrap_or_default();
    REFUSALS.add(1, &[KeyValue::new("rule", rule.to_owned())]);
    let mut unit = ledger.begin(&RegionScope::from(region)).await?;
    let day = legal_date(unit.now());
    let refused = (rule, citation);
    refusal::count(unit.connection(), (day, region), step, refused).await?;
    unit.commit().await
}

async fn region_of(unit: &mut UnitOfWork, subject: Subject) -> Result<Option<Region>, Error> {
    let seen = unit.connection();
    Ok(match subject {
        Subject::New(region) => Some(region),
        Subject::Case(id) => case_file::find(seen, id).await?.map(|case| case.region),
        Subject::Document(id) => {
            let found = official_document::find(seen, id).await?;
            found.map(|document| document.region)
        }
        Subject::Proceeding(kind, id) => region_of_proceeding(unit, kind, id).await?,
        Subject::Referral(id) => referral::find(seen, id).await?.map(|found| found.region),
        Subject::Remedy(decision) => {
            let found = remedy::about(seen, decision).await?;
            found.map(|found| found.region)
        }
        Subject::Spot(id) => spot_penalty::find(seen, id)
            .await?
            .map(|found| found.region),
    })
}

async fn region_of_proceeding(
    unit: &mut UnitOfWork,
    kind: ProceedingKind,
    id: Uuid,
) -> Result<Option<Region>, Error> {
    let seen = unit.connection();
    Ok(match kind {
        ProceedingKind::Measure => proceeding::find::<Measure>(seen, kind, id)
            .await?
            .map(|found| found.region),
        ProceedingKind::Preservation => proceeding::find::<Preservation>(seen, kind, id)
            .await?
            .map(|found| found.region),
        ProceedingKind::Substitute => proceeding::find::<Substitute>(seen, kind, id)
            .await?
            .map(|found| found.region),
    })
}
