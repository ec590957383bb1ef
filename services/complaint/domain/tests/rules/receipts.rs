//! Receipt numbers, query codes, and what of a reporter may be seen.

use complaint_domain::{QueryCode, Receipt};
use kernel::SubmissionId;
use uuid::Uuid;

use crate::given::{RECEIVED, region, reporter};

fn receipt(number: u128) -> Receipt {
    Receipt::new(
        RECEIVED,
        region(),
        SubmissionId::from(Uuid::from_u128(number)),
    )
}

#[test]
fn a_receipt_is_day_region_and_the_random_end_of_the_identifier() {
    assert_eq!(receipt(0).as_str(), "20260210-340705-00000000");
    assert_eq!(receipt(u128::MAX).as_str(), "20260210-340705-ZZZZZZZZ");
    assert_eq!(receipt(32).as_str(), "20260210-340705-00000010");
}

#[test]
fn a_receipt_is_read_back_whatever_the_case_and_look_alike_letters() {
    let printed = receipt(0x0001_2345_6789_abcd);
    assert_eq!(printed.as_str().parse(), Ok(printed.clone()));
    assert_eq!(printed.as_str().to_lowercase().parse(), Ok(printed));
    let typed: Receipt = "20260210-340705-oooooiLo".parse().unwrap();
    assert_eq!(typed.as_str(), "20260210-340705-00000110");
}

#[test]
fn text_that_is_no_receipt_is_refused() {
    for text in [
        "",
        "20260210-340705",
        "20260210-340705-0000000",
        "2026021-340705-00000000",
        "20260210-340705-0000000U",
        "20260210-34070a-00000000",
        "20260210-340705-00000000-1",
    ] {
        assert!(text.parse::<Receipt>().is_err(), "{text}");
    }
}

#[test]
fn a_query_code_has_twelve_characters_and_is_never_printed_by_debug() {
    let code = QueryCode::new((1 << 30) | 0x3fff_ffff);
    assert_eq!(code.reveal(), "000001ZZZZZZ");
    assert!(!format!("{code:?}").contains('Z'));
}

#[test]
fn a_query_code_is_read_with_spaces_hyphens_and_small_letters() {
    let code = QueryCode::new((1 << 30) | 0x3fff_ffff);
    assert_eq!(QueryCode::typed("0000-o1zz zzzz"), Some(code));
    assert_eq!(QueryCode::typed("0000"), None);
    assert_eq!(QueryCode::typed("00000uZZZZZZ"), None);
}

#[test]
fn a_reporter_is_masked_and_never_printed_by_debug() {
    let masked = reporter().masked();
    assert_eq!(
        (masked.name.as_str(), masked.phone.as_str()),
        ("张某", "138****5678")
    );
    assert!(!format!("{:?}", reporter()).contains('张'));
}
