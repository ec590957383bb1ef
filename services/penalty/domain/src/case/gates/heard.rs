//! Gates of notice, statement and hearing: no decision before the party was told and could be heard.

use law::rule;

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::clocks;
use crate::case::command::{CaseCommand, CommandKind as Step};
use crate::case::file::Notification;
use crate::hearing::{self, HearingStage};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "nothing-to-announce",
        rule: "G5",
        citation: "行政处罚法第四十四条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ServeNotice],
        judges: Judges::Standing,
        cure: "decide without a notice: no penalty is proposed",
        title_zh: "未拟给予行政处罚，无需告知",
        title_en: "No penalty is proposed",
        lacks: penalty_proposed,
    },
    Gate {
        code: "hearing-window-closed",
        rule: clocks::HEARING_REQUEST,
        citation: "行政处罚法第六十三条、第六十四条第一项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::RequestHearing],
        judges: Judges::Standing,
        cure: "none: the right counts as waived; a statement may still be heard",
        title_zh: "已逾期未要求听证",
        title_en: "The time to ask for a hearing has passed",
        lacks: hearing_window_open,
    },
    Gate {
        code: "notice-missing",
        rule: "G5",
        citation: "行政处罚法第四十四条、第六十二条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "serve the notice and hear the party",
        title_zh: "未履行告知程序",
        title_en: "The party was not told",
        lacks: told,
    },
    Gate {
        code: "statement-window-open",
        rule: clocks::STATEMENT,
        citation: "行政处罚法第六十二条；市场监督管理行政处罚程序规定第五十七条第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "wait for the period to end, or record what the party said",
        title_zh: "陈述申辩期限未满",
        title_en: "The party may still state and defend",
        lacks: could_state,
    },
    Gate {
        code: "hearing-window-open",
        rule: clocks::HEARING_REQUEST,
        citation: "行政处罚法第六十四条第一项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "wait for the period to end, or record that the party waives the hearing",
        title_zh: "听证申请期限未满",
        title_en: "The party may still ask for a hearing",
        lacks: could_ask_for_hearing,
    },
    Gate {
        code: "hearing-not-held",
        rule: "HRG-HELD",
        citation: "行政处罚法第六十三条、第六十五条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "hold the hearing",
        title_zh: "应当组织听证而未组织",
        title_en: "The hearing was not held",
        lacks: hearing_held,
    },
];

fn penalty_proposed(ask: &Ask<'_>) -> Result<(), Lack> {
    let report = ask.case.report();
    need(
        report.is_some_and(|report| !report.penalties.is_empty()),
        "a proposed penalty",
    )
}

fn hearing_window_open(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(told) = ask.case.notification() else {
        return Ok(());
    };
    let received_on = match ask.command {
        Some(CaseCommand::RequestHearing { received_on }) => *received_on,
        _ => ask.today(),
    };
    Ok(hearing::may_request(&told.hearing, received_on)?)
}

/// The notice, where a penalty is in question and it was served.
fn served_notice<'a>(ask: &'a Ask<'_>) -> Option<&'a Notification> {
    ask.penalties().and(ask.case.notification())
}

fn told(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        ask.penalties().is_none() || ask.case.notification().is_some(),
        "the notice to the party of facts, reasons, basis and proposed penalty",
    )
}

fn could_state(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(told) = served_notice(ask).filter(|told| told.statements.is_empty()) else {
        return Ok(());
    };
    let due = &told.notice.statement;
    if due.has_expired(ask.facts.now) {
        return Ok(());
    }
    Err(Lack::Under {
        missing: format!(
            "the party's statement or waiver, or the end of {}",
            due.effective
        ),
        citation: rule(clocks::STATEMENT)
            .map_err(law::Refusal::from)?
            .source
            .clone(),
    })
}

fn could_ask_for_hearing(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(told) = served_notice(ask).filter(|told| !told.waives_hearing()) else {
        return Ok(());
    };
    let HearingStage::Offered { due } = &told.hearing else {
        return Ok(());
    };
    need(
        due.has_expired(ask.facts.now),
        format!("the end of {}; today is {}", due.effective, ask.today()),
    )
}

fn hearing_held(ask: &Ask<'_>) -> Result<(), Lack> {
    let told = served_notice(ask);
    need(
        !told.is_some_and(|told| told.hearing.is_pending()),
        "the hearing that the party asked for",
    )
}
