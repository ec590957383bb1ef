//! What coercive measures (行政强制措施), registered preservation (先行登记保存) and substitute performance
//! (代履行) share: each runs beside a case, is taken by officers of its team, and answers commands
//! through one table of steps: states, posts and gates.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, ActorId, CaseId, MatterId, OfficerId, Post, Region, legal_date, typed_id};
use law::{Adjustments, Calendar, Due, Refusal, rule_on};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::case::{Case, CaseStatus};
use crate::penalty::PenaltyKind;
use crate::property::Item;
use crate::substitute::NightHours;

typed_id! {
    /// A coercive measure (行政强制措施).
    MeasureId,
    /// A registered preservation (先行登记保存).
    PreservationId,
    /// A substitute performance (代履行).
    SubstituteId,
}

/// What a proceeding needs to know of its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseBrief {
    /// Its identifier.
    pub id: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Field of enforcement.
    pub domain: String,
    /// Where the case stands.
    pub status: CaseStatus,
    /// The team that dispatch assigned: certified officers.
    pub team: Vec<OfficerId>,
    /// Everyone who ever investigated.
    pub investigated: BTreeSet<OfficerId>,
    /// Whether a decision was made.
    pub decided: bool,
    /// When it was made, while it stands.
    pub decided_on: Option<Date>,
    /// Whether the decision confiscates goods (没收非法财物).
    pub confiscates: bool,
}

impl CaseBrief {
    /// What is needed of `case`; none before it is opened.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        let file = case.file()?;
        let decision = case.record().map(|record| &record.decision);
        let confiscates = decision
            .and_then(|decision| decision.penalties())
            .is_some_and(|penalties| {
                penalties
                    .kinds()
                    .any(|kind| kind == PenaltyKind::ConfiscateGoods)
            });
        Some(Self {
            id: file.id,
            matter: file.matter,
            region: file.region,
            domain: file.domain.clone(),
            status: case.status(),
            team: file.investigators.clone(),
            investigated: file.investigated.clone(),
            decided: decision.is_some() && case.revocation().is_none(),
            decided_on: decision
                .filter(|_| case.revocation().is_none())
                .map(|decision| decision.made_on),
            confiscates: confiscates && case.revocation().is_none(),
        })
    }

    /// Whether a decision that was made up to and on `day` confiscates goods.
    #[must_use]
    pub fn confiscated_by(&self, day: Date) -> bool {
        self.confiscates && self.decided_on.is_some_and(|on| on <= day)
    }

    /// Whether `actor` belongs to the team.
    #[must_use]
    pub fn is_in_team(&self, actor: ActorId) -> bool {
        self.team.contains(&OfficerId::from(actor.uuid()))
    }
}

/// What was looked up before deciding.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The case.
    pub case: &'a CaseBrief,
    /// Marks of listed property that another measure of ours holds.
    pub held: &'a BTreeSet<String>,
    /// Measures of the case that are in force.
    pub in_force: &'a BTreeSet<MeasureId>,
    /// When nothing is enforced.
    pub night: NightHours,
}

impl Facts<'_> {
    /// Today in China.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }

    /// The due date of rule `id`, triggered on `day`.
    pub(crate) fn due_on(&self, id: &str, day: Date) -> Result<Due, Refusal> {
        Ok(self
            .calendar
            .due(rule_on(id, day)?, day, &Adjustments::none())?)
    }
}

/// One condition of a step.
pub type Gate<P> = fn(&P, &Facts<'_>) -> Result<(), Refusal>;

/// One step of a proceeding as data: when, by whom, under which conditions.
#[derive(Debug)]
pub struct StepRule<P: Proceeding> {
    /// The command.
    pub kind: P::Kind,
    /// The states in which it can be given.
    pub states: &'static [P::Status],
    /// The posts that may give it, the usual one first.
    pub posts: &'static [Post],
    /// What else must hold.
    pub gates: &'static [Gate<P>],
}

/// The name of a command or a state.
pub trait Name: Copy + Eq + Debug + Display + Send + Sync + 'static {}

impl<T: Copy + Eq + Debug + Display + Send + Sync + 'static> Name for T {}

/// A proceeding beside a case. Its default is the proceeding before its first event.
pub trait Proceeding:
    Default + Clone + PartialEq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// What may be asked.
    type Command: Send + 'static;
    /// A command without what it says.
    type Kind: Name;
    /// Its state without the facts.
    type Status: Name;
    /// What happens.
    type Event: Debug + Send;

    /// The steps.
    const STEPS: &'static [StepRule<Self>];
    /// The chapter of law that orders the steps.
    const CHAPTER: &'static str;

    /// Which command.
    fn kind_of(command: &Self::Command) -> Self::Kind;
    /// Where it stands.
    fn status(&self) -> Self::Status;
    /// Answers a command whose state, post and gates are in order.
    fn judge(&self, command: Self::Command, facts: &Facts<'_>)
    -> Result<Vec<Self::Event>, Refusal>;
    /// The state after `event`.
    #[must_use]
    fn evolve(self, event: &Self::Event) -> Self;
    /// The clocks that run.
    fn clocks(&self) -> Vec<&Due>;
    /// The rules of the clocks that ran out.
    fn overdue(&self) -> Vec<&str>;
    /// The property (涉案财物).
    fn items(&self) -> &[Item];
    /// The same for readers who do not handle the case.
    #[must_use]
    fn masked(&self) -> Self {
        self.clone()
    }
}

/// The answer for one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook<K> {
    /// The command.
    pub command: K,
    /// Everything that stands in its way; empty when it may be given now.
    pub obstacles: Vec<Refusal>,
}

/// Answers `command`: refused unless its step allows it.
///
/// # Errors
/// The first gate that does not hold, or what the command itself lacks.
pub fn decide<P: Proceeding>(
    state: &P,
    command: P::Command,
    facts: &Facts<'_>,
) -> Result<Vec<P::Event>, Refusal> {
    if let Some(refusal) = obstacles(state, P::kind_of(&command), facts)
        .into_iter()
        .next()
    {
        return Err(refusal);
    }
    state.judge(command, facts)
}

/// May the actor give each of the commands that people give, and if not, why not. What the command
/// itself says is judged when it is given.
#[must_use]
pub fn outlook<P: Proceeding>(state: &P, facts: &Facts<'_>) -> Vec<Outlook<P::Kind>> {
    let by_people = |step: &&StepRule<P>| step.posts != [Post::System];
    P::STEPS
        .iter()
        .filter(by_people)
        .map(|step| Outlook {
            command: step.kind,
            obstacles: obstacles(state, step.kind, facts),
        })
        .collect()
}

/// The posts that may give `kind`, the usual one first.
#[must_use]
pub fn posts<P: Proceeding>(kind: P::Kind) -> &'static [Post] {
    P::STEPS
        .iter()
        .find(|step| step.kind == kind)
        .map_or(&[], |step| step.posts)
}

/// Everything that stands in the way of `kind`. In another state the gates ask about facts that are
/// not there, so then only the state is named.
fn obstacles<P: Proceeding>(state: &P, kind: P::Kind, facts: &Facts<'_>) -> Vec<Refusal> {
    let status = state.status();
    let step = P::STEPS
        .iter()
        .find(|step| step.kind == kind && step.states.contains(&status));
    let Some(step) = step else {
        return vec![wrong_state::<P>(status, kind)];
    };
    let post = (!facts.actor.holds_any(step.posts)).then(|| wrong_post(step.posts));
    let gates = step.gates.iter();
    post.into_iter()
        .chain(gates.filter_map(|gate| gate(state, facts).err()))
        .collect()
}

fn wrong_state<P: Proceeding>(status: P::Status, kind: P::Kind) -> Refusal {
    let possible: Vec<String> = P::STEPS
        .iter()
        .filter(|step| step.states.contains(&status) && step.posts != [Post::System])
        .map(|step| step.kind.to_string())
        .collect();
    let needed: Vec<String> = P::STEPS
        .iter()
        .filter(|step| step.kind == kind)
        .flat_map(|step| step.states.iter().map(ToString::to_string))
        .collect();
    Refusal::new("wrong-state", "ENF-STATE")
        .citing(P::CHAPTER)
        .missing(format!(
            "`{kind}` needs the state {}; it is {status}",
            needed.join(" or ")
        ))
        .cure(format!("possible now: {}", possible.join(", ")))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}

fn wrong_post(posts: &[Post]) -> Refusal {
    let names: Vec<&str> = posts.iter().map(|post| post.as_str()).collect();
    let titles: Vec<&str> = posts.iter().map(|post| post.title_zh()).collect();
    Refusal::new("post-missing", "ENF-POST")
        .citing("行政强制法第十七条第三款、第十八条第一项")
        .missing(format!("the post {}", names.join(" or ")))
        .cure("hand the step to a person who holds the post")
        .titled(
            format!("须由{}办理", titles.join("或")),
            "This step belongs to another post",
        )
}

/// Refuses when nothing may begin in the case any more.
pub(crate) fn case_open<P>(_state: &P, facts: &Facts<'_>) -> Result<(), Refusal> {
    let status = facts.case.status;
    let over = [
        CaseStatus::Unopened,
        CaseStatus::Closed,
        CaseStatus::Revoked,
        CaseStatus::Ended,
        CaseStatus::EndedClosed,
    ];
    if !over.contains(&status) {
        return Ok(());
    }
    Err(Refusal::new("case-not-open", "ENF-CASE")
        .citing("行政强制法第二条、第十六条")
        .missing(format!("an open case; it is {status}"))
        .cure("take the step in a case that is under way")
        .titled("案件不在办理中", "The case is not under way"))
}

/// Refuses someone who is not of the team of the case.
pub(crate) fn in_team<P>(_state: &P, facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.case.is_in_team(facts.actor.id) {
        return Ok(());
    }
    Err(Refusal::new("not-in-team", "ENF-TEAM")
        .citing("行政强制法第十七条第一款、第三款；行政处罚法第四十二条第一款")
        .missing("membership of the team of certified officers assigned to the case")
        .cure("have an officer of the team take the step")
        .titled(
            "须由本案执法人员办理",
            "An officer of the case must take this step",
        ))
}

/// Refuses a head of the agency who investigated the case.
pub(crate) fn head_apart<P>(_state: &P, facts: &Facts<'_>) -> Result<(), Refusal> {
    let officer = OfficerId::from(facts.actor.id.uuid());
    if !facts.case.investigated.contains(&officer) {
        return Ok(());
    }
    Err(Refusal::new("segregation-of-duties", "ENF-APPROVAL")
        .citing("行政强制法第十八条第一项；行政处罚法第五十七条第一款")
        .missing("a head of the agency who did not investigate the case")
        .cure("hand the step to a head who had no other part in the case")
        .titled(
            "不符合职责分离要求",
            "This person had another part in the case",
        ))
}

/// Refuses an empty `text`: `what` is missing.
pub(crate) fn written(
    text: &str,
    (code, rule, citation): (&str, &str, &str),
    what: &str,
    title_zh: &str,
) -> Result<(), Refusal> {
    if !text.trim().is_empty() {
        return Ok(());
    }
    Err(Refusal::new(code, rule)
        .citing(citation)
        .missing(what)
        .cure("state it in writing")
        .titled(title_zh, "Something that must be written is missing"))
}

/// Refuses a `day` of `what` before `earliest` or after today.
pub(crate) fn between(
    earliest: Date,
    day: Date,
    facts: &Facts<'_>,
    what: &str,
) -> Result<(), Refusal> {
    let today = facts.today();
    if earliest <= day && day <= today {
        return Ok(());
    }
    Err(Refusal::new("date-impossible", "ENF-DATES")
        .citing("行政强制法第十八条、第二十五条")
        .missing(format!(
            "a day of {what} from {earliest} to today, {today}; it is {day}"
        ))
        .cure("correct the date")
        .titled(
            "日期不符合先后顺序",
            "The date does not fit the order of steps",
        ))
}
