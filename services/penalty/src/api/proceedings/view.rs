//! What callers get to see.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, CaseId, MatterId, Region};
use law::{Due, Refusal};
use penalty_domain::proceeding::{Outlook, Proceeding};
use penalty_domain::property::ItemStatus;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::HANDLERS;
use crate::store::proceeding::Stored;
use crate::store::property::LedgerLine;

/// A clock that runs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClockView {
    /// The rule, such as ENF-SEIZE-30.
    rule: String,
    /// Last day for the agency; a restriction is never moved to a working day.
    #[schema(value_type = String, format = Date)]
    raw: Date,
    /// The instant at which it runs out.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    /// The holidays of a year it crosses are not published yet.
    provisional: bool,
    /// Instrument and article.
    citation: String,
}

impl From<&Due> for ClockView {
    fn from(due: &Due) -> Self {
        Self {
            rule: due.rule.clone(),
            raw: due.raw,
            expires_at: due.expires_at(),
            provisional: due.provisional,
            citation: due.citation.clone(),
        }
    }
}

/// A measure, a preservation or a substitute performance.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ProceedingView {
    id: Uuid,
    case_id: CaseId,
    matter_id: MatterId,
    region: Region,
    /// Where it stands.
    status: String,
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    /// The clocks that run.
    dues: Vec<ClockView>,
    /// Rules of all clocks that ever ran out.
    overdue: Vec<String>,
    /// Everything that is known of it, with its items. For readers who do not handle the case accounts are
    /// shortened.
    #[schema(value_type = Object)]
    record: serde_json::Value,
}

impl ProceedingView {
    pub(super) fn of<P: Proceeding>(stored: &Stored<P>, reader: &Actor) -> Self {
        let state = &stored.state;
        let shown = if reader.holds_any(HANDLERS) {
            serde_json::to_value(state)
        } else {
            serde_json::to_value(state.masked())
        };
        Self {
            id: stored.id,
            case_id: stored.case,
            matter_id: stored.matter,
            region: stored.region,
            status: state.status().to_string(),
            version: stored.version,
            started_at: stored.started_at,
            dues: state.clocks().into_iter().map(ClockView::from).collect(),
            overdue: state.overdue().into_iter().map(str::to_owned).collect(),
            record: shown.unwrap_or_default(),
        }
    }
}

/// The proceedings of one kind in a case.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ProceedingList {
    pub(super) proceedings: Vec<ProceedingView>,
}

/// One command, and whether the caller may give it now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OutlookView {
    /// The command, such as lift.
    command: String,
    /// Whether it may be given now.
    allowed: bool,
    /// Everything that stands in its way, each with rule, citation, missing fact and cure.
    #[schema(value_type = Vec<Object>)]
    obstacles: Vec<Refusal>,
}

/// What may be done next.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OutlookList {
    id: Uuid,
    status: String,
    version: i64,
    steps: Vec<OutlookView>,
}

impl OutlookList {
    pub(super) fn of<P: Proceeding>(stored: &Stored<P>, steps: Vec<Outlook<P::Kind>>) -> Self {
        let step = |step: Outlook<P::Kind>| OutlookView {
            command: step.command.to_string(),
            allowed: step.obstacles.is_empty(),
            obstacles: step.obstacles,
        };
        Self {
            id: stored.id,
            status: stored.state.status().to_string(),
            version: stored.version,
            steps: steps.into_iter().map(step).collect(),
        }
    }
}

/// One line of the ledger of property.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LineView {
    /// The measure or preservation whose list it is on.
    proceeding_id: Uuid,
    /// Number on the list.
    no: i32,
    name: String,
    quantity: String,
    place: String,
    /// listed, held, at-laboratory, sold, to-return, not-taken, returned, confiscated, destroyed,
    /// handed-over, converted.
    #[schema(value_type = String)]
    status: ItemStatus,
    /// The agency still answers for it.
    open: bool,
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
}

impl From<LedgerLine> for LineView {
    fn from(line: LedgerLine) -> Self {
        Self {
            proceeding_id: line.proceeding,
            no: line.no,
            name: line.name,
            quantity: line.quantity,
            place: line.place,
            status: line.status,
            open: line.open,
            changed_at: line.changed_at,
        }
    }
}

/// The property of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PropertyLedger {
    /// How many items have not found their end.
    pub(super) open: usize,
    pub(super) items: Vec<LineView>,
}

impl From<Vec<LedgerLine>> for PropertyLedger {
    fn from(lines: Vec<LedgerLine>) -> Self {
        Self {
            open: lines.iter().filter(|line| line.open).count(),
            items: lines.into_iter().map(LineView::from).collect(),
        }
    }
}
