//! Money in fen (分, a hundredth of a yuan), whole numbers only.
//!
//! Amounts are never negative: a subtraction that would go below zero is an error, and every
//! operation reports overflow.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Fen in a yuan.
const FEN_PER_YUAN: i64 = 100;

/// An amount of money in fen, zero or more. Travels as a whole number of fen; shows itself in yuan
/// (`10000.00`).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

/// An amount that cannot be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MoneyError {
    /// Below zero.
    #[error("an amount of money cannot be below zero")]
    Negative,
    /// Above the largest amount, 92 233 720 368 547 758.07 yuan.
    #[error("the amount of money is too large")]
    Overflow,
    /// Text that is not an amount in yuan.
    #[error(
        "an amount in yuan has digits and at most two decimals, such as 10000.00; found {text}"
    )]
    Text {
        /// The text as given.
        text: String,
    },
}

impl Fen {
    /// No money.
    pub const ZERO: Self = Self(0);
    /// The largest amount.
    pub const MAX: Self = Self(i64::MAX);

    /// An amount of `fen` fen.
    pub const fn new(fen: i64) -> Result<Self, MoneyError> {
        if fen < 0 {
            Err(MoneyError::Negative)
        } else {
            Ok(Self(fen))
        }
    }

    /// An amount of `yuan` whole yuan. Cannot overflow.
    #[must_use]
    pub fn from_yuan(yuan: u32) -> Self {
        Self(i64::from(yuan) * FEN_PER_YUAN)
    }

    /// The number of fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether it is no money.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum of both.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_add(other.0)
            .map(Self)
            .ok_or(MoneyError::Overflow)
    }

    /// What is left after taking `other` away; below zero is an error.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        // two amounts of zero or more cannot overflow
        Self::new(self.0.saturating_sub(other.0))
    }

    /// `times` as much.
    pub fn checked_mul(self, times: u32) -> Result<Self, MoneyError> {
        self.0
            .checked_mul(i64::from(times))
            .map(Self)
            .ok_or(MoneyError::Overflow)
    }

    /// `numerator / denominator` of the amount, rounded down to a fen.
    pub fn ratio_floor(self, numerator: u64, denominator: NonZeroU32) -> Result<Self, MoneyError> {
        let product = i128::from(self.0)
            .checked_mul(i128::from(numerator))
            .ok_or(MoneyError::Overflow)?;
        let share = product / i128::from(denominator.get());
        i64::try_from(share)
            .map(Self)
            .map_err(|_| MoneyError::Overflow)
    }

    /// The sum of all.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Reads an amount in yuan: `10000`, `10000.5` or `10000.00`.
    pub fn parse_yuan(text: &str) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Text {
            text: text.to_owned(),
        };
        let (yuan, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits_only = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits_only(yuan) || !digits_only(decimals) || decimals.len() > 2 {
            return Err(wrong());
        }
        let yuan: i64 = yuan.parse().map_err(|_| MoneyError::Overflow)?;
        let fen: i64 = format!("{decimals:0<2}").parse().map_err(|_| wrong())?;
        yuan.checked_mul(FEN_PER_YUAN)
            .and_then(|whole| whole.checked_add(fen))
            .map(Self)
            .ok_or(MoneyError::Overflow)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!(
            "{}.{:02}",
            self.0 / FEN_PER_YUAN,
            self.0 % FEN_PER_YUAN
        ))
    }
}

impl FromStr for Fen {
    type Err = MoneyError;

    /// Reads yuan, the inverse of `Display`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_yuan(text)
    }
}

impl TryFrom<i64> for Fen {
    type Error = MoneyError;

    fn try_from(fen: i64) -> Result<Self, Self::Error> {
        Self::new(fen)
    }
}

impl From<Fen> for i64 {
    fn from(amount: Fen) -> Self {
        amount.0
    }
}
