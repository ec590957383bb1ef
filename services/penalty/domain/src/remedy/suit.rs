//! The suit: when the way to the court is open, and how it ends.

use jiff::civil::Date;
use law::{Due, Refusal};

use super::clocks::{SUE, SUE_AFTER};
use super::command::{Late, SuitDraft};
use super::decide::{Decided, out_of_turn};
use super::event::RemedyEvent;
use super::outcome::{Forum, Ruling};
use super::period::{period, timely};
use super::state::{Dossier, Procedure, Remedy, Suit};
use crate::procedure::{Moment, said};

/// Records a suit.
pub(super) fn sue(state: &Remedy, draft: SuitDraft, facts: &Moment<'_>) -> Decided {
    let (dossier, due) = way_to_court(state, &draft, facts)?;
    facts.between(dossier.served_on, draft.filed_on, "the suit")?;
    said(&draft.court, SUE, "行政诉讼法第四十九条", "the court")?;
    Ok(vec![RemedyEvent::Sued {
        suit: Box::new(Suit {
            by: draft.by,
            court: draft.court,
            filed_on: draft.filed_on,
            timeliness: timely(due, draft.filed_on),
            registered_on: None,
        }),
    }])
}

/// The period in which the suit had to be filed, if the way to the court is open at all.
fn way_to_court<'s>(
    state: &'s Remedy,
    draft: &SuitDraft,
    facts: &Moment<'_>,
) -> Result<(&'s Dossier, Due), Refusal> {
    match state {
        Remedy::Open { dossier, .. } | Remedy::Final { dossier, .. } if !dossier.challenged => {
            if dossier.procedure == Procedure::Spot {
                return Err(reconsideration_first());
            }
            Ok((dossier, period(SUE, dossier.served_on, &draft.late, facts)?))
        }
        Remedy::Settled { dossier, suit, .. } => {
            let obstacle = Late {
                obstacle: draft.late.obstacle,
                learnt_on: None,
            };
            let due = period(&suit.rule, suit.trigger, &obstacle, facts)?;
            Ok((dossier, due))
        }
        // the body did not answer in its time
        Remedy::Accepted {
            dossier, decide, ..
        } if decide.has_expired(facts.now) => {
            let due = period(SUE_AFTER, decide.raw, &draft.late, facts)?;
            Ok((dossier, due))
        }
        Remedy::Applied { dossier, .. } | Remedy::Accepted { dossier, .. }
            if dossier.procedure == Procedure::Spot =>
        {
            Err(reconsideration_first())
        }
        Remedy::Unopened
        | Remedy::Open { .. }
        | Remedy::Applied { .. }
        | Remedy::Accepted { .. }
        | Remedy::Suing { .. }
        | Remedy::Final { .. } => Err(out_of_turn(state, "file-suit")),
    }
}

fn reconsideration_first() -> Refusal {
    Refusal::new("reconsideration-first", "REM-FIRST")
        .citing("行政复议法第二十三条第一款第一项；行政诉讼法第四十四条第二款")
        .missing("the end of a reconsideration: it comes first against a penalty on the spot")
        .cure("apply for reconsideration; sue within fifteen days of its decision")
        .titled(
            "对当场处罚决定应当先申请行政复议",
            "Against a penalty on the spot reconsideration comes first",
        )
}

/// Records whether the court registered the suit.
pub(super) fn register(state: &Remedy, on: Date, registered: bool, facts: &Moment<'_>) -> Decided {
    let Remedy::Suing { suit, .. } = state else {
        return Err(out_of_turn(state, "register-suit"));
    };
    if suit.registered_on.is_some() {
        return Err(out_of_turn(state, "register-suit"));
    }
    facts.between(suit.filed_on, on, "the court's decision")?;
    Ok(vec![if registered {
        RemedyEvent::SuitRegistered { on }
    } else {
        RemedyEvent::SuitEnded { on }
    }])
}

/// Records the judgment that took effect.
pub(super) fn judge(state: &Remedy, ruling: Ruling, facts: &Moment<'_>) -> Decided {
    let Remedy::Suing { dossier, suit } = state else {
        return Err(out_of_turn(state, "judge"));
    };
    let Some(registered_on) = suit.registered_on else {
        return Err(out_of_turn(state, "judge"));
    };
    facts.between(registered_on, ruling.made_on, "the judgment")?;
    facts.between(ruling.made_on, ruling.effective_on, "its effect")?;
    ruling.check(Forum::Court, dossier.fine)?;
    Ok(vec![RemedyEvent::Judged {
        ruling: Box::new(ruling),
    }])
}
