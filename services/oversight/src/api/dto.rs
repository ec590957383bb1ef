//! What goes over the wire.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{EventId, MatterId, Region};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::Matter;
use crate::timeline::{self, DueSet, OpenDue, Step};

/// Most matters in one answer.
pub(super) const PAGE_MAX: u32 = 50;
/// Matters in one answer unless the caller says otherwise.
const PAGE_USUAL: u32 = 20;

/// Which matters to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListMatters {
    /// Only matters that began in this region or within it.
    pub(super) region: Option<Region>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(super) page: u32,
    /// Matters in the answer.
    #[serde(default = "page_usual")]
    #[param(minimum = 1, maximum = 50)]
    pub(super) limit: u32,
}

const fn page_usual() -> u32 {
    PAGE_USUAL
}

/// A page of matters, the latest step first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MatterList {
    pub(super) matters: Vec<MatterView>,
}

/// A matter: everything that followed from one report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MatterView {
    matter_id: MatterId,
    /// Where it began.
    region: Region,
    /// Name of that region and of those it lies in.
    region_name: String,
    #[schema(value_type = String, format = DateTime)]
    first_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    last_at: Timestamp,
    /// Service of the last step.
    last_service: String,
    /// Event of the last step.
    last_name: String,
    /// Clocks that still run, the earliest raw day first.
    open_dues: Vec<OpenDueView>,
    /// Traces of its steps, the earliest first.
    trace_ids: Vec<String>,
    /// Its steps in order.
    steps: Vec<StepView>,
}

/// A clock that still runs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenDueView {
    #[serde(flatten)]
    due: DueSet,
    /// The last day that counts: `effective` for a party, `raw` for everybody else.
    #[schema(value_type = String, format = Date)]
    last_day: Date,
    /// That day is over.
    overdue: bool,
    /// Instrument and article, when the rule is in the table.
    citation: Option<String>,
    /// Service that started it.
    service: String,
    /// Step that started it.
    event_id: EventId,
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepView {
    event_id: EventId,
    /// Where it was taken.
    region: Region,
    service: String,
    /// Full name of the event type.
    event_type: String,
    /// Its last part.
    name: String,
    version: i32,
    #[schema(value_type = String)]
    aggregate_id: uuid::Uuid,
    aggregate_version: i64,
    #[schema(value_type = String, format = DateTime)]
    occurred_at: Timestamp,
    /// The day of the step in China.
    #[schema(value_type = String, format = Date)]
    legal_date: Date,
    /// Articles and rules it rests on.
    articles: Vec<String>,
    /// Clocks it started.
    dues_set: Vec<DueSet>,
    /// Rules of the clocks it ended.
    dues_met: Vec<String>,
    /// Post of who took it, or System.
    actor_post: String,
    trace_id: Option<String>,
}

impl MatterView {
    /// The matter as it stands on `today`.
    pub(super) fn of(matter: &Matter, today: Date) -> Self {
        let open = timeline::open_dues(&matter.steps);
        Self {
            matter_id: matter.head.matter,
            region: matter.head.region,
            region_name: matter.head.region.full_name(),
            first_at: matter.head.first_at,
            last_at: matter.head.last_at,
            last_service: matter.head.last_service.clone(),
            last_name: matter.head.last_name.clone(),
            open_dues: open
                .into_iter()
                .map(|open| OpenDueView::of(open, today))
                .collect(),
            trace_ids: timeline::trace_ids(&matter.steps),
            steps: matter.steps.iter().map(StepView::from).collect(),
        }
    }
}

impl OpenDueView {
    fn of(open: OpenDue, today: Date) -> Self {
        let last_day = open.due.last_day();
        Self {
            last_day,
            overdue: today > last_day,
            citation: law::rule(&open.due.rule_id)
                .ok()
                .map(|rule| rule.source.clone()),
            service: open.service,
            event_id: EventId::from(open.event_id),
            due: open.due,
        }
    }
}

impl From<&Step> for StepView {
    fn from(step: &Step) -> Self {
        Self {
            event_id: EventId::from(step.event_id),
            region: step.region,
            service: step.service.clone(),
            event_type: step.event_type.clone(),
            name: step.name.clone(),
            version: step.version,
            aggregate_id: step.aggregate_id,
            aggregate_version: step.aggregate_version,
            occurred_at: step.occurred_at,
            legal_date: step.legal_date,
            articles: step.articles.clone(),
            dues_set: step.dues_set.clone(),
            dues_met: step.dues_met.clone(),
            actor_post: step.actor_post.clone(),
            trace_id: step.trace_id.clone(),
        }
    }
}
