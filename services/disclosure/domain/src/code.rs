//! Reason codes: what travels in events in the place of free text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Most characters of a code: long enough for a phrase, too short for a story.
const CODE_LEN_MAX: usize = 48;

/// A phrase in kebab case, such as `decision-revoked`: letters, digits and single hyphens. A code
/// holds at most four digits in a row, so that no number of a person fits in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

/// Text that is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "a code is 1 to 48 lowercase letters and digits in words joined by hyphens, with at most four \
     digits in a row"
)]
pub struct CodeError;

/// Most digits in a row.
const DIGITS_MAX: usize = 4;

impl Code {
    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let words = text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(plain));
        let longest = text
            .split(|c: char| !c.is_ascii_digit())
            .map(str::len)
            .max()
            .unwrap_or_default();
        if words && text.len() <= CODE_LEN_MAX && longest <= DIGITS_MAX {
            Ok(Self(text.to_owned()))
        } else {
            Err(CodeError)
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse(text)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
