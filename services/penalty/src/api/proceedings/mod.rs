//! The proceedings beside a case over HTTP: measures, preservation, substitute performance, and the ledger
//! of property.

mod asked;
pub(super) mod dto;
mod look;
pub(super) mod measures;
pub(super) mod preservations;
pub(super) mod property;
pub(super) mod substitutes;
mod view;

use http_kit::Problem;
use kernel::{Actor, Post};
use runtime::Fault;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Penalty;

/// Most proceedings of one kind shown of a case.
const OF_CASE_MAX: i64 = 200;
/// Most lines of the ledger shown of a case.
const LINES_MAX: i64 = 5_000;

/// Posts that handle a case and so may know accounts.
const HANDLERS: &[Post] = &[Post::Handler, Post::Officer, Post::Reviewer, Post::Decider];
/// Posts that may look.
const READERS: &[Post] = &[
    Post::Handler,
    Post::Officer,
    Post::Reviewer,
    Post::Decider,
    Post::Collector,
    Post::Supervisor,
    Post::Auditor,
];

/// The routes of the proceedings.
pub(super) fn routes() -> OpenApiRouter<Penalty> {
    OpenApiRouter::new()
        .routes(routes!(measures::list, measures::request))
        .routes(routes!(measures::show))
        .routes(routes!(measures::next))
        .routes(routes!(measures::rule))
        .routes(routes!(measures::impose))
        .routes(routes!(measures::deliver))
        .routes(routes!(measures::extend))
        .routes(routes!(measures::tell_extension))
        .routes(routes!(measures::start_testing))
        .routes(routes!(measures::end_testing))
        .routes(routes!(measures::sell))
        .routes(routes!(measures::dispose))
        .routes(routes!(measures::lift))
        .routes(routes!(measures::give_back))
        .routes(routes!(preservations::list, preservations::request))
        .routes(routes!(preservations::show))
        .routes(routes!(preservations::next))
        .routes(routes!(preservations::rule))
        .routes(routes!(preservations::take))
        .routes(routes!(preservations::dispose))
        .routes(routes!(preservations::release))
        .routes(routes!(preservations::give_back))
        .routes(routes!(substitutes::list, substitutes::decide))
        .routes(routes!(substitutes::show))
        .routes(routes!(substitutes::next))
        .routes(routes!(substitutes::replan))
        .routes(routes!(substitutes::remind))
        .routes(routes!(substitutes::perform))
        .routes(routes!(substitutes::stop))
        .routes(routes!(property::list))
}

fn may_read(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    Err(Problem::forbidden("查看案件须有办案、审核、审批、收缴或监督职务").into())
}
