//! `/api/penalty/v1/spot-penalties/{id}/documents`: the form of a penalty on the spot. From there on it
//! is a document like all others.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId};
use kernel::CaseId;
use runtime::{Asked, Fault};
use uuid::Uuid;

use crate::Penalty;
use crate::api::cases::may_read;
use crate::api::document_view::{DocumentList, DocumentView};
use crate::api::documents::{DOCUMENTS_MAX, sees};
use crate::api::dto::DraftDocument;
use crate::app::{OwnerId, Subject, counted, draft_document, look_at_spot};
use crate::store::official_document;

/// Drafts the form (当场行政处罚决定书). Its number is that of the penalty.
#[utoipa::path(post, path = "/api/penalty/v1/spot-penalties/{id}/documents", tag = "documents",
    params(("id" = String, Path, description = "Penalty on the spot"), IdempotencyKey),
    request_body = DraftDocument, responses((status = 201, body = DocumentView)),
    security(("bearer" = [])))]
pub(super) async fn draft(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, DraftDocument>,
) -> Result<Response, Fault> {
    let path = format!("/spot-penalties/{}/documents", asked.id);
    let scope = asked.actor.scope.clone();
    let place = (Subject::Spot(asked.id), "document/draft");
    let drafted = asked.once(&penalty.ledger, &scope, &path, |unit, (actor, id, form)| {
        Box::pin(async move {
            let owner = OwnerId::Spot(id);
            let drafted = draft_document(unit, &actor, owner, form.into()).await?;
            Ok((StatusCode::CREATED, DocumentView::from(&drafted)))
        })
    });
    counted(&penalty.ledger, &scope, place, drafted).await
}

/// Lists the documents of a penalty on the spot, the oldest first.
#[utoipa::path(get, path = "/api/penalty/v1/spot-penalties/{id}/documents", tag = "documents",
    params(("id" = String, Path, description = "Penalty on the spot")),
    responses((status = 200, body = DocumentList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<DocumentList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    look_at_spot(&mut unit, id).await?;
    let of = CaseId::from(id);
    let documents = official_document::of_case(unit.connection(), of, DOCUMENTS_MAX).await?;
    let seen = documents.iter().filter(|document| sees(&actor, document));
    Ok(Json(DocumentList {
        documents: seen.map(DocumentView::from).collect(),
    }))
}
