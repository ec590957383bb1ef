//! The decisions of the ordinary procedure. What was decided is fixed; no document may soften it.

use penalty_domain::case::StatementKind;
use penalty_domain::case::{Decision, NoPenaltyGround, Notification, Outcome, PAY, Record};
use penalty_domain::hearing::{HearingOutcome, HearingStage};
use penalty_domain::penalty::{Penalties, PenaltyKind};

use super::{Filled, words};
use crate::app::CaseSeen;

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen) {
    let Some(record) = seen.case.state.record() else {
        return;
    };
    let filed_on = words::day(record.file.filed_on);
    filled.suggest("course", format!("本局于{filed_on}立案调查。"));
    filled.suggest("facts", record.report.facts.as_str());
    filled.suggest("view", record.decision.reasons.as_str());
    if let Some(told) = &record.notification {
        filled.suggest("notice_and_defence", heard(told, &record.decision));
    }
    match &record.decision.outcome {
        Outcome::Penalised { penalties } => penalised(filled, record, penalties),
        Outcome::NotPenalised { ground } => not_penalised(filled, *ground),
    }
}

fn penalised(filled: &mut Filled, record: &Record, penalties: &Penalties) {
    let decision = &record.decision;
    filled.suggest("discretion", record.report.reasons.as_str());
    filled.fix("basis", words::provisions(&decision.basis));
    filled.fix("penalties", words::list(words::penalties(penalties)));
    let income = penalties.amount(PenaltyKind::ConfiscateIncome);
    if !income.is_zero() {
        filled.fix("confiscated", income.get());
    }
    if penalties.fine().is_zero() {
        return;
    }
    filled.fix("fine", penalties.fine().get());
    filled.fix("surcharge", words::surcharge(decision.states_surcharge));
    if let Some(terms) = &decision.terms {
        filled.suggest("performance", terms.performance.as_str());
        if let Some(bank) = &terms.bank {
            filled.fix("payee", bank.name.as_str());
            filled.fix("payee_address", bank.address.as_str());
        }
        if terms.tells_publication {
            filled.suggest("publication", "公示");
        }
        return;
    }
    let days = law::rule(PAY).ok().and_then(|rule| rule.length);
    if let Some(days) = days {
        let words = format!("自收到本决定书之日起{}日内到代收机构缴纳罚款。", days.n);
        filled.suggest("performance", words);
    }
}

fn not_penalised(filled: &mut Filled, ground: NoPenaltyGround) {
    let finding = match ground {
        NoPenaltyGround::Unproven => "违法事实不能成立",
        NoPenaltyGround::MinorAndCorrected
        | NoPenaltyGround::FirstOffence
        | NoPenaltyGround::NoFault
        | NoPenaltyGround::UnderAge
        | NoPenaltyGround::Incapable
        | NoPenaltyGround::LimitationPassed => "依法不予行政处罚",
    };
    filled.fix("finding", finding);
    filled.fix("basis", ground.citation());
}

/// How the party was told and heard, and what came of it.
fn heard(told: &Notification, decision: &Decision) -> String {
    let mut text = format!(
        "本局于{}向当事人送达行政处罚告知书。",
        words::day(told.notice.served_on)
    );
    let stated = |kind| told.statements.iter().any(|one| one.kind == kind);
    if stated(StatementKind::Stated) {
        text.push_str("当事人提出了陈述、申辩意见。");
    } else if stated(StatementKind::Waived) {
        text.push_str("当事人明确放弃陈述、申辩。");
    } else {
        text.push_str("当事人在规定期限内未提出陈述、申辩意见。");
    }
    match &told.hearing {
        HearingStage::Finished { hearing, .. } => {
            let day = words::day(hearing.held_on);
            let held = match hearing.outcome {
                HearingOutcome::Held => ["应当事人要求，本局于", &day, "举行听证。"],
                HearingOutcome::Terminated => ["当事人要求听证，听证于", &day, "终止。"],
            };
            text.push_str(&held.concat());
        }
        HearingStage::Offered { .. } => text.push_str("当事人未要求举行听证。"),
        HearingStage::NoRight | HearingStage::Requested { .. } | HearingStage::Prepared { .. } => {}
    }
    if let Some(adoption) = &decision.statement_adoption {
        text.push_str(adoption);
    }
    text
}
