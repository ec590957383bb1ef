//! `/api/penalty/v1/cases/{id}/documents` and `/api/penalty/v1/documents/{id}`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidJson};
use kernel::{Actor, CaseId, DocumentId, RegionScope};
use ledger::RequestKey;
use penalty_domain::document::Volume;
use runtime::{Fault, once, request_key};

use super::cases::may_read;
use super::document_view::{Checked, DocumentDetail, DocumentList, DocumentView};
use super::download::{PDF, SIGNATURE, attachment};
use super::dto::{AmendDocument, DraftDocument, SealDocument, ServeDocument, VoidDocument};
use super::view::{HANDLE_PARTY, HANDLE_SECONDARY};
use crate::Penalty;
use crate::app::{self, OwnerId, Subject, counted};
use crate::documents::press::{PDF_BYTES_MAX, SIGNATURE_BYTES_MAX};
use crate::store::official_document::{self, StoredDocument};

/// Longest list in one answer.
pub(super) const DOCUMENTS_MAX: i64 = 1_000;

/// Drafts a document (文书). What the case knows is filled in when it is looked at and sealed.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/documents", tag = "documents",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = DraftDocument, responses((status = 201, body = DocumentView)),
    security(("bearer" = [])))]
pub(super) async fn draft(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<DraftDocument>,
) -> Result<Response, Fault> {
    let path = format!("/cases/{id}/documents");
    let key = request_key(Some(&actor), key, &path, request_hash);
    let scope = actor.scope.clone();
    let drafted = once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let owner = OwnerId::Case(id);
            let drafted = app::draft_document(unit, &actor, owner, value.into()).await?;
            Ok((StatusCode::CREATED, DocumentView::from(&drafted)))
        })
    });
    let place = (Subject::Case(id), "document/draft");
    counted(&penalty.ledger, &scope, place, drafted).await
}

/// Lists the documents of a case, the oldest first. The secondary volume is left out for those who do
/// not handle the case.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/documents", tag = "documents",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = DocumentList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<DocumentList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    app::look(&mut unit, id).await?;
    let documents = official_document::of_case(unit.connection(), id, DOCUMENTS_MAX).await?;
    let seen = documents.iter().filter(|document| sees(&actor, document));
    Ok(Json(DocumentList {
        documents: seen.map(DocumentView::from).collect(),
    }))
}

/// Shows a document with what fills it, and what still keeps a draft from being sealed.
#[utoipa::path(get, path = "/api/penalty/v1/documents/{id}", tag = "documents",
    params(("id" = String, Path, description = "Document")),
    responses((status = 200, body = DocumentDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
) -> Result<Json<DocumentDetail>, Fault> {
    may_open(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let (stored, values, gaps) = app::look_at_document(&mut unit, id).await?;
    if !sees(&actor, &stored) {
        return Err(Problem::not_found().into());
    }
    Ok(Json(DocumentDetail::of(&stored, values, gaps)))
}

/// Replaces what was given for a draft.
#[utoipa::path(post, path = "/api/penalty/v1/documents/{id}/values", tag = "documents",
    params(("id" = String, Path, description = "Document"), IdempotencyKey),
    request_body = AmendDocument, responses((status = 200, body = DocumentView)),
    security(("bearer" = [])))]
pub(super) async fn amend(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<AmendDocument>,
) -> Result<Response, Fault> {
    let key = key_of(&actor, key, (id, "values"), request_hash);
    let scope = actor.scope.clone();
    let done = once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move { answer(app::amend_document(unit, &actor, id, value.values).await) })
    });
    let place = (Subject::Document(id), "document/amend");
    counted(&penalty.ledger, &scope, place, done).await
}

/// Seals a document (盖章): checks every mandatory field, assigns the number (文书字号), prints, signs.
#[utoipa::path(post, path = "/api/penalty/v1/documents/{id}/seal", tag = "documents",
    params(("id" = String, Path, description = "Document"), IdempotencyKey),
    request_body = SealDocument, responses((status = 200, body = DocumentView)),
    security(("bearer" = [])))]
pub(super) async fn seal(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
    key: IdempotencyKey,
    ValidJson {
        value: SealDocument {},
        request_hash,
    }: ValidJson<SealDocument>,
) -> Result<Response, Fault> {
    let key = key_of(&actor, key, (id, "seal"), request_hash);
    let scope = actor.scope.clone();
    let workshop = penalty.workshop.clone();
    let _place = penalty.workshop.place().await?;
    let done = once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move { answer(app::seal_document(unit, &workshop, &actor, id).await) })
    });
    let place = (Subject::Document(id), "document/seal");
    counted(&penalty.ledger, &scope, place, done).await
}

/// Records that a document was served. The service of a decision, a notice, a demand or a form of the
/// spot is a step of its case: this takes that step, and the document follows it.
#[utoipa::path(post, path = "/api/penalty/v1/documents/{id}/service", tag = "documents",
    params(("id" = String, Path, description = "Document"), IdempotencyKey),
    request_body = ServeDocument, responses((status = 200, body = DocumentView)),
    security(("bearer" = [])))]
pub(super) async fn serve(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<ServeDocument>,
) -> Result<Response, Fault> {
    let key = key_of(&actor, key, (id, "service"), request_hash);
    let scope = actor.scope.clone();
    let done = once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move { answer(app::serve_document(unit, &actor, id, value.into()).await) })
    });
    let place = (Subject::Document(id), "document/serve");
    counted(&penalty.ledger, &scope, place, done).await
}

/// Voids a document (作废). Its number stays in the register and is not used again.
#[utoipa::path(post, path = "/api/penalty/v1/documents/{id}/void", tag = "documents",
    params(("id" = String, Path, description = "Document"), IdempotencyKey),
    request_body = VoidDocument, responses((status = 200, body = DocumentView)),
    security(("bearer" = [])))]
pub(super) async fn void(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<VoidDocument>,
) -> Result<Response, Fault> {
    let key = key_of(&actor, key, (id, "void"), request_hash);
    let scope = actor.scope.clone();
    let done = once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(
            async move { answer(app::void_document(unit, &actor, id, value.reason.into()).await) },
        )
    });
    let place = (Subject::Document(id), "document/void");
    counted(&penalty.ledger, &scope, place, done).await
}

/// The printed document.
#[utoipa::path(get, path = "/api/penalty/v1/documents/{id}/pdf", tag = "documents",
    params(("id" = String, Path, description = "Document")),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf")),
    security(("bearer" = [])))]
pub(super) async fn pdf(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
) -> Result<Response, Fault> {
    let stored = sealed(&penalty, &actor, id).await?;
    let seal = stored.state.seal().ok_or_else(Problem::not_found)?;
    let file = penalty
        .workshop
        .file(&seal.pdf.sha256, PDF_BYTES_MAX)
        .await?;
    Ok(attachment(file, PDF, &format!("{id}.pdf")))
}

/// The seal over the printed document: an SM2 signature in DER.
#[utoipa::path(get, path = "/api/penalty/v1/documents/{id}/signature", tag = "documents",
    params(("id" = String, Path, description = "Document")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("bearer" = [])))]
pub(super) async fn signature(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<DocumentId>,
) -> Result<Response, Fault> {
    let stored = sealed(&penalty, &actor, id).await?;
    let seal = stored.state.seal().ok_or_else(Problem::not_found)?;
    let file = penalty
        .workshop
        .file(&seal.signature, SIGNATURE_BYTES_MAX)
        .await?;
    Ok(attachment(file, SIGNATURE, &format!("{id}.sig")))
}

/// Whether a document with this digest was sealed, for anyone: the digest printed on it, or the SM3
/// of its file. Says nothing of the party.
#[utoipa::path(get, path = "/api/penalty/v1/documents/check/{digest}", tag = "documents",
    params(("digest" = String, Path, description = "64 hexadecimal digits")),
    responses((status = 200, body = Checked)))]
pub(super) async fn check(
    State(penalty): State<Penalty>,
    PathId(digest): PathId<crypto::Sm3Hex>,
) -> Result<Json<Checked>, Fault> {
    let mut unit = penalty.ledger.begin(&RegionScope::everywhere()).await?;
    let found = official_document::by_digest(unit.connection(), &digest.to_string()).await?;
    let checked = found.as_ref().and_then(Checked::of);
    Ok(Json(checked.ok_or_else(Problem::not_found)?))
}

fn answer(done: Result<StoredDocument, Fault>) -> Result<(StatusCode, DocumentView), Fault> {
    done.map(|stored| (StatusCode::OK, DocumentView::from(&stored)))
}

fn key_of(
    actor: &Actor,
    key: IdempotencyKey,
    (id, step): (DocumentId, &str),
    request_hash: [u8; 32],
) -> RequestKey {
    let path = format!("/documents/{id}/{step}");
    request_key(Some(actor), key, &path, request_hash)
}

async fn sealed(penalty: &Penalty, actor: &Actor, id: DocumentId) -> Result<StoredDocument, Fault> {
    may_open(actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let stored = official_document::find(unit.connection(), id).await?;
    let stored = stored.filter(|stored| sees(actor, stored));
    Ok(stored.ok_or_else(Problem::not_found)?)
}

/// Documents name the party: only those who handle the case open them.
fn may_open(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(HANDLE_PARTY) {
        return Ok(());
    }
    Err(Problem::forbidden("查看文书须有办案、审核、审批或收缴职务").into())
}

/// The secondary volume (副卷) is seen by those who handle the case only.
pub(super) fn sees(actor: &Actor, stored: &StoredDocument) -> bool {
    stored
        .state
        .draft()
        .is_some_and(|draft| match draft.form.volume {
            Volume::Main => true,
            Volume::Secondary => actor.holds_any(HANDLE_SECONDARY),
        })
}
