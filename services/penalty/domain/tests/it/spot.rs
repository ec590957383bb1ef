//! Penalties on the spot: every gate, the money, the clocks.

use jiff::civil::{Date, date};
use kernel::{Actor, Decider as _, DocumentNumber, OfficerId, Post};
use law::Refusal;
use penalty_domain::case::{RevocationDraft, RevocationGround, RevocationKind};
use penalty_domain::certificate::{Certificate, Standing};
use penalty_domain::party::{Age, Identity};
use penalty_domain::payment::{Channel, Incoming, Standstill, StopGround};
use penalty_domain::penalty::{Penalties, Penalty, PenaltyKind};
use penalty_domain::procedure::Clocked as _;
use penalty_domain::spot::{
    CASH_AGENCY, CASH_OFFICER, CashDraft, CashGround, Conduct, Defence, FILE, FILE_PUBLIC_SECURITY,
    HandOverDraft, Offender, PAY, PUBLIC_SECURITY, SoleTraderAs, Spot, SpotCommand, SpotDraft,
    SpotEvent, SpotFacts, SpotPractice, SpotRules, TIMED,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::desk::*;
use crate::story::{LEAD, SECOND, collector, fine, law_basis, person, system, yuan};

/// A Tuesday before the holidays of October.
const DAY: Date = date(2026, 9, 29);
const FIELD: &str = "market-supervision";

type Told = Result<Vec<SpotEvent>, Refusal>;

fn officer() -> Actor {
    person(LEAD, &[Post::Officer])
}

fn ids(numbers: &[u128]) -> Vec<OfficerId> {
    let ids = numbers.iter().map(|number| Uuid::from_u128(*number));
    ids.map(OfficerId::from).collect()
}

fn certificate(number: u128) -> Certificate {
    Certificate {
        officer: OfficerId::from(Uuid::from_u128(number)),
        region: "340700".parse().unwrap(),
        domains: vec![FIELD.to_owned(), PUBLIC_SECURITY.to_owned()],
        valid_from: Some(date(2024, 1, 1)),
        valid_to: date(2027, 12, 31),
        standing: Standing::Held,
    }
}

fn citizen(age: Age) -> Offender {
    Offender::NaturalPerson { age }
}

fn shop() -> Offender {
    Offender::Organisation {
        name: "鲜味食品店".to_owned(),
        uscc: None,
    }
}

fn draft(party: Offender, penalties: Vec<Penalty>) -> SpotDraft {
    SpotDraft {
        region: "340705".parse().unwrap(),
        domain: FIELD.to_owned(),
        power_item: "340705-SJ-0001".to_owned(),
        party,
        identity: Identity {
            name: "甲".to_owned(),
            address: "长江路1号".to_owned(),
        },
        facts: "未明码标价".to_owned(),
        conduct: Conduct {
            facts_certain: true,
            card_shown: true,
            party_told: true,
        },
        violation_code: "JG-0001".to_owned(),
        place: "长江路1号".to_owned(),
        evidence: vec!["现场照片".to_owned()],
        penalties: Penalties::new(penalties).unwrap(),
        basis: vec![law_basis()],
        officers: ids(&[LEAD, SECOND]),
        defence: Defence::Nothing,
        reconsideration_body: "铜官区人民政府".to_owned(),
        states_reconsideration_first: true,
        states_surcharge: true,
    }
}

/// A penalty on the spot as tests tell it.
pub(crate) struct Street {
    pub(crate) spot: Spot,
    day: Date,
    practice: SpotPractice,
    certificates: Vec<Certificate>,
}

impl Street {
    fn new() -> Self {
        Self {
            spot: Spot::Unissued,
            day: DAY,
            practice: SpotPractice::on(FIELD, DAY).unwrap(),
            certificates: vec![certificate(LEAD), certificate(SECOND)],
        }
    }

    fn does(&mut self, actor: &Actor, command: SpotCommand) -> Told {
        let facts = SpotFacts {
            moment: moment(self.day, actor),
            practice: &self.practice,
            certificates: &self.certificates,
            number: DocumentNumber::new("铜市监当罚", self.day.year(), 1).ok(),
        };
        let events = SpotRules::decide(&self.spot, command, &facts)?;
        self.spot = after::<SpotRules<'_>>(std::mem::take(&mut self.spot), &events);
        Ok(events)
    }

    fn issues(&mut self, draft: SpotDraft) -> Told {
        self.does(&officer(), SpotCommand::Issue(Box::new(draft)))
    }

    fn hands_over(&mut self) -> Told {
        self.does(&officer(), signed())
    }

    fn runs_out(&mut self, rule: &str) -> Vec<SpotEvent> {
        let rule = rule.to_owned();
        self.does(&system(), SpotCommand::RunOut { rule }).unwrap()
    }
}

/// Issued against a shop and handed over.
pub(crate) fn served(amount: u32) -> Street {
    let mut street = Street::new();
    street.issues(draft(shop(), fine(amount))).unwrap();
    street.hands_over().unwrap();
    street
}

/// Decided against a shop and not handed over yet.
pub(crate) fn issued(penalties: Vec<Penalty>) -> Spot {
    let mut street = Street::new();
    street.issues(draft(shop(), penalties)).unwrap();
    street.spot
}

fn signed() -> SpotCommand {
    SpotCommand::HandOver(HandOverDraft {
        signed: true,
        note: String::new(),
    })
}

fn cash(ground: CashGround) -> SpotCommand {
    SpotCommand::CollectCash(CashDraft {
        ground,
        reason: String::new(),
        party_asked: false,
        receipt: "财票0001".to_owned(),
        lands_on: None,
    })
}

/// Refused with `code` when `spoil` changes a draft that is otherwise in order.
fn refused(spoil: impl FnOnce(&mut SpotDraft), code: &str) {
    let mut spoiled = draft(shop(), fine(500));
    spoil(&mut spoiled);
    assert_eq!(code_of(Street::new().issues(spoiled)), code);
    assert!(Street::new().issues(draft(shop(), fine(500))).is_ok());
}

#[test]
fn two_officers_decide_and_one_of_them_records_it() {
    refused(|draft| draft.officers = ids(&[LEAD]), "two-officers");
    refused(|draft| draft.officers = ids(&[LEAD, LEAD]), "two-officers");
    refused(
        |draft| draft.officers = ids(&[SECOND, 3]),
        "not-an-officer-of-it",
    );
}

#[test]
fn a_certificate_must_be_known_held_in_date_and_of_the_field_and_place() {
    let with = |change: fn(&mut Certificate)| {
        let mut street = Street::new();
        change(&mut street.certificates[1]);
        code_of(street.issues(draft(shop(), fine(500))))
    };
    assert_eq!(
        with(|one| one.officer = OfficerId::from(Uuid::nil())),
        "officer-unknown"
    );
    assert_eq!(
        with(|one| one.standing = Standing::Suspended(DAY)),
        "certificate-suspended"
    );
    assert_eq!(
        with(|one| one.standing = Standing::Cancelled(DAY)),
        "certificate-cancelled"
    );
    assert_eq!(
        with(|one| one.valid_to = date(2026, 9, 28)),
        "certificate-expired"
    );
    assert_eq!(
        with(|one| one.valid_from = Some(date(2026, 9, 30))),
        "certificate-not-yet-valid"
    );
    assert_eq!(
        with(|one| one.domains = vec!["fire".to_owned()]),
        "domain-not-covered"
    );
    assert_eq!(
        with(|one| one.region = "340800".parse().unwrap()),
        "region-not-covered"
    );
}

#[test]
fn the_card_is_shown_the_facts_are_certain_and_the_party_is_told_and_heard() {
    refused(|draft| draft.conduct.card_shown = false, "card-not-shown");
    refused(
        |draft| draft.conduct.facts_certain = false,
        "facts-not-certain",
    );
    refused(|draft| draft.evidence.clear(), "facts-not-certain");
    refused(|draft| draft.conduct.party_told = false, "notice-missing");
    let unanswered = Defence::Stated {
        content: "价签掉了".to_owned(),
        answer: " ".to_owned(),
    };
    refused(|draft| draft.defence = unanswered, "content-missing");
}

#[test]
fn the_form_names_place_item_and_violation_and_says_that_reconsideration_comes_first() {
    refused(|draft| draft.place.clear(), "content-missing");
    refused(|draft| draft.power_item.clear(), "content-missing");
    refused(|draft| draft.violation_code.clear(), "content-missing");
    let untold = "reconsideration-first-not-told";
    refused(|draft| draft.states_reconsideration_first = false, untold);
    refused(|draft| draft.reconsideration_body.clear(), untold);
}

#[test]
fn nobody_below_fourteen_is_penalised() {
    let child = draft(citizen(Age::Under14), fine(50));
    assert_eq!(code_of(Street::new().issues(child)), "under-age");
    assert!(
        Street::new()
            .issues(draft(citizen(Age::Under18), fine(50)))
            .is_ok()
    );
}

#[test]
fn only_warnings_and_small_fines_are_imposed_on_the_spot() {
    let heavy = "too-heavy-for-the-spot";
    let tries = |party: Offender, penalties| Street::new().issues(draft(party, penalties));
    assert!(tries(citizen(Age::Adult), fine(200)).is_ok());
    assert_eq!(code_of(tries(citizen(Age::Adult), fine(201))), heavy);
    assert!(tries(shop(), fine(3_000)).is_ok());
    assert_eq!(code_of(tries(shop(), fine(3_001))), heavy);
    assert!(tries(shop(), vec![Penalty::of(PenaltyKind::Warning)]).is_ok());
    let stop = vec![Penalty::of(PenaltyKind::SuspendBusiness)];
    assert_eq!(code_of(tries(shop(), stop)), heavy);
}

#[test]
fn an_individual_business_counts_as_a_citizen_unless_the_region_says_otherwise() {
    let trader = Offender::SoleTrader { uscc: None };
    let mut street = Street::new();
    let told = street.issues(draft(trader.clone(), fine(201)));
    assert_eq!(code_of(told), "too-heavy-for-the-spot");
    street.practice.sole_trader = SoleTraderAs::Organisation;
    assert!(street.issues(draft(trader, fine(3_000))).is_ok());
}

#[test]
fn public_security_fines_five_hundred_and_files_within_twenty_four_hours() {
    let mut street = Street::new();
    street.practice = SpotPractice::on(PUBLIC_SECURITY, DAY).unwrap();
    let sealed = |amount| SpotDraft {
        domain: PUBLIC_SECURITY.to_owned(),
        ..draft(citizen(Age::Adult), fine(amount))
    };
    assert_eq!(
        code_of(street.issues(sealed(501))),
        "too-heavy-for-the-spot"
    );
    street.issues(sealed(500)).unwrap();
    assert!(street.spot.clock(FILE).is_none());
    street.day = date(2026, 10, 1);
    let missed = street.runs_out(FILE_PUBLIC_SECURITY);
    assert!(matches!(missed[..], [SpotEvent::DutyOverdue { .. }]));
    let before = SpotPractice::on(PUBLIC_SECURITY, date(2025, 12, 31)).unwrap();
    assert_eq!(before.natural_person, yuan(200), "the old limit until then");
}

#[test]
fn the_form_is_handed_over_on_the_day_by_an_officer_and_a_refusal_to_sign_is_noted() {
    let mut street = Street::new();
    street.issues(draft(shop(), fine(500))).unwrap();
    let stranger = person(9, &[Post::Officer]);
    assert_eq!(
        code_of(street.does(&stranger, signed())),
        "not-an-officer-of-it"
    );
    let unsigned = |note: &str| {
        SpotCommand::HandOver(HandOverDraft {
            signed: false,
            note: note.to_owned(),
        })
    };
    assert_eq!(
        code_of(street.does(&officer(), unsigned(""))),
        "content-missing"
    );
    street.day = date(2026, 9, 30);
    assert_eq!(code_of(street.hands_over()), "not-on-the-spot");
    street.day = DAY;
    street.does(&officer(), unsigned("当事人拒绝签收")).unwrap();
    assert_eq!(street.spot.status(), "served");
}

#[test]
fn filing_within_seven_working_days_counts_over_holidays_and_the_make_up_day() {
    let mut street = served(500);
    assert_eq!(due_of(&street.spot, FILE).0, date(2026, 10, 14));
    street.day = date(2026, 10, 14);
    assert!(street.runs_out(FILE).is_empty(), "not early");
    street.day = date(2026, 10, 15);
    assert_eq!(street.runs_out(FILE).len(), 1);
    assert!(street.runs_out(FILE).is_empty(), "noted once");
    street
        .does(&officer(), SpotCommand::FileWithAgency)
        .unwrap();
    assert!(street.spot.clock(FILE).is_none());
    let again = street.does(&officer(), SpotCommand::FileWithAgency);
    assert_eq!(code_of(again), "wrong-state");
}

#[test]
fn cash_is_taken_only_on_the_grounds_of_the_law_and_against_a_receipt() {
    assert_eq!(
        code_of(served(101).does(&officer(), cash(CashGround::SmallFine))),
        "cash-not-allowed"
    );
    assert!(
        served(100)
            .does(&officer(), cash(CashGround::SmallFine))
            .is_ok()
    );
    let with = |ground, reason: &str, party_asked, receipt: &str| {
        let draft = CashDraft {
            ground,
            reason: reason.to_owned(),
            party_asked,
            receipt: receipt.to_owned(),
            lands_on: None,
        };
        served(3_000).does(&officer(), SpotCommand::CollectCash(draft))
    };
    let refused = "cash-not-allowed";
    assert_eq!(
        code_of(with(CashGround::HardLater, "", false, "1")),
        refused
    );
    assert!(with(CashGround::HardLater, "外地流动摊贩", false, "1").is_ok());
    assert_eq!(
        code_of(with(CashGround::RemoteOnRequest, "海岛", false, "1")),
        refused
    );
    assert!(with(CashGround::RemoteOnRequest, "海岛", true, "1").is_ok());
    let unreceipted = with(CashGround::RemoteOnRequest, "海岛", true, "");
    assert_eq!(code_of(unreceipted), "content-missing");
}

#[test]
fn cash_reaches_the_agency_and_the_bank_in_two_working_days_each_over_the_holidays() {
    let mut street = served(100);
    street
        .does(&officer(), cash(CashGround::SmallFine))
        .unwrap();
    assert!(street.spot.clock(PAY).is_none());
    assert_eq!(due_of(&street.spot, CASH_OFFICER).0, date(2026, 10, 8));
    let early = SpotCommand::Bank {
        slip: "1".to_owned(),
    };
    assert_eq!(code_of(street.does(&collector(), early.clone())), "no-cash");
    street.day = date(2026, 10, 9);
    assert_eq!(street.runs_out(CASH_OFFICER).len(), 1);
    let own = person(LEAD, &[Post::Collector]);
    let by_himself = street.does(&own, SpotCommand::HandIn);
    assert_eq!(code_of(by_himself), "segregation-of-duties");
    street.does(&collector(), SpotCommand::HandIn).unwrap();
    assert_eq!(
        due_of(&street.spot, CASH_AGENCY).0,
        date(2026, 10, 12),
        "Saturday the 10th is worked"
    );
    street.day = date(2026, 10, 13);
    assert_eq!(street.runs_out(CASH_AGENCY).len(), 1);
    street.does(&collector(), early).unwrap();
    assert_eq!(street.spot.status(), "performed");
}

#[test]
fn on_water_the_two_days_count_from_the_landing() {
    let mut street = served(100);
    let SpotCommand::CollectCash(draft) = cash(CashGround::SmallFine) else {
        panic!("cash was asked for")
    };
    let landing = |day| {
        SpotCommand::CollectCash(CashDraft {
            lands_on: Some(day),
            ..draft.clone()
        })
    };
    let before = street.does(&officer(), landing(date(2026, 9, 28)));
    assert_eq!(code_of(before), "date-impossible");
    street
        .does(&officer(), landing(date(2026, 10, 12)))
        .unwrap();
    assert_eq!(due_of(&street.spot, CASH_OFFICER).0, date(2026, 10, 14));
}

#[test]
fn a_fine_is_paid_at_the_bank_within_fifteen_days_to_a_collector() {
    let mut street = served(500);
    assert_eq!(due_of(&street.spot, PAY).0, date(2026, 10, 14));
    let paid = SpotCommand::RecordPayment(Incoming {
        amount: yuan(500),
        paid_on: DAY,
        channel: Channel::Bank,
        receipt: "1".to_owned(),
        overpaid: false,
    });
    let own = person(LEAD, &[Post::Collector]);
    assert_eq!(
        code_of(street.does(&own, paid.clone())),
        "segregation-of-duties"
    );
    street.day = date(2026, 10, 15);
    assert!(matches!(
        street.runs_out(PAY)[..],
        [SpotEvent::PaymentOverdue { .. }]
    ));
    street.does(&collector(), paid.clone()).unwrap();
    assert_eq!(street.spot.status(), "performed");
    assert_eq!(code_of(street.does(&collector(), paid)), "wrong-state");
    let late_cash = street.does(&officer(), cash(CashGround::SmallFine));
    assert_eq!(code_of(late_cash), "nothing-owed");
}

fn revoke(instrument: &str) -> SpotCommand {
    SpotCommand::Revoke(RevocationDraft {
        kind: RevocationKind::Revoked,
        ground: RevocationGround::WrongLaw,
        instrument: instrument.to_owned(),
        revoked_on: DAY,
    })
}

#[test]
fn a_revoked_penalty_is_not_collected_any_more() {
    let head = person(21, &[Post::Decider]);
    let mut street = served(500);
    assert_eq!(code_of(street.does(&head, revoke(" "))), "content-missing");
    street.does(&head, revoke("撤销决定书")).unwrap();
    assert_eq!(street.spot.status(), "revoked");
    assert!(street.spot.clock(PAY).is_none());
    let taken = street.does(&officer(), cash(CashGround::SmallFine));
    assert_eq!(code_of(taken), "wrong-state");
    assert_eq!(code_of(street.does(&head, revoke("again"))), "wrong-state");
}

/// The states of a simple model: what each command needs and leads to.
fn model(status: &str, money: &str, command: &SpotCommand) -> bool {
    match command {
        SpotCommand::Issue(_) => status == "unissued",
        SpotCommand::HandOver(_) => status == "issued",
        SpotCommand::CollectCash(_) | SpotCommand::RecordPayment(_) => {
            status == "served" && money == "account"
        }
        SpotCommand::HandIn => money == "officer",
        SpotCommand::Bank { .. } => money == "agency",
        SpotCommand::Revoke(_) => matches!(status, "issued" | "served" | "performed"),
        SpotCommand::FileWithAgency | SpotCommand::Standstill(_) | SpotCommand::RunOut { .. } => {
            true
        }
    }
}

fn command() -> impl Strategy<Value = SpotCommand> {
    let paid = Incoming {
        amount: yuan(100),
        paid_on: DAY,
        channel: Channel::Bank,
        receipt: "1".to_owned(),
        overpaid: false,
    };
    let slip = "1".to_owned();
    prop_oneof![
        3 => Just(SpotCommand::Issue(Box::new(draft(shop(), fine(100))))),
        3 => Just(signed()),
        1 => Just(cash(CashGround::SmallFine)),
        1 => Just(SpotCommand::HandIn),
        1 => Just(SpotCommand::Bank { slip }),
        1 => Just(SpotCommand::RecordPayment(paid)),
        1 => Just(SpotCommand::FileWithAgency),
        1 => standstill(),
        1 => Just(revoke("撤销决定书")),
        1 => prop::sample::select(TIMED.to_vec()).prop_map(|rule| SpotCommand::RunOut {
            rule: rule.to_owned()
        }),
    ]
}

fn standstill() -> impl Strategy<Value = SpotCommand> {
    let ground = StopGround::Reconsideration;
    let changes = vec![
        Standstill::Begins { from: DAY, ground },
        Standstill::Ends { to: DAY, ground },
    ];
    prop::sample::select(changes).prop_map(SpotCommand::Standstill)
}

fn money_of(spot: &Spot) -> &'static str {
    if spot.clock(PAY).is_some() {
        "account"
    } else if spot.clock(CASH_OFFICER).is_some() {
        "officer"
    } else if spot.clock(CASH_AGENCY).is_some() {
        "agency"
    } else {
        "none"
    }
}

proptest! {
    #[test]
    fn no_order_of_steps_departs_from_the_model(commands in prop::collection::vec(command(), 1..30)) {
        let mut street = Street::new();
        let collects = [Post::Collector, Post::Decider, Post::Officer, Post::System];
        for command in commands {
            let by_officer = matches!(
                command,
                SpotCommand::Issue(_) | SpotCommand::HandOver(_) | SpotCommand::CollectCash(_)
                    | SpotCommand::FileWithAgency
            );
            let actor = person(if by_officer { LEAD } else { 31 }, &collects);
            let expected = model(street.spot.status(), money_of(&street.spot), &command);
            let filing = matches!(command, SpotCommand::FileWithAgency);
            let pending = street.spot.clock(FILE).is_some();
            let told = street.does(&actor, command);
            prop_assert_eq!(told.is_ok(), if filing { pending } else { expected });
            let json = serde_json::to_string(&street.spot).unwrap();
            prop_assert_eq!(serde_json::from_str::<Spot>(&json).unwrap(), street.spot.clone());
        }
    }
}
