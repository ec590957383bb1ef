//! `/api/evidence/v1/items/{id}/custody`: the chain, its proof, and new touches.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use blobs::Blobs;
use crypto::DualDigest;
use evidence_domain::{ItemCommand, verify_chain};
use http_kit::{Caller, IdempotencyKey, PathId, Problem};
use kernel::EvidenceId;
use runtime::{Asked, Fault};

use super::content_unavailable;
use super::view::{ChainCheck, ContentCheck, CustodyView, EntryView, ItemView, TouchBody};
use crate::Evidence;
use crate::app::{look_at_item, touch_item};
use crate::store::custody;

/// Shows the chain of custody and proves it: every entry, and the stored content.
#[utoipa::path(get, path = "/api/evidence/v1/items/{id}/custody", tag = "evidence",
    params(("id" = String, Path, description = "Item")),
    responses((status = 200, body = CustodyView)), security(("bearer" = [])))]
pub(super) async fn show(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(id): PathId<EvidenceId>,
) -> Result<Json<CustodyView>, Fault> {
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let stored = look_at_item(&mut unit, &actor, id).await?;
    let entries = custody::of_item(unit.connection(), id).await?;
    drop(unit);
    let (Some(about), Some(head)) = (stored.state.about(), stored.state.head()) else {
        return Err(Problem::not_found().into());
    };
    let record = about.record();
    let check = check_content(&evidence.blobs, &about.content).await?;
    Ok(Json(CustodyView {
        evidence_id: id,
        record_digest: record.to_string(),
        entries: entries.iter().map(EntryView::from).collect(),
        chain: ChainCheck::from(verify_chain(record, &entries, head)),
        content: ContentCheck {
            intact: check.is_none(),
            problem: check,
            sha256: about.content.sha256.to_string(),
            sm3: about.content.sm3.to_string(),
            size_bytes: about.content.size,
        },
    }))
}

/// Reads the stored content again. What is wrong with it, if anything; an outage is an error.
pub(super) async fn check_content(
    blobs: &Blobs,
    recorded: &DualDigest,
) -> Result<Option<&'static str>, Fault> {
    match blobs.verify(&recorded.sha256).await {
        Ok(found) if recorded.verify(&found).is_ok() => Ok(None),
        Ok(_) | Err(blobs::Error::Changed { .. }) => {
            tracing::error!(content = %recorded.sha256, "stored evidence has changed");
            Ok(Some("changed"))
        }
        Err(blobs::Error::NotFound(_)) => {
            tracing::error!(content = %recorded.sha256, "stored evidence is missing");
            Ok(Some("missing"))
        }
        Err(error) => Err(content_unavailable(error).into()),
    }
}

/// Records a touch: looked at, copied, handed over, returned.
#[utoipa::path(post, path = "/api/evidence/v1/items/{id}/custody", tag = "evidence",
    params(("id" = String, Path, description = "Item"), IdempotencyKey),
    request_body = TouchBody, responses((status = 201, body = ItemView)),
    security(("bearer" = [])))]
pub(super) async fn record(
    State(evidence): State<Evidence>,
    asked: Asked<EvidenceId, TouchBody>,
) -> Result<Response, Fault> {
    let path = format!("/items/{}/custody", asked.id);
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &evidence.ledger,
            &scope,
            &path,
            |unit, (actor, id, body)| {
                Box::pin(async move {
                    let touch = ItemCommand::Touch {
                        action: body.action,
                        note: body.note_code,
                    };
                    let stored = touch_item(unit, &actor, id, touch).await?;
                    Ok((StatusCode::CREATED, ItemView::from(&stored)))
                })
            },
        )
        .await
}
