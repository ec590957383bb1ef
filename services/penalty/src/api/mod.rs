//! HTTP: the case, its documents, the proceedings beside it, and the rules it is measured by.

mod archive;
mod case_file;
mod cases;
mod dockets;
mod document_view;
mod documents;
mod download;
mod dto;
mod enforcement;
mod gates;
mod like_view;
mod night_hours;
mod norms;
mod practices;
mod proceedings;
mod spot_practices;
mod steps;
mod text;
mod view;

use std::time::Duration;

use axum::Router;
use http_kit::{HttpContext, Limits, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Penalty;

/// Time to print and seal, or to fetch a whole case file, with the wait for a place.
const PRINT_TIME: Duration = Duration::from_mins(2);

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Mingjing penalty",
        description = "The penalty procedure: ordinary, on the spot, referral to the police, remedies."
    ),
    tags(
        (name = "cases", description = "行政处罚案件"),
        (name = "spot", description = "当场处罚"),
        (name = "referrals", description = "涉嫌犯罪案件移送"),
        (name = "remedies", description = "行政复议、行政诉讼"),
        (name = "documents", description = "行政处罚文书与案卷"),
        (name = "measures", description = "行政强制措施"),
        (name = "preservations", description = "先行登记保存"),
        (name = "substitutes", description = "代履行"),
        (name = "property", description = "涉案财物"),
        (name = "enforcement", description = "行政处罚决定的强制执行"),
        (name = "archive", description = "立卷归档"),
        (name = "rules", description = "规则、裁量与听证标准、拦截统计"),
        (name = "norms", description = "权责清单、裁量基准、裁量计算")
    )
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(penalty: Penalty, context: HttpContext) -> (Router, OpenApi) {
    let (router, mut openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(cases::list))
        .routes(routes!(cases::show))
        .routes(routes!(cases::next))
        .routes(routes!(cases::like))
        .routes(routes!(norms::power_items))
        .routes(routes!(norms::load_power_list))
        .routes(routes!(norms::benchmarks, norms::publish_benchmarks))
        .routes(routes!(norms::calculate))
        .routes(routes!(steps::conclude))
        .routes(routes!(steps::announce))
        .routes(routes!(steps::state))
        .routes(routes!(steps::request_hearing))
        .routes(routes!(steps::inquiry::show_cards))
        .routes(routes!(steps::inquiry::order_correction))
        .routes(routes!(steps::inquiry::suspend))
        .routes(routes!(steps::inquiry::resume))
        .routes(routes!(steps::inquiry::exclude_time))
        .routes(routes!(steps::inquiry::extend_time))
        .routes(routes!(steps::inquiry::extend_review))
        .routes(routes!(steps::inquiry::ask_recusal))
        .routes(routes!(steps::inquiry::answer_recusal))
        .routes(routes!(steps::inquiry::end))
        .routes(routes!(steps::hearing::appoint))
        .routes(routes!(steps::hearing::hand_file))
        .routes(routes!(steps::hearing::fix))
        .routes(routes!(steps::hearing::notify))
        .routes(routes!(steps::hearing::announce))
        .routes(routes!(steps::hearing::suspend))
        .routes(routes!(steps::hearing::hold))
        .routes(routes!(steps::hearing::report))
        .routes(routes!(steps::review))
        .routes(routes!(steps::decide))
        .merge(after_the_decision())
        .routes(routes!(practices::set, practices::list))
        .routes(routes!(spot_practices::set, spot_practices::list))
        .routes(routes!(night_hours::set, night_hours::list))
        .routes(routes!(gates::list))
        .routes(routes!(gates::refusals))
        .merge(proceedings::routes())
        .merge(document_routes())
        .merge(dockets::routes())
        .with_state(penalty.clone())
        .split_for_parts();
    let (slow, described) = OpenApiRouter::new()
        .routes(routes!(documents::seal))
        .routes(routes!(case_file::export))
        .with_state(penalty)
        .split_for_parts();
    openapi.merge(described);
    let slow_limits = Limits {
        time: PRINT_TIME,
        ..Limits::default()
    };
    let router = finish(router, context.clone(), Limits::default());
    (router.merge(finish(slow, context, slow_limits)), openapi)
}

fn enforcement_routes() -> OpenApiRouter<Penalty> {
    OpenApiRouter::new()
        .routes(routes!(enforcement::show))
        .routes(routes!(enforcement::demand))
        .routes(routes!(enforcement::answer))
        .routes(routes!(enforcement::apply))
        .routes(routes!(enforcement::accept))
        .routes(routes!(enforcement::reject))
        .routes(routes!(enforcement::rule))
        .routes(routes!(enforcement::suspend))
        .routes(routes!(enforcement::resume))
        .routes(routes!(enforcement::finish))
}

fn document_routes() -> OpenApiRouter<Penalty> {
    OpenApiRouter::new()
        .routes(routes!(documents::draft, documents::list))
        .routes(routes!(documents::show))
        .routes(routes!(documents::amend))
        .routes(routes!(documents::serve))
        .routes(routes!(documents::void))
        .routes(routes!(documents::pdf))
        .routes(routes!(documents::signature))
        .routes(routes!(documents::check))
}

/// From service to the archive.
fn after_the_decision() -> OpenApiRouter<Penalty> {
    OpenApiRouter::new()
        .routes(routes!(steps::after::serve))
        .routes(routes!(steps::after::attempt))
        .routes(routes!(steps::after::announce))
        .routes(routes!(steps::after::pay))
        .routes(routes!(steps::after::plan))
        .routes(routes!(steps::after::pause))
        .routes(routes!(steps::after::resume))
        .routes(routes!(steps::after::waive))
        .routes(routes!(steps::after::refund))
        .merge(enforcement_routes())
        .routes(routes!(steps::close))
        .routes(routes!(archive::show))
        .routes(routes!(archive::file))
        .routes(routes!(steps::revoke))
}
