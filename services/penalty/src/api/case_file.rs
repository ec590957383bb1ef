//! `/api/penalty/v1/cases/{id}/file`: the case file as one archive.

use axum::extract::State;
use axum::response::Response;
use http_kit::{Caller, PathId, Problem, ValidQuery};
use kernel::CaseId;
use runtime::Fault;

use super::download::{ARCHIVE, attachment};
use super::dto::{AskCaseFile, VolumeDto};
use super::view::{HANDLE_PARTY, HANDLE_SECONDARY};
use crate::Penalty;
use crate::app;

/// The case file (案卷): documents in the order of the volumes, their seals, timeline, signed list.
/// `mingjing verify case-file` checks it without the platform. With `volume=main` nothing of the
/// secondary volume is in it, as the party may have it.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/file", tag = "documents",
    params(("id" = String, Path, description = "Case"), AskCaseFile),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip")),
    security(("bearer" = [])))]
pub(super) async fn export(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    ValidQuery(ask): ValidQuery<AskCaseFile>,
) -> Result<Response, Fault> {
    let (posts, volumes) = match ask.volume {
        VolumeDto::Main => (HANDLE_PARTY, case_file::Volumes::Main),
        VolumeDto::All => (HANDLE_SECONDARY, case_file::Volumes::All),
    };
    if !actor.holds_any(posts) {
        return Err(
            Problem::forbidden("副卷仅供办案、审核、审批人员查阅；正卷另供收缴人员").into(),
        );
    }
    let _place = penalty.workshop.place().await?;
    let gathered = {
        let mut unit = penalty.ledger.begin(&actor.scope).await?;
        app::gather(&mut unit, id, volumes).await?
    };
    let archive = app::pack(&penalty.workshop, gathered).await?;
    let name = format!("case-file-{id}-{volumes}.zip");
    Ok(attachment(archive, ARCHIVE, &name))
}
