//! The receipt number a citizen gets, and the query code that proves it is theirs.
//!
//! `20261124-340705-7K3M9QXZ`: day, region, and eight characters of Crockford's base 32, taken
//! from the random end of the submission's identifier. No counter is kept, so that submissions
//! never wait for each other. Letters that look like digits are read as those digits.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use kernel::{Region, SubmissionId};
use thiserror::Error;

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that tell apart the submissions of one day and region: 40 bits.
const TAIL_CHARACTERS: u32 = 8;
/// Characters of a query code: 60 bits, too many to be guessed through the interface.
const CODE_CHARACTERS: u32 = 12;

/// A receipt number (受理编号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt(String);

/// Text that is not a receipt number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "a receipt number is eight digits, six digits and eight characters, such as \
     20261124-340705-7K3M9QXZ"
)]
pub struct ReceiptError;

impl Receipt {
    /// The receipt of the submission `id`, received on `day` in `region`.
    #[must_use]
    pub fn new(day: Date, region: Region, id: SubmissionId) -> Self {
        let tail = base32(id.uuid().as_u128(), TAIL_CHARACTERS);
        let (year, month, day) = (day.year(), day.month(), day.day());
        Self(format!("{year:04}{month:02}{day:02}-{region}-{tail}"))
    }

    /// The number as it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        let mut parts = text.trim().split('-');
        let (Some(day), Some(region), Some(tail), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ReceiptError);
        };
        let digits = |part: &str, count: usize| {
            part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let tail = normalised(tail)
            .filter(|tail| tail.len() == 8)
            .ok_or(ReceiptError)?;
        if digits(day, 8) && digits(region, 6) {
            Ok(Self(format!("{day}-{region}-{tail}")))
        } else {
            Err(ReceiptError)
        }
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The query code (查询码): twelve characters of which only the digest is kept. Never printed by
/// `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryCode(String);

impl QueryCode {
    /// The code in the lowest 60 bits of `random`.
    #[must_use]
    pub fn new(random: u128) -> Self {
        Self(base32(random, CODE_CHARACTERS))
    }

    /// The code as a citizen typed it: spaces and hyphens do not count. `None` when it cannot be
    /// one.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        normalised(&kept).filter(|code| code.len() == 12).map(Self)
    }

    /// The characters, to be given to the citizen once or to be digested.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(***)")
    }
}

/// The lowest `5 * characters` bits of `number`.
fn base32(number: u128, characters: u32) -> String {
    (0..characters)
        .rev()
        .filter_map(|place| {
            let index = usize::try_from((number >> (5 * place)) & 31).ok()?;
            ALPHABET.get(index).copied().map(char::from)
        })
        .collect()
}

/// Upper case, with the digits that look-alike letters stand for. `None` when a character is not in
/// the alphabet.
fn normalised(text: &str) -> Option<String> {
    text.chars()
        .map(|character| {
            let upper = match character.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            ALPHABET
                .iter()
                .any(|known| char::from(*known) == upper)
                .then_some(upper)
        })
        .collect()
}
