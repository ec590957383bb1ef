//! Document numbers.

use kernel::{DocumentNumber, DocumentNumberError};
use proptest::prelude::*;

#[test]
fn brackets_spaces_and_leading_zeros_are_set_right() {
    for text in [
        "铜市监处罚〔2026〕12号",
        "铜市监处罚﹝2026﹞第 12 号",
        "铜市监处罚[2026]12号",
        "铜市监处罚（2026）012号",
        "铜市监处罚(2026)12号",
    ] {
        let number = DocumentNumber::parse(text).unwrap();
        assert_eq!(number.to_string(), "铜市监处罚〔2026〕12号");
        assert_eq!(
            (number.agency_code(), number.year(), number.number()),
            ("铜市监处罚", 2026, 12)
        );
    }
}

#[test]
fn a_wrong_number_says_which_part_is_wrong() {
    let error = |text: &str| DocumentNumber::parse(text).unwrap_err();
    assert_eq!(error("铜市监处罚2026-12号"), DocumentNumberError::Brackets);
    assert_eq!(error("〔2026〕12号"), DocumentNumberError::AgencyCode);
    assert_eq!(
        error("铜〔26〕12号"),
        DocumentNumberError::Year {
            found: "26".to_owned()
        }
    );
    assert_eq!(error("铜〔2026〕12"), DocumentNumberError::Ending);
    assert_eq!(
        error("铜〔2026〕0号"),
        DocumentNumberError::Number {
            found: "0".to_owned()
        }
    );
    assert_eq!(
        error("铜〔2026〕一号"),
        DocumentNumberError::Number {
            found: "一".to_owned()
        }
    );
    assert!(DocumentNumber::new("铜 监", 2026, 1).is_err());
    assert!(DocumentNumber::new("铜".repeat(41), 2026, 1).is_err());
}

proptest! {
    #[test]
    fn what_is_made_travels_and_reads_back(
        agency in "[一-龥]{1,12}",
        year in 1949..2100_i16,
        number in 1..u32::MAX,
    ) {
        let made = DocumentNumber::new(agency, year, number).unwrap();
        let text = serde_json::to_string(&made).unwrap();
        prop_assert_eq!(serde_json::from_str::<DocumentNumber>(&text).unwrap(), made);
    }
}
