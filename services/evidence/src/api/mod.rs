//! HTTP: the items of a case, one item, and the seal.

mod custody;
mod dto;
mod folders;
mod items;
mod upload;
mod view;

use std::time::Duration;

use axum::Router;
use http_kit::{HttpContext, Limits, Problem, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Evidence;

/// Time to receive one item: two gibibytes over a slow line of a few megabits.
const UPLOAD_TIME: Duration = Duration::from_hours(2);
/// Time to read stored content again and compare its digests.
const CHECK_TIME: Duration = Duration::from_mins(30);
/// Uploads and checks at the same time; each holds one part of its content in memory.
const HEAVY_IN_FLIGHT: usize = 32;
/// Bytes of an upload beside its content: the record, the names, the separators.
const UPLOAD_OVERHEAD_BYTES: u64 = 256 * 1024;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Mingjing evidence",
        description = "Evidence, its custody and its seal. Every look at content is recorded."
    ),
    tags((name = "evidence", description = "证据"))
)]
struct Description;

/// The routes of this service and their description. Those that move or read content have limits of
/// their own.
pub(crate) fn router(evidence: &Evidence, context: &HttpContext) -> (Router, OpenApi) {
    let (light, mut openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(items::list))
        .routes(routes!(items::show))
        .routes(routes!(items::content))
        .routes(routes!(custody::record))
        .routes(routes!(folders::manifest))
        .with_state(evidence.clone())
        .split_for_parts();
    let (checks, described) = OpenApiRouter::new()
        .routes(routes!(custody::show))
        .routes(routes!(folders::seal))
        .with_state(evidence.clone())
        .split_for_parts();
    openapi.merge(described);
    let (uploads, described) = OpenApiRouter::new()
        .routes(routes!(upload::collect))
        .with_state(evidence.clone())
        .split_for_parts();
    openapi.merge(described);
    let check_limits = Limits {
        time: CHECK_TIME,
        in_flight: HEAVY_IN_FLIGHT,
        ..Limits::default()
    };
    let body_bytes = evidence
        .item_bytes_max
        .saturating_add(UPLOAD_OVERHEAD_BYTES);
    let upload_limits = Limits {
        body_bytes: usize::try_from(body_bytes).unwrap_or(usize::MAX),
        time: UPLOAD_TIME,
        in_flight: HEAVY_IN_FLIGHT,
    };
    let router = finish(light, context.clone(), Limits::default())
        .merge(finish(checks, context.clone(), check_limits))
        .merge(finish(uploads, context.clone(), upload_limits));
    (router, openapi)
}

/// When a request that found the object store away may come again.
const STORE_RETRY: Duration = Duration::from_secs(5);

/// Content that cannot be stored or read. What was recorded and is gone is a failure of this house;
/// a store that does not answer may answer later.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the store may fail in further ways; none of them is the caller's"
)]
fn content_unavailable(error: blobs::Error) -> Problem {
    match error {
        blobs::Error::TooLarge { max } => {
            Problem::too_large(usize::try_from(max).unwrap_or(usize::MAX))
        }
        blobs::Error::Incoming(_) => Problem::bad_request("证据内容未能完整接收"),
        blobs::Error::Store(error) => {
            tracing::warn!(%error, "the object store did not answer");
            Problem::unavailable(STORE_RETRY)
        }
        other => Problem::internal(&other),
    }
}
