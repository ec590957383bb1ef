//! Credit codes and citizens' numbers.

use jiff::civil::date;
use kernel::{CitizenId, CitizenIdError, Uscc, UsccError, UsccFlag};
use proptest::prelude::*;
use serde::Deserialize;

/// Published codes and numbers with their verdicts.
#[derive(Deserialize)]
struct Vectors {
    uscc: Vec<UsccVector>,
    citizen_id: Vec<CitizenIdVector>,
}

#[derive(Deserialize)]
struct UsccVector {
    code: String,
    valid: bool,
    expected_check: Option<char>,
}

#[derive(Deserialize)]
struct CitizenIdVector {
    id: String,
    valid: bool,
}

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../data/codes.json")).unwrap()
}

#[test]
fn published_credit_codes_have_their_published_verdict() {
    for UsccVector {
        code,
        valid,
        expected_check,
    } in vectors().uscc
    {
        match (Uscc::parse(&code), expected_check) {
            (Ok(read), None) => assert!(valid && read.as_str() == code, "{code}"),
            (Err(UsccError::Check { expected, .. }), Some(check)) => {
                assert!(!valid && expected == check, "{code}");
            }
            (other, _) => panic!("{code}: {other:?}"),
        }
    }
}

#[test]
fn published_citizen_numbers_have_their_published_verdict() {
    for CitizenIdVector { id, valid } in vectors().citizen_id {
        assert_eq!(CitizenId::parse(&id).is_ok(), valid, "{id}");
    }
}

#[test]
fn a_wrong_credit_code_names_the_position_or_the_check_character() {
    let error = |text: &str| Uscc::parse(text).unwrap_err().to_string();
    assert_eq!(
        error("9135"),
        "credit code must have 18 characters; found 4"
    );
    assert!(error("91350100M000100I43").ends_with("position 16 is 'I'"));
    assert!(error("913A0100M000100Y43").ends_with("position 4 is 'A'"));
    assert!(error("91350100M00010ZY43").ends_with("without I, O, S, V, Z; position 15 is 'Z'"));
    assert_eq!(
        error("91350100M000100Y44"),
        "credit code should end in '3'; position 18 is '4'"
    );
}

#[test]
fn a_small_letter_is_the_capital_one() {
    assert_eq!(
        Uscc::parse("91350100m000100y43").unwrap().as_str(),
        "91350100M000100Y43"
    );
    assert_eq!(
        CitizenId::parse("11010519491231002x").unwrap().reveal(),
        "11010519491231002X"
    );
}

#[test]
fn a_credit_code_tells_its_office_and_its_body() {
    let code = Uscc::parse("91350100M000100Y43").unwrap();
    assert_eq!(code.registering_region().unwrap().as_str(), "350100");
    assert_eq!(code.body_code(), "M000100Y4");
}

#[test]
fn a_historic_code_with_another_check_character_is_flagged() {
    assert_eq!(Uscc::flags("91350100M000100Y43"), Ok(vec![]));
    assert_eq!(
        Uscc::flags("91350100M000100Y44"),
        Ok(vec![UsccFlag::Check {
            expected: '3',
            found: '4'
        }])
    );
    assert!(matches!(
        Uscc::flags("91350100M000100Y53").unwrap().as_slice(),
        [
            UsccFlag::Check { .. },
            UsccFlag::BodyCheck {
                expected: '4',
                found: '5'
            }
        ]
    ));
}

#[test]
fn a_wrong_citizen_number_names_the_position_or_the_check_character() {
    let error = |text: &str| CitizenId::parse(text).unwrap_err();
    assert_eq!(error("110105"), CitizenIdError::Length { found: 6 });
    assert_eq!(
        error("1101051949A231002X"),
        CitizenIdError::NotADigit {
            position: 11,
            found: 'A'
        }
    );
    assert_eq!(error("11010519490231002X"), CitizenIdError::BirthDate);
    assert_eq!(
        error("110105194912310021"),
        CitizenIdError::Check {
            expected: 'X',
            found: '1'
        }
    );
}

#[test]
fn a_citizen_number_never_shows_itself() {
    let id = CitizenId::parse("11010519491231002X").unwrap();
    assert_eq!(id.to_string(), "110105********002X");
    assert_eq!(format!("{id:?}"), "CitizenId(110105********002X)");
    let read: CitizenId = serde_json::from_str("\"11010519491231002X\"").unwrap();
    assert_eq!(read.reveal(), "11010519491231002X");
}

#[test]
fn a_birthday_completes_the_year_of_age() {
    let id = CitizenId::parse("11010519491231002X").unwrap();
    assert_eq!(id.birth_date(), date(1949, 12, 31));
    assert_eq!(id.age_on(date(1963, 12, 30)), 13);
    assert_eq!(id.age_on(date(1963, 12, 31)), 14);
    assert_eq!(id.age_on(date(1949, 1, 1)), 0);
}

/// A code of the right shape with its own check character.
fn valid_uscc() -> impl Strategy<Value = String> {
    let shape = "[19NY][1-9][0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}";
    proptest::string::string_regex(shape)
        .unwrap()
        .prop_map(|head| {
            let complete = |check: &char| Uscc::parse(&format!("{head}{check}")).is_ok();
            let check = ALPHABET.chars().find(complete).unwrap();
            format!("{head}{check}")
        })
}

/// A number of the right shape with its own check character.
fn valid_citizen_id() -> impl Strategy<Value = String> {
    (
        100_000..999_999_u32,
        1900..2026_i16,
        1..13_i8,
        1..29_i8,
        0..1000_u16,
    )
        .prop_map(|(region, year, month, day, sequence)| {
            let head = format!("{region}{year}{month:02}{day:02}{sequence:03}");
            let complete = |check: &char| CitizenId::parse(&format!("{head}{check}")).is_ok();
            let check = "0123456789X".chars().find(complete).unwrap();
            format!("{head}{check}")
        })
}

fn replace(text: &str, index: usize, character: char) -> String {
    text.chars()
        .enumerate()
        .map(|(at, c)| if at == index { character } else { c })
        .collect()
}

proptest! {
    #[test]
    fn any_change_of_one_character_of_a_credit_code_is_refused(
        code in valid_uscc(),
        index in 0..18_usize,
        other in proptest::sample::select(ALPHABET.chars().collect::<Vec<_>>()),
    ) {
        let changed = replace(&code, index, other);
        prop_assert_eq!(Uscc::parse(&changed).is_ok(), changed == code);
        if changed != code {
            prop_assert!(Uscc::flags(&changed).map_or(true, |flags| !flags.is_empty()));
        }
    }

    #[test]
    fn any_change_of_one_character_of_a_citizen_number_is_refused(
        id in valid_citizen_id(),
        index in 0..18_usize,
        other in proptest::sample::select("0123456789X".chars().collect::<Vec<_>>()),
    ) {
        let changed = replace(&id, index, other);
        prop_assert_eq!(CitizenId::parse(&changed).is_ok(), changed == id);
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in ".{0,24}") {
        drop((Uscc::parse(&text), Uscc::flags(&text), CitizenId::parse(&text)));
    }
}
