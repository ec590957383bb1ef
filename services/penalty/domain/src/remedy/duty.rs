//! A duty that the party asks the agency to perform (申请履行法定职责), such as giving property back or
//! correcting what was published: two months, after which silence can be sued over.

use jiff::civil::Date;
use law::{Due, Refusal, rule_on};
use serde::{Deserialize, Serialize};

use super::clocks::{DUTY, SUE};
use super::decide::{Decided, out_of_turn};
use super::event::RemedyEvent;
use super::period::{Timeliness, timely};
use super::state::{Dossier, Remedy};
use crate::procedure::{Moment, said};

const CITATION: &str = "行政诉讼法第四十七条";

/// A duty that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What the agency is to do.
    pub what: String,
    /// When the agency received the request.
    pub requested_on: Date,
    /// How far it has come.
    #[serde(flatten)]
    pub stage: DutyStage,
}

/// How far a duty that was asked for has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum DutyStage {
    /// The agency has its time.
    Pending {
        /// By when.
        due: Due,
    },
    /// The agency did it, or answered why not.
    Performed {
        /// When.
        on: Date,
    },
    /// The time ended in silence.
    Omitted {
        /// The time to sue, from the end of the agency's time on.
        suit: Due,
    },
    /// A court has it.
    Suing {
        /// Which.
        court: String,
        /// Since when.
        filed_on: Date,
        /// Whether it came in time.
        timeliness: Timeliness,
    },
    /// The suit is over.
    Judged {
        /// When.
        on: Date,
    },
}

/// A step about a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyStep {
    /// Record the request.
    Request {
        /// What the agency is to do.
        what: String,
        /// When it was received.
        on: Date,
    },
    /// Record that the agency did it, or answered why not.
    Perform {
        /// When.
        on: Date,
        /// The document.
        document: String,
    },
    /// Record a suit for failure to perform.
    Sue {
        /// Before which court.
        court: String,
        /// When.
        filed_on: Date,
        /// Whether the matter was urgent; then nobody waits for two months.
        urgent: bool,
    },
    /// Record the end of the suit.
    EndSuit {
        /// When.
        on: Date,
        /// The judgment or ruling.
        document: String,
    },
}

impl DutyStep {
    /// The stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Request { .. } => "request-duty",
            Self::Perform { .. } => "perform-duty",
            Self::Sue { .. } => "sue-over-duty",
            Self::EndSuit { .. } => "end-duty-suit",
        }
    }
}

/// What happened to a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyEvent {
    /// It was asked for.
    Requested {
        /// It.
        duty: Box<Duty>,
    },
    /// It was performed or answered.
    Performed {
        /// When.
        on: Date,
    },
    /// The time ended in silence.
    Omitted {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
        /// The time to sue.
        suit: Due,
    },
    /// Someone sued over it.
    Sued {
        /// Before which court.
        court: String,
        /// When.
        filed_on: Date,
        /// Whether in time.
        timeliness: Box<Timeliness>,
    },
    /// The suit ended.
    SuitEnded {
        /// When.
        on: Date,
    },
}

impl DutyEvent {
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Requested { .. } => "duty-requested",
            Self::Performed { .. } => "duty-performed",
            Self::Omitted { .. } => "duty-omitted",
            Self::Sued { .. } => "duty-sued-over",
            Self::SuitEnded { .. } => "duty-suit-ended",
        }
    }

    pub(super) fn legal_date(&self) -> Date {
        match self {
            Self::Requested { duty } => duty.requested_on,
            Self::Sued { filed_on, .. } => *filed_on,
            Self::Performed { on } | Self::Omitted { on, .. } | Self::SuitEnded { on } => *on,
        }
    }

    pub(super) fn article(&self) -> String {
        match self {
            Self::Omitted { due, .. } => due.citation.clone(),
            Self::SuitEnded { .. } => "行政诉讼法第七十二条".to_owned(),
            Self::Requested { .. } | Self::Performed { .. } | Self::Sued { .. } => {
                CITATION.to_owned()
            }
        }
    }

    /// Writes it into the dossier.
    pub(super) fn note(&self, dossier: &mut Dossier) {
        if let Self::Requested { duty } = self {
            dossier.duty = Some((**duty).clone());
            return;
        }
        if let Self::Omitted { due, .. } = self {
            dossier.ended.insert(due.rule.clone(), due.raw);
        }
        let Some(duty) = &mut dossier.duty else {
            return;
        };
        duty.stage = match self {
            Self::Requested { .. } => return,
            Self::Performed { on } => DutyStage::Performed { on: *on },
            Self::Omitted { suit, .. } => DutyStage::Omitted { suit: suit.clone() },
            Self::Sued {
                court,
                filed_on,
                timeliness,
            } => DutyStage::Suing {
                court: court.clone(),
                filed_on: *filed_on,
                timeliness: (**timeliness).clone(),
            },
            Self::SuitEnded { on } => DutyStage::Judged { on: *on },
        };
    }
}

/// Answers a step about a duty. It runs beside reconsideration and suit, in whatever state they are.
pub(super) fn take(state: &Remedy, step: DutyStep, facts: &Moment<'_>) -> Decided {
    let name = step.name();
    let Some(dossier) = state.dossier() else {
        return Err(out_of_turn(state, name));
    };
    let event = match (dossier.duty.as_ref(), step) {
        (
            None
            | Some(Duty {
                stage: DutyStage::Performed { .. } | DutyStage::Judged { .. },
                ..
            }),
            DutyStep::Request { what, on },
        ) => request(dossier, what, on, facts)?,
        (
            Some(Duty {
                requested_on,
                stage: DutyStage::Pending { .. } | DutyStage::Omitted { .. },
                ..
            }),
            DutyStep::Perform { on, document },
        ) => {
            facts.between(*requested_on, on, "the performance")?;
            said(&document, DUTY, CITATION, "what was done, or the answer")?;
            DutyEvent::Performed { on }
        }
        (
            Some(duty),
            DutyStep::Sue {
                court,
                filed_on,
                urgent,
            },
        ) => {
            let suit = time_to_sue(state, duty, urgent, facts)?;
            facts.between(duty.requested_on, filed_on, "the suit")?;
            said(&court, DUTY, "行政诉讼法第四十九条", "the court")?;
            DutyEvent::Sued {
                court,
                filed_on,
                timeliness: Box::new(timely(suit, filed_on)),
            }
        }
        (
            Some(Duty {
                stage: DutyStage::Suing { filed_on, .. },
                ..
            }),
            DutyStep::EndSuit { on, document },
        ) => {
            facts.between(*filed_on, on, "the end of the suit")?;
            let article = "行政诉讼法第七十二条";
            said(&document, DUTY, article, "the judgment or ruling")?;
            DutyEvent::SuitEnded { on }
        }
        _ => return Err(out_of_turn(state, name)),
    };
    Ok(vec![RemedyEvent::Duty(event)])
}

fn request(
    dossier: &Dossier,
    what: String,
    on: Date,
    facts: &Moment<'_>,
) -> Result<DutyEvent, Refusal> {
    facts.between(dossier.served_on, on, "the request")?;
    said(&what, DUTY, CITATION, "the duty that is asked for")?;
    let duty = Duty {
        what,
        requested_on: on,
        stage: DutyStage::Pending {
            due: facts.due(DUTY, on)?,
        },
    };
    Ok(DutyEvent::Requested {
        duty: Box::new(duty),
    })
}

/// The six months to sue, which follow the two of the agency.
fn time_to_sue(
    state: &Remedy,
    duty: &Duty,
    urgent: bool,
    facts: &Moment<'_>,
) -> Result<Due, Refusal> {
    match &duty.stage {
        DutyStage::Omitted { suit } => Ok(suit.clone()),
        DutyStage::Pending { due } if due.has_expired(facts.now) => facts.due(SUE, due.raw),
        DutyStage::Pending { .. } if urgent => facts.due(SUE, duty.requested_on),
        DutyStage::Pending { due } => Err(Refusal::of_rule(
            "duty-time-runs",
            rule_on(DUTY, due.trigger)?,
        )
        .citing(CITATION)
        .missing(format!("the end of the agency's time on {}", due.raw))
        .cure("wait for its end, or say that the matter is urgent")
        .titled("履行法定职责期限未满", "The agency still has its time")),
        DutyStage::Performed { .. } | DutyStage::Suing { .. } | DutyStage::Judged { .. } => {
            Err(out_of_turn(state, "sue-over-duty"))
        }
    }
}

/// The time of the agency ended in silence.
pub(super) fn omitted(due: Due, on: Date, facts: &Moment<'_>) -> Result<RemedyEvent, Refusal> {
    let suit = facts.due(SUE, due.raw)?;
    Ok(RemedyEvent::Duty(DutyEvent::Omitted { due, on, suit }))
}
