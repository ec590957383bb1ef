//! `/api/penalty/v1/gates` and `/refusals`: the gates as data, and how often each refused.

use axum::Json;
use axum::extract::State;
use http_kit::{Caller, ValidQuery};
use jiff::civil::Date;
use penalty_domain::case::{Gate, Judges, gates};
use runtime::Fault;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cases::may_read;
use super::dto::misfit;
use crate::Penalty;
use crate::app;
use crate::store::refusal::Refused;

/// One gate: what the law asks before a step may be taken.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GateView {
    /// Stable name of its refusal.
    code: &'static str,
    /// The guard (G1 to G15) or deadline rule it belongs to.
    rule: &'static str,
    /// Instrument and article.
    citation: &'static str,
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// First day no longer in force.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// The steps that it guards.
    steps: Vec<&'static str>,
    /// Whether it judges what the step says, rather than the case and the person.
    judges_contents: bool,
    /// What cures a refusal.
    cure: &'static str,
    title: &'static str,
    title_en: &'static str,
}

impl From<&Gate> for GateView {
    fn from(gate: &Gate) -> Self {
        Self {
            code: gate.code,
            rule: gate.rule,
            citation: gate.citation,
            valid_from: gate.valid_from,
            valid_to: gate.valid_to,
            steps: gate.steps.iter().map(|step| step.as_str()).collect(),
            judges_contents: gate.judges == Judges::Contents,
            cure: gate.cure,
            title: gate.title_zh,
            title_en: gate.title_en,
        }
    }
}

/// Every gate.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GateList {
    gates: Vec<GateView>,
}

/// Lists every gate of the procedure with its article.
#[utoipa::path(get, path = "/api/penalty/v1/gates", tag = "rules",
    responses((status = 200, body = GateList)), security(("bearer" = [])))]
pub(super) async fn list(Caller(actor): Caller) -> Result<Json<GateList>, Fault> {
    may_read(&actor)?;
    Ok(Json(GateList {
        gates: gates().map(GateView::from).collect(),
    }))
}

/// Which refusals to count.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct CountRefusals {
    /// First day.
    #[param(value_type = String, format = Date)]
    from: Date,
    /// Last day.
    #[param(value_type = String, format = Date)]
    to: Date,
}

/// How often a gate refused a step.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RefusalView {
    rule: String,
    citation: String,
    /// The step that was refused.
    step: String,
    count: i64,
}

impl From<Refused> for RefusalView {
    fn from(refused: Refused) -> Self {
        Self {
            rule: refused.rule,
            citation: refused.citation,
            step: refused.step,
            count: refused.count,
        }
    }
}

/// The refusals of a time.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RefusalList {
    refusals: Vec<RefusalView>,
}

/// Counts refused steps by rule and article, the most frequent first.
#[utoipa::path(get, path = "/api/penalty/v1/refusals", tag = "rules", params(CountRefusals),
    responses((status = 200, body = RefusalList)), security(("bearer" = [])))]
pub(super) async fn refusals(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<CountRefusals>,
) -> Result<Json<RefusalList>, Fault> {
    may_read(&actor)?;
    if query.to < query.from {
        return Err(misfit("to", "must not lie before `from`"));
    }
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let found = app::refusals(&mut unit, query.from, query.to).await?;
    let refusals = found.into_iter().map(RefusalView::from).collect();
    Ok(Json(RefusalList { refusals }))
}
