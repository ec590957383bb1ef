//! Document numbers (发文字号, GB/T 9704-2012): `铜市监处罚〔2026〕12号`.
//!
//! Written with the brackets 〔〕, a full year and no leading zero. Input may use other brackets and
//! may carry 第 before the number, as some printed forms do.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::text::travels_as_text;

/// Most characters in an agency's code: the longest published ones have under twenty.
const AGENCY_CODE_CHARS_MAX: usize = 40;

/// The number of one document: unique within an agency's code and a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    agency_code: String,
    year: i16,
    number: u32,
}

travels_as_text!(DocumentNumber);

/// Text or parts that do not make a document number.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DocumentNumberError {
    /// No agency code, too long a one, or one with brackets or spaces.
    #[error(
        "document number must begin with the agency's code (机关代字): 1 to 40 characters without \
         brackets, spaces or control characters"
    )]
    AgencyCode,
    /// No opening bracket.
    #[error("document number must have the year in brackets, such as 〔2026〕")]
    Brackets,
    /// Not four digits between the brackets.
    #[error("document number must have a year of four digits in its brackets; found '{found}'")]
    Year {
        /// What the brackets hold.
        found: String,
    },
    /// No serial number.
    #[error("document number must have a number from 1 after its brackets; found '{found}'")]
    Number {
        /// What follows the brackets.
        found: String,
    },
    /// No 号 at the end.
    #[error("document number must end in 号")]
    Ending,
}

impl DocumentNumber {
    /// The number `agency_code〔year〕number号`. `year` has four digits, `number` is 1 or more.
    pub fn new(
        agency_code: impl Into<String>,
        year: i16,
        number: u32,
    ) -> Result<Self, DocumentNumberError> {
        let agency_code = agency_code.into();
        let wrong_character =
            |c: char| c.is_whitespace() || c.is_control() || is_opening(c) || is_closing(c);
        if agency_code.is_empty()
            || agency_code.chars().count() > AGENCY_CODE_CHARS_MAX
            || agency_code.contains(wrong_character)
        {
            return Err(DocumentNumberError::AgencyCode);
        }
        if !(1000..=9999).contains(&year) {
            return Err(DocumentNumberError::Year {
                found: year.to_string(),
            });
        }
        if number == 0 {
            return Err(DocumentNumberError::Number {
                found: number.to_string(),
            });
        }
        Ok(Self {
            agency_code,
            year,
            number,
        })
    }

    /// The agency's code (机关代字), such as 铜市监处罚.
    #[must_use]
    pub fn agency_code(&self) -> &str {
        &self.agency_code
    }

    /// The year.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// The serial number within agency code and year, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Reads a number; spaces, other brackets, 第 and leading zeros are set right.
    pub fn parse(text: &str) -> Result<Self, DocumentNumberError> {
        let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (agency_code, rest) = packed
            .split_once(is_opening)
            .ok_or(DocumentNumberError::Brackets)?;
        let (year, rest) = rest
            .split_once(is_closing)
            .ok_or(DocumentNumberError::Brackets)?;
        let number = rest.strip_suffix('号').ok_or(DocumentNumberError::Ending)?;
        let number = number.strip_prefix('第').unwrap_or(number);
        let wrong_year = || DocumentNumberError::Year {
            found: year.to_owned(),
        };
        let wrong_number = || DocumentNumberError::Number {
            found: number.to_owned(),
        };
        if year.len() != 4 || !only_digits(year) {
            return Err(wrong_year());
        }
        if !only_digits(number) {
            return Err(wrong_number());
        }
        let year = year.parse().map_err(|_| wrong_year())?;
        let number = number.parse().map_err(|_| wrong_number())?;
        Self::new(agency_code, year, number)
    }
}

/// Whether `text` is made of ASCII digits.
fn only_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `c` opens the year.
const fn is_opening(c: char) -> bool {
    matches!(c, '〔' | '﹝' | '[' | '［' | '（' | '(' | '【')
}

/// Whether `c` closes the year.
const fn is_closing(c: char) -> bool {
    matches!(c, '〕' | '﹞' | ']' | '］' | '）' | ')' | '】')
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!(
            "{}〔{}〕{}号",
            self.agency_code, self.year, self.number
        ))
    }
}

impl FromStr for DocumentNumber {
    type Err = DocumentNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
