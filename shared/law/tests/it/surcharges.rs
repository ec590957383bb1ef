//! The surcharge on unpaid fines.

use jiff::ToSpan;
use kernel::Fen;
use law::{Pause, Surcharge, overdue_days, surcharge, surcharge_on_rest};
use proptest::prelude::*;

use crate::day;

fn fen(amount: i64) -> Fen {
    Fen::new(amount).unwrap()
}

#[test]
fn the_cap_is_reached_on_day_34() {
    let fine = fen(1_000_000);
    assert_eq!(
        surcharge(fine, 33),
        Surcharge {
            amount: fen(990_000),
            capped: false
        }
    );
    assert_eq!(
        surcharge(fine, 34),
        Surcharge {
            amount: fine,
            capped: true
        }
    );
    assert_eq!(
        surcharge(fine, u32::MAX),
        Surcharge {
            amount: fine,
            capped: true
        }
    );
    assert_eq!(
        surcharge(Fen::MAX, 33).amount.get(),
        i64::MAX / 100 * 99 + 6
    );
    assert_eq!(
        surcharge(Fen::ZERO, 400),
        Surcharge {
            amount: Fen::ZERO,
            capped: false
        }
    );
}

#[test]
fn days_count_from_the_day_after_the_due_date() {
    let due = day("2026-02-24");
    assert_eq!(overdue_days(due, due, &[]), Ok(0));
    assert_eq!(overdue_days(due, day("2026-02-20"), &[]), Ok(0));
    assert_eq!(overdue_days(due, day("2026-02-25"), &[]), Ok(1));
}

#[test]
fn days_under_reconsideration_or_litigation_do_not_count() {
    let (due, today) = (day("2026-02-24"), day("2026-05-15"));
    let stops = [
        Pause::new(day("2026-02-20"), day("2026-03-06"), "行政复议"),
        Pause::new(day("2026-03-01"), day("2026-03-26"), "行政诉讼"),
        Pause::new(day("2026-05-11"), day("2026-06-30"), "行政诉讼"),
    ];
    // 80 days, less 30 from 02-25 to 03-26, less 5 from 05-11 to 05-15
    assert_eq!(overdue_days(due, today, &[]), Ok(80));
    assert_eq!(overdue_days(due, today, &stops), Ok(45));
    let reversed = Pause::new(day("2026-03-26"), day("2026-03-01"), "x");
    assert!(overdue_days(due, today, &[reversed]).is_err());
}

proptest! {
    #[test]
    fn it_never_falls_and_never_exceeds_the_fine(
        fine in 0..i64::MAX,
        days in 0..1_000_u32,
        more in 0..1_000_u32,
    ) {
        let fine = fen(fine);
        let (early, late) = (surcharge(fine, days), surcharge(fine, days + more));
        prop_assert!(early.amount <= late.amount && late.amount <= fine);
        prop_assert!(!early.capped || early.amount == fine);
    }

    #[test]
    fn a_stop_takes_away_only_days_that_are_overdue(start in -40..120_i64, length in 0..60_i64) {
        let (due, today) = (day("2026-02-24"), day("2026-05-15"));
        let from = due + start.days();
        let to = from + length.days();
        let counted = std::iter::successors(due.tomorrow().ok(), |day| day.tomorrow().ok())
            .take_while(|day| *day <= today)
            .filter(|day| *day < from || to < *day)
            .count();
        let found = overdue_days(due, today, &[Pause::new(from, to, "x")]).unwrap();
        prop_assert_eq!(usize::try_from(found).unwrap(), counted);
    }
}

#[test]
fn on_a_fine_paid_in_parts_it_grows_on_what_is_left_and_is_capped_by_the_whole() {
    let fine = fen(100_000);
    let grown = surcharge_on_rest(fine, [(fine, 10), (fen(40_000), 10)]);
    assert_eq!((grown.amount, grown.capped), (fen(42_000), false));
    let grown = surcharge_on_rest(fine, [(fine, 20), (fen(50_000), 400)]);
    assert_eq!((grown.amount, grown.capped), (fine, true));
}
