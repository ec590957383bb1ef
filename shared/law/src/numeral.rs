//! Numbers as statutes write them: 第六十四条, 第一百零三条, （十二）.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The number that `text` writes, in Chinese or Arabic digits. None if it is no number from 1 to
/// 9999.
pub(crate) fn parse(text: &str) -> Option<u16> {
    if text.chars().all(|char| char.is_ascii_digit()) {
        return text
            .parse()
            .ok()
            .filter(|number| (1..=9999).contains(number));
    }
    let (mut total, mut digit): (u16, Option<u16>) = (0, None);
    for char in text.chars() {
        if let Some(value) = digit_of(char) {
            digit = Some(value);
            continue;
        }
        let unit: u16 = match char {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => return None,
        };
        // 十二 stands for 一十二
        let times = digit.take().unwrap_or(1);
        total = total.checked_add(times.checked_mul(unit)?)?;
    }
    total = total.checked_add(digit.unwrap_or(0))?;
    (1..=9999).contains(&total).then_some(total)
}

fn digit_of(char: char) -> Option<u16> {
    match char {
        '〇' => Some(0),
        '两' => Some(2),
        _ => DIGITS
            .iter()
            .position(|digit| *digit == char)
            .and_then(|value| u16::try_from(value).ok()),
    }
}

/// Whether `char` may stand in a number.
pub(crate) fn is_part(char: char) -> bool {
    char.is_ascii_digit() || digit_of(char).is_some() || matches!(char, '十' | '百' | '千')
}

/// The number as statutes write it, up to 9999: 十五, 一百零三.
#[must_use]
pub fn chinese(number: u16) -> String {
    let digit = |value: u16| DIGITS.get(usize::from(value)).copied().unwrap_or('零');
    let mut text = String::new();
    let mut skipped = false;
    for (size, unit) in [
        (1000, Some('千')),
        (100, Some('百')),
        (10, Some('十')),
        (1, None),
    ] {
        let value = number / size % 10;
        if value == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.push('零');
        }
        // 十二, not 一十二; but 一百一十二
        if !(size == 10 && value == 1 && text.is_empty()) {
            text.push(digit(value));
        }
        text.extend(unit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_read_as_it_is_written() {
        for number in 1..=9999 {
            assert_eq!(parse(&chinese(number)), Some(number), "{}", chinese(number));
        }
    }

    #[test]
    fn numbers_are_written_as_statutes_write_them() {
        for (number, text) in [
            (8, "八"),
            (10, "十"),
            (19, "十九"),
            (20, "二十"),
            (64, "六十四"),
            (100, "一百"),
            (103, "一百零三"),
            (110, "一百一十"),
            (118, "一百一十八"),
            (1005, "一千零五"),
        ] {
            assert_eq!(chinese(number), text);
        }
        assert_eq!(
            (parse("64"), parse("零"), parse("甲"), parse("")),
            (Some(64), None, None, None)
        );
    }
}
