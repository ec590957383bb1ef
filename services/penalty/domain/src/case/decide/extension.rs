//! Longer times: to decide and to review.

use law::{Adjustments, Due, Extension, Length, Refusal, Unit, rule};

use super::inquiry::{EXTENSION_DAYS_MAX, Happened, TIME};
use super::{file_of, not_blank, time_to_decide};
use crate::case::clocks;
use crate::case::command::CaseFacts;
use crate::case::decision::CollectiveDiscussion;
use crate::case::file::File;
use crate::case::inquiry::InquiryEvent;
use crate::case::state::Case;

const PUBLIC_SECURITY_TIME: &str = "治安管理处罚法第一百一十八条";
/// Longest extension that the organ one level up approves, in calendar days.
const SUPERIOR_DAYS_MAX: u32 = 30;
/// How often it does.
const SUPERIOR_TIMES_MAX: usize = 2;

/// What is asked for.
pub(super) struct Longer {
    /// By how many calendar days.
    pub(super) days: u32,
    /// Why.
    pub(super) reason: String,
    /// The collective discussion.
    pub(super) discussion: Option<CollectiveDiscussion>,
    /// The approval of the superior organ.
    pub(super) approval: Option<String>,
}

pub(super) fn extend(case: &Case, asked: Longer, facts: &CaseFacts<'_>) -> Happened {
    let file = file_of(case)?;
    let Longer {
        days,
        reason,
        discussion,
        approval,
    } = asked;
    let ground = not_blank(reason, "why the case cannot be decided in time", TIME)?;
    if file.decide.rule == clocks::DECIDE_PUBLIC_SECURITY {
        return by_superior(file, (days, ground), approval, facts);
    }
    let limits = facts.practice.of(&file.domain).map(|field| &field.time);
    let Some(first) = limits.and_then(|limits| limits.extension.as_ref()) else {
        return Err(not_extended("a rule of the field that allows an extension"));
    };
    if file.decide.has_expired(facts.now) {
        return Err(not_extended("an approval before the period ended"));
    }
    if !(1..=EXTENSION_DAYS_MAX).contains(&days) {
        return Err(not_extended("a reasonable number of days"));
    }
    let alone = file.proceedings.time.extensions.is_empty() && days <= first.days_max;
    if !alone {
        let missing = match &discussion {
            Some(discussion) => discussion.defect(case, facts),
            None => Some(format!(
                "the collective discussion that every extension after the first, or by more than \
                 {} days, needs",
                first.days_max
            )),
        };
        if let Some(missing) = missing {
            return Err(not_extended(&missing));
        }
    }
    let extension = Extension::new(days, Unit::CalendarDays, ground);
    let decide = time_to_decide(file, None, Some(&extension), facts)?;
    Ok(InquiryEvent::TimeExtended {
        extension,
        on: facts.today(),
        citation: first.citation.clone(),
        decide,
    })
}

/// In the field of public security the organ one level up approves each extension, of thirty days at
/// most and twice at most, whatever a region sets.
fn by_superior(
    file: &File,
    (days, reason): (u32, String),
    approval: Option<String>,
    facts: &CaseFacts<'_>,
) -> Happened {
    let approval = approval.unwrap_or_default();
    let missing = if approval.trim().is_empty() {
        "the approval of the public security organ one level up"
    } else if file.decide.has_expired(facts.now) {
        "an approval before the period ended"
    } else if file.proceedings.time.extensions.len() >= SUPERIOR_TIMES_MAX {
        "a period that was not extended twice already"
    } else if !(1..=SUPERIOR_DAYS_MAX).contains(&days) {
        "at most thirty days for each extension"
    } else {
        let ground = format!("{reason}；{approval}");
        let extension = Extension::new(days, Unit::CalendarDays, ground);
        let decide = time_to_decide(file, None, Some(&extension), facts)?;
        return Ok(InquiryEvent::TimeExtended {
            extension,
            on: facts.today(),
            citation: PUBLIC_SECURITY_TIME.to_owned(),
            decide,
        });
    };
    let rule = clocks::DECIDE_PUBLIC_SECURITY;
    Err(Refusal::new("extension-refused", rule)
        .citing(PUBLIC_SECURITY_TIME)
        .missing(missing)
        .cure("have the organ one level up approve in time, and name its document")
        .titled(
            "不符合延长办案期限的条件",
            "The time to decide cannot be extended so",
        ))
}

fn not_extended(missing: &str) -> Refusal {
    Refusal::new("extension-refused", clocks::DECIDE)
        .citing(TIME)
        .missing(missing)
        .cure("have the head approve in time, once; after that the heads decide together")
        .titled(
            "不符合延长办案期限的条件",
            "The time to decide cannot be extended so",
        )
}

pub(super) fn extend_review(
    case: &Case,
    days: u32,
    reason: String,
    facts: &CaseFacts<'_>,
) -> Happened {
    const CITATION: &str = "市场监督管理行政处罚程序规定第五十五条";
    let file = file_of(case)?;
    let ground = not_blank(reason, "why the review takes longer", CITATION)?;
    let running = file.proceedings.review.as_ref();
    let running = running.filter(|due| !due.has_expired(facts.now));
    let Some(running) = running.filter(|_| (1..=EXTENSION_DAYS_MAX).contains(&days)) else {
        return Err(Refusal::new("extension-refused", clocks::REVIEW)
            .citing(CITATION)
            .missing("a review whose time still runs, and a reasonable number of days")
            .cure("approve the extension before the time ends")
            .titled(
                "不符合延长审核期限的条件",
                "The time to review cannot be extended so",
            ));
    };
    // counted on from where the time ends now, so that several extensions add up
    let length = Length {
        n: days,
        unit: Unit::WorkingDays,
    };
    let longer = rule(clocks::REVIEW)?.configured(length, &ground);
    let due = facts
        .calendar
        .due(&longer, running.raw, &Adjustments::none())?;
    let due = Due {
        trigger: running.trigger,
        ..due
    };
    Ok(InquiryEvent::SentToReview {
        due,
        on: facts.today(),
    })
}
