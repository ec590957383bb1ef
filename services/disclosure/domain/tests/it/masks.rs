//! Taking personal data out of the public text.

use disclosure_domain::masking::{REDACTIONS_MAX, TEXT_CHARS_MAX, address};
use disclosure_domain::publication::Draft;
use disclosure_domain::{
    About, Party, Publication, PublicationCommand, PublicationEvent, RedactionKind, SuspectKind,
    mask_text,
};
use kernel::Post;

use crate::given::*;

fn mask(draft: Draft) -> Result<Vec<PublicationEvent>, law::Refusal> {
    decide(&queued(), PublicationCommand::Mask(draft), &masker())
}

#[test]
fn what_the_clerk_names_is_replaced_everywhere_and_the_digest_covers_the_result() {
    let events = mask(draft()).unwrap();
    let [PublicationEvent::Masked { content, masked }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(
        masked.text,
        "当事人铜陵某某餐饮有限公司，负责人张某，电话***，占道经营。"
    );
    assert!(content.sha256.verify(masked.text.as_bytes()));
    assert_eq!(masked.map.len(), 2);
    assert!(masked.map.iter().all(|entry| entry.occurrences == 1));
    assert!(!format!("{events:?}").contains("张三丰"));
    assert!(!format!("{:?}", PublicationCommand::Mask(draft())).contains("13812345678"));
}

#[test]
fn people_of_one_surname_are_told_apart() {
    let text = "张三丰与张无忌，张三丰先到，欧阳锋后到。";
    let redactions =
        ["张三丰", "张无忌", "欧阳锋", "张三丰"].map(|name| redaction(RedactionKind::Name, name));
    let masked = mask_text(text, &redactions, region()).unwrap();
    assert_eq!(masked.text, "张某甲与张某乙，张某甲先到，欧阳某后到。");
    assert_eq!(
        masked
            .map
            .iter()
            .map(|entry| entry.occurrences)
            .sum::<u32>(),
        4
    );
}

#[test]
fn an_address_keeps_its_county_and_loses_what_lies_below() {
    let masked = |full| address(full, region());
    assert_eq!(
        masked("安徽省铜陵市铜官区北京西路18号3栋201室"),
        "安徽省铜陵市铜官区***"
    );
    assert_eq!(masked("铜陵市长江路1号"), "铜陵市***");
    assert_eq!(masked("北京西路18号"), "***");
}

#[test]
fn a_name_within_an_address_does_not_tear_the_address_apart() {
    let redactions = [
        redaction(RedactionKind::Name, "张三"),
        redaction(RedactionKind::Address, "铜官区张三巷2号"),
    ];
    let masked = mask_text("张三住铜官区张三巷2号", &redactions, region()).unwrap();
    assert_eq!(masked.text, "张某住铜官区***");
}

#[test]
fn a_text_that_still_holds_personal_data_is_refused_without_repeating_it() {
    for (left, what) in [
        ("身份证11010519491231002X", "citizen's number"),
        ("电话138 1234 5678", "mobile number"),
        ("卡号6222020200112233446", "bank card"),
        ("邮箱zhang@example.com", "e-mail"),
    ] {
        let text = format!("当事人{left}。");
        let outcome = mask(Draft {
            text,
            redactions: vec![],
            ..draft()
        });
        let refusal = outcome.unwrap_err();
        assert_eq!(refusal.code(), "personal-data-left", "{left}");
        assert!(refusal.missing.contains(what), "{}", refusal.missing);
        assert!(!refusal.missing.contains("1234"));
    }
    let in_summary = Draft {
        penalty: "罚款，电话13987654321".to_owned(),
        ..draft()
    };
    assert_eq!(refused(mask(in_summary)), "personal-data-left");
}

#[test]
fn a_credit_code_is_public() {
    let text = "统一社会信用代码91350100M000100Y43。".to_owned();
    assert!(
        mask(Draft {
            text,
            redactions: vec![],
            ..draft()
        })
        .is_ok()
    );
}

#[test]
fn a_place_that_is_not_in_the_text_or_too_short_is_refused() {
    for place in ["李四", "张", " "] {
        let redactions = vec![redaction(RedactionKind::Name, place)];
        let draft = Draft {
            text: "张三".to_owned(),
            redactions,
            ..draft()
        };
        assert_eq!(refused(mask(draft)), "redaction-not-found");
    }
    let redactions = vec![redaction(RedactionKind::Name, "张三"); REDACTIONS_MAX + 1];
    let too_many = Draft {
        text: "张三".to_owned(),
        redactions,
        ..draft()
    };
    assert_eq!(refused(mask(too_many)), "redaction-not-found");
}

#[test]
fn a_text_has_content_and_a_limit() {
    let of = |text: String| {
        mask(Draft {
            text,
            redactions: vec![],
            ..draft()
        })
    };
    assert_eq!(refused(of("  ".to_owned())), "text-length");
    assert!(of("文".repeat(TEXT_CHARS_MAX)).is_ok());
    assert_eq!(refused(of("文".repeat(TEXT_CHARS_MAX + 1))), "text-length");
}

#[test]
fn what_a_detector_cannot_decide_is_shown_to_the_approver() {
    let text = "住铜官区某小区3栋201室，驾驶皖G·12345，被侵害人十二周岁。";
    let suspects = mask_text(text, &[], region()).unwrap().suspects;
    let kinds: Vec<_> = suspects.iter().map(|suspect| suspect.kind).collect();
    assert_eq!(
        kinds,
        [
            SuspectKind::Address,
            SuspectKind::Address,
            SuspectKind::Plate,
            SuspectKind::Minor
        ]
    );
    assert_eq!(suspects[0].at, 8);
    assert!(
        mask_text("罚款5000元，限2026年3月9日前缴纳", &[], region())
            .unwrap()
            .suspects
            .is_empty()
    );
}

#[test]
fn the_summary_names_an_organisation_and_of_a_person_the_surname_only() {
    let summary_of = |party, party_name: Option<&str>| {
        let state = step(
            Publication::Unknown,
            take(About { party, ..about() }, false),
            &actor(1, Post::System),
        );
        let draft = Draft {
            party_name: party_name.map(str::to_owned),
            ..draft()
        };
        let state = step(state, PublicationCommand::Mask(draft), &masker());
        state.content().unwrap().summary.party.clone()
    };
    assert_eq!(
        summary_of(about().party, Some("张三丰")),
        "铜陵某某餐饮有限公司"
    );
    assert_eq!(summary_of(Party::NaturalPerson, Some("张三丰")), "张某");
    assert_eq!(summary_of(Party::NaturalPerson, None), "某");
}

#[test]
fn the_summary_is_masked_like_the_text() {
    let draft = Draft {
        violation: "张三丰占道经营".to_owned(),
        ..draft()
    };
    let state = step(queued(), PublicationCommand::Mask(draft), &masker());
    assert_eq!(state.content().unwrap().summary.violation, "张某占道经营");
}

#[test]
fn only_the_discloser_masks() {
    for post in [Post::Handler, Post::Decider, Post::Clerk, Post::Citizen] {
        let outcome = decide(
            &queued(),
            PublicationCommand::Mask(draft()),
            &actor(31, post),
        );
        assert_eq!(refused(outcome), "post-missing");
    }
}
