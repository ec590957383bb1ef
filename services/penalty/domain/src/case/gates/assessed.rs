//! Gates of who is punished and how much: one for each row of the table of 行政处罚法 Art. 30 to 33, 36
//! and 49, one for each period of limitation. A "shall" binds; a "may" that is not followed needs its
//! typed reason.

use jiff::civil::date;

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::assessment::{Effect, Row, contradicts, may_mitigate};
use crate::case::command::CommandKind as Step;
use crate::case::file::Grade;
use crate::case::findings::weigh;
use crate::limitation::{FIVE_YEARS, SIX_MONTHS, TWO_YEARS};

/// A row that spares the party.
const SPARES: Gate = Gate {
    code: "minor-party",
    rule: "PEN-ASSESS",
    citation: Row::UnderFourteen.article(),
    valid_from: SINCE_2021,
    valid_to: None,
    steps: &[Step::ConcludeInvestigation],
    judges: Judges::Contents,
    cure: "propose no penalty, educate the party, and decide 不予行政处罚",
    title_zh: "依法应当不予行政处罚",
    title_en: "The law spares the party",
    lacks: |ask| follows(ask, Row::UnderFourteen),
};

/// A row that makes the penalty lighter.
const LIGHTER: Gate = Gate {
    cure: "choose grade lighter or mitigated",
    title_zh: "依法应当从轻或者减轻处罚",
    title_en: "The law demands a lighter or mitigated penalty",
    lacks: |ask| follows(ask, Row::UnderEighteen),
    ..SPARES
};

/// A period of limitation.
const LIMITATION: Gate = Gate {
    code: "limitation-passed",
    rule: TWO_YEARS,
    citation: Row::LimitationPassed.article(),
    title_zh: "违法行为已过追究时效，不再给予行政处罚",
    title_en: "The act was discovered too late",
    lacks: |ask| discovered_in_time(ask, TWO_YEARS),
    ..SPARES
};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "discovery-not-proven",
        cure: "give the record of the first contact or the receipt of the clue",
        title_zh: "发现违法行为的时间没有证据",
        title_en: "The day of discovery is not proven",
        lacks: discovery_proven,
        ..LIMITATION
    },
    SPARES,
    Gate {
        code: "incapable-party",
        citation: Row::Incapable.article(),
        lacks: |ask| follows(ask, Row::Incapable),
        ..SPARES
    },
    LIMITATION,
    Gate {
        rule: FIVE_YEARS,
        lacks: |ask| discovered_in_time(ask, FIVE_YEARS),
        ..LIMITATION
    },
    Gate {
        rule: SIX_MONTHS,
        valid_from: date(2026, 1, 1),
        citation: "治安管理处罚法第二十五条",
        lacks: |ask| discovered_in_time(ask, SIX_MONTHS),
        ..LIMITATION
    },
    Gate {
        code: "no-fault-proved",
        citation: Row::NoFault.article(),
        lacks: |ask| follows(ask, Row::NoFault),
        ..SPARES
    },
    Gate {
        code: "minor-and-corrected",
        citation: Row::MinorAndCorrected.article(),
        lacks: |ask| follows(ask, Row::MinorAndCorrected),
        ..SPARES
    },
    Gate {
        code: "first-offence-not-weighed",
        citation: Row::FirstOffence.article(),
        cure: "propose no penalty, or give the reason and its text",
        title_zh: "可以不予处罚而未说明理由",
        title_en: "A first offence may be spared; the reason not to is missing",
        lacks: |ask| follows(ask, Row::FirstOffence),
        ..SPARES
    },
    Gate {
        citation: Row::UnderEighteen.article(),
        ..LIGHTER
    },
    Gate {
        code: "lighter-ground-ignored",
        citation: Row::LighterGround.article(),
        lacks: |ask| follows(ask, Row::LighterGround),
        ..LIGHTER
    },
    Gate {
        code: "partial-capacity-not-weighed",
        citation: Row::PartlyCapable.article(),
        cure: "choose grade lighter or mitigated, or give the reason and its text",
        title_zh: "可以从轻、减轻而未说明理由",
        title_en: "A lighter penalty is possible; the reason against it is missing",
        lacks: |ask| follows(ask, Row::PartlyCapable),
        ..LIGHTER
    },
    Gate {
        code: "emergency-not-heavier",
        citation: Row::Emergency.article(),
        cure: "choose grade heavier",
        title_zh: "依法应当从重处罚",
        title_en: "The law demands a heavier penalty",
        lacks: |ask| follows(ask, Row::Emergency),
        ..SPARES
    },
    Gate {
        code: "mitigation-without-ground",
        citation: "行政处罚法第三十条、第三十一条、第三十二条",
        cure: "record the ground with its facts, or stay inside the range",
        title_zh: "减轻处罚没有法定情形",
        title_en: "No ground for a mitigated penalty",
        lacks: mitigation_grounded,
        ..SPARES
    },
];

/// A proposal without penalty contradicts no row.
fn follows(ask: &Ask<'_>, row: Row) -> Result<(), Lack> {
    let (Some(draft), Some(file)) = (ask.report_draft(), ask.case.file()) else {
        return Ok(());
    };
    let (_, assessment) = weigh(file, draft, ask.facts.calendar)?;
    let departures = &draft.findings.departures;
    need(
        draft.penalties.is_empty() || !contradicts(row, &assessment, draft.grade, departures),
        asked_for(row),
    )
}

/// What a proposal that contradicts `row` lacks.
const fn asked_for(row: Row) -> &'static str {
    match row.effect() {
        Effect::ShallNotBePenalised => "a proposal without penalty",
        Effect::MayNotBePenalised => {
            "no penalty, or the typed reason (departure `first-offence`) why there is one"
        }
        Effect::MayBeLighter => {
            "a lighter grade, or the typed reason (departure `partly-capable`) why not"
        }
        Effect::Heavier => "the grade `heavier`",
        Effect::ShallBeLighter | Effect::Ordinary => "a lighter or mitigated grade",
    }
}

/// The limitation of the act by `rule`, if that is the one that counts.
fn discovered_in_time(ask: &Ask<'_>, rule: &str) -> Result<(), Lack> {
    let (Some(draft), Some(file)) = (ask.report_draft(), ask.case.file()) else {
        return Ok(());
    };
    let (limitation, _) = weigh(file, draft, ask.facts.calendar)?;
    let late = limitation.rule == rule && limitation.has_passed();
    need(
        draft.penalties.is_empty() || !late,
        format!(
            "a discovery by {}; it was on {}",
            limitation.last_day, limitation.discovered_on
        ),
    )
}

fn discovery_proven(ask: &Ask<'_>) -> Result<(), Lack> {
    let (Some(draft), Some(file)) = (ask.report_draft(), ask.case.file()) else {
        return Ok(());
    };
    let discovery = draft.findings.discovery(file.filed_on);
    Ok(discovery.check(file.filed_on)?)
}

fn mitigation_grounded(ask: &Ask<'_>) -> Result<(), Lack> {
    let (Some(draft), Some(file)) = (ask.report_draft(), ask.case.file()) else {
        return Ok(());
    };
    let (_, assessment) = weigh(file, draft, ask.facts.calendar)?;
    let mitigated = draft.grade == Grade::Mitigated && !draft.penalties.is_empty();
    need(
        !mitigated || may_mitigate(&assessment),
        "a ground of law for going below the range",
    )
}
