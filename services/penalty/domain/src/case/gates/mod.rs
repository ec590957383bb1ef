//! What must hold before a step: a state that allows it, a post that may take it, and the gates of
//! the law. Gates are data: which steps they guard, on which article they stand, from when to when
//! they are in force, what they ask, and what cures a refusal. The same table answers a command and
//! the question what may be done next.

mod assessed;
mod before;
mod duties;
mod heard;
mod hearing;
mod norms;
mod performance;
mod recusal;
mod referral;
mod sentence;
mod void;

use jiff::civil::{Date, date};
use kernel::Post;
use law::Refusal;

use super::command::{CaseCommand, CaseFacts, CommandKind, DecisionDraft, ReportDraft};
use super::decision::Outcome;
use super::hearing_steps::HearingStep;
use super::inquiry::Inquiry;
use super::state::{Case, CaseStatus};
use crate::hearing::HearingStage;
use crate::penalty::Penalties;

/// First day of the revised 行政处罚法 and of the rules of market supervision that follow it.
const SINCE_2021: Date = date(2021, 7, 15);

/// What a gate looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judges {
    /// The case, the actor and the day: a step can be told beforehand that it would be refused.
    Standing,
    /// What the step says.
    Contents,
}

/// One condition that the law sets on steps.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// Stable name of its refusal, in kebab case.
    pub code: &'static str,
    /// The guard (G1 to G15) or the deadline rule that it belongs to.
    pub rule: &'static str,
    /// Instrument and article.
    pub citation: &'static str,
    /// First day in force.
    pub valid_from: Date,
    /// First day no longer in force, if it ended.
    pub valid_to: Option<Date>,
    /// The steps that it guards.
    pub steps: &'static [CommandKind],
    /// What it looks at.
    pub judges: Judges,
    /// What cures a refusal.
    pub cure: &'static str,
    /// Chinese title.
    pub title_zh: &'static str,
    /// English title.
    pub title_en: &'static str,
    lacks: fn(&Ask<'_>) -> Result<(), Lack>,
}

impl Gate {
    /// Whether the gate is in force on `day`, the day of the step.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    fn refusal(&self, missing: impl Into<String>) -> Refusal {
        Refusal::new(self.code, self.rule)
            .citing(self.citation)
            .missing(missing)
            .cure(self.cure)
            .titled(self.title_zh, self.title_en)
    }

    /// Asks the gate.
    fn passes(&self, ask: &Ask<'_>) -> Result<(), Refusal> {
        (self.lacks)(ask).map_err(|lack| match lack {
            Lack::Fact(missing) => self.refusal(missing),
            Lack::Under { missing, citation } => self.refusal(missing).citing(citation),
            Lack::Refused(refusal) => refusal,
        })
    }
}

/// Every gate, in the order in which a step meets them.
pub fn gates() -> impl Iterator<Item = &'static Gate> {
    [
        duties::GATES,
        recusal::GATES,
        before::GATES,
        norms::GATES,
        assessed::GATES,
        heard::GATES,
        hearing::GATES,
        referral::GATES,
        sentence::GATES,
        void::GATES,
        performance::GATES,
    ]
    .into_iter()
    .flatten()
}

/// What a gate is asked about. Without a command it is the outlook: would the step be refused
/// today, if it followed the report?
#[derive(Clone, Copy)]
struct Ask<'a> {
    case: &'a Case,
    command: Option<&'a CaseCommand>,
    facts: &'a CaseFacts<'a>,
}

impl Ask<'_> {
    fn today(&self) -> Date {
        self.facts.today()
    }

    fn stage(&self) -> Option<&HearingStage> {
        self.case.notification().map(|told| &told.hearing)
    }

    fn hearing_step(&self) -> Option<&HearingStep> {
        match self.command {
            Some(CaseCommand::Hearing(step)) => Some(step),
            _ => None,
        }
    }

    fn inquiry(&self) -> Option<&Inquiry> {
        match self.command {
            Some(CaseCommand::Inquiry(inquiry)) => Some(inquiry),
            _ => None,
        }
    }

    fn report_draft(&self) -> Option<&ReportDraft> {
        match self.command {
            Some(CaseCommand::ConcludeInvestigation(draft)) => Some(draft),
            _ => None,
        }
    }

    fn draft(&self) -> Option<&DecisionDraft> {
        match self.command {
            Some(CaseCommand::Decide(draft)) => Some(draft),
            _ => None,
        }
    }

    /// The penalties that the decision imposes, or those that the report proposes. None if no
    /// penalty is in question.
    fn penalties(&self) -> Option<&Penalties> {
        if let Some(draft) = self.draft() {
            return match &draft.outcome {
                Outcome::Penalised { penalties } => Some(penalties),
                Outcome::NotPenalised { .. } => None,
            };
        }
        let report = self.case.report()?;
        (!report.penalties.is_empty()).then_some(&report.penalties)
    }
}

/// What a gate found missing.
enum Lack {
    /// A fact.
    Fact(String),
    /// A fact that another article than the gate's own asks for in this case.
    Under { missing: String, citation: String },
    /// What a rule outside the table refused.
    Refused(Refusal),
}

impl From<Refusal> for Lack {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Refuses with what is `missing` unless `holds`.
fn need(holds: bool, missing: impl Into<String>) -> Result<(), Lack> {
    if holds {
        Ok(())
    } else {
        Err(Lack::Fact(missing.into()))
    }
}

/// The refusal of the gate named `code`, for rules that apply the same gate elsewhere.
pub fn refused(code: &str, missing: impl Into<String>) -> Refusal {
    let missing = missing.into();
    match gates().find(|gate| gate.code == code) {
        Some(gate) => gate.refusal(missing),
        None => Refusal::new(code, "PEN-STATE").missing(missing),
    }
}

pub(super) use duties::enough_officers;
pub(crate) use norms::unlisted;
pub(super) use sentence::heavier_than_heard;

/// The gates of `kind` that are in force on the day of the step.
fn guarding(kind: CommandKind, today: Date) -> impl Iterator<Item = &'static Gate> {
    gates().filter(move |gate| gate.steps.contains(&kind) && gate.in_force_on(today))
}

/// Refuses `command` unless state, post and every gate allow it.
pub(super) fn permitted(
    case: &Case,
    command: &CaseCommand,
    facts: &CaseFacts<'_>,
) -> Result<Post, Refusal> {
    let kind = command.kind();
    in_state(case, kind)?;
    let post = in_post(kind, facts)?;
    let ask = Ask {
        case,
        command: Some(command),
        facts,
    };
    guarding(kind, facts.today()).try_for_each(|gate| gate.passes(&ask))?;
    Ok(post)
}

/// Everything that stands in the way of `kind` whatever the step says.
pub(super) fn obstacles(case: &Case, kind: CommandKind, facts: &CaseFacts<'_>) -> Vec<Refusal> {
    if let Err(refusal) = in_state(case, kind) {
        // the other gates ask about facts that another state has
        return vec![refusal];
    }
    let ask = Ask {
        case,
        command: None,
        facts,
    };
    let refused = guarding(kind, facts.today())
        .filter(|gate| gate.judges == Judges::Standing)
        .filter_map(|gate| gate.passes(&ask).err());
    in_post(kind, facts)
        .err()
        .into_iter()
        .chain(refused)
        .collect()
}

/// The gates that will judge what a step of `kind` says.
pub(super) fn requirements(kind: CommandKind, today: Date) -> impl Iterator<Item = &'static Gate> {
    guarding(kind, today).filter(|gate| gate.judges == Judges::Contents)
}

/// Refuses `command` unless the case is in a state that allows it.
fn in_state(case: &Case, command: CommandKind) -> Result<(), Refusal> {
    let status = case.status();
    if command.states().contains(&status) {
        return Ok(());
    }
    let needed: Vec<&str> = command
        .states()
        .iter()
        .map(|state| (*state).into())
        .collect();
    let possible: Vec<&str> = CommandKind::of(status)
        .filter(|kind| kind.is_for_people())
        .map(CommandKind::as_str)
        .collect();
    Err(Refusal::new("wrong-state", "PEN-STATE")
        .citing("行政处罚法第五章第三节")
        .missing(format!(
            "`{command}` needs the state {}; it is {status}",
            needed.join(" or ")
        ))
        .cure(format!("possible now: {}", possible.join(", ")))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        ))
}

/// Refuses `command` unless the actor holds a post that may give it.
fn in_post(command: CommandKind, facts: &CaseFacts<'_>) -> Result<Post, Refusal> {
    command.post_of(facts.actor).ok_or_else(|| {
        let posts: Vec<&str> = command.posts().iter().map(|post| post.as_str()).collect();
        let titles: Vec<&str> = command.posts().iter().map(|post| post.title_zh()).collect();
        Refusal::new("post-missing", "PEN-POST")
            .citing("行政处罚法第四十二条、第五十七条、第五十八条、第六十七条")
            .missing(format!("the post {}", posts.join(" or ")))
            .cure("hand the step to a person who holds the post")
            .titled(
                format!("须由{}办理", titles.join("或")),
                "This step belongs to another post",
            )
    })
}

impl CommandKind {
    /// The states in which the command can be given.
    #[must_use]
    pub const fn states(self) -> &'static [CaseStatus] {
        use CaseStatus::{
            Closed, Concluded, Decided, Ended, Investigating, Notified, Performed, Revoked, Served,
            Suspended, Unopened,
        };
        match self {
            Self::OpenCase => &[Unopened],
            Self::RecordInvestigators
            | Self::JoinEvidence
            | Self::AskRecusal
            | Self::AnswerRecusal
            | Self::EndCase => &[Investigating, Suspended, Concluded, Notified],
            Self::ShowCards | Self::OrderCorrection | Self::ExcludeTime | Self::ExtendTime => {
                &[Investigating, Concluded, Notified]
            }
            Self::ConcludeInvestigation | Self::SuspendInvestigation => &[Investigating],
            Self::ResumeInvestigation => &[Suspended],
            Self::ServeNotice => &[Concluded],
            Self::RecordStatement
            | Self::RequestHearing
            | Self::AppointHost
            | Self::HandFileToHost
            | Self::FixHearing
            | Self::NotifyOfHearing
            | Self::AnnounceHearing
            | Self::SuspendHearing
            | Self::RecordHearing
            | Self::ReportHearing => &[Notified],
            Self::LegalReview | Self::ExtendReview | Self::Decide => &[Concluded, Notified],
            Self::ServeDecision => &[Decided],
            Self::RecordServiceAttempt | Self::AnnounceService => {
                &[Concluded, Notified, Decided, Served]
            }
            Self::RecordPayment | Self::GrantPlan | Self::WaiveSurcharge | Self::EndEnforcement => {
                &[Served]
            }
            Self::RecordRefund => &[Served, Performed, Closed, Revoked],
            Self::PauseSurcharge | Self::ResumeSurcharge => &[Served, Performed],
            Self::Close => &[Served, Performed, Ended],
            Self::Revoke => &[Decided, Served, Performed, Closed],
            Self::RunOut => &[
                Investigating,
                Suspended,
                Concluded,
                Notified,
                Decided,
                Served,
                Performed,
                Ended,
            ],
        }
    }
}
