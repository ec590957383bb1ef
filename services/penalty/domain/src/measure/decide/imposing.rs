//! Carrying a measure out, and handing its decision over.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::legal_date;
use law::rule_on;

use super::{Decided, file_of};
use crate::measure::clocks;
use crate::measure::event::MeasureEvent;
use crate::measure::kind::MeasureKind;
use crate::measure::state::{Held, Measure, Notice, Period};
use crate::on_site::{Approval, Circumstances, Precondition, Scene, TEN, all_hold, happened};
use crate::proceeding::{Facts, between, written};
use crate::property::{Fate, numbers, turn};

/// What a freeze asks on the spot (Art. 30): approval, two officers, cards, record. The bank must not be
/// kept waiting and the party not be warned.
const FREEZE_ASKS: [&str; 4] = ["ENF-18-1", "ENF-18-2", "ENF-18-3", "ENF-18-7"];

/// The notice to the bank, in place of the decision and list on the spot.
const BANK_NOTICE: Precondition = Precondition {
    code: "bank-notice-missing",
    rule: "ENF-30",
    citation: "行政强制法第三十条第一款",
    missing: "the freeze notice (冻结通知书), handed over to the bank",
    cure: "hand the notice to the financial institution",
    titles: (
        "未向金融机构交付冻结通知书",
        "The bank got no freeze notice",
    ),
    holds: |seen| !seen.scene.document.trim().is_empty() && seen.scene.handed_over,
};

pub(super) fn impose(
    measure: &Measure,
    scene: Scene,
    urgency: Option<String>,
    facts: &Facts<'_>,
) -> Decided {
    let mut file = file_of(measure)?.clone();
    let urgency = urgency.filter(|reason| !reason.trim().is_empty());
    let prior = match measure {
        Measure::Approved { ruling, .. } => Some(ruling.clone()),
        Measure::Unrequested
        | Measure::Requested { .. }
        | Measure::Refused { .. }
        | Measure::Active { .. }
        | Measure::Expired { .. }
        | Measure::Lifted { .. }
        | Measure::Ended { .. } => None,
    };
    let seen = Circumstances {
        scene: &scene,
        approved_or_urgent: prior.is_some() || urgency.is_some(),
        team: &facts.case.team,
    };
    if file.kind == MeasureKind::Freeze {
        let asked = TEN
            .iter()
            .filter(|precondition| FREEZE_ASKS.contains(&precondition.rule));
        all_hold(asked.chain([&BANK_NOTICE]), &seen)?;
    } else {
        all_hold(&TEN, &seen)?;
    }
    let earliest = prior.as_ref().map_or(Timestamp::MIN, |ruling| ruling.at);
    happened(&scene, earliest, facts)?;
    let executed_on = legal_date(scene.at);
    let approval = match (prior, urgency) {
        (Some(ruling), _) => Approval::Before { ruling },
        (None, urgency) => Approval::Pending {
            urgency: urgency.unwrap_or_default(),
            due: facts
                .calendar
                .due_at(rule_on(clocks::URGENT, executed_on)?, scene.at)?,
        },
    };
    let deliver = (file.kind == MeasureKind::Freeze)
        .then(|| facts.due_on(clocks::FREEZE_DOCUMENT, executed_on))
        .transpose()?;
    let due = file.period_from(executed_on, facts.calendar)?;
    let all = numbers(&file.items, |_| true);
    turn(&mut file.items, &all, |_| Fate::Held);
    let held = Held {
        file,
        scene,
        approval,
        deliver,
        delivered: None,
        period: Period {
            due,
            extension: None,
            testing: Vec::new(),
        },
        liftings: Vec::new(),
        overdue: BTreeSet::new(),
    };
    Ok(vec![MeasureEvent::Imposed {
        held: Box::new(held),
    }])
}

pub(super) fn deliver(held: &Held, notice: Notice, facts: &Facts<'_>) -> Decided {
    told(held, &notice, facts, "the delivery of the decision")?;
    Ok(vec![MeasureEvent::Delivered { notice }])
}

/// Refuses a paper without number or proof, or with an impossible day.
pub(super) fn told(
    held: &Held,
    notice: &Notice,
    facts: &Facts<'_>,
    what: &str,
) -> Result<(), law::Refusal> {
    for text in [&notice.document, &notice.proof] {
        written(
            text,
            (
                "notice-without-proof",
                "ENF-NOTICE",
                "行政强制法第二十五条、第三十一条",
            ),
            "the number of the paper and the proof that it reached the party",
            "未载明文书文号或者送达凭证",
        )?;
    }
    between(held.executed_on(), notice.told_on, facts, what)
}
