//! What must hold before a command is looked at: a state that allows it, a post that may give it,
//! and duties kept apart. Each gate needs only the case and the facts, so the same list answers a
//! command and the question what may be done next.

use kernel::Post;
use law::Refusal;

use super::command::{CaseFacts, CommandKind};
use super::conditions::{
    account_settled, collects_only, decider_did_not_investigate, decider_did_not_review,
    evidence_joined, hearing_requested, hearing_window_open, investigates, money_owed,
    no_hearing_pending, party_heard_on_proposal, penalty_proposed, recorder_did_not_investigate,
    review_passed, reviewer_did_not_investigate, two_officers,
};
use super::state::{Case, CaseStatus};

/// One condition of a command.
pub(super) type Gate = fn(&Case, &CaseFacts<'_>) -> Result<(), Refusal>;

impl CommandKind {
    /// The states in which the command can be given.
    #[must_use]
    pub const fn states(self) -> &'static [CaseStatus] {
        use CaseStatus::{
            Closed, Concluded, Decided, Investigating, Notified, Performed, Served, Unopened,
        };
        match self {
            Self::OpenCase => &[Unopened],
            Self::RecordInvestigators | Self::JoinEvidence => &[Investigating, Concluded, Notified],
            Self::ConcludeInvestigation => &[Investigating],
            Self::ServeNotice => &[Concluded],
            Self::RecordStatement | Self::RequestHearing | Self::RecordHearing => &[Notified],
            Self::LegalReview | Self::Decide => &[Concluded, Notified],
            Self::ServeDecision => &[Decided],
            Self::RecordPayment => &[Served],
            Self::Close => &[Served, Performed],
            Self::Revoke => &[Decided, Served, Performed, Closed],
            Self::RunOut => &[
                Investigating,
                Concluded,
                Notified,
                Decided,
                Served,
                Performed,
            ],
        }
    }

    /// The conditions beyond state and post.
    pub(super) const fn gates(self) -> &'static [Gate] {
        match self {
            Self::OpenCase
            | Self::RecordInvestigators
            | Self::JoinEvidence
            | Self::RecordStatement
            | Self::RequestHearing
            | Self::ServeDecision
            | Self::Revoke
            | Self::RunOut => &[],
            Self::ConcludeInvestigation => &[two_officers, investigates],
            Self::ServeNotice => &[penalty_proposed],
            Self::RecordHearing => &[hearing_requested, recorder_did_not_investigate],
            Self::LegalReview => &[reviewer_did_not_investigate, no_hearing_pending],
            Self::Decide => &[
                decider_did_not_investigate,
                decider_did_not_review,
                two_officers,
                evidence_joined,
                review_passed,
            ],
            Self::RecordPayment => &[collects_only, money_owed],
            Self::Close => &[account_settled],
        }
    }

    /// Conditions that depend on the day, or on what the command will say. They tell what would be
    /// refused today if the command followed the report.
    pub(super) const fn outlook(self) -> &'static [Gate] {
        match self {
            Self::RequestHearing => &[hearing_window_open],
            Self::Decide => &[party_heard_on_proposal],
            Self::OpenCase
            | Self::RecordInvestigators
            | Self::JoinEvidence
            | Self::ConcludeInvestigation
            | Self::ServeNotice
            | Self::RecordStatement
            | Self::RecordHearing
            | Self::LegalReview
            | Self::ServeDecision
            | Self::RecordPayment
            | Self::Close
            | Self::Revoke
            | Self::RunOut => &[],
        }
    }
}

/// Refuses `command` unless state, post and every gate allow it.
pub(super) fn permitted(
    case: &Case,
    command: CommandKind,
    facts: &CaseFacts<'_>,
) -> Result<Post, Refusal> {
    in_state(case, command)?;
    let post = in_post(command, facts)?;
    command
        .gates()
        .iter()
        .try_for_each(|gate| gate(case, facts))?;
    Ok(post)
}

/// Refuses `command` unless the case is in a state that allows it.
pub(super) fn in_state(case: &Case, command: CommandKind) -> Result<(), Refusal> {
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
pub(super) fn in_post(command: CommandKind, facts: &CaseFacts<'_>) -> Result<Post, Refusal> {
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
