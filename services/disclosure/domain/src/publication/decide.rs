//! Which command is lawful in which state, and what it causes.

use std::marker::PhantomData;

use crypto::Sha256Hex;
use kernel::{Decider, Post, legal_date, mask};
use law::{Adjustments, Due, Refusal, rule};

use super::evolve::evolve;
use super::gates::{holds_any, words, wrong_state};
use super::{
    About, Approval, Content, Draft, DutyClock, Ground, NewDecision, Party, Publication,
    PublicationCommand, PublicationEvent, PublicationFacts, PublicationRefusal, Release, Summary,
    Withdrawal, WithdrawalOrder,
};
use crate::masking::{mask_text, without_personal_data};
use crate::{Code, automatic_ground};

/// The deadline rule of publication.
pub const PUBLISH_RULE: &str = "DIS-PEN-7WD";

/// The deadline rule of withdrawal.
pub const WITHDRAW_RULE: &str = "DIS-WITHDRAW-3";

/// The rules of a publication.
#[derive(Clone, Copy, Debug)]
pub struct PublicationRules<'a>(PhantomData<&'a ()>);

impl<'a> Decider for PublicationRules<'a> {
    type State = Publication;
    type Command = PublicationCommand;
    type Event = PublicationEvent;
    type Facts = PublicationFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Publication,
        command: PublicationCommand,
        facts: &PublicationFacts<'a>,
    ) -> Result<Vec<PublicationEvent>, Refusal> {
        let name = command.name();
        match (state, command) {
            (Publication::Unknown, PublicationCommand::Take(new)) => take(*new, facts),
            (
                Publication::Queued { about, .. }
                | Publication::Masked { about, .. }
                | Publication::Approved { about, .. },
                PublicationCommand::Mask(draft),
            ) => masked(about, &draft, facts),
            (
                Publication::Masked { content, .. },
                PublicationCommand::Approve { cleared, note },
            ) => approve(content, cleared, &note, facts),
            (Publication::Approved { .. }, PublicationCommand::Publish) => publish(facts),
            (
                Publication::Queued { about, .. }
                | Publication::Masked { about, .. }
                | Publication::Approved { about, .. },
                PublicationCommand::Refuse { ground, note },
            ) => refuse(about, ground, &note, facts),
            (
                state,
                PublicationCommand::NoteRevocation {
                    reason_code,
                    revoked_on,
                },
            ) => {
                let order = || order(reason_code, revoked_on, facts);
                revoked(state, order, facts)
            }
            (
                Publication::Published { .. } | Publication::Withdrawing { .. },
                PublicationCommand::Withdraw {
                    reason_code,
                    reason,
                    ordered_on,
                },
            ) => {
                let ordered_on = ordered_on.unwrap_or_else(|| legal_date(facts.now));
                withdraw(state, reason_code, &reason, ordered_on, facts)
            }
            (state, PublicationCommand::NotePublishOverdue) if state.about().is_some() => {
                Ok(publish_overdue(state, facts))
            }
            (state, PublicationCommand::NoteWithdrawOverdue) if state.about().is_some() => {
                Ok(withdraw_overdue(state, facts))
            }
            (state, _) => Err(wrong_state(state, name)),
        }
    }

    fn evolve(state: Publication, event: &PublicationEvent) -> Publication {
        evolve(state, event)
    }
}

fn take(new: NewDecision, facts: &PublicationFacts<'_>) -> Result<Vec<PublicationEvent>, Refusal> {
    let NewDecision { about, party_minor } = new;
    let about = Box::new(about);
    if let Some(ground) = automatic_ground(&about, party_minor) {
        return Ok(vec![PublicationEvent::Refused {
            about,
            refusal: by_law(ground, facts),
        }]);
    }
    let due = facts
        .calendar
        .due(rule(PUBLISH_RULE)?, about.decided_on, &Adjustments::none())?;
    Ok(vec![PublicationEvent::Queued { about, due }])
}

fn masked(
    about: &About,
    draft: &Draft,
    facts: &PublicationFacts<'_>,
) -> Result<Vec<PublicationEvent>, Refusal> {
    holds_any(facts, &[Post::Discloser])?;
    let violation = words(&draft.violation, "violation", "违法行为类型")?;
    let penalty = words(&draft.penalty, "penalty", "行政处罚内容")?;
    let masked = mask_text(&draft.text, &draft.redactions, about.region)?;
    let summary = Summary {
        party: match &about.party {
            Party::Organisation { name, .. } => name.clone(),
            Party::NaturalPerson => match draft.party_name.as_deref().map(mask::name) {
                Some(name) if !name.is_empty() => name,
                _ => "某".to_owned(),
            },
        },
        violation: masked.mask_alike(&violation),
        penalty: masked.mask_alike(&penalty),
    };
    without_personal_data(&summary.violation, "summary of the violation")?;
    without_personal_data(&summary.penalty, "summary of the penalty")?;
    let content = Box::new(Content {
        sha256: Sha256Hex::of(masked.text.as_bytes()),
        summary,
        masked_by: facts.actor.id,
        masked_at: facts.now,
    });
    Ok(vec![PublicationEvent::Masked { content, masked }])
}

fn approve(
    content: &Content,
    cleared: bool,
    note: &str,
    facts: &PublicationFacts<'_>,
) -> Result<Vec<PublicationEvent>, Refusal> {
    const CITATION: &str =
        "市场监督管理行政处罚信息公示规定第五条、第十九条；政府信息公开条例第十七条";
    holds_any(facts, &[Post::Discloser, Post::Decider])?;
    if content.masked_by == facts.actor.id {
        return Err(Refusal::new("same-person", "DIS-FOUR-EYES")
            .citing(CITATION)
            .missing("a second person: whoever masked the text does not approve it")
            .cure("let another person who holds the post check and approve it")
            .titled(
                "脱敏人员不得审批同一公示",
                "Masking and approval need two persons",
            ));
    }
    if !cleared {
        return Err(Refusal::new("secrecy-not-cleared", "DIS-SECRECY")
            .citing(CITATION)
            .missing("a secrecy review that clears the text for publication")
            .cure("mask the text again, or refuse the publication with its ground")
            .titled(
                "保密审查未通过",
                "The secrecy review did not clear the text",
            ));
    }
    let secrecy_note = words(note, "note of the secrecy review", "保密审查意见")?;
    let approval = Approval {
        approved_by: facts.actor.id,
        approved_at: facts.now,
        secrecy_note,
    };
    Ok(vec![PublicationEvent::Approved { approval }])
}

fn publish(facts: &PublicationFacts<'_>) -> Result<Vec<PublicationEvent>, Refusal> {
    holds_any(facts, &[Post::Discloser])?;
    if facts
        .served_on
        .is_none_or(|served_on| served_on > legal_date(facts.now))
    {
        return Err(Refusal::new("not-served", "DIS-SERVED")
            .citing(
                "行政处罚法第四十八条、第六十一条；市场监督管理行政处罚信息公示规定第七条、第八条",
            )
            .missing("the service of the decision on the party")
            .cure("serve the decision first; the party is told of the publication with it")
            .titled(
                "处罚决定尚未送达，不得公示",
                "The decision has not been served",
            ));
    }
    let release = Release {
        published_by: facts.actor.id,
        published_at: facts.now,
    };
    Ok(vec![PublicationEvent::Published { release }])
}

fn refuse(
    about: &About,
    ground: Ground,
    note: &str,
    facts: &PublicationFacts<'_>,
) -> Result<Vec<PublicationEvent>, Refusal> {
    holds_any(facts, &[Post::Discloser])?;
    if !ground.is_chosen() {
        return Err(Refusal::new("ground-not-free", "DIS-SCOPE")
            .citing(ground.citation())
            .missing(format!(
                "a ground that a person decides on; `{ground}` follows from the case"
            ))
            .cure("choose another ground, or publish")
            .titled(
                "该理由由系统依法认定",
                "This ground is not chosen by a person",
            ));
    }
    let note = words(note, "note on the ground", "不予公示的理由说明")?;
    let refusal = PublicationRefusal {
        ground,
        note,
        refused_by: Some(facts.actor.id),
        refused_at: facts.now,
    };
    Ok(vec![PublicationEvent::Refused {
        about: Box::new(about.clone()),
        refusal,
    }])
}

/// What is public must come down, what is not yet public will not be, and the rest stays.
fn revoked(
    state: &Publication,
    order: impl FnOnce() -> Result<WithdrawalOrder, Refusal>,
    facts: &PublicationFacts<'_>,
) -> Result<Vec<PublicationEvent>, Refusal> {
    match state {
        Publication::Unknown => Err(wrong_state(state, "note-revocation")),
        Publication::Queued { about, .. }
        | Publication::Masked { about, .. }
        | Publication::Approved { about, .. } => Ok(vec![PublicationEvent::Refused {
            about: Box::new(about.clone()),
            refusal: by_law(Ground::DecisionRevoked, facts),
        }]),
        Publication::Published { .. } => {
            Ok(vec![PublicationEvent::WithdrawalDue { order: order()? }])
        }
        Publication::Withdrawing { .. }
        | Publication::Withdrawn { .. }
        | Publication::Refused { .. } => Ok(Vec::new()),
    }
}

fn withdraw(
    state: &Publication,
    reason_code: Code,
    reason: &str,
    ordered_on: jiff::civil::Date,
    facts: &PublicationFacts<'_>,
) -> Result<Vec<PublicationEvent>, Refusal> {
    holds_any(facts, &[Post::Discloser])?;
    let reason = words(reason, "reason", "撤回理由")?;
    without_personal_data(&reason, "public reason")?;
    if ordered_on > legal_date(facts.now) {
        return Err(Refusal::of_rule("ordered-in-future", rule(WITHDRAW_RULE)?)
            .missing("the day on which withdrawal was ordered; the one given has not come yet")
            .cure("give the day of the order, or leave it out")
            .titled("撤回要求的日期不得晚于今日", "The order lies in the future"));
    }
    let mut events = Vec::with_capacity(2);
    if matches!(state, Publication::Published { .. }) {
        let order = order(reason_code.clone(), ordered_on, facts)?;
        events.push(PublicationEvent::WithdrawalDue { order });
    }
    events.push(PublicationEvent::Withdrawn {
        withdrawal: Withdrawal {
            reason_code,
            reason,
            withdrawn_by: facts.actor.id,
            withdrawn_at: facts.now,
        },
    });
    Ok(events)
}

fn order(
    reason_code: Code,
    trigger: jiff::civil::Date,
    facts: &PublicationFacts<'_>,
) -> Result<WithdrawalOrder, Refusal> {
    let due = facts
        .calendar
        .due(rule(WITHDRAW_RULE)?, trigger, &Adjustments::none())?;
    Ok(WithdrawalOrder {
        reason_code,
        due,
        overdue: false,
    })
}

fn publish_overdue(state: &Publication, facts: &PublicationFacts<'_>) -> Vec<PublicationEvent> {
    match state {
        Publication::Queued { clock, .. }
        | Publication::Masked { clock, .. }
        | Publication::Approved { clock, .. } => {
            let DutyClock { due, overdue } = clock;
            ran_out(due, *overdue, facts)
                .map(|due| PublicationEvent::PublishOverdue { due })
                .into_iter()
                .collect()
        }
        Publication::Unknown
        | Publication::Published { .. }
        | Publication::Withdrawing { .. }
        | Publication::Withdrawn { .. }
        | Publication::Refused { .. } => Vec::new(),
    }
}

fn withdraw_overdue(state: &Publication, facts: &PublicationFacts<'_>) -> Vec<PublicationEvent> {
    let Publication::Withdrawing { order, .. } = state else {
        return Vec::new();
    };
    ran_out(&order.due, order.overdue, facts)
        .map(|due| PublicationEvent::WithdrawOverdue { due })
        .into_iter()
        .collect()
}

/// The clock, if it ran out and nobody said so yet.
fn ran_out(due: &Due, said: bool, facts: &PublicationFacts<'_>) -> Option<Due> {
    (!said && due.has_expired(facts.now)).then(|| due.clone())
}

fn by_law(ground: Ground, facts: &PublicationFacts<'_>) -> PublicationRefusal {
    PublicationRefusal {
        ground,
        note: String::new(),
        refused_by: None,
        refused_at: facts.now,
    }
}
