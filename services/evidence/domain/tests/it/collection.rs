//! What is collected, by whom, and what is recorded of it.

use crypto::DualDigest;
use evidence_domain::folder::ITEMS_MAX;
use evidence_domain::item::NewItem;
use evidence_domain::{
    Certification, Collection, EvidenceKind, ForeignOrigin, Form, IntegrityAlgorithm, Item,
    ItemCommand, ItemFacts, ItemRules, Making, MonitoringDevice, Signature, Step,
};
use jiff::civil::date;
use kernel::{Decider as _, Post};

use crate::given::*;

#[test]
fn evidence_is_collected_by_two_different_officers_of_the_team() {
    assert!(collect(document()).is_ok());
    for (collected_by, code) in [
        (vec![], "two-officers"),
        (vec![officer(11)], "two-officers"),
        (vec![officer(11), officer(11)], "two-officers"),
        (vec![officer(11), officer(99)], "officer-not-on-team"),
    ] {
        assert_eq!(
            refused(collect(Collection {
                collected_by,
                ..document()
            })),
            code
        );
    }
}

#[test]
fn only_an_officer_of_the_team_stores_evidence() {
    let try_it = |by, post| {
        let command = new_item(21, document());
        decide_item_by(&Item::Unknown, command, &open_folder(), &actor(by, post))
    };
    assert!(try_it(13, Post::Officer).is_ok());
    assert!(try_it(13, Post::Handler).is_ok());
    assert_eq!(refused(try_it(99, Post::Officer)), "not-on-team");
    assert_eq!(refused(try_it(13, Post::Decider)), "not-on-team");
}

#[test]
fn evidence_of_tomorrow_is_refused_and_evidence_from_before_the_case_is_taken() {
    let at = |collected_at| {
        collect(Collection {
            collected_at,
            ..document()
        })
    };
    assert!(at(kernel::start_of_day(date(2025, 12, 1))).is_ok());
    assert_eq!(
        refused(at(kernel::end_of_day(date(2026, 3, 11)))),
        "collected-in-future"
    );
}

#[test]
fn a_copy_of_a_document_or_thing_is_certified_and_signed() {
    for kind in [EvidenceKind::Documentary, EvidenceKind::Physical] {
        let copy = Collection {
            kind,
            form: Form::Copy,
            certification: Some(Certification {
                certified_on: date(2026, 3, 10),
                source: "当事人账簿".to_owned(),
            }),
            signature: Some(Signature::Signed),
            ..document()
        };
        assert!(collect(copy.clone()).is_ok());
        let bare = Collection {
            certification: None,
            ..copy.clone()
        };
        assert_eq!(refused(collect(bare)), "copy-not-certified");
        let unsigned = Collection {
            signature: None,
            ..copy.clone()
        };
        assert_eq!(refused(collect(unsigned)), "signature-missing");
        let noted = Collection {
            signature: Some(Signature::RefusedAndRecorded),
            ..copy
        };
        assert!(collect(noted).is_ok());
    }
}

#[test]
fn a_copy_of_a_recording_notes_method_time_and_maker() {
    let copy = Collection {
        kind: EvidenceKind::AudioVisual,
        form: Form::Copy,
        making: Some(making()),
        ..document()
    };
    assert!(collect(copy.clone()).is_ok());
    assert!(
        collect(Collection {
            form: Form::Original,
            making: None,
            ..copy.clone()
        })
        .is_ok()
    );
    let refusal = collect(Collection {
        making: None,
        ..copy.clone()
    })
    .unwrap_err();
    assert_eq!(refusal.code(), "making-missing");
    assert!(refusal.citation.contains("第二十五条"));
    let nobody = Some(Making {
        maker: " ".to_owned(),
        ..making()
    });
    assert_eq!(
        refused(collect(Collection {
            making: nobody,
            ..copy
        })),
        "making-missing"
    );
}

#[test]
fn electronic_data_carries_the_integrity_value_of_what_was_taken() {
    assert!(collect(electronic()).is_ok());
    let sha256 = Some(integrity(IntegrityAlgorithm::Sha256, CONTENT));
    assert!(
        collect(Collection {
            integrity: sha256,
            ..electronic()
        })
        .is_ok()
    );
    let refusal = collect(Collection {
        integrity: None,
        ..electronic()
    })
    .unwrap_err();
    assert_eq!(refusal.code(), "integrity-missing");
    assert!(refusal.citation.contains("第二十六条"));
    let other = Some(integrity(IntegrityAlgorithm::Sm3, b"something else"));
    assert_eq!(
        refused(collect(Collection {
            integrity: other,
            ..electronic()
        })),
        "integrity-mismatch"
    );
    assert_eq!(
        refused(collect(Collection {
            making: None,
            ..electronic()
        })),
        "making-missing"
    );
}

#[test]
fn statements_and_records_are_signed_or_the_refusal_is_noted() {
    for kind in [
        EvidenceKind::PartyStatement,
        EvidenceKind::WitnessTestimony,
        EvidenceKind::InspectionRecord,
    ] {
        let unsigned = Collection { kind, ..document() };
        assert_eq!(
            refused(collect(unsigned.clone())),
            "signature-missing",
            "{kind}"
        );
        let noted = Collection {
            signature: Some(Signature::RefusedAndRecorded),
            ..unsigned
        };
        assert!(collect(noted).is_ok(), "{kind}");
    }
    assert!(
        collect(Collection {
            kind: EvidenceKind::ExpertOpinion,
            ..document()
        })
        .is_ok()
    );
}

#[test]
fn evidence_from_abroad_is_authenticated_and_translated() {
    let from = |authenticated, translated| {
        let foreign_origin = Some(ForeignOrigin {
            authenticated,
            translated,
        });
        collect(Collection {
            foreign_origin,
            ..document()
        })
    };
    assert!(from(true, true).is_ok());
    assert_eq!(refused(from(false, true)), "foreign-unproven");
    assert_eq!(refused(from(true, false)), "foreign-unproven");
}

#[test]
fn a_monitoring_record_is_evidence_only_when_every_condition_of_article_41_is_met() {
    let lawful = lawful_device();
    let with = |device| {
        collect(Collection {
            kind: EvidenceKind::AudioVisual,
            step: Step::Monitoring,
            device,
            ..document()
        })
    };
    assert!(with(Some(lawful.clone())).is_ok());
    let blank = || Some(" ".to_owned());
    for device in [
        MonitoringDevice {
            legal_review: None,
            ..lawful.clone()
        },
        MonitoringDevice {
            technical_review: blank(),
            ..lawful.clone()
        },
        MonitoringDevice {
            standard: None,
            ..lawful.clone()
        },
        MonitoringDevice {
            location: None,
            ..lawful.clone()
        },
        MonitoringDevice {
            published_on: Some(date(2026, 3, 11)),
            ..lawful.clone()
        },
        MonitoringDevice {
            sign: false,
            ..lawful.clone()
        },
        MonitoringDevice {
            recording_review: None,
            ..lawful
        },
    ] {
        assert_eq!(refused(with(Some(device))), "monitoring-unlawful");
    }
    assert_eq!(refused(with(None)), "monitoring-unlawful");
}

#[test]
fn an_empty_file_proves_nothing() {
    let empty = ItemCommand::Collect(Box::new(NewItem {
        id: evidence(21),
        collection: document(),
        content: DualDigest::of(b""),
    }));
    assert_eq!(refused(decide_item(&Item::Unknown, empty)), "content-empty");
}

#[test]
fn a_transcript_is_a_document_about_a_recording_of_the_same_folder() {
    let transcript = Collection {
        transcript_of: Some(evidence(21)),
        ..document()
    };
    assert!(
        collect(Collection {
            form: Form::Copy,
            ..transcript.clone()
        })
        .is_ok()
    );
    let film = Collection {
        kind: EvidenceKind::AudioVisual,
        ..transcript.clone()
    };
    assert_eq!(refused(collect(film)), "transcript-not-written");
    let (actor, folder) = (actor(11, Post::Officer), open_folder());
    let facts = ItemFacts {
        now: now(),
        actor: &actor,
        team: &team(),
        folder: &folder,
        items: 0,
        transcribed_item_known: false,
    };
    let outcome = ItemRules::decide(&Item::Unknown, new_item(22, transcript), &facts);
    assert_eq!(refused(outcome), "recording-unknown");
}

#[test]
fn a_folder_holds_a_limited_number_of_items() {
    let (actor, folder) = (actor(11, Post::Officer), open_folder());
    let try_it = |items| {
        let facts = ItemFacts {
            now: now(),
            actor: &actor,
            team: &team(),
            folder: &folder,
            items,
            transcribed_item_known: true,
        };
        ItemRules::decide(&Item::Unknown, new_item(21, document()), &facts)
    };
    assert!(try_it(ITEMS_MAX - 1).is_ok());
    assert_eq!(refused(try_it(ITEMS_MAX)), "folder-full");
}
