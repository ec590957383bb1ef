//! Who may take part: two officers, investigators only where the law wants them, and duties kept
//! apart (职责分离).

use kernel::ActorId;
use law::Refusal;

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need, refused};
use crate::case::command::CommandKind as Step;

/// Investigators that every step of an ordinary case needs (行政处罚法 Art. 42).
const INVESTIGATORS_MIN: usize = 2;

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "two-officers",
        rule: "G1",
        citation: "行政处罚法第四十二条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ConcludeInvestigation, Step::Decide],
        judges: Judges::Standing,
        cure: "have dispatch assign a team of certified officers",
        title_zh: "执法人员不得少于两人",
        title_en: "At least two officers are required",
        lacks: two_officers,
    },
    Gate {
        code: "not-an-investigator",
        rule: "G1",
        citation: "行政处罚法第四十二条第一款、第五十七条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ConcludeInvestigation],
        judges: Judges::Standing,
        cure: "have an investigator of the case report",
        title_zh: "须由本案办案人员提出",
        title_en: "An investigator of the case must report",
        lacks: investigates,
    },
    Gate {
        citation: "行政处罚法第五十八条；市场监督管理行政处罚程序规定第四十九条第三款",
        steps: &[Step::LegalReview],
        lacks: |ask| {
            apart(
                investigated(ask),
                "a reviewer who did not investigate the case",
            )
        },
        ..APART
    },
    Gate {
        citation: "行政处罚法第五十八条、第六十四条第四项",
        steps: &[Step::LegalReview],
        lacks: |ask| apart(hosted(ask), "a reviewer who did not conduct the hearing"),
        ..APART
    },
    Gate {
        citation: "行政处罚法第五十七条第一款",
        steps: &[
            Step::Decide,
            Step::EndCase,
            Step::GrantPlan,
            Step::WaiveSurcharge,
        ],
        lacks: |ask| {
            apart(
                investigated(ask),
                "a head of the agency who did not investigate the case",
            )
        },
        ..APART
    },
    Gate {
        citation: "行政处罚法第五十七条第一款、第五十八条第一款",
        steps: &[Step::Decide, Step::EndCase],
        lacks: |ask| {
            apart(
                reviewed(ask) || hosted(ask),
                "a head of the agency who neither reviewed the case nor conducted its hearing",
            )
        },
        ..APART
    },
    Gate {
        rule: "G12",
        citation: "行政处罚法第六十七条第一款、第二款",
        steps: &[Step::RecordPayment, Step::RecordRefund],
        lacks: |ask| {
            apart(
                investigated(ask) || reviewed(ask) || hosted(ask) || decided(ask),
                "a collector who had no other part in the case",
            )
        },
        ..APART
    },
];

/// What all gates that keep duties apart say.
const APART: Gate = Gate {
    code: "segregation-of-duties",
    rule: "G7",
    citation: "行政处罚法第五十七条、第五十八条",
    valid_from: SINCE_2021,
    valid_to: None,
    steps: &[],
    judges: Judges::Standing,
    cure: "hand the step to someone who had no other part in the case",
    title_zh: "不符合职责分离要求",
    title_en: "This person had another part in the case",
    lacks: |_| Ok(()),
};

fn apart(broken: bool, who: &str) -> Result<(), Lack> {
    need(!broken, who)
}

fn actor(ask: &Ask<'_>) -> ActorId {
    ask.facts.actor.id
}

fn investigated(ask: &Ask<'_>) -> bool {
    let file = ask.case.file();
    file.is_some_and(|file| file.investigated_by(actor(ask)))
}

fn reviewed(ask: &Ask<'_>) -> bool {
    let file = ask.case.file();
    file.is_some_and(|file| file.reviewed.contains(&actor(ask)))
}

fn hosted(ask: &Ask<'_>) -> bool {
    let file = ask.case.file();
    file.is_some_and(|file| file.proceedings.hosted.contains(&actor(ask)))
}

fn decided(ask: &Ask<'_>) -> bool {
    let record = ask.case.record();
    record.is_some_and(|record| record.decision.by == actor(ask))
}

fn two_officers(ask: &Ask<'_>) -> Result<(), Lack> {
    let found = ask.case.file().map_or(0, |file| file.investigators.len());
    Ok(enough_officers(found)?)
}

/// Refuses fewer than two investigators.
pub(in crate::case) fn enough_officers(found: usize) -> Result<(), Refusal> {
    if found >= INVESTIGATORS_MIN {
        return Ok(());
    }
    let missing = format!("at least {INVESTIGATORS_MIN} investigators; {found} recorded");
    Err(refused("two-officers", missing))
}

fn investigates(ask: &Ask<'_>) -> Result<(), Lack> {
    let file = ask.case.file();
    need(
        file.is_some_and(|file| file.is_investigator(actor(ask))),
        "membership of the team that investigates this case",
    )
}
