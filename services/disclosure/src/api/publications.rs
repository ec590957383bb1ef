//! `/api/disclosure/v1/publications`: what the staff do.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use disclosure_domain::{MaskEntry, Publication, PublicationCommand};
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidJson, ValidQuery};
use kernel::{Actor, Post, PublicationId};
use ledger::UnitOfWork;
use runtime::{Fault, allow, once, request_key};

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
    Caller(actor): Caller,
    PathId(id): PathId<PublicationId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<MaskPublication>,
) -> Result<Response, Fault> {
    let command = PublicationCommand::Mask(value.into());
    decide(
        &disclosure,
        actor,
        id,
        key,
        ("masking", request_hash),
        command,
    )
    .await
}

/// Approves the masked text, after the secrecy review and by another person.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/approval", tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = ApprovePublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn approve(
    State(disclosure): State<Disclosure>,
    Caller(actor): Caller,
    PathId(id): PathId<PublicationId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<ApprovePublication>,
) -> Result<Response, Fault> {
    let command = PublicationCommand::Approve {
        cleared: value.secrecy_cleared,
        note: value.secrecy_note,
    };
    decide(
        &disclosure,
        actor,
        id,
        key,
        ("approval", request_hash),
        command,
    )
    .await
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
    let nothing_sent = [0; 32];
    let command = PublicationCommand::Publish;
    decide(
        &disclosure,
        actor,
        id,
        key,
        ("publication", nothing_sent),
        command,
    )
    .await
}

/// Does not publish the decision, with the ground.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/refusal", tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = RefusePublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn refuse(
    State(disclosure): State<Disclosure>,
    Caller(actor): Caller,
    PathId(id): PathId<PublicationId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RefusePublication>,
) -> Result<Response, Fault> {
    let command = PublicationCommand::Refuse {
        ground: value.ground,
        note: value.note,
    };
    decide(
        &disclosure,
        actor,
        id,
        key,
        ("refusal", request_hash),
        command,
    )
    .await
}

/// Takes the decision down and tells the public why.
#[utoipa::path(post, path = "/api/disclosure/v1/publications/{id}/withdrawal",
    tag = "publications",
    params(("id" = String, Path, description = "Publication"), IdempotencyKey),
    request_body = WithdrawPublication, responses((status = 200, body = PublicationView)),
    security(("bearer" = [])))]
pub(super) async fn withdraw(
    State(disclosure): State<Disclosure>,
    Caller(actor): Caller,
    PathId(id): PathId<PublicationId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<WithdrawPublication>,
) -> Result<Response, Fault> {
    let command = PublicationCommand::Withdraw {
        reason_code: value.reason_code,
        reason: value.reason,
        ordered_on: value.ordered_on,
    };
    decide(
        &disclosure,
        actor,
        id,
        key,
        ("withdrawal", request_hash),
        command,
    )
    .await
}

async fn decide(
    disclosure: &Disclosure,
    actor: Actor,
    id: PublicationId,
    key: IdempotencyKey,
    (action, request_hash): (&str, [u8; 32]),
    command: PublicationCommand,
) -> Result<Response, Fault> {
    let key = request_key(
        Some(&actor),
        key,
        &format!("/publications/{id}/{action}"),
        request_hash,
    );
    let scope = actor.scope.clone();
    once(&disclosure.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let stored = decide_publication(unit, &actor, id, command).await?;
            Ok((StatusCode::OK, PublicationView::from(&stored)))
        })
    })
    .await
}
