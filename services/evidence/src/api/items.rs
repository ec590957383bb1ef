//! `/api/evidence/v1/cases/{case_id}/items` and `/api/evidence/v1/items/{id}`: what is recorded, and
//! the content, each look at which is recorded too.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, Response};
use bytes::Bytes;
use crypto::Sha256Hex;
use evidence_domain::{Action, Code, ItemCommand};
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http_kit::{Caller, PathId, Problem, ValidQuery};
use kernel::{CaseId, EvidenceId};
use runtime::Fault;
use serde::Deserialize;
use utoipa::IntoParams;

use super::content_unavailable;
use super::view::{ItemDetail, ItemList, ItemView};
use crate::Evidence;
use crate::app::{items_of, look_at_folder, look_at_item, touch_item};
use crate::store::item::StoredItem;

/// Stored content that is longer or shorter than what was collected.
#[derive(Debug, thiserror::Error)]
#[error("content {0} has another size than was recorded")]
struct SizeDiffers(Sha256Hex);

/// The note of a look for which the caller gave none.
const CONTENT_READ: &str = "content-read";

/// Lists the items of a case.
#[utoipa::path(get, path = "/api/evidence/v1/cases/{case_id}/items", tag = "evidence",
    params(("case_id" = String, Path, description = "Case")),
    responses((status = 200, body = ItemList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(case): PathId<CaseId>,
) -> Result<Json<ItemList>, Fault> {
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let folder = look_at_folder(&mut unit, &actor, case).await?;
    let items = items_of(&mut unit, &folder).await?;
    Ok(Json(ItemList {
        folder: folder.state.name(),
        items: items.iter().map(ItemView::from).collect(),
    }))
}

/// Shows what is recorded of one item.
#[utoipa::path(get, path = "/api/evidence/v1/items/{id}", tag = "evidence",
    params(("id" = String, Path, description = "Item")),
    responses((status = 200, body = ItemDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(id): PathId<EvidenceId>,
) -> Result<Json<ItemDetail>, Fault> {
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let stored = look_at_item(&mut unit, &actor, id).await?;
    Ok(Json(ItemDetail::from(&stored)))
}

/// Why someone looks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Look {
    /// A code in kebab case; `content-read` when left out.
    #[param(value_type = Option<String>, example = "legal-review")]
    note_code: Option<Code>,
}

/// Sends the content. That the caller looked is recorded before the first byte leaves; the content is
/// compared with its digest on the way, and its last piece is held back until they agree.
#[utoipa::path(get, path = "/api/evidence/v1/items/{id}/content", tag = "evidence",
    params(("id" = String, Path, description = "Item"), Look),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("bearer" = [])))]
pub(super) async fn content(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(id): PathId<EvidenceId>,
    ValidQuery(look): ValidQuery<Look>,
) -> Result<Response<Body>, Fault> {
    let note = match look.note_code {
        Some(note) => note,
        None => CONTENT_READ
            .parse()
            .map_err(|error| Problem::internal(&error))?,
    };
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let touch = ItemCommand::Touch {
        action: Action::Viewed,
        note,
    };
    let stored = touch_item(&mut unit, &actor, id, touch).await?;
    let Some(recorded) = stored.state.about().map(|about| about.content) else {
        return Err(Problem::not_found().into());
    };
    let blob = evidence
        .blobs
        .get(&recorded.sha256)
        .await
        .map_err(content_unavailable)?;
    if blob.size != recorded.size {
        return Err(Problem::internal(&SizeDiffers(recorded.sha256)).into());
    }
    let mut pieces = last_held_back(blob.stream);
    let first = pieces.try_next().await.map_err(content_unavailable)?;
    unit.commit().await?;
    let pieces = stream::iter(first.map(Ok))
        .chain(pieces)
        .inspect_err(move |error| {
            tracing::error!(evidence.id = %id, %error, "content not sent to its end");
        });
    let mut response = Response::new(Body::from_stream(pieces));
    let headers = response.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(recorded.size));
    let media_type = HeaderValue::from_str(&stored.media_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_TYPE, media_type);
    if let Ok(disposition) = HeaderValue::from_str(&disposition(&stored)) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// Passes pieces on one late: the last is sent only after the stream ended well, so content that does
/// not match its digest never arrives whole.
fn last_held_back(
    pieces: BoxStream<'static, Result<Bytes, blobs::Error>>,
) -> BoxStream<'static, Result<Bytes, blobs::Error>> {
    stream::try_unfold((pieces, None::<Bytes>), |(mut pieces, held)| async move {
        let mut held = held;
        loop {
            match (pieces.try_next().await?, held.take()) {
                (Some(next), Some(ready)) => return Ok(Some((ready, (pieces, Some(next))))),
                (Some(next), None) => held = Some(next),
                (None, Some(last)) => return Ok(Some((last, (pieces, None)))),
                (None, None) => return Ok(None),
            }
        }
    })
    .boxed()
}

/// Always an attachment: evidence is never rendered in this site's name.
fn disposition(item: &StoredItem) -> String {
    let name = item.file_name.as_ref().map_or("", |name| name.0.as_str());
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    if encoded.is_empty() {
        return format!("attachment; filename=\"{}\"", item.id);
    }
    format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{encoded}",
        item.id
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_piece_of_changed_content_is_never_sent() {
        let address = Sha256Hex::of(b"recorded");
        let changed = || blobs::Error::Changed {
            address,
            found: address,
        };
        let pieces = |good: bool| {
            let sent = ["ab", "cd", "ef"].map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
            let end = if good { None } else { Some(Err(changed())) };
            stream::iter(sent.into_iter().chain(end)).boxed()
        };
        let whole: Vec<Bytes> = last_held_back(pieces(true)).try_collect().await.unwrap();
        assert_eq!(whole.concat(), b"abcdef");
        let cut: Vec<_> = last_held_back(pieces(false)).collect().await;
        assert_eq!(cut.len(), 3);
        assert!(cut[2].is_err());
    }
}
