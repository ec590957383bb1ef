//! Money in fen.

use std::num::NonZeroU32;

use kernel::{Fen, MoneyError};
use proptest::prelude::*;

fn fen(amount: i64) -> Fen {
    Fen::new(amount).unwrap()
}

#[test]
fn an_amount_shows_itself_in_yuan_and_travels_in_fen() {
    assert_eq!(fen(1_000_000).to_string(), "10000.00");
    assert_eq!(fen(5).to_string(), "0.05");
    assert_eq!(serde_json::to_string(&fen(1_000_000)).unwrap(), "1000000");
    assert_eq!(
        serde_json::from_str::<Fen>("1000000").unwrap(),
        fen(1_000_000)
    );
    assert!(serde_json::from_str::<Fen>("-1").is_err());
    assert!(serde_json::from_str::<Fen>("0.5").is_err());
}

#[test]
fn an_amount_is_never_below_zero() {
    assert_eq!(Fen::new(-1), Err(MoneyError::Negative));
    assert_eq!(fen(1).checked_sub(fen(2)), Err(MoneyError::Negative));
    assert_eq!(fen(2).checked_sub(fen(2)), Ok(Fen::ZERO));
}

#[test]
fn an_overflow_is_an_error() {
    assert_eq!(Fen::MAX.checked_add(fen(1)), Err(MoneyError::Overflow));
    assert_eq!(Fen::MAX.checked_mul(2), Err(MoneyError::Overflow));
    assert_eq!(Fen::sum([Fen::MAX, fen(1)]), Err(MoneyError::Overflow));
    let one = NonZeroU32::MIN;
    assert_eq!(Fen::MAX.ratio_floor(2, one), Err(MoneyError::Overflow));
    assert_eq!(Fen::MAX.ratio_floor(1, one), Ok(Fen::MAX));
}

#[test]
fn yuan_are_read_with_at_most_two_decimals() {
    assert_eq!("10000".parse(), Ok(fen(1_000_000)));
    assert_eq!("10000.5".parse(), Ok(fen(1_000_050)));
    assert_eq!("0.05".parse(), Ok(fen(5)));
    for wrong in ["", ".", "1.", ".5", "-1", "+1", "1.005", "1,000", "一"] {
        assert!(
            matches!(Fen::parse_yuan(wrong), Err(MoneyError::Text { .. })),
            "{wrong}"
        );
    }
    assert_eq!(
        Fen::parse_yuan("92233720368547758.08"),
        Err(MoneyError::Overflow)
    );
    assert_eq!(Fen::parse_yuan("92233720368547758.07"), Ok(Fen::MAX));
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(amount in 0..i64::MAX) {
        prop_assert_eq!(fen(amount).to_string().parse(), Ok(fen(amount)));
    }

    #[test]
    fn adding_and_taking_away_are_inverse(a in 0..i64::MAX / 2, b in 0..i64::MAX / 2) {
        let sum = fen(a).checked_add(fen(b)).unwrap();
        prop_assert_eq!(sum.checked_sub(fen(b)), Ok(fen(a)));
    }

    #[test]
    fn a_ratio_is_rounded_down(
        amount in 0..1_000_000_000_i64,
        numerator in 0..1000_u64,
        denominator in 1..1000_u32,
    ) {
        let share = fen(amount)
            .ratio_floor(numerator, NonZeroU32::new(denominator).unwrap())
            .unwrap()
            .get();
        let exact = amount * i64::try_from(numerator).unwrap();
        let denominator = i64::from(denominator);
        prop_assert!(share * denominator <= exact && exact < (share + 1) * denominator);
    }
}
