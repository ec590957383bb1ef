//! Masking of numbers that identify people in text that leaves the process.

use std::borrow::Cow;

const PHONE_LEN: usize = 11;
const BANK_LEN: std::ops::RangeInclusive<usize> = 16..=19;
const CITIZEN_LEN: usize = 18;
/// Characters left in clear at the start and at the end of a masked number.
const KEPT: usize = 3;

/// Masks what looks like a phone number (11 digits), a citizen id (18 characters, 公民身份号码) or a
/// bank account (16 to 19 digits), keeping three characters at each end.
///
/// A run counts only when it stands alone: digits inside a hexadecimal id stay as they are. The
/// net under people's care, not instead of it: nothing personal should get as far as a log line.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut masked: Option<String> = None;
    let mut copied = 0;
    for (start, run) in runs(text) {
        if !is_sensitive(run) {
            continue;
        }
        let out = masked.get_or_insert_with(|| String::with_capacity(text.len()));
        let (Some(before), Some(head), Some(tail)) = (
            text.get(copied..start),
            run.get(..KEPT),
            run.get(run.len() - KEPT..),
        ) else {
            continue;
        };
        out.push_str(before);
        out.push_str(head);
        out.extend(std::iter::repeat_n('*', run.len() - 2 * KEPT));
        out.push_str(tail);
        copied = start + run.len();
    }
    match masked {
        None => Cow::Borrowed(text),
        Some(mut out) => {
            out.push_str(text.get(copied..).unwrap_or_default());
            Cow::Owned(out)
        }
    }
}

/// Unbroken runs of ASCII letters and digits, with where they start.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(move |run| {
            let start = rest;
            // The separator that ended the run may be longer than one byte.
            let end = start + run.len();
            let separator = text.get(end..).and_then(|after| after.chars().next());
            rest = end + separator.map_or(0, char::len_utf8);
            (!run.is_empty()).then_some((start, run))
        })
}

fn is_sensitive(run: &str) -> bool {
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let all_digits = digits == run.len();
    let checked_by_letter =
        run.len() == CITIZEN_LEN && digits == CITIZEN_LEN - 1 && run.ends_with(['X', 'x']);
    (all_digits && (run.len() == PHONE_LEN || BANK_LEN.contains(&run.len()))) || checked_by_letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_masked_in_the_middle() {
        assert_eq!(redact("致电 13912345678。"), "致电 139*****678。");
    }

    #[test]
    fn a_citizen_id_is_masked_whether_it_ends_in_a_digit_or_in_x() {
        assert_eq!(redact("id=11010519491231002X,"), "id=110************02X,");
        assert_eq!(redact("id=110105194912310021"), "id=110************021");
    }

    #[test]
    fn bank_accounts_of_sixteen_to_nineteen_digits_are_masked() {
        for len in 16..=19 {
            let account = "6".repeat(len);
            let masked = redact(&account).into_owned();
            assert_eq!(masked.len(), len);
            assert!(
                masked.starts_with("666*") && masked.ends_with("*666"),
                "{masked}"
            );
        }
    }

    #[test]
    fn several_numbers_in_one_text_are_all_masked() {
        assert_eq!(
            redact("甲13900000001乙，13900000002；end"),
            "甲139*****001乙，139*****002；end"
        );
    }

    #[test]
    fn ids_times_amounts_and_trace_ids_stay_readable() {
        let text = "0193d2a1-7b1c-7000-8000-123456789012 2026-11-20T10:11:12.123456Z \
                    4bf92f3577b34da6a3ce929d0e0e4736 340700 1234567890 123456789012";
        assert!(matches!(redact(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn text_without_any_number_is_not_copied() {
        assert!(matches!(redact(""), Cow::Borrowed("")));
        assert!(matches!(redact("立案"), Cow::Borrowed("立案")));
    }
}
