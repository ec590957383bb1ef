//! Citizen identity numbers (公民身份号码, GB 11643).
//!
//! Eighteen characters: division code (6), date of birth (8), sequence (3), check character. The
//! division need not be current, because codes change.
//!
//! The number is personal data. `Display` and `Debug` mask it, it cannot be serialised by
//! accident, and [`CitizenId::reveal`] is the only way to the full number.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

use crate::text::reads_from_text;

/// Characters in a number.
const LENGTH: usize = 18;
/// Weight of each digit before the check.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum modulo 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// A citizen's number with a real date of birth and the right check character. Shows itself masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CitizenId {
    number: [u8; LENGTH],
    birth_date: Date,
}

reads_from_text!(CitizenId);

/// Text that is not a citizen's number. Never repeats the number.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CitizenIdError {
    /// Not 18 characters.
    #[error("citizen id must have 18 characters; found {found}")]
    Length {
        /// How many characters were given.
        found: usize,
    },
    /// Not a digit where a digit must be.
    #[error(
        "citizen id has digits at positions 1 to 17 and a digit or X at 18; \
         position {position} is '{found}'"
    )]
    NotADigit {
        /// Counted from 1.
        position: usize,
        /// The character there.
        found: char,
    },
    /// No such day.
    #[error("citizen id has no date of the calendar at positions 7 to 14")]
    BirthDate,
    /// The check character does not fit the others.
    #[error("citizen id should end in '{expected}'; position 18 is '{found}'")]
    Check {
        /// The character that would fit.
        expected: char,
        /// The character there.
        found: char,
    },
}

impl CitizenId {
    /// Reads a number; a small x is taken as X.
    pub fn parse(text: &str) -> Result<Self, CitizenIdError> {
        let found = text.chars().count();
        if found != LENGTH {
            return Err(CitizenIdError::Length { found });
        }
        let mut number = [0_u8; LENGTH];
        for (index, (place, character)) in number.iter_mut().zip(text.chars()).enumerate() {
            let position = index + 1;
            *place = match character {
                'x' | 'X' if position == LENGTH => b'X',
                digit if digit.is_ascii_digit() => u8::try_from(digit).unwrap_or_default(),
                _ => {
                    return Err(CitizenIdError::NotADigit {
                        position,
                        found: character,
                    });
                }
            };
        }
        let birth_date = birth_date(&number).ok_or(CitizenIdError::BirthDate)?;
        let expected = check_character(&number);
        let [.., last] = number;
        if last == expected {
            Ok(Self { number, birth_date })
        } else {
            Err(CitizenIdError::Check {
                expected: expected.into(),
                found: last.into(),
            })
        }
    }

    /// The full number. Call it only where the number is stored encrypted or printed on a document
    /// that must carry it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        std::str::from_utf8(&self.number).unwrap_or_default()
    }

    /// First six and last four characters: `110105********002X`.
    #[must_use]
    pub fn masked(&self) -> String {
        crate::mask::citizen_id(self.reveal())
    }

    /// The date of birth.
    #[must_use]
    pub const fn birth_date(&self) -> Date {
        self.birth_date
    }

    /// Completed years of age (周岁) on `date`; the birthday itself completes the year, and someone
    /// born on 29 February completes it on 1 March of a common year. Zero before birth.
    #[must_use]
    pub fn age_on(&self, date: Date) -> u16 {
        let born = self.birth_date;
        let before_birthday = (date.month(), date.day()) < (born.month(), born.day());
        let years = date.year() - born.year() - i16::from(before_birthday);
        u16::try_from(years).unwrap_or_default()
    }
}

/// The date at positions 7 to 14.
fn birth_date(number: &[u8; LENGTH]) -> Option<Date> {
    let digits = std::str::from_utf8(number).ok()?;
    let year = digits.get(6..10)?.parse().ok()?;
    let month = digits.get(10..12)?.parse().ok()?;
    let day = digits.get(12..14)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

/// The check character of the first 17 digits.
fn check_character(number: &[u8; LENGTH]) -> u8 {
    let sum: u32 = number
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| char::from(*byte).to_digit(10).unwrap_or_default() * weight)
        .sum();
    usize::try_from(sum % 11)
        .ok()
        .and_then(|index| CHECKS.get(index))
        .copied()
        .unwrap_or(b'0')
}

impl fmt::Display for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.masked())
    }
}

impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitizenId({})", self.masked())
    }
}

impl FromStr for CitizenId {
    type Err = CitizenIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
