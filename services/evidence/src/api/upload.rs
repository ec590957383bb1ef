//! `POST /api/evidence/v1/cases/{case_id}/items`: a multipart body whose part `meta` is the record
//! (JSON) and whose part `file`, after it, is the content.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use crypto::{DualDigest, DualHasher};
use evidence_domain::Collection;
use http_kit::{Caller, IdempotencyKey, PathId, Problem};
use kernel::{Actor, CaseId};
use ledger::Conflict;
use runtime::{Fault, once, request_key};
use utoipa::ToSchema;

use super::content_unavailable;
use super::dto::CollectionBody;
use super::view::ItemView;
use crate::Evidence;
use crate::app::{Upload, collect_item, judge_before_upload};
use crate::store::item::FileName;

/// Most bytes of the record.
const META_BYTES_MAX: usize = 64 * 1024;
/// Most characters of a file's name: what file systems allow.
const FILE_NAME_CHARS_MAX: usize = 255;
/// Most characters of a media type.
const MEDIA_TYPE_CHARS_MAX: usize = 127;

/// The body of an upload.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the parts; they are read one by one")]
pub(super) struct UploadBody {
    /// The record, as `application/json`. Must come first.
    meta: CollectionBody,
    /// The content, with its media type and, if wanted, its name.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Stores a piece of evidence. The record is judged before the content is read; the content is stored
/// before the record is.
#[utoipa::path(post, path = "/api/evidence/v1/cases/{case_id}/items", tag = "evidence",
    params(("case_id" = String, Path, description = "Case"), IdempotencyKey),
    request_body(content = UploadBody, content_type = "multipart/form-data"),
    responses((status = 201, body = ItemView)), security(("bearer" = [])))]
pub(super) async fn collect(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(case): PathId<CaseId>,
    key: IdempotencyKey,
    mut parts: Multipart,
) -> Result<Response, Fault> {
    let path = format!("/cases/{case}/items");
    let meta = record(&mut parts).await?;
    let collection = parse(&meta)?;
    judge(&evidence, &actor, case, &key, &path, &collection).await?;
    let (content, media_type, file_name) = file(&evidence, &mut parts).await?;
    if parts.next_field().await.map_err(broken_off)?.is_some() {
        return Err(order().into());
    }
    let hash = request_hash(&meta, &content, &media_type, file_name.as_ref());
    let key = request_key(Some(&actor), key, &path, hash);
    let scope = actor.scope.clone();
    once(&evidence.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let upload = Upload {
                collection,
                content,
                media_type,
                file_name,
            };
            let stored = collect_item(unit, &actor, case, upload).await?;
            Ok((StatusCode::CREATED, ItemView::from(&stored)))
        })
    })
    .await
}

/// Refuses what can be refused without the content. A request that was answered before is let
/// through: only with its content is it known to be the same, and then it gets its answer again.
async fn judge(
    evidence: &Evidence,
    actor: &Actor,
    case: CaseId,
    key: &IdempotencyKey,
    path: &str,
    collection: &Collection,
) -> Result<(), Fault> {
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let unlike_any = [0; 32];
    let key = request_key(Some(actor), key.clone(), path, unlike_any);
    match unit.replayed(&key).await {
        Ok(None) => judge_before_upload(&mut unit, actor, case, collection).await,
        Ok(Some(_)) | Err(ledger::Error::Conflict(Conflict::KeyReused)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The first part, at most [`META_BYTES_MAX`] of it.
async fn record(parts: &mut Multipart) -> Result<Vec<u8>, Fault> {
    let mut field = match parts.next_field().await.map_err(broken_off)? {
        Some(field) if field.name() == Some("meta") => field,
        Some(_) | None => return Err(order().into()),
    };
    let mut meta = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken_off)? {
        if meta.len() + piece.len() > META_BYTES_MAX {
            return Err(Problem::too_large(META_BYTES_MAX).into());
        }
        meta.extend_from_slice(&piece);
    }
    Ok(meta)
}

fn parse(meta: &[u8]) -> Result<Collection, Fault> {
    let mut reader = serde_json::Deserializer::from_slice(meta);
    let body: CollectionBody = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = format!("meta.{}", error.path());
        Problem::unprocessable("证据登记信息与接口约定不符").field(path, error.inner().to_string())
    })?;
    if let Some(field) = body.too_long() {
        return Err(Problem::unprocessable("证据登记信息过长")
            .field(format!("meta.{field}"), "too long")
            .into());
    }
    Ok(body.into())
}

/// The second part: into the store, piece by piece.
async fn file(
    evidence: &Evidence,
    parts: &mut Multipart,
) -> Result<(DualDigest, String, Option<FileName>), Fault> {
    let field = match parts.next_field().await.map_err(broken_off)? {
        Some(field) if field.name() == Some("file") => field,
        Some(_) | None => return Err(order().into()),
    };
    let media_type = media_type(&field);
    let file_name = field
        .file_name()
        .map(|name| name.chars().take(FILE_NAME_CHARS_MAX).collect::<String>())
        .filter(|name| !name.is_empty())
        .map(FileName);
    let max = evidence.item_bytes_max;
    let content = evidence
        .blobs
        .put_stream(field, max)
        .await
        .map_err(content_unavailable)?;
    Ok((content, media_type, file_name))
}

fn media_type(field: &Field<'_>) -> String {
    field
        .content_type()
        .filter(|text| text.len() <= MEDIA_TYPE_CHARS_MAX && HeaderValue::from_str(text).is_ok())
        .unwrap_or("application/octet-stream")
        .to_owned()
}

/// What makes two uploads the same request.
fn request_hash(
    meta: &[u8],
    content: &DualDigest,
    media_type: &str,
    file_name: Option<&FileName>,
) -> [u8; 32] {
    let mut hasher = DualHasher::new();
    hasher.update(content.sha256.as_bytes());
    for part in [media_type, file_name.map_or("", |name| name.0.as_str())] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(meta);
    *hasher.finish().sha256.as_bytes()
}

fn order() -> Problem {
    Problem::unprocessable("上传内容应依次为 meta(JSON)和 file 两部分")
        .with_code("parts-out-of-order")
        .cure("send exactly two parts: meta, then file")
}

#[expect(clippy::needless_pass_by_value, reason = "an argument of map_err")]
fn broken_off(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::bad_request(error.body_text())
            .with_status(StatusCode::PAYLOAD_TOO_LARGE)
            .with_code("too-large");
    }
    Problem::bad_request("上传内容未能完整接收")
}
