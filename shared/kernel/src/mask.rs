//! Masking of personal data: by field, and a second look over free text.
//!
//! The field functions give what may appear in lists of the agency (name: also in publications).
//! [`free_text`] is the safety net before publication: it removes what the field functions cannot
//! know about. A person still signs off the result.

use std::ops::Range;

use crate::{CitizenId, Uscc};

/// Put in the place of what was removed from free text.
pub const REMOVED: &str = "***";

/// Surnames of two characters (复姓) that are in use.
const DOUBLE_SURNAMES: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
    "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
    "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
    "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
    "段干", "百里", "呼延", "东郭", "南门", "羊舌", "梁丘", "左丘", "西门", "达奚", "褚师",
];

/// The ten heavenly stems (天干), which tell apart people of one surname.
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/// A natural person's name as surname and 某: 张三丰 gives 张某, 欧阳修 gives 欧阳某. A name with an
/// interpunct, or in other letters, keeps its first character.
#[must_use]
pub fn name(full_name: &str) -> String {
    let trimmed = full_name.trim();
    if trimmed.is_empty() {
        return String::new();
    }
    let double = DOUBLE_SURNAMES.iter().find(|surname| {
        trimmed
            .strip_prefix(**surname)
            .is_some_and(|given| !given.is_empty())
    });
    match double {
        Some(surname) => format!("{surname}某"),
        None => trimmed.chars().take(1).chain(['某']).collect(),
    }
}

/// The masked names of several people in one document. People who would look alike are told apart:
/// 张某甲, 张某乙. The same full name gives the same masked name.
#[must_use]
pub fn names(full_names: &[&str]) -> Vec<String> {
    let mut people: Vec<&str> = Vec::new();
    for person in full_names.iter().map(|person| person.trim()) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    let masked = |person: &str| -> String {
        let base = name(person);
        let alike: Vec<&&str> = people.iter().filter(|other| name(other) == base).collect();
        let place = alike
            .iter()
            .position(|other| **other == person)
            .unwrap_or_default();
        match (alike.len(), STEMS.get(place)) {
            (0 | 1, _) => base,
            (_, Some(stem)) => format!("{base}{stem}"),
            (_, None) => format!("{base}{}", place + 1),
        }
    };
    full_names
        .iter()
        .map(|person| masked(person.trim()))
        .collect()
}

/// First three and last four digits of a mobile number: `138****5678`. Anything shorter than eight
/// characters is hidden whole.
#[must_use]
pub fn phone(number: &str) -> String {
    keep_ends(number, 3, 4, 4)
}

/// First six and last four characters of a citizen's number: `110105********002X`.
#[must_use]
pub fn citizen_id(number: &str) -> String {
    keep_ends(number, 6, 8, 4)
}

/// Last four digits of a bank account: `****5678`.
#[must_use]
pub fn bank_account(number: &str) -> String {
    keep_ends(number, 0, 4, 4)
}

/// Keeps `head` and `tail` characters around `stars` stars; hides text that is not longer.
fn keep_ends(text: &str, head: usize, stars: usize, tail: usize) -> String {
    let characters: Vec<char> = text.trim().chars().collect();
    let hidden = characters.len().saturating_sub(head + tail);
    if hidden == 0 {
        return "*".repeat(characters.len());
    }
    let (first, last) = (
        characters.iter().take(head),
        characters.iter().skip(head + hidden),
    );
    first.chain(&vec!['*'; stars]).chain(last).collect()
}

/// What the detector looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// A citizen's number with a right check character.
    CitizenId,
    /// A mobile number: 1, then 3 to 9, then nine digits.
    MobilePhone,
    /// A bank card number: 16 to 19 digits that pass the Luhn check.
    BankCard,
    /// An e-mail address.
    Email,
}

/// Personal data found in free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
}

/// The text without the citizen's numbers, mobile numbers, bank cards and e-mail addresses that
/// [`detect`] finds; [`REMOVED`] stands in their place.
#[must_use]
pub fn free_text(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for finding in detect(text) {
        masked.push_str(text.get(end..finding.range.start).unwrap_or_default());
        masked.push_str(REMOVED);
        end = finding.range.end;
    }
    masked.push_str(text.get(end..).unwrap_or_default());
    masked
}

/// Personal data in `text`, in order; findings that overlap become one. Full-width digits count as
/// digits, and numbers may be written in groups (138 1234 5678, 6222-0212-...).
#[must_use]
pub fn detect(text: &str) -> Vec<Finding> {
    let mut findings = emails(text);
    let groups = digit_groups(text);
    let mut rest = groups.as_slice();
    while let Some((_, after)) = rest.split_first() {
        let found = (1..=rest.len().min(GROUPS_MAX))
            .rev()
            .filter_map(|count| rest.get(..count))
            .find_map(|window| classify(text, window).map(|found| (window.len(), found)));
        rest = match found {
            Some((count, finding)) => {
                findings.push(finding);
                rest.get(count..).unwrap_or_default()
            }
            None => after,
        };
    }
    findings.sort_by_key(|finding| finding.range.start);
    let mut apart: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        match apart.last_mut() {
            Some(last) if finding.range.start < last.range.end => {
                last.range.end = last.range.end.max(finding.range.end);
            }
            _ => apart.push(finding),
        }
    }
    apart
}

/// Most groups that one number is written in: 19 digits in fours.
const GROUPS_MAX: usize = 5;

/// A run of digits, perhaps with an X at its end, bounded by anything else.
#[derive(Debug)]
struct DigitGroup {
    range: Range<usize>,
    /// The characters as ASCII; X only last.
    digits: String,
}

/// The runs of digits in `text`. Runs inside a credit code are left out: it is public.
fn digit_groups(text: &str) -> Vec<DigitGroup> {
    let mut groups: Vec<DigitGroup> = Vec::new();
    for word in words(text) {
        let content = text.get(word.clone()).unwrap_or_default();
        if CitizenId::parse(content).is_err() && Uscc::parse(content).is_ok() {
            continue;
        }
        let mut open: Option<DigitGroup> = None;
        for (offset, character) in content.char_indices() {
            let start = word.start + offset;
            let range = start..start + character.len_utf8();
            match (ascii_digit(character), open.as_mut()) {
                (Some(digit), Some(group)) => {
                    group.range.end = range.end;
                    group.digits.push(digit);
                }
                (Some(digit), None) => {
                    open = Some(DigitGroup {
                        range,
                        digits: String::from(digit),
                    });
                }
                (None, group) => {
                    if let Some(group) = group
                        && matches!(character, 'x' | 'X')
                        && matches!(group.digits.len(), 3 | 17)
                    {
                        // 3: the last group of a number written 6-8-4
                        group.range.end = range.end;
                        group.digits.push('X');
                    }
                    groups.extend(open.take());
                }
            }
        }
        groups.extend(open);
    }
    groups
}

/// The runs of ASCII letters and of digits of either width, as byte ranges.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (start, character) in text.char_indices() {
        if !character.is_ascii_alphabetic() && ascii_digit(character).is_none() {
            continue;
        }
        let end = start + character.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == start => word.end = end,
            _ => words.push(start..end),
        }
    }
    words
}

/// The ASCII digit that `character` shows, in either width.
fn ascii_digit(character: char) -> Option<char> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    let value = u32::from(character).checked_sub(u32::from('０'))?;
    char::from_digit(value, 10)
}

/// What the digit groups of `window` are together, if anything.
fn classify(text: &str, window: &[DigitGroup]) -> Option<Finding> {
    let joined_by_separators = window
        .iter()
        .zip(window.iter().skip(1))
        .all(|(left, right)| {
            matches!(
                text.get(left.range.end..right.range.start),
                Some(" " | "-" | "－" | "\u{3000}")
            )
        });
    if !joined_by_separators {
        return None;
    }
    let lengths: Vec<usize> = window.iter().map(|group| group.digits.len()).collect();
    let number: String = window.iter().map(|group| group.digits.as_str()).collect();
    let kind = kind_of(&number, &lengths)?;
    let range = window.first()?.range.start..window.last()?.range.end;
    Some(Finding { kind, range })
}

/// What `number` is, written in groups of `lengths`.
fn kind_of(number: &str, lengths: &[usize]) -> Option<FindingKind> {
    let whole = lengths.len() == 1;
    if (whole || matches!(lengths, [6, 8, 4])) && CitizenId::parse(number).is_ok() {
        return Some(FindingKind::CitizenId);
    }
    if (whole || matches!(lengths, [3, 4, 4] | [2, 11] | [2, 3, 4, 4])) && is_mobile(number) {
        return Some(FindingKind::MobilePhone);
    }
    let in_fours = lengths
        .split_last()
        .is_some_and(|(last, before)| *last <= 4 && before.iter().all(|length| *length == 4));
    if (whole || in_fours) && is_bank_card(number) {
        return Some(FindingKind::BankCard);
    }
    None
}

/// Whether `number` is a mobile number, with or without the country code 86.
fn is_mobile(number: &str) -> bool {
    let national = number
        .strip_prefix("86")
        .filter(|rest| rest.len() == 11)
        .unwrap_or(number);
    match national.as_bytes() {
        [b'1', b'3'..=b'9', rest @ ..] => rest.len() == 9 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Whether `number` has the length of a bank card and passes the Luhn check.
fn is_bank_card(number: &str) -> bool {
    if !(16..=19).contains(&number.len()) {
        return false;
    }
    let digits: Option<Vec<u32>> = number.chars().rev().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits else { return false };
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(index, digit)| match (index % 2, digit * 2) {
            (0, _) => *digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

/// The e-mail addresses in `text`.
fn emails(text: &str) -> Vec<Finding> {
    let in_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let in_domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    text.match_indices(['@', '＠'])
        .filter_map(|(at, sign)| {
            let before = text.get(..at)?;
            let local = before.len() - before.trim_end_matches(in_local).len();
            let after = text.get(at + sign.len()..)?;
            let domain = after
                .split(|c| !in_domain(c))
                .next()
                .unwrap_or_default()
                .trim_end_matches(['.', '-']);
            let dotted = domain
                .rsplit_once('.')
                .is_some_and(|(host, _)| !host.is_empty());
            (local > 0 && dotted).then(|| Finding {
                kind: FindingKind::Email,
                range: at - local..at + sign.len() + domain.len(),
            })
        })
        .collect()
}
