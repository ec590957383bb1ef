//! Gates of the decision itself: one fine for one act, nothing heavier than the party was heard on,
//! an answer to the party, the heads together.

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::command::CommandKind as Step;
use crate::case::file::StatementKind;

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "act-fined-before",
        rule: "G4",
        citation: "行政处罚法第二十九条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "impose no second fine: decide on other penalties, or not to penalise",
        title_zh: "同一违法行为不得给予两次以上罚款",
        title_en: "One act, one fine",
        lacks: not_fined_before,
    },
    Gate {
        code: "heavier-than-heard",
        rule: "G6",
        citation: "行政处罚法第四十五条第二款；市场监督管理行政处罚程序规定第五十八条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "decide nothing that is not in the notice, and nothing above it",
        title_zh: "不得因陈述、申辩或者要求听证加重处罚",
        title_en: "No heavier penalty after hearing the party",
        lacks: not_heavier_than_announced,
    },
    Gate {
        code: "statement-not-answered",
        rule: "G5",
        citation: "行政处罚法第四十五条第一款；市场监督管理行政处罚程序规定第六十二条第三项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "check facts, reasons and evidence that the party named, and answer them",
        title_zh: "未对陈述申辩意见进行复核",
        title_en: "The party's statement is not answered",
        lacks: statement_answered,
    },
    Gate {
        code: "collective-discussion-missing",
        rule: "G8",
        citation: "行政处罚法第五十七条第二款；市场监督管理行政处罚程序规定第六十条第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "discuss the case together and record each participant's opinion, the host's last",
        title_zh: "未经负责人集体讨论决定",
        title_en: "The heads did not discuss the case together",
        lacks: discussed_together,
    },
    Gate {
        code: "document-incomplete",
        rule: "PEN-DOCUMENT",
        citation: "行政处罚法第五十九条第一款；市场监督管理行政处罚程序规定第六十二条；\
                   罚款决定与罚款收缴分离实施办法第七条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "state performance, remedies, bank and publication in the document",
        title_zh: "行政处罚决定书应载明事项缺失",
        title_en: "The document does not say all it must",
        lacks: document_complete,
    },
];

/// Only fines are barred: other penalties may be added to an act that was fined before.
fn not_fined_before(ask: &Ask<'_>) -> Result<(), Lack> {
    let fines = ask
        .penalties()
        .is_some_and(|penalties| !penalties.fine().is_zero());
    match &ask.facts.fined_before {
        Some(earlier) if fines => Err(Lack::Fact(format!(
            "an act that was not fined yet; it was by {earlier}"
        ))),
        _ => Ok(()),
    }
}

fn not_heavier_than_announced(ask: &Ask<'_>) -> Result<(), Lack> {
    let (Some(penalties), Some(told)) = (ask.penalties(), ask.case.notification()) else {
        return Ok(());
    };
    match penalties.beyond(&told.notice.penalties) {
        Some(heavier) => Err(Lack::Fact(heavier_than_heard(heavier.kind))),
        None => Ok(()),
    }
}

/// What a measure of `kind` above the ceiling lacks.
pub(in crate::case) fn heavier_than_heard(kind: crate::penalty::PenaltyKind) -> String {
    format!("a measure of `{kind}` within what the party was told and heard on")
}

/// A party that stated must read what became of its statement.
fn statement_answered(ask: &Ask<'_>) -> Result<(), Lack> {
    let (Some(draft), Some(told)) = (ask.draft(), ask.case.notification()) else {
        return Ok(());
    };
    let mut statements = told.statements.iter();
    let stated = statements.any(|statement| statement.kind == StatementKind::Stated);
    let adoption = draft.statement_adoption.as_deref().unwrap_or_default();
    need(
        ask.penalties().is_none() || !stated || !adoption.trim().is_empty(),
        "what was adopted of the party's statement, and why",
    )
}

/// Complex or weighty cases are decided by the heads together.
fn discussed_together(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(draft) = ask.draft() else {
        return Ok(());
    };
    if ask.penalties().is_none() || ask.case.review_grounds().is_empty() {
        return Ok(());
    }
    let Some(discussion) = &draft.discussion else {
        return Err(Lack::Fact(String::from(
            "the record of the collective discussion of the heads of the agency",
        )));
    };
    match discussion.defect(ask.case, ask.facts) {
        Some(defect) => Err(Lack::Fact(defect)),
        None => Ok(()),
    }
}

fn document_complete(ask: &Ask<'_>) -> Result<(), Lack> {
    let (Some(draft), Some(penalties), Some(file)) =
        (ask.draft(), ask.penalties(), ask.case.file())
    else {
        return Ok(());
    };
    let Some(terms) = &draft.terms else {
        return Err(Lack::Fact(String::from(
            "performance, remedies, bank and publication in the document",
        )));
    };
    match terms.lacks(penalties, file) {
        Some(missing) => Err(Lack::Fact(String::from(missing))),
        None => Ok(()),
    }
}
