//! Which decisions are queued, and which are never published.

use disclosure_domain::{About, Ground, Publication, PublicationCommand, PublicationEvent};
use jiff::civil::date;
use kernel::Post;

use crate::given::*;

fn ground(about: About, party_minor: bool) -> Option<Ground> {
    let system = actor(1, Post::System);
    let events = decide(&Publication::Unknown, take(about, party_minor), &system).unwrap();
    match events.as_slice() {
        [PublicationEvent::Queued { .. }] => None,
        [PublicationEvent::Refused { refusal, .. }] => Some(refusal.ground),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_decision_is_due_for_publication_seven_working_days_after_it_was_made() {
    let Publication::Queued { clock, .. } = queued() else {
        panic!("not queued")
    };
    assert_eq!(
        (clock.due.rule.as_str(), clock.due.raw),
        ("DIS-PEN-7WD", date(2026, 3, 18))
    );
}

#[test]
fn a_warning_alone_is_not_published_and_a_warning_with_a_fine_is() {
    let warned = About {
        penalties: vec!["warning".to_owned()],
        ..about()
    };
    assert_eq!(ground(warned, false), Some(Ground::WarningOnly));
    assert_eq!(ground(about(), false), None);
}

#[test]
fn a_record_of_public_security_is_never_published() {
    let sealed = About {
        domain: "public-security".to_owned(),
        ..about()
    };
    assert_eq!(
        ground(sealed.clone(), false),
        Some(Ground::PublicSecurityRecord)
    );
    let events = decide(
        &Publication::Unknown,
        take(sealed, false),
        &actor(1, Post::System),
    )
    .unwrap();
    let state = after(Publication::Unknown, &events);
    for command in [
        PublicationCommand::Mask(draft()),
        approve(),
        PublicationCommand::Publish,
        withdraw(),
    ] {
        let refusal = decide(&state, command, &masker()).unwrap_err();
        assert_eq!(refusal.code(), "wrong-state");
        assert!(refusal.citation.contains("第一百三十六条"));
    }
}

#[test]
fn a_minor_is_never_published_and_neither_is_a_decision_without_penalty() {
    assert_eq!(ground(about(), true), Some(Ground::Minor));
    let none = About {
        penalties: vec![],
        ..about()
    };
    assert_eq!(ground(none, false), Some(Ground::NoPenalty));
}

#[test]
fn a_person_refuses_publication_on_a_ground_that_is_for_a_person_to_find() {
    let refuse = |ground| PublicationCommand::Refuse {
        ground,
        note: "涉及商业秘密".to_owned(),
    };
    for state in [queued(), masked(), approved()] {
        let refusal = step(state, refuse(Ground::TradeSecret), &masker());
        assert_eq!(refusal.name(), "refused");
    }
    let by_law = decide(&queued(), refuse(Ground::Minor), &masker());
    assert_eq!(refused(by_law), "ground-not-free");
    let silent = PublicationCommand::Refuse {
        ground: Ground::TradeSecret,
        note: " ".to_owned(),
    };
    assert_eq!(
        refused(decide(&queued(), silent, &masker())),
        "words-missing"
    );
    let clerk = decide(
        &queued(),
        refuse(Ground::TradeSecret),
        &actor(31, Post::Clerk),
    );
    assert_eq!(refused(clerk), "post-missing");
    assert_eq!(
        refused(decide(&published(), refuse(Ground::TradeSecret), &masker())),
        "wrong-state"
    );
}

#[test]
fn a_decision_is_taken_once() {
    let again = decide(&queued(), take(about(), false), &actor(1, Post::System));
    assert_eq!(refused(again), "wrong-state");
}

#[test]
fn publication_that_is_late_is_recorded_once_and_still_lawful() {
    let system = actor(1, Post::System);
    let note = || PublicationCommand::NotePublishOverdue;
    assert!(
        decide_on(&queued(), note(), &system, date(2026, 3, 18))
            .unwrap()
            .is_empty()
    );
    for state in [queued(), masked(), approved()] {
        let events = decide_on(&state, note(), &system, date(2026, 3, 19)).unwrap();
        assert!(matches!(
            events.as_slice(),
            [PublicationEvent::PublishOverdue { .. }]
        ));
        let late = after(state, &events);
        assert!(
            decide_on(&late, note(), &system, date(2026, 3, 20))
                .unwrap()
                .is_empty()
        );
    }
    assert!(
        decide_on(&published(), note(), &system, date(2026, 3, 19))
            .unwrap()
            .is_empty()
    );
    let late = after(
        approved(),
        &decide_on(&approved(), note(), &system, date(2026, 3, 19)).unwrap(),
    );
    assert!(decide(&late, PublicationCommand::Publish, &masker()).is_ok());
}
