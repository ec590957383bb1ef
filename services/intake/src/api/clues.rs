//! `/api/intake/v1/clues`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidJson, ValidQuery};
use intake_domain::{ClueCommand, Source};
use kernel::{Actor, CaseId, ClueId, MatterId, Post, legal_date};
use runtime::{Asked, Fault, allow, once, request_key};

use super::dto::{
    ClueList, ClueView, DeclineClue, ExtendVerification, FileCase, ListClues, PAGE_MAX,
    RegisterClue, TransferClue,
};
use crate::Intake;
use crate::app::{Entry, decide_clue, register_clue};
use crate::store::clue;

const READERS: &[Post] = &[
    Post::Clerk,
    Post::Handler,
    Post::Decider,
    Post::Supervisor,
    Post::Auditor,
];

/// Lists clues of the caller's regions.
#[utoipa::path(get, path = "/api/intake/v1/clues", tag = "clues", params(ListClues),
    responses((status = 200, body = ClueList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(intake): State<Intake>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListClues>,
) -> Result<Json<ClueList>, Fault> {
    read_post(&actor)?;
    let mut unit = intake.ledger.begin(&actor.scope).await?;
    let offset = i64::from(query.page) * PAGE_MAX;
    let rows = clue::list(
        unit.connection(),
        query.status.as_deref(),
        query.matter_id,
        PAGE_MAX,
        offset,
    )
    .await?;
    Ok(Json(ClueList {
        clues: rows.iter().map(ClueView::from).collect(),
    }))
}

/// Shows one clue.
#[utoipa::path(get, path = "/api/intake/v1/clues/{id}", tag = "clues",
    params(("id" = String, Path, description = "Clue")),
    responses((status = 200, body = ClueView)), security(("bearer" = [])))]
pub(super) async fn show(
    State(intake): State<Intake>,
    Caller(actor): Caller,
    PathId(id): PathId<ClueId>,
) -> Result<Json<ClueView>, Fault> {
    read_post(&actor)?;
    let mut unit = intake.ledger.begin(&actor.scope).await?;
    let stored = clue::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(ClueView::from(&stored)))
}

/// Registers a clue that the agency found itself.
#[utoipa::path(post, path = "/api/intake/v1/clues", tag = "clues", params(IdempotencyKey),
    request_body = RegisterClue, responses((status = 201, body = ClueView)),
    security(("bearer" = [])))]
pub(super) async fn register(
    State(intake): State<Intake>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RegisterClue>,
) -> Result<Response, Fault> {
    allow(
        &actor,
        &[Post::Clerk, Post::Handler, Post::Officer],
        value.region,
    )?;
    if value.source == Source::Report {
        return Err(Problem::unprocessable("举报由投诉举报服务受理后自动登记").into());
    }
    if value.discovered_on > legal_date(intake.ledger.now()) {
        return Err(Problem::unprocessable("发现日期不能晚于今天").into());
    }
    let key = request_key(Some(&actor), key, "/clues", request_hash);
    let scope = actor.scope.clone();
    once(&intake.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let entry = Entry {
                matter: MatterId::from(unit.new_id()),
                region: value.region,
                source: value.source,
                submission: None,
                domain: value.domain,
                respondent: value.respondent_uscc,
                discovered_on: value.discovered_on,
            };
            let stored = register_clue(unit, &actor, entry).await?;
            Ok((StatusCode::CREATED, ClueView::from(&stored)))
        })
    })
    .await
}

/// Allows more time for verification, once.
#[utoipa::path(post, path = "/api/intake/v1/clues/{id}/extension", tag = "clues",
    params(("id" = String, Path, description = "Clue"), IdempotencyKey),
    request_body = ExtendVerification, responses((status = 200, body = ClueView)),
    security(("bearer" = [])))]
pub(super) async fn extend(
    State(intake): State<Intake>,
    asked: Asked<ClueId, ExtendVerification>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| ClueCommand::Extend {
        ground: body.ground,
    });
    decide(&intake, asked, "extension").await
}

/// Files the clue as a case (立案).
#[utoipa::path(post, path = "/api/intake/v1/clues/{id}/filing", tag = "clues",
    params(("id" = String, Path, description = "Clue"), IdempotencyKey),
    request_body = FileCase, responses((status = 200, body = ClueView)),
    security(("bearer" = [])))]
pub(super) async fn file(
    State(intake): State<Intake>,
    asked: Asked<ClueId, FileCase>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| ClueCommand::File {
        case: CaseId::from(intake.ledger.new_id()),
        finding: body.finding(),
        power_item: body.power_item,
        unit: body.unit,
        party_kind: body.party_kind,
        party_uscc: body.party_uscc,
    });
    decide(&intake, asked, "filing").await
}

/// Opens no case (不予立案), with the reason.
#[utoipa::path(post, path = "/api/intake/v1/clues/{id}/decline", tag = "clues",
    params(("id" = String, Path, description = "Clue"), IdempotencyKey),
    request_body = DeclineClue, responses((status = 200, body = ClueView)),
    security(("bearer" = [])))]
pub(super) async fn decline(
    State(intake): State<Intake>,
    asked: Asked<ClueId, DeclineClue>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| ClueCommand::Decline {
        reason: body.reason,
    });
    decide(&intake, asked, "decline").await
}

/// Hands the clue to the competent body (移送).
#[utoipa::path(post, path = "/api/intake/v1/clues/{id}/transfer", tag = "clues",
    params(("id" = String, Path, description = "Clue"), IdempotencyKey),
    request_body = TransferClue, responses((status = 200, body = ClueView)),
    security(("bearer" = [])))]
pub(super) async fn transfer(
    State(intake): State<Intake>,
    asked: Asked<ClueId, TransferClue>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| ClueCommand::Transfer {
        to_unit: body.to_unit,
        to_region: body.to_region,
    });
    decide(&intake, asked, "transfer").await
}

async fn decide(
    intake: &Intake,
    asked: Asked<ClueId, ClueCommand>,
    action: &str,
) -> Result<Response, Fault> {
    let path = format!("/clues/{}/{action}", asked.id);
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &intake.ledger,
            &scope,
            &path,
            |unit, (actor, id, command)| {
                Box::pin(async move {
                    let stored = decide_clue(unit, &actor, id, command).await?;
                    Ok((StatusCode::OK, ClueView::from(&stored)))
                })
            },
        )
        .await
}

fn read_post(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    Err(Problem::forbidden("查看线索须有受理、办案、审批或监督职务").into())
}
