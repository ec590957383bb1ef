//! `/api/penalty/v1/cases/{id}/archive`: the file of a closed case.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId};
use jiff::civil::Date;
use kernel::CaseId;
use penalty_domain::archive::{Entry, Volume};
use runtime::{Asked, Fault};
use serde::Serialize;
use utoipa::ToSchema;

use super::cases::may_read;
use super::dto::ArchiveCase;
use crate::Penalty;
use crate::app::{ArchiveSeen, Subject, archive_case, counted, look_at_archive};

/// The file of a closed case. The secondary volume is empty for those who do not handle the case.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArchiveView {
    case_id: CaseId,
    version: i64,
    /// Year and serial.
    #[schema(example = "20260012")]
    number: String,
    #[schema(value_type = String, format = Date)]
    archived_on: Date,
    /// Last day on which it must be kept; none: for good.
    #[schema(value_type = Option<String>, format = Date)]
    kept_until: Option<Date>,
    /// The schedule that says so.
    retention: String,
    /// The main volume (正卷), in order.
    #[schema(value_type = Vec<Object>)]
    main: Vec<Entry>,
    /// The secondary volume (副卷), in order.
    #[schema(value_type = Vec<Object>)]
    secondary: Vec<Entry>,
}

impl From<ArchiveSeen> for ArchiveView {
    fn from(seen: ArchiveSeen) -> Self {
        let entries = seen.entries.into_iter();
        let (main, secondary) = entries.partition(|entry| entry.slot.volume() == Volume::Main);
        Self {
            case_id: seen.archive.case,
            version: seen.version,
            number: seen.archive.number.to_string(),
            archived_on: seen.archive.archived_on,
            kept_until: seen.archive.kept_until(),
            retention: seen.archive.retention.citation,
            main,
            secondary,
        }
    }
}

/// Shows the file, as far as the caller may see it.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/archive", tag = "archive",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = ArchiveView)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<ArchiveView>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let seen = look_at_archive(&mut unit, &actor, id).await?;
    Ok(Json(ArchiveView::from(seen)))
}

/// Makes the file of a closed case (立卷归档), or adds papers to it.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/archive", tag = "archive",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ArchiveCase, responses((status = 200, body = ArchiveView)),
    security(("bearer" = [])))]
pub(super) async fn file(
    State(penalty): State<Penalty>,
    asked: Asked<CaseId, ArchiveCase>,
) -> Result<Response, Fault> {
    let asked = asked.try_map(ArchiveCase::entries)?;
    let id = asked.id;
    let path = format!("/cases/{id}/archive");
    let scope = asked.actor.scope.clone();
    let filed = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, entries)| {
            Box::pin(async move {
                let seen = archive_case(unit, &actor, id, entries).await?;
                Ok((StatusCode::OK, ArchiveView::from(seen)))
            })
        },
    );
    let place = (Subject::Case(id), "archive");
    counted(&penalty.ledger, &scope, place, filed).await
}
