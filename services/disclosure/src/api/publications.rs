//! `/api/disclosure/v1/publications`: what the staff do.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use disclosure_domain::{MaskEntry, Publication, PublicationCommand};
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidQuery};
use kernel::{Actor, Post, PublicationId};
use ledger::UnitOfWork;
use runtime::{Asked, Fault, allow};

use super::dto::{
    ApprovePublication, ListPublications, MaskPublication, RefusePublication, WithdrawPublication,
};
use super::view::{MaskView, PublicationDetail, PublicationList, PublicationView, SuspectView};
use crate::Disclosure;
use crate::app::decide_publication;
use crate::store::publication::{self, StoredPublication};
use crate::store::text;

const READERS: &[Post] = &[
    Post::Discloser,
    Post::Decider,
    Post::Reviewer,
    Post::Handler,
    Post::Supervisor,
    Post::Auditor,
];

/// Posts that approve, and so compare the text with what was masked.
const APPROVERS: &[Post] = &[Post::Discloser, Post::Decider];

/// Longest list in one answer.
const PAGE_MAX: i64 = 100;

/// Lists publications of the caller's regions.
#[utoipa::path(get, path = "/api/disclosure/v1/publications", tag = "publications",
    params(ListPublications), responses((status = 200, body = PublicationList)),
    security(("bearer" = [])))]
pub(super) async fn list(
    State(disclosure): State<Disclosure>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListPublications>,
) -> Result<Json<PublicationList>, Fault> {
    if !actor.holds_any(READERS) {
        return Err(Problem::forbidden("查看公示事项须有公示、审批、审核、办案或监督职务").into());
    }
    let mut unit = disclosure.ledger.begin(&actor.scope).await?;
    let rows = publication::list(
        unit.connection(),
        query.status.as_deref(),
        query.matter_id,
        PAGE_MAX,
        i64::from(query.page) * PAGE_MAX,
    )
    .await?;
    Ok(Json(PublicationList {
        publications: rows.iter().map(PublicationView::from).collect(),
    }))
}

/// Shows one publication with its masked text.
#[utoipa::path(get, path = "/api/disclosure/v1/publications/{id}", tag = "publications",
    params(("id" = String, Path, description = "Publication")),
    responses((status = 200, body = PublicationDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(disclosure): State<Disclosure>,
    Caller(actor): Caller,
    PathId(id): PathId<PublicationId>,
) -> Result<Json<PublicationDetail>, Fault> {
    let mut unit = disclosure.ledger.begin(&actor.scope).await?;
    let stored = publication::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(&actor, READERS, stored.region)?;
    let text = text::of(unit.connection(), &stored).await?;
    let mask_map = mask_map(&mut unit, &actor, &stored).await?;
    Ok(Json(PublicationDetail {
        publication: PublicationView::from(&stored),
        suspects: text
            .iter()
            .flat_map(|text| text.suspects.iter().map(SuspectView::from))
            .collect(),
        text: text.map(|text| text.content),
        mask_map: mask_map.map(|map| map.into_iter().map(MaskView::from).collect()),
    }))
}

/// What was masked holds personal data: it is shown for the one purpose of checking the text.
async fn mask_map(
    unit: &mut UnitOfWork,
    actor: &Actor,
    stored: &StoredPublication,
) -> Result<Option<Vec<MaskEntry>>, Fault> {
    if !matches!(stored.state, Publication::Masked { .. }) || !actor.holds_any(APPROVERS) {
        return Ok(None);
    }
    Ok(Some(text::mask_map(unit.connection(), stored.id).await?))
}

/// Masks the text of the decision; again, until it is published.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/masking", tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = MaskPublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn mask(
    State(disclosure): State<Disclosure>,
    asked: Asked<PublicationId, MaskPublication>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| PublicationCommand::Mask(body.into()));
    decide(&disclosure, asked, "masking").await
}

/// Approves the masked text, after the secrecy review and by another person.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/approval", tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = ApprovePublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn approve(
    State(disclosure): State<Disclosure>,
    asked: Asked<PublicationId, ApprovePublication>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| PublicationCommand::Approve {
        cleared: body.secrecy_cleared,
        note: body.secrecy_note,
    });
    decide(&disclosure, asked, "approval").await
}

/// Puts the decision on the register, once it was served.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/publication",
    tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    responses((status = 200, body = PublicationView)), security(("bearer" = [])))]
pub(super) async fn publish(
    State(disclosure): State<Disclosure>,
    Caller(actor): Caller,
    PathId(id): PathId<PublicationId>,
    key: IdempotencyKey,
) -> Result<Response, Fault> {
    let asked = Asked::without_body(actor, id, key, PublicationCommand::Publish);
    decide(&disclosure, asked, "publication").await
}

/// Does not publish the decision, with the ground.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/refusal", tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = RefusePublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn refuse(
    State(disclosure): State<Disclosure>,
    asked: Asked<PublicationId, RefusePublication>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| PublicationCommand::Refuse {
        ground: body.ground,
        note: body.note,
    });
    decide(&disclosure, asked, "refusal").await
}

/// Takes the decision down and tells the public why.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/withdrawal",
    tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = WithdrawPublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn withdraw(
    State(disclosure): State<Disclosure>,
    asked: Asked<PublicationId, WithdrawPublication>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| PublicationCommand::Withdraw {
        reason_code: body.reason_code,
        reason: body.reason,
        ordered_on: body.ordered_on,
    });
    decide(&disclosure, asked, "withdrawal").await
}

async fn decide(
    disclosure: &Disclosure,
    asked: Asked<PublicationId, PublicationCommand>,
    action: &str,
) -> Result<Response, Fault> {
    let path = format!("/publications/{}/{action}", asked.id);
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &disclosure.ledger,
            &scope,
            &path,
            |unit, (actor, id, command)| {
                Box::pin(async move {
                    let stored = decide_publication(unit, &actor, id, command).await?;
                    Ok((StatusCode::OK, PublicationView::from(&stored)))
                })
            },
        )
        .await
}
