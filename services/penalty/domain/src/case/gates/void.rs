//! Gates against acts that would be void (无效), and against documents and motives that the law
//! forbids: a legal basis, a competent body, the seal of the agency, no fines for the sake of targets.

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::command::{CaseCommand, CommandKind as Step, DecisionDraft};
use crate::legal_basis::{self, NO_BASIS, SETS_NO_PENALTY, UNPUBLISHED};
use crate::power_list::acts_within;
use crate::service_of_process::Paper;

/// Words by which a motive names a target for fines. The list is ours; whoever means something else
/// says it in other words.
const TARGETS: &[&str] = &[
    "罚款指标",
    "罚款任务",
    "罚没指标",
    "罚没任务",
    "罚没收入",
    "创收",
];

const BASIS: Gate = Gate {
    code: UNPUBLISHED,
    rule: "G13",
    citation: "行政处罚法第五条第三款、第三十七条",
    valid_from: SINCE_2021,
    valid_to: None,
    steps: &[Step::Decide],
    judges: Judges::Contents,
    cure: "rest the penalty on a provision that was published and in force at the time",
    title_zh: "未经公布的规定不得作为处罚依据",
    title_en: "An unpublished rule carries no penalty",
    lacks: |ask| rests_on_law(ask, UNPUBLISHED),
};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: NO_BASIS,
        rule: "G15",
        citation: "行政处罚法第三十八条第一款、第五十九条第一款第三项",
        cure: "name instrument and article",
        title_zh: "没有法定处罚依据",
        title_en: "The penalty has no legal basis",
        lacks: |ask| rests_on_law(ask, NO_BASIS),
        ..BASIS
    },
    Gate {
        code: SETS_NO_PENALTY,
        citation: "行政处罚法第十六条",
        cure: "rest the penalty on the law, regulation or rule itself",
        title_zh: "其他规范性文件不得设定行政处罚",
        title_en: "This document cannot set a penalty",
        lacks: |ask| rests_on_law(ask, SETS_NO_PENALTY),
        ..BASIS
    },
    BASIS,
    Gate {
        code: "body-not-competent",
        rule: "G15",
        citation: "行政处罚法第十七条、第三十八条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "hand the case to the body that has the power today, or have the list loaded anew",
        title_zh: "实施主体不具有行政主体资格，行政处罚无效",
        title_en: "A penalty by a body without the power is void",
        lacks: competent,
    },
    Gate {
        code: "fine-for-a-target",
        rule: "G14",
        citation: "行政处罚法第七十四条第三款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "give the reasons that lie in the act and in the party",
        title_zh: "罚款不得与考核、考评挂钩",
        title_en: "Fines serve no target and no appraisal",
        lacks: no_target,
    },
    Gate {
        code: "decision-not-sealed",
        rule: "G11",
        citation: "行政处罚法第五十九条第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ServeDecision, Step::AnnounceService],
        judges: Judges::Contents,
        cure: "seal the document of the decision here, or say where the sealed original is kept",
        title_zh: "行政处罚决定书未加盖行政机关印章",
        title_en: "The document of the decision bears no seal of the agency",
        lacks: sealed,
    },
];

/// What the basis of a penalty lacks, if it is what the gate named `code` asks for.
fn rests_on_law(ask: &Ask<'_>, code: &str) -> Result<(), Lack> {
    let (Some(draft), Some(report), Some(_)) = (ask.draft(), ask.case.report(), ask.penalties())
    else {
        return Ok(());
    };
    match legal_basis::defect(&draft.basis, report.act_ended_on) {
        Some((found, missing)) if found == code => Err(Lack::Fact(missing)),
        _ => Ok(()),
    }
}

/// The power was there at the report; it must still be there when the penalty is imposed.
fn competent(ask: &Ask<'_>) -> Result<(), Lack> {
    let (Some(file), Some(_)) = (ask.case.file(), ask.penalties()) else {
        return Ok(());
    };
    let code = ask.case.power_item().unwrap_or_default();
    let norms = &ask.facts.norms;
    let listed = norms.item.as_ref().is_some_and(|item| item.code == code);
    let day = ask.today();
    need(
        listed && acts_within(&norms.entrustments, &file.unit, code, day),
        format!(
            "the power of {} for the item `{code}` of the list on {day}",
            file.unit
        ),
    )
}

fn no_target(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(draft) = ask.draft() else {
        return Ok(());
    };
    let named = motives(draft).find_map(|text| TARGETS.iter().find(|word| text.contains(**word)));
    match named {
        Some(word) => Err(Lack::Fact(format!(
            "reasons without a target for fines; they name `{word}`"
        ))),
        None => Ok(()),
    }
}

/// Everything in which a decision says why.
fn motives(draft: &DecisionDraft) -> impl Iterator<Item = &str> {
    let departures = draft.departures.iter().map(|one| one.text.as_str());
    let discussion = draft.discussion.iter().flat_map(|discussion| {
        let opinions = discussion.opinions.iter().map(|one| one.opinion.as_str());
        opinions.chain([discussion.conclusion.as_str()])
    });
    [draft.reasons.as_str()]
        .into_iter()
        .chain(departures)
        .chain(discussion)
}

/// An electronic seal counts by itself; of a paper original someone says where it is kept.
fn sealed(ask: &Ask<'_>) -> Result<(), Lack> {
    let original = match ask.command {
        Some(CaseCommand::ServeDecision {
            sealed_original, ..
        }) => sealed_original,
        Some(CaseCommand::AnnounceService(draft)) if draft.paper == Paper::Decision => {
            &draft.sealed_original
        }
        _ => return Ok(()),
    };
    let kept = original.as_deref().unwrap_or_default();
    need(
        ask.facts.decision_sealed || !kept.trim().is_empty(),
        "the document of the decision with the seal of the agency",
    )
}
