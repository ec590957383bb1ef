//! Unified social credit codes (统一社会信用代码, GB 32100-2015): the key of every organisation.
//!
//! Eighteen characters: 1 registering department, 2 kind of body, 3 to 8 division code of the
//! registering office, 9 to 17 body code (GB 11714), 18 check character.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::Region;
use crate::text::travels_as_text;

/// The 31 characters of the code; a character's value is its place. I, O, S, V and Z are not used.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Characters in a code.
const LENGTH: usize = 18;
/// Characters before the check.
const HEAD: usize = LENGTH - 1;
/// Weight of each character before the check: powers of 3, modulo 31.
const WEIGHTS: [u32; HEAD] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
/// Weights of the body code's own check (GB 11714).
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A credit code whose shape and check character are right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc([u8; LENGTH]);

travels_as_text!(Uscc);

/// Text that is not a credit code.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum UsccError {
    /// Not 18 characters.
    #[error("credit code must have 18 characters; found {found}")]
    Length {
        /// How many characters were given.
        found: usize,
    },
    /// A character that the standard does not use.
    #[error(
        "credit code uses digits and capital letters without I, O, S, V, Z; \
         position {position} is '{found}'"
    )]
    Alphabet {
        /// Counted from 1.
        position: usize,
        /// The character there.
        found: char,
    },
    /// A letter in the division code.
    #[error("credit code has digits at positions 3 to 8; position {position} is '{found}'")]
    Division {
        /// Counted from 1.
        position: usize,
        /// The character there.
        found: char,
    },
    /// The check character does not fit the others.
    #[error("credit code should end in '{expected}'; position 18 is '{found}'")]
    Check {
        /// The character that would fit.
        expected: char,
        /// The character there.
        found: char,
    },
}

/// Something unusual in a code of the right shape. Some historic codes fail a check: they are
/// flagged for a person to look at, not turned away unseen.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum UsccFlag {
    /// The check character (position 18) does not fit.
    #[error("check character is '{found}', computed '{expected}'")]
    Check {
        /// The character that would fit.
        expected: char,
        /// The character there.
        found: char,
    },
    /// The body code's own check character (position 17) does not fit.
    #[error("check character of the body code is '{found}', computed '{expected}'")]
    BodyCheck {
        /// The character that would fit.
        expected: char,
        /// The character there.
        found: char,
    },
}

impl Uscc {
    /// Reads a code. Lower case is taken as upper case; shape and check character must be right.
    pub fn parse(text: &str) -> Result<Self, UsccError> {
        let (head, found) = shape(text)?;
        let expected = check_character(&head);
        if u8::try_from(found) != Ok(expected) {
            return Err(UsccError::Check {
                expected: expected.into(),
                found,
            });
        }
        let mut code = [expected; LENGTH];
        code.iter_mut()
            .zip(head)
            .for_each(|(place, byte)| *place = byte);
        Ok(Self(code))
    }

    /// What is unusual about `text`: an empty list for a good code, flags for a code of the right
    /// shape whose check characters do not fit. Anything else is an error.
    pub fn flags(text: &str) -> Result<Vec<UsccFlag>, UsccError> {
        let (head, found) = shape(text)?;
        let mut flags = Vec::new();
        let expected = check_character(&head);
        if u8::try_from(found) != Ok(expected) {
            flags.push(UsccFlag::Check {
                expected: expected.into(),
                found,
            });
        }
        let [.., body_found] = head;
        let body_expected = body_check_character(&head);
        if body_found != body_expected {
            flags.push(UsccFlag::BodyCheck {
                expected: body_expected.into(),
                found: body_found.into(),
            });
        }
        Ok(flags)
    }

    /// The eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The division of the registering office, if its digits form a division code. It may differ
    /// from where the body is today.
    #[must_use]
    pub fn registering_region(&self) -> Option<Region> {
        self.as_str().get(2..8)?.parse().ok()
    }

    /// The body code (组织机构代码), nine characters.
    #[must_use]
    pub fn body_code(&self) -> &str {
        self.as_str().get(8..17).unwrap_or_default()
    }
}

/// The 17 characters before the check in upper case, if length, alphabet and division digits are
/// right, and whatever stands in the place of the check.
fn shape(text: &str) -> Result<([u8; HEAD], char), UsccError> {
    let found = text.chars().count();
    let last = text.chars().last().filter(|_| found == LENGTH);
    let check = last
        .ok_or(UsccError::Length { found })?
        .to_ascii_uppercase();
    let mut head = [0_u8; HEAD];
    for (index, (place, character)) in head.iter_mut().zip(text.chars()).enumerate() {
        let position = index + 1;
        let byte = u8::try_from(character.to_ascii_uppercase())
            .ok()
            .filter(|byte| ALPHABET.contains(byte))
            .ok_or(UsccError::Alphabet {
                position,
                found: character,
            })?;
        if (3..=8).contains(&position) && !byte.is_ascii_digit() {
            return Err(UsccError::Division {
                position,
                found: character,
            });
        }
        *place = byte;
    }
    Ok((head, check))
}

/// The check character of the first 17 characters. A sum divisible by 31 gives 0, not 31.
fn check_character(head: &[u8; HEAD]) -> u8 {
    let sum: u32 = head
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| value(*byte) * weight)
        .sum();
    let check = (31 - sum % 31) % 31;
    usize::try_from(check)
        .ok()
        .and_then(|index| ALPHABET.get(index))
        .copied()
        .unwrap_or(b'0')
}

/// The check character of the body code's first eight characters.
fn body_check_character(head: &[u8; HEAD]) -> u8 {
    let sum: u32 = head
        .iter()
        .skip(8)
        .zip(BODY_WEIGHTS)
        .map(|(byte, weight)| char::from(*byte).to_digit(36).unwrap_or_default() * weight)
        .sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => char::from_digit(digit, 10)
            .and_then(|c| u8::try_from(c).ok())
            .unwrap_or(b'0'),
    }
}

/// The place of `byte` in the alphabet.
fn value(byte: u8) -> u32 {
    let index = ALPHABET
        .iter()
        .position(|known| *known == byte)
        .unwrap_or_default();
    u32::try_from(index).unwrap_or_default()
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uscc({})", self.as_str())
    }
}

impl FromStr for Uscc {
    type Err = UsccError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl AsRef<str> for Uscc {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
