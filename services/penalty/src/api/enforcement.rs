//! `/api/penalty/v1/cases/{id}/enforcement`: demand, court, suspension, end.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId};
use kernel::CaseId;
use law::Refusal;
use penalty_domain::enforcement::{Enforcement, EnforcementCommand, EnforcementStep};
use runtime::{Asked, Fault};
use serde::Serialize;
use utoipa::ToSchema;

use super::cases::may_read;
use super::dto::{
    AnswerDemand, ApplyToCourt, FinishEnforcement, RecordAcceptance, RecordRejection, RecordRuling,
    ResumeEnforcement, ServeDemand, SuspendEnforcement,
};
use super::view::DueView;
use crate::Penalty;
use crate::app::{EnforcementSeen, Subject, counted, enforce, look_at_enforcement};

/// How far the enforcement of a decision has come, and what may be done next.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EnforcementView {
    case_id: CaseId,
    /// absent, open, demanded, applied, accepted, granted, suspended, finished.
    #[schema(value_type = String)]
    status: &'static str,
    version: i64,
    /// Demand, application, ruling and what else holds in this state.
    #[schema(value_type = Object)]
    enforcement: Enforcement,
    /// The clocks that run.
    dues: Vec<DueView>,
    /// Rules of the clocks that ran out.
    overdue: Vec<String>,
    steps: Vec<StepView>,
}

/// One command, and whether the caller may give it now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepView {
    command: &'static str,
    allowed: bool,
    /// Everything that stands in its way, each with rule, citation, missing fact and cure.
    #[schema(value_type = Vec<Object>)]
    obstacles: Vec<Refusal>,
}

impl From<EnforcementStep> for StepView {
    fn from(step: EnforcementStep) -> Self {
        Self {
            command: step.command.as_str(),
            allowed: step.obstacles.is_empty(),
            obstacles: step.obstacles,
        }
    }
}

impl From<EnforcementSeen> for EnforcementView {
    fn from(seen: EnforcementSeen) -> Self {
        let (version, enforcement) = seen.stored.map_or((0, Enforcement::Absent), |stored| {
            (stored.version, stored.state)
        });
        let overdue = enforcement.dossier().map(|dossier| dossier.overdue.clone());
        let overdue = overdue.unwrap_or_default();
        let dues = enforcement.clocks().into_iter();
        Self {
            case_id: seen.case,
            status: enforcement.status().into(),
            version,
            dues: dues
                .map(|due| DueView::of(due, overdue.contains(&due.rule)))
                .collect(),
            overdue: overdue.into_iter().collect(),
            steps: seen.steps.into_iter().map(StepView::from).collect(),
            enforcement,
        }
    }
}

/// Shows the enforcement of a case, and for every command: may the caller give it, and if not, why.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/enforcement", tag = "enforcement",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = EnforcementView)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<EnforcementView>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let seen = look_at_enforcement(&mut unit, &actor, id).await?;
    Ok(Json(EnforcementView::from(seen)))
}

/// Records that the demand (履行催告书) was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/demand", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ServeDemand, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn demand(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, ServeDemand>,
) -> Result<Response, Fault> {
    take(&penalty, step, "demand").await
}

/// Records what the party said to the demand and what was found of it.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/answers", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = AnswerDemand, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn answer(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, AnswerDemand>,
) -> Result<Response, Fault> {
    take(&penalty, step, "answers").await
}

/// Applies to the court (申请人民法院强制执行).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/application", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ApplyToCourt, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn apply(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, ApplyToCourt>,
) -> Result<Response, Fault> {
    take(&penalty, step, "application").await
}

/// Records that the court accepted the application (受理).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/acceptance", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordAcceptance, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn accept(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, RecordAcceptance>,
) -> Result<Response, Fault> {
    take(&penalty, step, "acceptance").await
}

/// Records that the court did not accept the application (不予受理).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/rejection", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordRejection, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn reject(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, RecordRejection>,
) -> Result<Response, Fault> {
    take(&penalty, step, "rejection").await
}

/// Records the court's ruling (执行裁定).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/ruling", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordRuling, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn rule(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, RecordRuling>,
) -> Result<Response, Fault> {
    take(&penalty, step, "ruling").await
}

/// Suspends enforcement (中止执行).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/suspension", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = SuspendEnforcement, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn suspend(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, SuspendEnforcement>,
) -> Result<Response, Fault> {
    take(&penalty, step, "suspension").await
}

/// Lets enforcement go on (恢复执行).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/resumption", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ResumeEnforcement, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn resume(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, ResumeEnforcement>,
) -> Result<Response, Fault> {
    take(&penalty, step, "resumption").await
}

/// Ends enforcement (终结执行).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/enforcement/end", tag = "enforcement",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = FinishEnforcement, responses((status = 200, body = EnforcementView)),
    security(("bearer" = [])))]
pub(super) async fn finish(
    State(penalty): State<Penalty>,
    step: Asked<CaseId, FinishEnforcement>,
) -> Result<Response, Fault> {
    take(&penalty, step, "end").await
}

/// Takes the step once, however often it is asked for with this key.
async fn take(
    penalty: &Penalty,
    step: Asked<CaseId, impl Into<EnforcementCommand> + Send>,
    segment: &str,
) -> Result<Response, Fault> {
    let step = step.map(Into::<EnforcementCommand>::into);
    let id = step.id;
    let name = format!("enforcement/{}", step.body.kind());
    let path = format!("/cases/{id}/enforcement/{segment}");
    let scope = step.actor.scope.clone();
    let taken = step.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, command)| {
            Box::pin(async move {
                let seen = enforce(unit, &actor, id, command).await?;
                Ok((StatusCode::OK, EnforcementView::from(seen)))
            })
        },
    );
    let place = (Subject::Case(id), name.as_str());
    counted(&penalty.ledger, &scope, place, taken).await
}
