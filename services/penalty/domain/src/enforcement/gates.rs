//! What must hold before a command is looked at. The same list answers a command and the question
//! what may be done next.

use law::{Refusal, rule};

use super::command::{EnforcementFacts, EnforcementKind};
use super::state::Enforcement;
use super::{COURT, DEMAND, Window};

/// One condition of a command.
pub(super) type Gate = fn(&Enforcement, &EnforcementFacts<'_>) -> Result<(), Refusal>;

pub(super) fn gates(kind: EnforcementKind) -> &'static [Gate] {
    match kind {
        EnforcementKind::Open | EnforcementKind::ServeDemand => &[unperformed, overdue],
        EnforcementKind::Apply => &[
            unperformed,
            no_remedy_pending,
            demand_ran_out,
            answers_found,
            window_open,
        ],
        EnforcementKind::RecordAnswer
        | EnforcementKind::RecordAcceptance
        | EnforcementKind::RecordRejection
        | EnforcementKind::RecordRuling
        | EnforcementKind::Suspend
        | EnforcementKind::Resume
        | EnforcementKind::Finish
        | EnforcementKind::RunOut => &[],
    }
}

pub(super) fn in_state(state: &Enforcement, command: EnforcementKind) -> Result<(), Refusal> {
    let status = state.status();
    if command.states().contains(&status) {
        return Ok(());
    }
    let needed: Vec<&str> = command.states().iter().map(|one| (*one).into()).collect();
    Err(Refusal::new("wrong-state", "ENF-STATE")
        .citing("行政强制法第五章")
        .missing(format!(
            "`{command}` needs the state {}; it is {status}",
            needed.join(" or ")
        ))
        .cure("take the steps in their order: demand, application, acceptance, ruling")
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        ))
}

pub(super) fn in_post(
    command: EnforcementKind,
    facts: &EnforcementFacts<'_>,
) -> Result<(), Refusal> {
    if command.post_of(facts.actor).is_some() {
        return Ok(());
    }
    let titles: Vec<&str> = command.posts().iter().map(|post| post.title_zh()).collect();
    Err(Refusal::new("post-missing", "ENF-POST")
        .citing("行政强制法第十七条、第五十五条第二款")
        .missing(format!("the post {}", titles.join("或")))
        .cure("hand the step to a person who holds the post")
        .titled(
            format!("须由{}办理", titles.join("或")),
            "This step belongs to another post",
        ))
}

fn unperformed(_state: &Enforcement, facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    if !facts.debt.performed {
        return Ok(());
    }
    Err(Refusal::new("nothing-to-enforce", "ENF-DEBT")
        .citing("行政强制法第五十三条")
        .missing("a duty that is not performed")
        .cure("close the case")
        .titled("行政处罚决定已经履行", "The decision is performed"))
}

fn overdue(_state: &Enforcement, facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    if facts.debt.overdue_since.is_some() {
        return Ok(());
    }
    Err(Refusal::new("not-overdue", "ENF-DEBT")
        .citing("行政处罚法第六十六条、第七十二条第一款")
        .missing("a time to perform that has run out")
        .cure("wait for the end of the time to pay, or of the instalment")
        .titled("履行期限尚未届满", "The time to perform still runs"))
}

fn no_remedy_pending(_state: &Enforcement, facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    if !facts.debt.remedy.pending {
        return Ok(());
    }
    Err(Refusal::new("remedy-pending", COURT)
        .citing("行政强制法第五十三条")
        .missing("the end of the reconsideration or suit that the party began")
        .cure("wait for its outcome; the time for the court is counted from then")
        .titled(
            "复议或者诉讼尚未终结",
            "Reconsideration or a suit is pending",
        ))
}

fn demand_ran_out(state: &Enforcement, facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    let ends = match state.demand() {
        Some(demand) if demand.due.has_expired(facts.now) => return Ok(()),
        Some(demand) => format!("the end of {}", demand.due.effective),
        None => String::from("a demand"),
    };
    Err(Refusal::of_rule("demand-window-open", rule(DEMAND)?)
        .missing(ends)
        .cure("wait for ten working days after the demand was served")
        .titled("催告期限未满", "The party may still perform"))
}

fn answers_found(state: &Enforcement, _facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    let open = state.demand().is_some_and(|demand| {
        demand
            .answers
            .iter()
            .any(|one| one.finding.trim().is_empty())
    });
    if !open {
        return Ok(());
    }
    Err(Refusal::new("statement-not-considered", DEMAND)
        .citing("行政强制法第三十六条")
        .missing("what was found of the party's statement on the demand")
        .cure("check the facts, reasons and evidence it named and record the finding")
        .titled(
            "未对催告后的陈述申辩进行复核",
            "The statement on the demand is not considered",
        ))
}

fn window_open(_state: &Enforcement, facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    let window = Window::of(&facts.debt, facts.calendar)?;
    let today = facts.today();
    if today < window.opens {
        return Err(Refusal::of_rule("court-window-not-open", rule(COURT)?)
            .missing(format!(
                "the end of the time to sue, {}; the court may be asked from {} on",
                window.litigation_ended, window.opens
            ))
            .cure("wait: the party may still apply for reconsideration or sue")
            .titled("起诉期限未满", "The party may still sue"));
    }
    if !window.closes.has_expired(facts.now) {
        return Ok(());
    }
    Err(Refusal::of_rule("court-window-closed", rule(COURT)?)
        .missing(format!(
            "an application by {}; today is {today}",
            window.closes.raw
        ))
        .cure(
            "the court does not enforce any more: take what the party pays of its own accord, \
             record why the time was missed, and close the case on another ground",
        )
        .titled(
            "已超过申请人民法院强制执行的期限",
            "The time to apply to the court is over",
        ))
}
