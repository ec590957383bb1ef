//! Amounts in words (大写金额), as a cheque writes them: 壹万零伍拾元整.

use kernel::money::Fen;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
/// Units inside a group of four digits, from the highest.
const UNITS: [&str; 4] = ["仟", "佰", "拾", ""];
/// What follows a group of four digits, from the lowest.
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// The amount in words. Whole yuan end in 整; nothing is 零元整.
#[must_use]
pub fn in_words(amount: Fen) -> String {
    let fen = amount.get();
    let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut words = whole(yuan);
    if !words.is_empty() {
        words.push('元');
    }
    match (jiao, fen) {
        (0, 0) => {
            if words.is_empty() {
                words.push_str("零元");
            }
            words.push('整');
        }
        (0, fen) => {
            if !words.is_empty() {
                words.push('零');
            }
            words.push(digit(fen));
            words.push('分');
        }
        (jiao, 0) => {
            words.push(digit(jiao));
            words.push_str("角整");
        }
        (jiao, fen) => {
            words.push(digit(jiao));
            words.push('角');
            words.push(digit(fen));
            words.push('分');
        }
    }
    words
}

/// The amount in figures, without the fen when there are none: 10000, 10000.50.
pub(crate) fn in_figures(amount: Fen) -> String {
    let text = amount.to_string();
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}

/// Whole yuan in words; empty for none.
fn whole(yuan: i64) -> String {
    let mut groups = Vec::new();
    let mut rest = yuan;
    while rest > 0 {
        groups.push(rest % 10_000);
        rest /= 10_000;
    }
    let mut words = String::new();
    // Whether a zero stands between what is written and what follows.
    let mut gap = false;
    for (group, name) in groups.iter().zip(GROUPS).rev() {
        if *group == 0 {
            gap = true;
            continue;
        }
        if !words.is_empty() && (gap || *group < 1_000) {
            words.push('零');
        }
        words.push_str(&four(*group));
        words.push_str(name);
        gap = false;
    }
    words
}

/// Up to four digits in words.
fn four(group: i64) -> String {
    let mut words = String::new();
    let mut gap = false;
    let mut weight = 1_000;
    for unit in UNITS {
        let value = group / weight % 10;
        weight /= 10;
        if value == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
        }
        words.push(digit(value));
        words.push_str(unit);
        gap = false;
    }
    words
}

fn digit(value: i64) -> char {
    usize::try_from(value)
        .ok()
        .and_then(|place| DIGITS.get(place))
        .copied()
        .unwrap_or('零')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_words_as_a_cheque_writes_them() {
        for (fen, words) in [
            (0, "零元整"),
            (1, "壹分"),
            (10, "壹角整"),
            (12, "壹角贰分"),
            (105, "壹元零伍分"),
            (1_000_000, "壹万元整"),
            (1_005_000, "壹万零伍拾元整"),
            (1_000_050, "壹万元伍角整"),
            (12_345_678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
            (10_500_000, "壹拾万伍仟元整"),
            (100_010_000, "壹佰万零壹佰元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (1_000_100_000_000, "壹佰亿零壹佰万元整"),
            (2_000_000, "贰万元整"),
            (100_000_000_000_000, "壹万亿元整"),
        ] {
            assert_eq!(in_words(Fen::new(fen).unwrap()), words, "{fen}");
        }
    }

    #[test]
    fn the_largest_amount_has_words_too() {
        assert!(in_words(Fen::MAX).starts_with("玖亿亿贰仟贰佰叁拾叁万亿"));
    }

    #[test]
    fn figures_show_fen_only_where_there_are_some() {
        assert_eq!(in_figures(Fen::new(1_000_000).unwrap()), "10000");
        assert_eq!(in_figures(Fen::new(1_000_050).unwrap()), "10000.50");
    }
}
