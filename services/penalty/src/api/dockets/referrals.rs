//! `/api/penalty/v1/referrals`: criminal referrals (移送涉嫌犯罪案件).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId, ValidQuery};
use kernel::CaseId;
use penalty_domain::referral::ReferralDraft;
use runtime::{Asked, Fault};
use uuid::Uuid;

use super::ListDockets;
use super::referral_dto::{OpenReferral, ReferralStep};
use super::view::{DocketDetail, DocketList, DocketView};
use crate::Penalty;
use crate::api::cases::may_read;
use crate::api::dto::few;
use crate::app::{Subject, act_on_referral, counted, find_referral, open_referral};
use crate::store::referral;

/// Lists referrals of the caller's regions.
#[utoipa::path(get, path = "/api/penalty/v1/referrals", tag = "referrals", params(ListDockets),
    responses((status = 200, body = DocketList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListDockets>,
) -> Result<Json<DocketList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let rows = referral::list(unit.connection(), query.page()).await?;
    Ok(Json(rows.into()))
}

/// Shows one in full.
#[utoipa::path(get, path = "/api/penalty/v1/referrals/{id}", tag = "referrals",
    params(("id" = String, Path, description = "Referral")),
    responses((status = 200, body = DocketDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<DocketDetail>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let stored = find_referral(&mut unit, id).await?;
    Ok(Json(stored.into()))
}

/// Sets up the task group (专案组) of a case that may be a crime.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/referrals", tag = "referrals",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = OpenReferral, responses((status = 201, body = DocketView)),
    security(("bearer" = [])))]
pub(super) async fn open(
    State(penalty): State<Penalty>,
    asked: Asked<CaseId, OpenReferral>,
) -> Result<Response, Fault> {
    let case = asked.id;
    let asked = asked.try_map(|body| {
        Ok(ReferralDraft {
            case,
            offence: body.offence.into(),
            group: few(body.group, "group")?,
        })
    })?;
    let path = format!("/cases/{case}/referrals");
    let scope = asked.actor.scope.clone();
    let opened = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, _case, draft)| {
            Box::pin(async move {
                let stored = open_referral(unit, &actor, draft).await?;
                Ok((StatusCode::CREATED, DocketView::from(&stored)))
            })
        },
    );
    let place = (Subject::Case(case), "referral/open");
    counted(&penalty.ledger, &scope, place, opened).await
}

/// Takes a step of a referral.
#[utoipa::path(post, path = "/api/penalty/v1/referrals/{id}/steps", tag = "referrals",
    params(("id" = String, Path, description = "Referral"), IdempotencyKey),
    request_body = ReferralStep, responses((status = 200, body = DocketView)),
    security(("bearer" = [])))]
pub(super) async fn step(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ReferralStep>,
) -> Result<Response, Fault> {
    let asked = asked.try_map(ReferralStep::read)?;
    let id = asked.id;
    let step = format!("referral/{}", asked.body.name());
    let path = format!("/referrals/{id}/steps");
    let scope = asked.actor.scope.clone();
    let taken = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, command)| {
            Box::pin(async move {
                let stored = act_on_referral(unit, &actor, id, command).await?;
                Ok((StatusCode::OK, DocketView::from(&stored)))
            })
        },
    );
    let place = (Subject::Referral(id), step.as_str());
    counted(&penalty.ledger, &scope, place, taken).await
}
