//! Approval by a second person, and publication after service.

use disclosure_domain::{Publication, PublicationCommand, PublicationFacts, PublicationRules};
use jiff::civil::date;
use kernel::{Decider as _, Post};
use law::Calendar;

use crate::given::*;

#[test]
fn whoever_masked_the_text_does_not_approve_it() {
    let refusal = decide(&masked(), approve(), &masker()).unwrap_err();
    assert_eq!(refusal.code(), "same-person");
    assert!(refusal.citation.contains("第十九条"));
    assert!(decide(&masked(), approve(), &approver()).is_ok());
    assert!(decide(&masked(), approve(), &actor(33, Post::Decider)).is_ok());
    assert_eq!(
        refused(decide(&masked(), approve(), &actor(33, Post::Clerk))),
        "post-missing"
    );
}

#[test]
fn approval_needs_a_secrecy_review_that_clears_the_text_and_says_so() {
    let approve = |cleared, note: &str| {
        let command = PublicationCommand::Approve {
            cleared,
            note: note.to_owned(),
        };
        decide(&masked(), command, &approver())
    };
    assert_eq!(refused(approve(false, "涉密")), "secrecy-not-cleared");
    assert_eq!(refused(approve(true, "")), "words-missing");
    assert!(approve(true, "不涉密").is_ok());
}

#[test]
fn a_text_that_is_masked_again_needs_a_new_approval() {
    let again = step(approved(), PublicationCommand::Mask(draft()), &approver());
    assert_eq!(again.name(), "masked");
    assert_eq!(
        refused(decide(&again, PublicationCommand::Publish, &masker())),
        "wrong-state"
    );
    assert_eq!(
        refused(decide(&again, approve(), &approver())),
        "same-person"
    );
    assert!(decide(&again, approve(), &masker()).is_ok());
}

#[test]
fn nothing_is_published_before_the_decision_was_served() {
    let publish = |served_on| {
        let actor = masker();
        let facts = PublicationFacts {
            now: at(date(2026, 3, 10)),
            actor: &actor,
            calendar: Calendar::embedded(),
            served_on,
        };
        PublicationRules::decide(&approved(), PublicationCommand::Publish, &facts)
    };
    for served_on in [None, Some(date(2026, 3, 11))] {
        let refusal = publish(served_on).unwrap_err();
        assert_eq!(refusal.code(), "not-served");
        assert!(refusal.citation.contains("第四十八条"));
    }
    assert!(publish(Some(date(2026, 3, 10))).is_ok());
}

#[test]
fn nothing_is_published_without_approval() {
    for state in [Publication::Unknown, queued(), masked(), published()] {
        let refusal = decide(&state, PublicationCommand::Publish, &masker()).unwrap_err();
        assert_eq!(refusal.code(), "wrong-state");
        assert!(refusal.missing.contains(state.name()));
    }
    let reviewer = decide(
        &approved(),
        PublicationCommand::Publish,
        &actor(31, Post::Reviewer),
    );
    assert_eq!(refused(reviewer), "post-missing");
}
