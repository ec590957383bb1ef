//! What becomes of the property: sale, disposal, lifting and return.

use kernel::Fen;
use law::Refusal;

use super::imposing::told;
use super::{Decided, file_of};
use crate::legal_basis::{LegalBasis, Level};
use crate::measure::command::Disposal;
use crate::measure::event::MeasureEvent;
use crate::measure::kind::MeasureKind;
use crate::measure::state::{Held, LiftGround, Lifting, Measure};
use crate::proceeding::{Facts, written};
use crate::property::{Ending, Fate, Item, numbers, pick};

/// The paper that proves a disposal.
const PROOF: (&str, &str, &str) = (
    "proof-missing",
    "ENF-27",
    "行政强制法第二十一条、第二十七条、第二十八条第二款",
);

fn proven(document: &str) -> Result<(), Refusal> {
    let what = "the number of the paper that proves it";
    written(document, PROOF, what, "未载明处理凭证文号")
}

/// Sells one item that would not keep; its proceeds are held in its place.
pub(super) fn sell(
    held: &Held,
    (item, proceeds): (u32, Fen),
    (reasons, document): (&str, String),
    facts: &Facts<'_>,
) -> Decided {
    proven(&document)?;
    let perishable = (
        "sale-not-reasoned",
        "ENF-28-2",
        "行政强制法第二十六条第一款、第二十八条第二款",
    );
    let what = "why the property would not keep";
    written(reasons, perishable, what, "未说明先行处置的理由")?;
    pick(&held.file.items, &[item], PROOF.2, |item| {
        item.fate == Fate::Held && held.file.kind != MeasureKind::Freeze
    })?;
    let on = facts.today();
    Ok(vec![MeasureEvent::Sold {
        item,
        proceeds,
        document,
        on,
    }])
}

/// Ends property while the measure is in force, or as a decision within its period says (Art. 21, 27).
pub(super) fn dispose(
    held: &Held,
    items: Vec<u32>,
    disposal: &Disposal,
    document: String,
    facts: &Facts<'_>,
) -> Decided {
    proven(&document)?;
    pick(&held.file.items, &items, PROOF.2, |item| match item.fate {
        Fate::Held => true,
        // what was sold cannot be destroyed
        Fate::Sold { .. } => !matches!(disposal, Disposal::Destroy { .. }),
        Fate::Listed | Fate::AtLaboratory { .. } | Fate::ToReturn { .. } | Fate::Ended { .. } => {
            false
        }
    })?;
    let ending = match disposal {
        Disposal::Confiscate => {
            not_frozen(held)?;
            confiscated(facts)?;
            Ending::Confiscated
        }
        Disposal::Destroy { basis } => {
            not_frozen(held)?;
            destructible(basis.as_ref(), facts)?;
            Ending::Destroyed
        }
        Disposal::HandOver { notice } => {
            told(held, notice, facts, "the notice of the handing over")?;
            Ending::HandedOver
        }
    };
    let on = facts.today();
    Ok(vec![MeasureEvent::Disposed {
        items,
        ending,
        document,
        on,
    }])
}

fn not_frozen(held: &Held) -> Result<(), Refusal> {
    if held.file.kind != MeasureKind::Freeze {
        return Ok(());
    }
    Err(Refusal::new("frozen-money", "ENF-33")
        .citing("行政强制法第三十二条、第三十三条、第四十七条")
        .missing("property that can be confiscated or destroyed; money stays at the bank")
        .cure("lift the freeze, or hand the matter over to the judicial organ")
        .titled(
            "冻结款项不得直接没收、销毁",
            "Frozen money stays at the bank",
        ))
}

/// Refuses a confiscation that no decision of the case orders (Art. 27).
pub(crate) fn confiscated(facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.case.confiscates {
        return Ok(());
    }
    Err(Refusal::new("confiscation-not-decided", "ENF-27")
        .citing("行政强制法第二十七条；行政处罚法第九条第二项、第五十七条")
        .missing("a decision of the case that confiscates the goods")
        .cure("decide the case first")
        .titled("没有没收决定", "No decision confiscates the goods"))
}

/// Only a law or administrative regulation lets goods be destroyed that no decision confiscates.
fn destructible(basis: Option<&LegalBasis>, facts: &Facts<'_>) -> Result<(), Refusal> {
    let demands = |basis: &LegalBasis| {
        matches!(basis.level, Level::Law | Level::AdministrativeRegulation)
            && !basis.instrument.trim().is_empty()
            && !basis.article.trim().is_empty()
    };
    if facts.case.confiscates || basis.is_some_and(demands) {
        return Ok(());
    }
    Err(Refusal::new("destruction-without-basis", "ENF-27")
        .citing("行政强制法第二十七条")
        .missing("the provision of a law or administrative regulation that demands destruction")
        .cure("name the provision, or decide the case first")
        .titled("没有销毁的法定依据", "No provision demands destruction"))
}

/// Lifts for some items or for all. A period that is over is noted first, if its clock was not yet.
pub(super) fn lift(
    measure: &Measure,
    (items, ground): (Vec<u32>, LiftGround),
    (reasons, document): (String, String),
    facts: &Facts<'_>,
) -> Decided {
    let kind = file_of(measure)?.kind;
    for (text, what) in [
        (&reasons, "the reasons of the lifting"),
        (&document, "the number of the decision to lift"),
    ] {
        let gate = ("lifting-not-reasoned", "ENF-28", kind.lifting_citation());
        written(text, gate, what, "解除决定未说明理由或者未编号")?;
    }
    let held = super::held_of(measure)?;
    let over = held.period.due.has_expired(facts.now) && !held.is_decided_in_time(facts);
    lawful_ground(kind, ground, over, facts)?;
    let still = |item: &Item| matches!(item.fate, Fate::Held | Fate::Sold { .. });
    let items = if items.is_empty() || over {
        numbers(&held.file.items, still)
    } else {
        pick(&held.file.items, &items, kind.lifting_citation(), still)?;
        items
    };
    let mut events = Vec::new();
    if over && matches!(measure, Measure::Active { .. }) {
        events.push(MeasureEvent::Expired {
            due: held.period.due.clone(),
            on: facts.today(),
        });
    }
    let lifting = Lifting {
        items,
        ground,
        reasons,
        document,
        by: facts.actor.id,
        lifted_on: facts.today(),
    };
    events.push(MeasureEvent::Lifted { lifting });
    Ok(events)
}

/// The ground must fit: a period is over exactly when it is, a case decided only when it is.
fn lawful_ground(
    kind: MeasureKind,
    ground: LiftGround,
    over: bool,
    facts: &Facts<'_>,
) -> Result<(), Refusal> {
    let missing = match ground {
        _ if over && ground != LiftGround::PeriodOver => {
            "the ground `period-over`: the period has ended"
        }
        LiftGround::PeriodOver if !over => "a period that has ended",
        LiftGround::Decided if !facts.case.decided => "a decision of the case",
        _ if ground.is_of_the_ruling() => "a ground of the article; refusal is a ruling",
        LiftGround::NoViolation
        | LiftGround::Unrelated
        | LiftGround::Decided
        | LiftGround::PeriodOver
        | LiftGround::NotNeeded
        | LiftGround::NotApproved => return Ok(()),
    };
    Err(Refusal::new("ground-does-not-fit", "ENF-28")
        .citing(kind.lifting_citation())
        .missing(missing)
        .cure("name the ground that fits")
        .titled("解除理由与事实不符", "The ground does not fit the facts"))
}

/// Gives free property back (Art. 28 (2)); what was sold comes back as its proceeds.
pub(super) fn give_back(
    held: &Held,
    (items, compensation): (Vec<u32>, Option<Fen>),
    document: String,
    facts: &Facts<'_>,
) -> Decided {
    proven(&document)?;
    let found = pick(&held.file.items, &items, PROOF.2, |item| {
        matches!(item.fate, Fate::ToReturn { .. })
    })?;
    let sold = found.iter().any(|item| {
        matches!(
            item.fate,
            Fate::ToReturn {
                proceeds: Some(_),
                ..
            }
        )
    });
    if compensation.is_some() && (!sold || items.len() > 1) {
        return Err(Refusal::new("compensation-without-sale", "ENF-28-2")
            .citing("行政强制法第二十八条第二款")
            .missing("one item that was sold; compensation belongs to its sale")
            .cure("return the sold item by itself")
            .titled("补偿仅适用于已变卖的财物", "Compensation belongs to a sale"));
    }
    let on = facts.today();
    Ok(vec![MeasureEvent::Returned {
        items,
        compensation,
        document,
        on,
    }])
}
