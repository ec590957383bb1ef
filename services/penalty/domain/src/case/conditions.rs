//! The conditions of law that the gates are made of.

use law::{Refusal, rule};

use super::clocks;
use super::command::CaseFacts;
use super::state::Case;
use crate::hearing::HearingStage;
use crate::review;

/// Investigators that every step of an ordinary case needs (行政处罚法 Art. 42).
const INVESTIGATORS_MIN: usize = 2;

pub(super) fn two_officers(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let found = case.file().map_or(0, |file| file.investigators.len());
    enough_officers(found)
}

/// Refuses fewer than two investigators.
pub(super) fn enough_officers(found: usize) -> Result<(), Refusal> {
    if found >= INVESTIGATORS_MIN {
        return Ok(());
    }
    Err(Refusal::new("two-officers", "G1")
        .citing("行政处罚法第四十二条第一款")
        .missing(format!(
            "at least {INVESTIGATORS_MIN} investigators; {found} recorded"
        ))
        .cure("have dispatch assign a team of certified officers")
        .titled("执法人员不得少于两人", "At least two officers are required"))
}

pub(super) fn investigates(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    if case
        .file()
        .is_some_and(|file| file.is_investigator(facts.actor.id))
    {
        return Ok(());
    }
    Err(Refusal::new("not-an-investigator", "G1")
        .citing("行政处罚法第四十二条第一款、第五十七条")
        .missing("membership of the team that investigates this case")
        .cure("have an investigator of the case report")
        .titled(
            "须由本案办案人员提出",
            "An investigator of the case must report",
        ))
}

pub(super) fn penalty_proposed(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    if case
        .report()
        .is_some_and(|report| !report.penalties.is_empty())
    {
        return Ok(());
    }
    Err(Refusal::new("nothing-to-announce", "G5")
        .citing("行政处罚法第四十四条")
        .missing("a proposed penalty")
        .cure("decide without a notice: no penalty is proposed")
        .titled("未拟给予行政处罚，无需告知", "No penalty is proposed"))
}

pub(super) fn hearing_requested(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let stage = case
        .notification()
        .map(|notification| &notification.hearing);
    if matches!(stage, Some(HearingStage::Requested { .. })) {
        return Ok(());
    }
    Err(Refusal::new("no-hearing-requested", "HRG-REQUEST")
        .citing("行政处罚法第六十三条、第六十四条第一项")
        .missing("a request for a hearing that was not heard yet")
        .cure("record the party's request first")
        .titled("当事人未要求听证", "No hearing was asked for"))
}

pub(super) fn hearing_window_open(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    match case.notification() {
        Some(notification) => crate::hearing::may_request(&notification.hearing, facts.today()),
        None => Ok(()),
    }
}

/// Duties the law keeps apart (职责分离).
fn apart(broken: bool, rule: &str, citation: &str, who: &str) -> Result<(), Refusal> {
    if !broken {
        return Ok(());
    }
    Err(Refusal::new("segregation-of-duties", rule)
        .citing(citation)
        .missing(who)
        .cure("hand the step to someone who had no other part in the case")
        .titled(
            "不符合职责分离要求",
            "This person had another part in the case",
        ))
}

fn actor_investigated(case: &Case, facts: &CaseFacts<'_>) -> bool {
    case.file()
        .is_some_and(|file| file.investigated_by(facts.actor.id))
}

pub(super) fn recorder_did_not_investigate(
    case: &Case,
    facts: &CaseFacts<'_>,
) -> Result<(), Refusal> {
    apart(
        actor_investigated(case, facts),
        "HRG-HOST",
        "行政处罚法第六十四条第四项",
        "a recorder of the hearing who did not investigate the case",
    )
}

pub(super) fn reviewer_did_not_investigate(
    case: &Case,
    facts: &CaseFacts<'_>,
) -> Result<(), Refusal> {
    apart(
        actor_investigated(case, facts),
        "G7",
        "行政处罚法第五十八条；市场监督管理行政处罚程序规定第四十九条第三款",
        "a reviewer who did not investigate the case",
    )
}

pub(super) fn decider_did_not_investigate(
    case: &Case,
    facts: &CaseFacts<'_>,
) -> Result<(), Refusal> {
    apart(
        actor_investigated(case, facts),
        "G7",
        "行政处罚法第五十七条第一款",
        "a head of the agency who did not investigate the case",
    )
}

pub(super) fn decider_did_not_review(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    apart(
        case.file()
            .is_some_and(|file| file.reviewed.contains(&facts.actor.id)),
        "G7",
        "行政处罚法第五十七条第一款、第五十八条第一款",
        "a head of the agency who did not review the case",
    )
}

pub(super) fn collects_only(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let decided = case
        .record()
        .is_some_and(|record| record.decision.by == facts.actor.id);
    apart(
        decided || actor_investigated(case, facts),
        "G12",
        "行政处罚法第六十七条第一款、第二款",
        "a collector who neither investigated nor decided the case",
    )
}

pub(super) fn no_hearing_pending(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let stage = case
        .notification()
        .map(|notification| &notification.hearing);
    if !matches!(stage, Some(HearingStage::Requested { .. })) {
        return Ok(());
    }
    Err(Refusal::new("review-before-hearing", "G7")
        .citing("行政处罚法第五十八条第一款第二项；市场监督管理行政处罚程序规定第五十条第二款")
        .missing("the hearing that the party asked for")
        .cure("hold the hearing, then review")
        .titled(
            "法制审核应当在听证后进行",
            "Legal review comes after the hearing",
        ))
}

pub(super) fn evidence_joined(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let evidence = case.file().and_then(|file| file.evidence.as_ref());
    if evidence.is_some_and(|evidence| evidence.items > 0) {
        return Ok(());
    }
    Err(Refusal::new("no-evidence", "G9")
        .citing("行政处罚法第四十条、第四十六条")
        .missing("sealed evidence")
        .cure("collect the evidence and seal its folder")
        .titled(
            "违法事实不清、证据不足",
            "No sealed evidence is joined to the case",
        ))
}

pub(super) fn review_passed(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let grounds = case.review_grounds();
    let by_investigator = |review: &review::Review| {
        case.file()
            .is_some_and(|file| file.investigated_by(review.reviewer))
    };
    let missing = match case.review() {
        Some(review) if review.outcome != review::ReviewOutcome::Agree => {
            format!("a review that agrees; the last one is `{}`", review.outcome)
        }
        Some(review) if by_investigator(review) => {
            String::from("a review by someone who did not investigate the case")
        }
        Some(_) => return Ok(()),
        None => String::from("a review of the report"),
    };
    Err(Refusal::new("review-not-passed", "G7")
        .citing(review::citation(&grounds))
        .missing(missing)
        .cure("have a person in the post Reviewer review the case")
        .titled("未经审核或者审核未通过", "The case has not passed review"))
}

/// Whether the party could be heard on what the report proposes.
pub(super) fn party_heard_on_proposal(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    match case.report() {
        Some(report) if !report.penalties.is_empty() => party_heard(case, facts),
        _ => Ok(()),
    }
}

/// Refuses a penalty before the party was told and could state, defend and be heard (G5).
pub(super) fn party_heard(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let Some(notification) = case.notification() else {
        return Err(Refusal::new("notice-missing", "G5")
            .citing("行政处罚法第四十四条、第六十二条")
            .missing("the notice to the party of facts, reasons, basis and proposed penalty")
            .cure("serve the notice and hear the party")
            .titled("未履行告知程序", "The party was not told"));
    };
    let today = facts.today();
    let due = &notification.notice.statement;
    if notification.statements.is_empty() && !due.has_expired(facts.now) {
        return Err(
            Refusal::of_rule("statement-window-open", rule(clocks::STATEMENT)?)
                .missing(format!(
                    "the party's statement or waiver, or the end of {}",
                    due.effective
                ))
                .cure("wait for the period to end, or record what the party said")
                .titled("陈述申辩期限未满", "The party may still state and defend"),
        );
    }
    let waived = notification.waives_hearing();
    match &notification.hearing {
        HearingStage::Offered { due } if !waived && !due.has_expired(facts.now) => Err(
            Refusal::of_rule("hearing-window-open", rule(clocks::HEARING_REQUEST)?)
                .missing(format!("the end of {}; today is {today}", due.effective))
                .cure("wait for the period to end, or record that the party waives the hearing")
                .titled("听证申请期限未满", "The party may still ask for a hearing"),
        ),
        HearingStage::Requested { .. } => Err(Refusal::new("hearing-not-held", "HRG-HELD")
            .citing("行政处罚法第六十三条、第六十五条")
            .missing("the hearing that the party asked for")
            .cure("hold the hearing")
            .titled("应当组织听证而未组织", "The hearing was not held")),
        HearingStage::NoRight | HearingStage::Offered { .. } | HearingStage::Finished { .. } => {
            Ok(())
        }
    }
}

pub(super) fn money_owed(case: &Case, _facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    if case.account().is_some_and(|account| !account.is_settled()) {
        return Ok(());
    }
    Err(Refusal::new("nothing-owed", clocks::PAY)
        .citing("行政处罚法第六十七条第三款")
        .missing("money that the party still owes")
        .cure("return the money to the party")
        .titled("没有应缴款项", "Nothing is owed"))
}

pub(super) fn account_settled(case: &Case, facts: &CaseFacts<'_>) -> Result<(), Refusal> {
    let Some(account) = case.account().filter(|account| !account.is_settled()) else {
        return Ok(());
    };
    let owed = account.owed_on(facts.today())?.total();
    Err(Refusal::new("not-performed", clocks::CLOSE)
        .citing("市场监督管理行政处罚程序规定第七十七条第一项")
        .missing(format!("payment of {owed} yuan"))
        .cure("record the payment")
        .titled(
            "行政处罚决定尚未执行完毕",
            "The decision is not performed in full",
        ))
}
