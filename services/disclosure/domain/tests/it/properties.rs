//! Whatever is asked in whatever order: nothing becomes public without two persons and service.

use disclosure_domain::publication::Draft;
use disclosure_domain::{
    About, Ground, Publication, PublicationCommand, PublicationEvent, PublicationFacts,
    PublicationRules, RedactionKind, mask_text,
};
use jiff::civil::date;
use kernel::{Decider as _, Post, mask};
use law::Calendar;
use proptest::prelude::*;

use crate::given::*;

fn commands() -> impl Strategy<Value = PublicationCommand> {
    let text = "[张李0-9x ]{0,24}";
    prop_oneof![
        (any::<bool>(), 0_usize..4, any::<bool>()).prop_map(|(minor, penalties, sealed)| {
            let all = ["warning", "fine", "suspend-business"].map(str::to_owned);
            let domain = if sealed { "public-security" } else { "food" }.to_owned();
            let penalties = all.into_iter().take(penalties).collect();
            take(
                About {
                    penalties,
                    domain,
                    ..about()
                },
                minor,
            )
        }),
        text.prop_map(|text| PublicationCommand::Mask(Draft {
            text,
            redactions: vec![],
            ..draft()
        })),
        Just(PublicationCommand::Mask(draft())),
        any::<bool>().prop_map(|cleared| PublicationCommand::Approve {
            cleared,
            note: "不涉密".to_owned()
        }),
        Just(PublicationCommand::Publish),
        Just(PublicationCommand::Refuse {
            ground: Ground::TradeSecret,
            note: "涉及商业秘密".to_owned()
        }),
        Just(revocation(DECIDED_ON)),
        Just(withdraw()),
        Just(PublicationCommand::NotePublishOverdue),
        Just(PublicationCommand::NoteWithdrawOverdue),
    ]
}

proptest! {
    #[test]
    fn nothing_is_public_without_masking_by_one_approval_by_another_and_service(
        steps in proptest::collection::vec((commands(), 31_u128..34, any::<bool>()), 0..40),
    ) {
        let mut state = Publication::Unknown;
        let (mut masker, mut approver, mut public_text) = (None, None, String::new());
        for (command, by, served) in steps {
            let actor = actor(by, Post::Discloser);
            let facts = PublicationFacts {
                now: at(date(2026, 3, 25)),
                actor: &actor,
                calendar: Calendar::embedded(),
                served_on: served.then_some(DECIDED_ON),
            };
            let Ok(events) = PublicationRules::decide(&state, command, &facts) else { continue };
            for event in events {
                match &event {
                    PublicationEvent::Masked { masked, .. } => {
                        (masker, approver) = (Some(by), None);
                        public_text.clone_from(&masked.text);
                    }
                    PublicationEvent::Approved { .. } => approver = Some(by),
                    PublicationEvent::Published { .. } => {
                        prop_assert!(served && masker.is_some() && approver.is_some());
                        prop_assert_ne!(masker, approver);
                        prop_assert!(mask::detect(&public_text).is_empty());
                    }
                    PublicationEvent::Queued { .. }
                    | PublicationEvent::Refused { .. }
                    | PublicationEvent::WithdrawalDue { .. }
                    | PublicationEvent::Withdrawn { .. }
                    | PublicationEvent::PublishOverdue { .. }
                    | PublicationEvent::WithdrawOverdue { .. } => {}
                }
                state = PublicationRules::evolve(state, &event);
            }
        }
        let barred = state.about().is_some_and(|about| {
            about.domain == "public-security"
                || about.penalties.iter().all(|penalty| penalty == "warning")
        });
        prop_assert!(!barred || state.name() == "refused");
        let stored = serde_json::to_value(&state).unwrap();
        prop_assert_eq!(serde_json::from_value::<Publication>(stored).unwrap(), state);
    }

    #[test]
    fn a_masked_text_holds_none_of_the_places_named(
        names in proptest::collection::vec("[赵钱孙李周吴郑王][一-三][甲乙丙]", 1..6),
        between in "[，。的与]{1,4}",
    ) {
        let text = names.join(&between);
        let redactions: Vec<_> =
            names.iter().map(|name| redaction(RedactionKind::Name, name)).collect();
        let masked = mask_text(&text, &redactions, region()).unwrap();
        for name in &names {
            prop_assert!(!masked.text.contains(name.as_str()));
        }
    }
}
