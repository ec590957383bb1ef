//! The steps of a measure as data: states, posts, conditions.

use kernel::Post;
use law::Refusal;

use super::command::MeasureStep;
use super::state::{Held, Measure, MeasureStatus};
use crate::proceeding::{Facts, StepRule, case_open, head_apart, in_team};
use crate::property::{Fate, Item};

const OFFICERS: &[Post] = &[Post::Handler, Post::Officer];
const HEAD: &[Post] = &[Post::Decider];

/// The steps.
pub(super) const STEPS: &[StepRule<Measure>] = &[
    StepRule {
        kind: MeasureStep::Request,
        states: &[MeasureStatus::Unrequested],
        posts: OFFICERS,
        gates: &[case_open, in_team],
    },
    StepRule {
        kind: MeasureStep::Rule,
        states: &[MeasureStatus::Requested, MeasureStatus::Active],
        posts: HEAD,
        gates: &[head_apart, approval_missing],
    },
    StepRule {
        kind: MeasureStep::Impose,
        states: &[MeasureStatus::Requested, MeasureStatus::Approved],
        posts: OFFICERS,
        gates: &[case_open, in_team, not_held_twice],
    },
    StepRule {
        kind: MeasureStep::Deliver,
        states: &[MeasureStatus::Active],
        posts: OFFICERS,
        gates: &[not_delivered],
    },
    StepRule {
        kind: MeasureStep::Extend,
        states: &[MeasureStatus::Active],
        posts: HEAD,
        gates: &[head_apart, in_force, approval_given, not_extended],
    },
    StepRule {
        kind: MeasureStep::TellExtension,
        states: &[MeasureStatus::Active],
        posts: OFFICERS,
        gates: &[extension_untold],
    },
    StepRule {
        kind: MeasureStep::StartTesting,
        states: &[MeasureStatus::Active],
        posts: OFFICERS,
        gates: &[in_team, in_force],
    },
    StepRule {
        kind: MeasureStep::EndTesting,
        states: &[MeasureStatus::Active],
        posts: OFFICERS,
        gates: &[in_team, under_test],
    },
    StepRule {
        kind: MeasureStep::Sell,
        states: &[MeasureStatus::Active],
        posts: HEAD,
        gates: &[head_apart, in_force, approval_given],
    },
    StepRule {
        kind: MeasureStep::Dispose,
        states: &[MeasureStatus::Active],
        posts: OFFICERS,
        gates: &[in_force_or_decided, approval_given],
    },
    StepRule {
        kind: MeasureStep::Lift,
        states: &[MeasureStatus::Active, MeasureStatus::Expired],
        posts: HEAD,
        gates: &[head_apart],
    },
    StepRule {
        kind: MeasureStep::Return,
        states: &[
            MeasureStatus::Active,
            MeasureStatus::Expired,
            MeasureStatus::Lifted,
        ],
        posts: OFFICERS,
        gates: &[something_to_return],
    },
    StepRule {
        kind: MeasureStep::RunOut,
        states: &[
            MeasureStatus::Requested,
            MeasureStatus::Refused,
            MeasureStatus::Approved,
            MeasureStatus::Active,
            MeasureStatus::Expired,
            MeasureStatus::Lifted,
            MeasureStatus::Ended,
        ],
        posts: &[Post::System],
        gates: &[],
    },
];

fn approval_missing(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let given = measure
        .held()
        .is_some_and(|held| held.approval.pending().is_none());
    if !given {
        return Ok(());
    }
    Err(Refusal::new("approved-already", "ENF-18-1")
        .citing("行政强制法第十八条第一项、第十九条")
        .missing("a measure that still waits for the head's approval")
        .cure("lift the measure if it should not go on")
        .titled("已经批准", "The head has approved already"))
}

fn approval_given(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let pending = measure.held().and_then(|held| held.approval.pending());
    let Some(due) = pending else {
        return Ok(());
    };
    Err(Refusal::new("approval-pending", &due.rule)
        .citing(&due.citation)
        .missing("the approval of the head, to be made good within 24 hours")
        .cure("report to the head of the agency")
        .titled("尚未补办批准手续", "The approval is not made good yet"))
}

/// Refuses property that another measure of ours holds; what other organs hold is asked at the request.
fn not_held_twice(measure: &Measure, facts: &Facts<'_>) -> Result<(), Refusal> {
    let items = measure.file().map_or(&[][..], |file| &file.items);
    let twice: Vec<String> = items
        .iter()
        .filter(|item| {
            item.mark
                .as_ref()
                .is_some_and(|mark| facts.held.contains(mark))
        })
        .map(|item| item.no.to_string())
        .collect();
    if twice.is_empty() {
        return Ok(());
    }
    Err(Refusal::new("held-already", "ENF-23")
        .citing("行政强制法第二十三条第二款、第二十九条第二款")
        .missing(format!(
            "property that nobody holds yet; a measure in force holds the items {}",
            twice.join(", ")
        ))
        .cure("wait until the other measure is lifted, or leave the items out")
        .titled("不得重复查封、扣押、冻结", "The property is held already"))
}

fn not_delivered(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    if !measure.held().is_some_and(Held::is_delivered) {
        return Ok(());
    }
    Err(Refusal::new("delivered-already", "ENF-18-10")
        .citing("行政强制法第二十四条、第三十一条")
        .missing("a decision that did not reach the party yet")
        .titled("决定书已经交付", "The decision was handed over already"))
}

/// Refuses once the period is over, even before the clock is noted.
fn in_force(measure: &Measure, facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(held) = measure.held() else {
        return Ok(());
    };
    let due = &held.period.due;
    if !due.has_expired(facts.now) {
        return Ok(());
    }
    Err(Refusal::new("period-over", &due.rule)
        .citing(format!(
            "{}；{}",
            due.citation,
            held.file.kind.lifting_citation()
        ))
        .missing(format!("a measure in force; its last day was {}", due.raw))
        .cure("decide the lifting and return the property at once")
        .titled("强制措施期限已经届满", "The period of the measure is over"))
}

/// What a decision confiscated within the period may be taken after it: by Article 27 the decision, not
/// its execution, must be made in time. A decision that comes later takes nothing from the measure:
/// by Article 28 that was to be lifted and everything returned, and the party performs the decision.
fn in_force_or_decided(measure: &Measure, facts: &Facts<'_>) -> Result<(), Refusal> {
    match measure.held() {
        Some(held) if held.is_decided_in_time(facts) => Ok(()),
        _ => in_force(measure, facts),
    }
}

fn not_extended(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(held) = measure.held() else {
        return Ok(());
    };
    if held.period.extension.is_none() {
        return Ok(());
    }
    Err(Refusal::new("extended-already", &held.period.due.rule)
        .citing(held.file.kind.period_citation())
        .missing("a period that was not extended; it is extended once only")
        .cure("decide the case, or lift the measure, before the period ends")
        .titled("期限只能延长一次", "The period was extended already"))
}

fn extension_untold(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    if measure
        .held()
        .is_some_and(|held| held.extension_untold().is_some())
    {
        return Ok(());
    }
    Err(Refusal::new("no-extension-to-tell", "ENF-EXTENSION-NOTICE")
        .citing("行政强制法第二十五条第二款、第三十二条第二款")
        .missing("an extension of which the party was not told")
        .cure("extend the period first")
        .titled("没有需要告知的延期决定", "There is no extension to tell"))
}

fn under_test(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let testing = measure.held().and_then(|held| held.period.testing.last());
    if testing.is_some_and(|testing| testing.result.is_none()) {
        return Ok(());
    }
    Err(Refusal::new("nothing-under-test", "ENF-25-3")
        .citing("行政强制法第二十五条第三款")
        .missing("a testing that has not ended")
        .cure("record the notice of the testing period first")
        .titled(
            "没有正在进行的检测、检验、检疫或者鉴定",
            "Nothing is being tested",
        ))
}

fn something_to_return(measure: &Measure, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let free = |item: &Item| matches!(item.fate, Fate::ToReturn { .. });
    if measure
        .file()
        .is_some_and(|file| file.items.iter().any(free))
    {
        return Ok(());
    }
    Err(Refusal::new("nothing-to-return", "ENF-28")
        .citing("行政强制法第二十八条第二款")
        .missing("property that is free")
        .cure("lift the measure first")
        .titled("没有应当退还的财物", "There is nothing to return"))
}
