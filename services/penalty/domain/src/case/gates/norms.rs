//! Gates of the norm: an item of the power list, inside the entrustment, and a fine inside the range
//! of the law and the band of the benchmark.

use kernel::Fen;

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::assessment::Departure;
use crate::case::command::{CaseCommand, CommandKind as Step};
use crate::discretion::{Measured, outside_band, outside_range};
use crate::power_list::{LawChoice, acts_within};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "power-item-unknown",
        rule: "G3",
        citation: "行政处罚法第十七条、第三十八条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ConcludeInvestigation],
        judges: Judges::Standing,
        cure: "name the item that fits in the report (power_item), or have the list loaded anew",
        title_zh: "权责清单中没有该事项",
        title_en: "The power list has no such item",
        lacks: item_in_list,
    },
    Gate {
        code: "outside-entrustment",
        rule: "G3",
        citation: "行政处罚法第二十条、第二十一条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ConcludeInvestigation],
        judges: Judges::Standing,
        cure: "hand the case to the entrusting agency, or publish an entrustment that covers it",
        title_zh: "超出委托书载明的委托事项、权限或者期限",
        title_en: "The entrustment does not cover this act",
        lacks: inside_entrustment,
    },
    Gate {
        code: "fine-outside-range",
        rule: "PEN-RANGE",
        citation: "行政处罚法第四条、第三十八条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "choose an amount inside the range, or the grade that the facts support",
        title_zh: "罚款数额超出法定幅度",
        title_en: "The fine is outside the range of the law",
        lacks: fine_in_range,
    },
    Gate {
        code: "fine-outside-band",
        rule: "PEN-BENCHMARK",
        citation: "行政处罚法第三十四条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Contents,
        cure: "choose an amount inside the band, or give the reason for leaving it and its text",
        title_zh: "罚款数额超出裁量基准且未说明理由",
        title_en: "The fine leaves the published band without a reason",
        lacks: fine_in_band,
    },
];

/// The code of the item that the report names, or of the one named at filing.
fn code<'a>(ask: &'a Ask<'_>) -> &'a str {
    let named = match ask.command {
        Some(CaseCommand::ConcludeInvestigation(draft)) => draft.findings.power_item.as_deref(),
        _ => None,
    };
    let filed = ask.case.file().map(|file| file.power_item.as_str());
    named.or(filed).unwrap_or_default()
}

fn item_in_list(ask: &Ask<'_>) -> Result<(), Lack> {
    let (code, item) = (code(ask), ask.facts.norms.item.as_ref());
    need(item.is_some_and(|item| item.code == code), unlisted(code))
}

/// What a case lacks whose item `code` is not in the list.
pub(crate) fn unlisted(code: &str) -> String {
    format!("an item of the power and responsibility list in force; `{code}` is not in it")
}

fn inside_entrustment(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(file) = ask.case.file() else {
        return Ok(());
    };
    let (item, day) = (code(ask), ask.today());
    need(
        acts_within(&ask.facts.norms.entrustments, &file.unit, item, day),
        format!(
            "a written and published entrustment of {} for `{item}` on {day}",
            file.unit
        ),
    )
}

/// The fine in question and what the report found of range and band. A hearing may lower a fine;
/// what then leaves the band needs a typed reason of its own.
fn fine<'a>(ask: &'a Ask<'_>) -> Option<(Fen, &'a LawChoice, &'a Measured)> {
    let fine = ask.penalties()?.fine();
    let assessed = ask.case.report()?.assessed.as_deref()?;
    let found = (assessed.law.as_ref()?, assessed.measured.as_ref()?);
    (!fine.is_zero()).then_some((fine, found.0, found.1))
}

fn fine_in_range(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some((fine, law, measured)) = fine(ask) else {
        return Ok(());
    };
    match outside_range(fine, measured) {
        Some(missing) => Err(Lack::Under {
            missing,
            citation: law.citation.clone(),
        }),
        None => Ok(()),
    }
}

fn fine_in_band(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some((fine, _, measured)) = fine(ask) else {
        return Ok(());
    };
    let reported = ask
        .case
        .report()
        .and_then(|report| report.assessed.as_ref());
    let reported = reported.map_or(&[][..], |found| &found.findings.departures);
    let decided = ask.draft().map_or(&[][..], |draft| &draft.departures);
    let departures: Vec<Departure> = [reported, decided].concat();
    match outside_band(fine, measured, &departures) {
        Some((missing, citation)) => Err(Lack::Under { missing, citation }),
        None => Ok(()),
    }
}
