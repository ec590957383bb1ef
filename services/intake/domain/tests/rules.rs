//! One test per rule of intake: given, when, then.

#![cfg(test)]

use intake_domain::clue::Registration;
use intake_domain::{
    Clue, ClueCommand, ClueEvent, ClueFacts, ClueRules, DeclineReason, Finding, PartyKind, Source,
};
use jiff::civil::{Date, date};
use kernel::{
    Actor, ActorId, CaseId, ClueId, Decider as _, MatterId, Post, Region, RegionScope, Uscc,
};
use law::{Calendar, Refusal};
use uuid::Uuid;

const RECEIVED: Date = date(2026, 2, 10);

fn region() -> Region {
    "340705".parse().unwrap()
}

fn actor(post: Post) -> Actor {
    Actor::new(
        ActorId::from(Uuid::from_u128(7)),
        [post],
        "tongguan-cg",
        RegionScope::of([region()]),
    )
}

fn decide(
    state: &Clue,
    command: ClueCommand,
    post: Post,
    today: Date,
) -> Result<Vec<ClueEvent>, Refusal> {
    let actor = actor(post);
    let facts = ClueFacts {
        today,
        actor: &actor,
        calendar: Calendar::embedded(),
    };
    ClueRules::decide(state, command, &facts)
}

fn entry() -> Registration {
    Registration {
        id: ClueId::from(Uuid::from_u128(1)),
        matter: MatterId::from(Uuid::from_u128(2)),
        region: region(),
        source: Source::Report,
        submission: None,
        domain: "city-management".to_owned(),
        respondent: None,
        discovered_on: RECEIVED,
    }
}

fn verifying() -> Clue {
    let events = decide(
        &Clue::Unknown,
        ClueCommand::Register(entry()),
        Post::System,
        RECEIVED,
    )
    .unwrap();
    ClueRules::replay(&events)
}

fn finding() -> Finding {
    Finding {
        evidence: true,
        punishable: true,
        competent: true,
        act_ended_on: date(2026, 2, 9),
        grave_harm: false,
    }
}

fn file(finding: Finding) -> ClueCommand {
    ClueCommand::File {
        case: CaseId::from(Uuid::from_u128(3)),
        finding,
        power_item: "340705-CG-0001".to_owned(),
        unit: "tongguan-cg".to_owned(),
        party_kind: PartyKind::Organisation,
        party_uscc: Some("91350100M000100Y43".parse::<Uscc>().unwrap()),
    }
}

fn code(outcome: Result<Vec<ClueEvent>, Refusal>) -> String {
    outcome.unwrap_err().code().to_owned()
}

#[test]
fn verification_ends_fifteen_working_days_after_the_clue_was_found() {
    let events = decide(
        &Clue::Unknown,
        ClueCommand::Register(entry()),
        Post::System,
        RECEIVED,
    )
    .unwrap();
    let [ClueEvent::Registered { due, .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    // Spring Festival 15 to 23 February, make-up workdays 14 and 28 February.
    assert_eq!(
        (due.rule.as_str(), due.raw),
        ("INT-SAMR-VERIFY", date(2026, 3, 9))
    );
}

#[test]
fn a_clue_without_a_field_of_enforcement_is_not_registered() {
    let entry = Registration {
        domain: " ".to_owned(),
        ..entry()
    };
    let outcome = decide(
        &Clue::Unknown,
        ClueCommand::Register(entry),
        Post::System,
        RECEIVED,
    );
    assert_eq!(code(outcome), "domain-missing");
}

#[test]
fn verification_is_extended_once_by_as_many_working_days() {
    let extend = || ClueCommand::Extend {
        ground: "案情复杂".to_owned(),
    };
    let events = decide(&verifying(), extend(), Post::Decider, date(2026, 3, 6)).unwrap();
    let [ClueEvent::Extended { due }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(due.raw, date(2026, 3, 30));
    let extended = events.iter().fold(verifying(), ClueRules::evolve);
    assert_eq!(
        code(decide(&extended, extend(), Post::Decider, RECEIVED)),
        "extension-used"
    );
}

#[test]
fn only_the_head_of_the_agency_extends_files_declines_or_transfers() {
    for command in [
        ClueCommand::Extend {
            ground: "案情复杂".to_owned(),
        },
        file(finding()),
        ClueCommand::Decline {
            reason: DeclineReason::NoBreach,
        },
        ClueCommand::Transfer {
            to_unit: "samr".to_owned(),
            to_region: region(),
        },
    ] {
        let refusal = decide(&verifying(), command.clone(), Post::Handler, RECEIVED).unwrap_err();
        assert_eq!(refusal.code(), "head-decides", "{command:?}");
        assert!(refusal.citation.contains("第十八条"));
        assert!(decide(&verifying(), command, Post::Decider, RECEIVED).is_ok());
    }
}

#[test]
fn every_condition_of_filing_must_be_met() {
    for unmet in [
        Finding {
            evidence: false,
            ..finding()
        },
        Finding {
            punishable: false,
            ..finding()
        },
        Finding {
            competent: false,
            ..finding()
        },
    ] {
        let outcome = decide(&verifying(), file(unmet), Post::Decider, RECEIVED);
        assert_eq!(code(outcome), "filing-conditions");
    }
}

#[test]
fn an_act_found_after_two_years_is_not_filed_and_after_grave_harm_not_after_five() {
    let two_years_ago = date(2024, 2, 10);
    let try_it = |act_ended_on, grave_harm| {
        let finding = Finding {
            act_ended_on,
            grave_harm,
            ..finding()
        };
        decide(&verifying(), file(finding), Post::Decider, RECEIVED)
    };
    assert!(try_it(two_years_ago, false).is_ok());
    assert_eq!(
        code(try_it(two_years_ago.yesterday().unwrap(), false)),
        "limitation-passed"
    );
    assert!(try_it(two_years_ago.yesterday().unwrap(), true).is_ok());
    assert_eq!(code(try_it(date(2021, 2, 9), true)), "limitation-passed");
}

#[test]
fn a_case_names_its_power_item_and_an_organisation_its_credit_code() {
    let ClueCommand::File {
        case,
        finding,
        unit,
        party_kind,
        ..
    } = file(finding())
    else {
        unreachable!()
    };
    let without_item = ClueCommand::File {
        case,
        finding: finding.clone(),
        power_item: String::new(),
        unit: unit.clone(),
        party_kind,
        party_uscc: None,
    };
    let outcome = decide(&verifying(), without_item, Post::Decider, RECEIVED);
    assert_eq!(code(outcome), "power-item-missing");
    let without_code = ClueCommand::File {
        case,
        finding,
        power_item: "340705-CG-0001".to_owned(),
        unit,
        party_kind,
        party_uscc: None,
    };
    let outcome = decide(&verifying(), without_code, Post::Decider, RECEIVED);
    assert_eq!(code(outcome), "party-code-missing");
}

#[test]
fn late_filing_is_recorded_as_overdue_and_still_lawful() {
    let late = date(2026, 3, 20);
    let events = decide(&verifying(), ClueCommand::NoteOverdue, Post::System, late).unwrap();
    assert!(matches!(events.as_slice(), [ClueEvent::WentOverdue { .. }]));
    let overdue = events.iter().fold(verifying(), ClueRules::evolve);
    assert!(
        decide(&overdue, ClueCommand::NoteOverdue, Post::System, late)
            .unwrap()
            .is_empty()
    );
    let events = decide(&overdue, file(finding()), Post::Decider, late).unwrap();
    assert!(matches!(events.as_slice(), [ClueEvent::Filed { .. }]));
}

#[test]
fn what_is_decided_stays_decided() {
    let events = decide(&verifying(), file(finding()), Post::Decider, RECEIVED).unwrap();
    let filed = events.iter().fold(verifying(), ClueRules::evolve);
    assert_eq!(filed.name(), "filed");
    for command in [
        ClueCommand::Register(entry()),
        file(finding()),
        ClueCommand::Decline {
            reason: DeclineReason::NoBreach,
        },
        ClueCommand::Transfer {
            to_unit: "samr".to_owned(),
            to_region: region(),
        },
        ClueCommand::Extend {
            ground: "案情复杂".to_owned(),
        },
    ] {
        let refusal = decide(&filed, command, Post::Decider, RECEIVED).unwrap_err();
        assert_eq!(refusal.code(), "wrong-state");
        assert!(refusal.missing.contains("filed"));
    }
    assert!(
        decide(&filed, ClueCommand::NoteOverdue, Post::System, RECEIVED)
            .unwrap()
            .is_empty()
    );
}
