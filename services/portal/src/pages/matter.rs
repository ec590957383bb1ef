//! One matter: the clocks that run, and what happened.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use kernel::MatterId;
use serde::Deserialize;

use super::frame::{not_found, page, sign_in, unavailable};
use super::words::{Words, beijing, event, post, service};
use crate::Portal;
use crate::look::Answer;

/// A matter as oversight tells it.
#[derive(Debug, Deserialize)]
pub(super) struct MatterView {
    matter_id: MatterId,
    region: String,
    region_name: String,
    last_at: Timestamp,
    last_name: String,
    open_dues: Vec<OpenDueView>,
    trace_ids: Vec<String>,
    steps: Vec<StepView>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OpenDueView {
    pub(super) rule_id: String,
    pub(super) last_day: String,
    pub(super) raw: String,
    pub(super) effective: String,
    pub(super) provisional: bool,
    pub(super) overdue: bool,
    pub(super) citation: Option<String>,
}

#[derive(Debug, Deserialize)]
struct StepView {
    service: String,
    name: String,
    occurred_at: Timestamp,
    articles: Vec<String>,
    dues_set: Vec<DueView>,
    dues_met: Vec<String>,
    actor_post: String,
    trace_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct DueView {
    pub(super) rule_id: String,
    pub(super) raw: String,
    pub(super) effective: String,
    pub(super) provisional: bool,
}

/// A matter as the pages show it.
#[derive(Debug)]
pub(super) struct Matter {
    pub(super) id: String,
    pub(super) place: String,
    pub(super) last: Words,
    pub(super) last_at: String,
    pub(super) last_iso: String,
    pub(super) open_dues: Vec<OpenDueView>,
    pub(super) trace_ids: Vec<String>,
    pub(super) steps: Vec<Step>,
    /// Steps before those that are shown.
    pub(super) earlier: usize,
    pub(super) total: usize,
}

#[derive(Debug)]
pub(super) struct Step {
    pub(super) what: Words,
    pub(super) service: Words,
    pub(super) who: Words,
    pub(super) at: String,
    pub(super) iso: String,
    pub(super) articles: String,
    pub(super) dues_set: Vec<DueView>,
    pub(super) dues_met: String,
    pub(super) trace_id: String,
}

impl Matter {
    /// The matter with its last `steps_max` steps.
    pub(super) fn new(view: MatterView, steps_max: usize) -> Self {
        let total = view.steps.len();
        let earlier = total.saturating_sub(steps_max);
        let place = if view.region_name.is_empty() {
            view.region
        } else {
            view.region_name
        };
        Self {
            id: view.matter_id.to_string(),
            place,
            last: event(&view.last_name),
            last_at: beijing(view.last_at),
            last_iso: view.last_at.to_string(),
            open_dues: view.open_dues,
            trace_ids: view.trace_ids,
            steps: view
                .steps
                .into_iter()
                .skip(earlier)
                .map(Step::from)
                .collect(),
            earlier,
            total,
        }
    }
}

impl From<StepView> for Step {
    fn from(view: StepView) -> Self {
        Self {
            what: event(&view.name),
            service: service(&view.service),
            who: post(&view.actor_post),
            at: beijing(view.occurred_at),
            iso: view.occurred_at.to_string(),
            articles: view.articles.join("；"),
            dues_set: view.dues_set,
            dues_met: view.dues_met.join("、"),
            trace_id: view.trace_id.unwrap_or_default(),
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "matter.html")]
struct MatterPage {
    matter: Matter,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    Path(id): Path<String>,
    caller: HeaderMap,
) -> Response {
    let Ok(id) = id.parse::<MatterId>() else {
        return not_found();
    };
    let path = format!("/api/oversight/v1/matters/{id}");
    match portal
        .look
        .read::<MatterView>("oversight", &path, &caller)
        .await
    {
        Answer::Found(view) => {
            let matter = Matter::new(view, usize::MAX);
            page(StatusCode::OK, &MatterPage { matter })
        }
        Answer::NotFound => not_found(),
        Answer::SignIn => sign_in(),
        Answer::Unavailable => unavailable(),
    }
}
