//! Which command is lawful in which state, and what it causes.

use law::Refusal;

use super::clocks::{CASH_AGENCY, CASH_OFFICER, FILE, FILE_PUBLIC_SECURITY, PAY};
use super::command::{CashDraft, HandOverDraft, SpotCommand, SpotDraft, SpotFacts};
use super::event::SpotEvent;
use super::gates::eligible;
use super::practice::PUBLIC_SECURITY;
use super::state::{Cash, CashGround, CashPlace, Dossier, Filing, Form, HandOver, Money, Spot};
use crate::case::{Revocation, RevocationDraft};
use crate::payment::{Account, Incoming, Standstill};
use crate::procedure::{Clocked as _, said, wrong_state};

type Decided = Result<Vec<SpotEvent>, Refusal>;

const CHAPTER: &str = "行政处罚法第五章第二节";

/// Answers `command`.
pub(super) fn decide(state: &Spot, command: SpotCommand, facts: &SpotFacts<'_>) -> Decided {
    if let SpotCommand::RunOut { rule } = &command {
        return Ok(run_out(state, rule, facts));
    }
    let kind = command.kind();
    facts.moment.in_post(kind.posts(), CHAPTER)?;
    match (state, command) {
        (Spot::Unissued, SpotCommand::Issue(draft)) => issue(*draft, facts),
        (Spot::Issued { dossier }, SpotCommand::HandOver(draft)) if in_force(dossier) => {
            hand_over(dossier, draft, facts)
        }
        (Spot::Served { dossier, money, .. }, SpotCommand::CollectCash(draft))
            if in_force(dossier) =>
        {
            collect(dossier, money, draft, facts)
        }
        (Spot::Served { dossier, money, .. }, SpotCommand::HandIn) => {
            hand_in(dossier, money, facts)
        }
        (Spot::Served { dossier, money, .. }, SpotCommand::Bank { slip }) => {
            bank(dossier, money, slip, facts)
        }
        (
            Spot::Served {
                dossier,
                hand_over,
                money: Money::Account { account },
            },
            SpotCommand::RecordPayment(received),
        ) if in_force(dossier) && !account.is_settled() => {
            pay(dossier, hand_over, account, received, facts)
        }
        (Spot::Issued { dossier } | Spot::Served { dossier, .. }, SpotCommand::FileWithAgency)
            if matches!(dossier.filing, Filing::Pending { .. }) =>
        {
            by_an_officer(dossier, facts)?;
            let on = facts.moment.today();
            Ok(vec![SpotEvent::Filed { on }])
        }
        (_, SpotCommand::Standstill(change)) => standstill(state, change, facts),
        (Spot::Issued { dossier } | Spot::Served { dossier, .. }, SpotCommand::Revoke(draft))
            if in_force(dossier) =>
        {
            revoke(dossier, draft, facts)
        }
        (state, _) => Err(wrong_state(
            state.status(),
            kind.into(),
            CHAPTER,
            lawful(state),
        )),
    }
}

/// Where no surcharge can grow, nothing stands still.
fn standstill(state: &Spot, change: Standstill, facts: &SpotFacts<'_>) -> Decided {
    let Spot::Served {
        money: Money::Account { account },
        ..
    } = state
    else {
        return Ok(Vec::new());
    };
    if !account.takes(change) {
        return Ok(Vec::new());
    }
    Ok(vec![SpotEvent::SurchargeChanged {
        change,
        account: Box::new(account.after(change)?),
        on: facts.moment.today(),
    }])
}

fn in_force(dossier: &Dossier) -> bool {
    dossier.revocation.is_none()
}

/// What people can do next, for the refusal.
fn lawful(state: &Spot) -> &'static [&'static str] {
    match state {
        Spot::Unissued => &["issue"],
        Spot::Issued { .. } => &["hand-over", "file-with-agency", "revoke"],
        Spot::Served {
            money: Money::Account { .. },
            ..
        } => &[
            "record-payment",
            "collect-cash",
            "file-with-agency",
            "revoke",
        ],
        Spot::Served {
            money: Money::Cash { .. },
            ..
        } => &["hand-in", "bank", "file-with-agency", "revoke"],
        Spot::Served { .. } => &["file-with-agency", "revoke"],
    }
}

fn issue(draft: SpotDraft, facts: &SpotFacts<'_>) -> Decided {
    eligible(&draft, facts)?;
    let number = facts.number.clone().ok_or_else(|| {
        Refusal::new("number-missing", "PEN-DOCUMENT")
            .citing("行政处罚法第五十二条第一款")
            .missing("the number of the form")
            .cure("take the number from the register")
            .titled("决定书未编号", "The form has no number")
    })?;
    let rule = if draft.domain == PUBLIC_SECURITY {
        FILE_PUBLIC_SECURITY
    } else {
        FILE
    };
    let filing = facts.moment.due_from_now(rule)?;
    let form = Form {
        number,
        domain: draft.domain,
        power_item: draft.power_item,
        agency: facts.moment.actor.unit.clone(),
        party: draft.party,
        facts: draft.facts,
        violation_code: draft.violation_code,
        place: draft.place,
        evidence: draft.evidence,
        penalties: draft.penalties,
        basis: draft.basis,
        defence: draft.defence,
        reconsideration_body: draft.reconsideration_body,
        states_surcharge: draft.states_surcharge,
        officers: draft.officers,
        made_at: facts.moment.now,
    };
    Ok(vec![SpotEvent::Issued {
        form: Box::new(form),
        identity: draft.identity,
        filing,
    }])
}

/// Handing over and taking cash are acts of the officers who decided.
fn by_an_officer(dossier: &Dossier, facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    if dossier.form.signed_by(facts.moment.actor.id) {
        return Ok(());
    }
    Err(Refusal::new("not-an-officer-of-it", "G1")
        .citing("行政处罚法第五十二条第二款")
        .missing("one of the officers who decided")
        .cure("have one of the deciding officers do it")
        .titled("须由当场执法人员办理", "One of the officers must do it"))
}

/// Money is received by others than those who decided.
fn by_a_collector(dossier: &Dossier, facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    if !dossier.form.signed_by(facts.moment.actor.id) {
        return Ok(());
    }
    Err(Refusal::new("segregation-of-duties", "G12")
        .citing("行政处罚法第六十七条第一款、第二款")
        .missing("a collector who did not decide the penalty")
        .cure("hand the step to someone who had no other part in it")
        .titled("不符合职责分离要求", "This person had another part in it"))
}

fn hand_over(dossier: &Dossier, draft: HandOverDraft, facts: &SpotFacts<'_>) -> Decided {
    by_an_officer(dossier, facts)?;
    let (on, made_on) = (facts.moment.today(), dossier.form.made_on());
    if on != made_on {
        return Err(Refusal::new("not-on-the-spot", "PEN-SPOT-FORM")
            .citing("行政处罚法第五十二条第一款")
            .missing(format!("a form handed over on {made_on}, when it was made"))
            .cure("revoke it and use the ordinary procedure: the form is handed over at once")
            .titled(
                "未当场交付决定书",
                "The form was not handed over on the spot",
            ));
    }
    if !draft.signed {
        said(
            &draft.note,
            "PEN-SPOT-FORM",
            "行政处罚法第五十二条第一款",
            "the note on the form that the party refused to sign",
        )?;
    }
    let form = &dossier.form;
    let pay = facts.moment.due(PAY, on)?;
    Ok(vec![SpotEvent::HandedOver {
        hand_over: HandOver {
            on,
            refusal_note: (!draft.signed).then_some(draft.note),
        },
        account: Account::of(&form.penalties, pay, form.states_surcharge).map(Box::new),
    }])
}

fn collect(dossier: &Dossier, money: &Money, draft: CashDraft, facts: &SpotFacts<'_>) -> Decided {
    by_an_officer(dossier, facts)?;
    let Money::Account { account } = money else {
        return Err(nothing_owed());
    };
    if account.is_settled() || !account.payments.is_empty() {
        return Err(nothing_owed());
    }
    let fine = account.fine;
    cash_allowed(&draft, fine <= facts.practice.cash)?;
    said(
        &draft.receipt,
        "G12",
        "行政处罚法第七十条",
        "the number of the finance department's receipt; without it the party may refuse",
    )?;
    let on = facts.moment.today();
    let from = draft.lands_on.unwrap_or(on);
    if from < on {
        return Err(Refusal::new("date-impossible", "PEN-DATES")
            .citing("行政处罚法第七十一条")
            .missing(format!("a day of landing from {on} on; it is {from}"))
            .cure("correct the date")
            .titled("抵岸日期不正确", "The day of landing does not fit"));
    }
    Ok(vec![SpotEvent::CashCollected {
        cash: Box::new(Cash {
            amount: fine,
            ground: draft.ground,
            receipt: draft.receipt,
            by: facts.moment.actor.id,
            on,
            place: CashPlace::Officer {
                due: facts.moment.due(CASH_OFFICER, from)?,
            },
        }),
    }])
}

/// Refuses cash outside Articles 68 and 69.
fn cash_allowed(draft: &CashDraft, small: bool) -> Result<(), Refusal> {
    let reasoned = !draft.reason.trim().is_empty();
    let (allowed, missing) = match draft.ground {
        CashGround::SmallFine => (small, "a fine of at most 100 yuan"),
        CashGround::HardLater => (reasoned, "why it would be hard to enforce later"),
        CashGround::RemoteOnRequest => (
            reasoned && draft.party_asked,
            "a place that is remote, on water or hard to reach, and the party's own request",
        ),
    };
    if allowed {
        return Ok(());
    }
    Err(Refusal::new("cash-not-allowed", "G12")
        .citing("行政处罚法第六十七条第二款、第六十八条、第六十九条")
        .missing(missing)
        .cure("let the party pay at the bank within fifteen days")
        .titled(
            "不得当场收缴罚款",
            "The fine may not be collected on the spot",
        ))
}

fn hand_in(dossier: &Dossier, money: &Money, facts: &SpotFacts<'_>) -> Decided {
    by_a_collector(dossier, facts)?;
    match money {
        Money::Cash { cash } if matches!(cash.place, CashPlace::Officer { .. }) => {
            let on = facts.moment.today();
            let due = facts.moment.due(CASH_AGENCY, on)?;
            Ok(vec![SpotEvent::CashHandedIn { on, due }])
        }
        Money::Nothing | Money::Account { .. } | Money::Cash { .. } => {
            Err(no_cash("cash that an officer still holds"))
        }
    }
}

fn bank(dossier: &Dossier, money: &Money, slip: String, facts: &SpotFacts<'_>) -> Decided {
    by_a_collector(dossier, facts)?;
    match money {
        Money::Cash { cash } if matches!(cash.place, CashPlace::Agency { .. }) => {
            said(&slip, "G12", "行政处罚法第七十一条", "the bank's slip")?;
            let on = facts.moment.today();
            Ok(vec![SpotEvent::CashBanked { on, slip }])
        }
        Money::Nothing | Money::Account { .. } | Money::Cash { .. } => {
            Err(no_cash("cash that the agency holds"))
        }
    }
}

fn pay(
    dossier: &Dossier,
    hand_over: &HandOver,
    account: &Account,
    received: Incoming,
    facts: &SpotFacts<'_>,
) -> Decided {
    by_a_collector(dossier, facts)?;
    facts
        .moment
        .between(hand_over.on, received.paid_on, "the payment")?;
    said(
        &received.receipt,
        "G12",
        "行政处罚法第六十七条第三款、第七十条",
        "the number of the bank's receipt",
    )?;
    let (account, payment) = account.paid(received)?;
    Ok(vec![SpotEvent::FinePaid {
        payment,
        account: Box::new(account),
    }])
}

fn revoke(dossier: &Dossier, draft: RevocationDraft, facts: &SpotFacts<'_>) -> Decided {
    facts
        .moment
        .between(dossier.form.made_on(), draft.revoked_on, "the revocation")?;
    said(
        &draft.instrument,
        "PEN-REVOKE",
        "行政处罚法第四十八条第二款、第七十五条第二款",
        "the document that revokes, changes or finds illegal",
    )?;
    Ok(vec![SpotEvent::Revoked {
        revocation: Revocation {
            kind: draft.kind,
            ground: draft.ground,
            instrument: draft.instrument,
            by: facts.moment.actor.id,
            revoked_on: draft.revoked_on,
        },
    }])
}

/// Notes that the clock of `rule` ran out, once.
fn run_out(state: &Spot, rule: &str, facts: &SpotFacts<'_>) -> Vec<SpotEvent> {
    let noted = state
        .dossier()
        .is_some_and(|dossier| dossier.overdue.contains(rule));
    let Some(due) = state.ran_out(rule, facts.moment.now).filter(|_| !noted) else {
        return Vec::new();
    };
    let (due, on) = (due.clone(), facts.moment.today());
    vec![if rule == PAY {
        SpotEvent::PaymentOverdue { due, on }
    } else {
        SpotEvent::DutyOverdue { due, on }
    }]
}

fn nothing_owed() -> Refusal {
    Refusal::new("nothing-owed", PAY)
        .citing("行政处罚法第六十七条第三款")
        .missing("a fine of which nothing was paid yet")
        .cure("take nothing, or return the money to the party")
        .titled("没有应缴款项", "Nothing is owed")
}

fn no_cash(missing: &str) -> Refusal {
    Refusal::new("no-cash", "G12")
        .citing("行政处罚法第七十一条")
        .missing(missing)
        .cure("record the steps of the cash in their order")
        .titled("没有待缴的当场收缴罚款", "There is no such cash")
}
