//! `/api/evidence/v1/cases/{case_id}/seal` and `/manifest`.

use std::collections::btree_map::Entry;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use crypto::Sha256Hex;
use evidence_domain::folder::Seal;
use evidence_domain::manifest::canonical;
use evidence_domain::{Folder, Item, ManifestLine, manifest_digest};
use http_kit::{Caller, IdempotencyKey, PathId, Problem};
use kernel::CaseId;
use runtime::{Fault, once, request_key};

use super::custody::check_content;
use super::view::{LineView, ManifestView, SealView};
use crate::Evidence;
use crate::app::{Checked, contents_to_check, items_of, look_at_folder, seal_folder};
use crate::store::folder::StoredFolder;
use crate::store::item::StoredItem;

/// Seals the folder: every item is read again and compared, then nothing can be added any more.
#[utoipa::path(post, path = "/api/evidence/v1/cases/{case_id}/seal", tag = "evidence",
    params(("case_id" = String, Path, description = "Case"), IdempotencyKey),
    responses((status = 200, body = SealView)), security(("bearer" = [])))]
pub(super) async fn seal(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(case): PathId<CaseId>,
    key: IdempotencyKey,
) -> Result<Response, Fault> {
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let contents = contents_to_check(&mut unit, &actor, case).await?;
    drop(unit);
    let mut checked = Checked::new();
    for recorded in contents {
        if let Entry::Vacant(unchecked) = checked.entry(recorded.sha256) {
            let problem = check_content(&evidence.blobs, &recorded).await?;
            unchecked.insert(problem.is_none());
        }
    }
    let nothing_sent = *Sha256Hex::of(b"").as_bytes();
    let key = request_key(
        Some(&actor),
        key,
        &format!("/cases/{case}/seal"),
        nothing_sent,
    );
    let scope = actor.scope.clone();
    once(&evidence.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let stored = seal_folder(unit, &actor, case, &checked).await?;
            let Folder::Sealed { seal, .. } = &stored.state else {
                return Err(Problem::conflict("案卷未能封存").into());
            };
            Ok((StatusCode::OK, sealed(&stored, seal)))
        })
    })
    .await
}

/// Shows the manifest of a sealed folder, and whether what is stored still gives its digest.
#[utoipa::path(get, path = "/api/evidence/v1/cases/{case_id}/manifest", tag = "evidence",
    params(("case_id" = String, Path, description = "Case")),
    responses((status = 200, body = ManifestView)), security(("bearer" = [])))]
pub(super) async fn manifest(
    State(evidence): State<Evidence>,
    Caller(actor): Caller,
    PathId(case): PathId<CaseId>,
) -> Result<Json<ManifestView>, Fault> {
    let mut unit = evidence.ledger.begin(&actor.scope).await?;
    let folder = look_at_folder(&mut unit, &actor, case).await?;
    let Folder::Sealed { seal, .. } = &folder.state else {
        return Err(Problem::not_found().detail("案卷尚未封存").into());
    };
    let items = items_of(&mut unit, &folder).await?;
    let lines: Vec<ManifestLine> = items.iter().filter_map(line).collect();
    Ok(Json(ManifestView {
        seal: sealed(&folder, seal),
        intact: manifest_digest(case, &lines) == seal.manifest && lines.len() == items.len(),
        lines: (1_u32..)
            .zip(&lines)
            .map(|(ordinal, line)| LineView::of(ordinal, line))
            .collect(),
        canonical: canonical(case, &lines),
    }))
}

/// The line of an item as it was sealed; none when the item does not say so.
fn line(item: &StoredItem) -> Option<ManifestLine> {
    let Item::Sealed { about, sealed, .. } = &item.state else {
        return None;
    };
    Some(ManifestLine {
        evidence: about.id,
        kind: about.collection.kind,
        step: about.collection.step,
        content: about.content,
        custody: sealed.digest,
    })
}

fn sealed(folder: &StoredFolder, seal: &Seal) -> SealView {
    SealView {
        case_id: folder.case,
        status: folder.state.name(),
        items: seal.items,
        manifest_digest: seal.manifest.to_string(),
        sealed_at: seal.sealed_at,
        sealed_by: seal.sealed_by,
    }
}
