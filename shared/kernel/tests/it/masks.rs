//! Masking by field, and the detector for free text.

use kernel::mask::{self, Finding, FindingKind};
use proptest::prelude::*;

#[test]
fn a_name_keeps_its_surname() {
    assert_eq!(mask::name("张三丰"), "张某");
    assert_eq!(mask::name("李四"), "李某");
    assert_eq!(mask::name("欧阳修"), "欧阳某");
    assert_eq!(mask::name("东方"), "东某");
    assert_eq!(mask::name("买买提·艾力"), "买某");
    assert_eq!(mask::name(" "), "");
}

#[test]
fn people_of_one_surname_are_told_apart() {
    assert_eq!(
        mask::names(&["张三", "李四", "张五", "张三"]),
        ["张某甲", "李某", "张某乙", "张某甲"]
    );
    let many: Vec<String> = (0..12).map(|n| format!("张{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let masked = mask::names(&many);
    assert_eq!(masked.last().map(String::as_str), Some("张某12"));
}

#[test]
fn numbers_keep_their_ends() {
    assert_eq!(mask::phone("13812345678"), "138****5678");
    assert_eq!(mask::phone("12345"), "*****");
    assert_eq!(mask::citizen_id("11010519491231002X"), "110105********002X");
    assert_eq!(mask::bank_account("6222021234567890128"), "****0128");
    assert_eq!(mask::bank_account("0128"), "****");
}

fn kinds(text: &str) -> Vec<FindingKind> {
    mask::detect(text)
        .into_iter()
        .map(|Finding { kind, .. }| kind)
        .collect()
}

#[test]
fn free_text_loses_numbers_and_addresses() {
    assert_eq!(
        mask::free_text("张某（身份证11010519491231002X，电话13812345678）zhang.san@example.com。"),
        "张某（身份证***，电话***）***。"
    );
    assert_eq!(mask::free_text("卡号4111111111111111。"), "卡号***。");
    assert_eq!(
        mask::free_text("没有个人信息，罚款10000元。"),
        "没有个人信息，罚款10000元。"
    );
}

#[test]
fn numbers_in_groups_or_full_width_are_found() {
    assert_eq!(kinds("138 1234 5678"), [FindingKind::MobilePhone]);
    assert_eq!(kinds("+86-138-1234-5678"), [FindingKind::MobilePhone]);
    assert_eq!(kinds("8613812345678"), [FindingKind::MobilePhone]);
    assert_eq!(kinds("１３８１２３４５６７８"), [FindingKind::MobilePhone]);
    assert_eq!(kinds("110105 19491231 002x"), [FindingKind::CitizenId]);
    assert_eq!(kinds("4111-1111-1111-1111"), [FindingKind::BankCard]);
    assert_eq!(kinds("2026-11-23 13812345678"), [FindingKind::MobilePhone]);
    assert_eq!(kinds("a＠example.com"), [FindingKind::Email]);
}

#[test]
fn other_numbers_stay() {
    // no check character, no mobile prefix, no Luhn check, too long, a credit code, an amount
    for text in [
        "110105194912310021",
        "12345678901",
        "4111111111111112",
        "138123456789",
        "91110000802100433B",
        "铜市监处罚〔2026〕12号 2026-11-23 10000.00",
        "a@b",
        "@example.com",
    ] {
        assert_eq!(mask::free_text(text), text);
    }
}

proptest! {
    #[test]
    fn a_mobile_number_is_removed_wherever_it_stands(
        before in "[^0-9０-９@]{0,8}",
        number in "1[3-9][0-9]{9}",
        after in "[^0-9０-９@]{0,8}",
    ) {
        let masked = mask::free_text(&format!("{before}{number}{after}"));
        prop_assert!(!masked.contains(&number));
    }

    #[test]
    fn masking_twice_changes_nothing_more(text in "[0-9xX @.a-z-]{0,40}") {
        let once = mask::free_text(&text);
        prop_assert_eq!(mask::free_text(&once), once);
    }

    #[test]
    fn findings_are_in_order_and_do_not_overlap(text in "[0-9x @.a-z０-９－-]{0,60}") {
        let findings = mask::detect(&text);
        let ordered = findings
            .iter()
            .zip(findings.iter().skip(1))
            .all(|(left, right)| left.range.end <= right.range.start);
        prop_assert!(ordered);
        prop_assert!(findings.iter().all(|found| text.get(found.range.clone()).is_some()));
    }
}
