//! A decision of Tongguan district against a company, and the people who publish it.

use disclosure_domain::publication::{Draft, NewDecision};
use disclosure_domain::{
    About, Party, Publication, PublicationCommand, PublicationEvent, PublicationFacts,
    PublicationRules, Redaction, RedactionKind,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::{
    Actor, ActorId, CaseId, Decider as _, Fen, MatterId, Post, PublicationId, Region, RegionScope,
    timestamp_at,
};
use law::{Calendar, Refusal};
use uuid::Uuid;

/// Monday; the clock of seven working days ends on Wednesday the 18th.
pub(crate) const DECIDED_ON: Date = date(2026, 3, 9);

pub(crate) fn region() -> Region {
    "340705".parse().unwrap()
}

pub(crate) fn about() -> About {
    About {
        id: PublicationId::from(Uuid::from_u128(5)),
        case: CaseId::from(Uuid::from_u128(3)),
        matter: MatterId::from(Uuid::from_u128(2)),
        region: region(),
        document_number: "铜市监处罚〔2026〕12号".parse().unwrap(),
        decided_on: DECIDED_ON,
        penalties: vec!["warning".to_owned(), "fine".to_owned()],
        fine: Fen::from_yuan(5_000),
        confiscated: Fen::from_yuan(0),
        party: Party::Organisation {
            name: "铜陵某某餐饮有限公司".to_owned(),
            uscc: Some("91350100M000100Y43".parse().unwrap()),
        },
        violation_code: "CG-0001".to_owned(),
        power_item: "340705-CG-0001".to_owned(),
        agency: "铜官区城市管理局".to_owned(),
        domain: "city-management".to_owned(),
    }
}

pub(crate) fn actor(number: u128, post: Post) -> Actor {
    let id = ActorId::from(Uuid::from_u128(number));
    Actor::new(id, [post], "tongguan-cg", RegionScope::of([region()]))
}

/// The clerk who masks.
pub(crate) fn masker() -> Actor {
    actor(31, Post::Discloser)
}

/// The colleague who approves.
pub(crate) fn approver() -> Actor {
    actor(32, Post::Discloser)
}

pub(crate) fn at(day: Date) -> Timestamp {
    timestamp_at(day.at(9, 0, 0, 0))
}

/// Asks on the day after the decision; it was served the same day.
pub(crate) fn decide(
    state: &Publication,
    command: PublicationCommand,
    actor: &Actor,
) -> Result<Vec<PublicationEvent>, Refusal> {
    decide_on(state, command, actor, date(2026, 3, 10))
}

pub(crate) fn decide_on(
    state: &Publication,
    command: PublicationCommand,
    actor: &Actor,
    today: Date,
) -> Result<Vec<PublicationEvent>, Refusal> {
    let facts = PublicationFacts {
        now: at(today),
        actor,
        calendar: Calendar::embedded(),
        served_on: Some(DECIDED_ON),
    };
    PublicationRules::decide(state, command, &facts)
}

pub(crate) fn after(state: Publication, events: &[PublicationEvent]) -> Publication {
    events.iter().fold(state, PublicationRules::evolve)
}

pub(crate) fn step(state: Publication, command: PublicationCommand, actor: &Actor) -> Publication {
    let events = decide(&state, command, actor).unwrap();
    after(state, &events)
}

pub(crate) fn take(about: About, party_minor: bool) -> PublicationCommand {
    PublicationCommand::Take(Box::new(NewDecision { about, party_minor }))
}

pub(crate) fn draft() -> Draft {
    Draft {
        text: "当事人铜陵某某餐饮有限公司，负责人张三丰，电话13812345678，占道经营。".to_owned(),
        redactions: vec![
            redaction(RedactionKind::Name, "张三丰"),
            redaction(RedactionKind::Contact, "13812345678"),
        ],
        party_name: None,
        violation: "占道经营".to_owned(),
        penalty: "警告；罚款5000元".to_owned(),
    }
}

pub(crate) fn redaction(kind: RedactionKind, text: &str) -> Redaction {
    Redaction {
        kind,
        text: text.to_owned(),
    }
}

pub(crate) fn approve() -> PublicationCommand {
    PublicationCommand::Approve {
        cleared: true,
        note: "不涉及国家秘密、商业秘密".to_owned(),
    }
}

pub(crate) fn withdraw() -> PublicationCommand {
    PublicationCommand::Withdraw {
        reason_code: "decision-revoked".parse().unwrap(),
        reason: "该处罚决定已被依法撤销".to_owned(),
        ordered_on: None,
    }
}

pub(crate) fn revocation(revoked_on: Date) -> PublicationCommand {
    PublicationCommand::NoteRevocation {
        reason_code: "evidence-insufficient".parse().unwrap(),
        revoked_on,
    }
}

pub(crate) fn queued() -> Publication {
    step(
        Publication::Unknown,
        take(about(), false),
        &actor(1, Post::System),
    )
}

pub(crate) fn masked() -> Publication {
    step(queued(), PublicationCommand::Mask(draft()), &masker())
}

pub(crate) fn approved() -> Publication {
    step(masked(), approve(), &approver())
}

pub(crate) fn published() -> Publication {
    step(approved(), PublicationCommand::Publish, &masker())
}

pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    let refusal = outcome.unwrap_err();
    assert!(
        !refusal.title_zh.is_empty() && !refusal.citation.is_empty(),
        "{refusal:?}"
    );
    refusal.code().to_owned()
}
