//! How long a measure lasts: extension, testing, and the end.

use jiff::civil::Date;
use law::{Adjustments, Due, Extension, Kind, Pause, Refusal, Unit};

use super::Decided;
use super::imposing::told;
use crate::measure::clocks;
use crate::measure::command::TestingStated;
use crate::measure::event::MeasureEvent;
use crate::measure::kind::MeasureKind;
use crate::measure::state::{Extended, Held, Measure, Notice, Period, Testing, is_period};
use crate::proceeding::{Facts, Proceeding as _, between, written};

pub(super) fn extend(
    held: &Held,
    days: u32,
    (reasons, document): (String, String),
    facts: &Facts<'_>,
) -> Decided {
    let kind = held.file.kind;
    for (text, what) in [
        (&reasons, "what makes the case complex"),
        (&document, "the number of the written decision to extend"),
    ] {
        let gate = ("extension-not-reasoned", "ENF-25-1", kind.period_citation());
        written(text, gate, what, "延长期限未说明理由或者未作出书面决定")?;
    }
    let special = held.file.special_period.as_ref();
    let limit = kind.extension_limit(special, held.executed_on())?;
    if days == 0 || days > limit {
        return Err(Refusal::new("extension-too-long", &held.period.due.rule)
            .citing(kind.period_citation())
            .missing(format!("an extension of 1 to {limit} days; it is {days}"))
            .cure("extend by no more than the law allows")
            .titled("延长期限超过法定上限", "The extension is too long"));
    }
    let until = &held.period.due;
    let extension = Extended {
        days,
        reasons,
        document,
        by: facts.actor.id,
        decided_on: facts.today(),
        tell: Due {
            rule: clocks::EXTENSION_NOTICE.to_owned(),
            trigger: facts.today(),
            effective: until.raw,
            kind: Kind::Agency,
            citation: kind.period_citation().to_owned(),
            ..until.clone()
        },
        notice: None,
    };
    let mut period = held.period.clone();
    period.extension = Some(extension.clone());
    let due = end_of(held, &period, facts)?;
    Ok(vec![MeasureEvent::Extended { extension, due }])
}

pub(super) fn tell(held: &Held, notice: Notice, facts: &Facts<'_>) -> Decided {
    told(held, &notice, facts, "the notice of the extension")?;
    if let Some(extension) = held.extension_untold() {
        let what = "the notice of the extension";
        between(extension.decided_on, notice.told_on, facts, what)?;
    }
    Ok(vec![MeasureEvent::ExtensionTold { notice }])
}

/// Stops the period for a testing whose days were stated and told before they began.
pub(super) fn pause(held: &Held, stated: TestingStated, facts: &Facts<'_>) -> Decided {
    told(
        held,
        &stated.notice,
        facts,
        "the notice of the testing period",
    )?;
    let pausable = matches!(held.file.kind, MeasureKind::Seal | MeasureKind::Seize);
    let missing = if !pausable {
        "property that is sealed or seized; no other period stands still for testing".to_owned()
    } else if stated.institution.trim().is_empty() || stated.to < stated.from {
        "who tests, and a first and last day that were stated".to_owned()
    } else if stated.from < stated.notice.told_on {
        format!(
            "a first day from {} on, when the party was told; it is {}",
            stated.notice.told_on, stated.from
        )
    } else if stated.from > held.period.due.raw {
        format!(
            "a first day up to {}, the end of the period",
            held.period.due.raw
        )
    } else {
        let testing = Testing {
            ground: stated.ground,
            institution: stated.institution,
            from: stated.from,
            to: stated.to,
            notice: stated.notice,
            result: None,
        };
        let mut period = held.period.clone();
        period.testing.push(testing.clone());
        let due = end_of(held, &period, facts)?;
        return Ok(vec![MeasureEvent::Paused { testing, due }]);
    };
    Err(Refusal::new("testing-not-notified", "ENF-25-3")
        .citing("行政强制法第二十五条第三款")
        .missing(missing)
        .cure("state the period of testing and tell the party in writing before it begins")
        .titled(
            "检测、检验、检疫、鉴定期间未明确并书面告知，不得扣除",
            "Testing that was not stated and told does not stop the period",
        ))
}

pub(super) fn resume(held: &Held, ended_on: Date, result: String, facts: &Facts<'_>) -> Decided {
    written(
        &result,
        ("result-missing", "ENF-25-3", "行政强制法第二十五条第三款"),
        "the number of the notice of the result",
        "未载明检测、检验、检疫、鉴定结果告知书文号",
    )?;
    let mut period = held.period.clone();
    if let Some(testing) = period.testing.last_mut() {
        between(testing.from, ended_on, facts, "the end of the testing")?;
        // beyond the stated days time counts again, whether the result is there or not
        testing.to = testing.to.min(ended_on);
    }
    let due = end_of(held, &period, facts)?;
    let ended_on = period.testing.last().map_or(ended_on, |testing| testing.to);
    Ok(vec![MeasureEvent::Resumed {
        ended_on,
        result,
        due,
    }])
}

/// When the measure ends. The day is never moved to a working day: [`Kind::Agency`] binds by the raw day.
fn end_of(held: &Held, period: &Period, facts: &Facts<'_>) -> Result<Due, Refusal> {
    let executed_on = held.executed_on();
    let file = &held.file;
    let rule = file
        .kind
        .period_rule(file.special_period.as_ref(), executed_on)?;
    let mut adjustments = Adjustments::none();
    if let Some(extension) = &period.extension {
        let ground = extension.document.clone();
        let more = Extension::new(extension.days, Unit::CalendarDays, ground);
        adjustments = adjustments.extended(more);
    }
    for testing in &period.testing {
        let proof = testing.notice.document.clone();
        adjustments = adjustments.paused(Pause::new(testing.from, testing.to, proof));
    }
    Ok(facts.calendar.due(&rule, executed_on, &adjustments)?)
}

/// Notes that the clock of `rule` ran out. One that stopped, was moved or was noted before causes
/// nothing.
pub(super) fn run_out(measure: &Measure, rule: &str, facts: &Facts<'_>) -> Vec<MeasureEvent> {
    let clock = measure.clocks().into_iter().find(|due| due.rule == rule);
    let Some(due) = clock.filter(|due| due.has_expired(facts.now)) else {
        return Vec::new();
    };
    if measure.overdue().contains(&rule) {
        return Vec::new();
    }
    let (due, on) = (due.clone(), facts.today());
    let decided = measure
        .held()
        .is_some_and(|held| held.is_decided_in_time(facts));
    // what was confiscated in time stays until it is dealt with; that it is late is noted
    if is_period(rule) && !decided {
        vec![MeasureEvent::Expired { due, on }]
    } else {
        vec![MeasureEvent::DutyOverdue { due, on }]
    }
}
