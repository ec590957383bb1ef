//! Short codes in the place of free text, so that no personal data enters where it must not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Most characters of a code: long enough for a phrase, too short for a story.
const CODE_LEN_MAX: usize = 48;

/// A phrase in kebab case, such as `sent-for-appraisal`: letters, digits and single hyphens. A code
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
    ///
    /// # Errors
    /// When the text is not one.
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

    /// A code written in the program, which is one by its author's word.
    #[must_use]
    pub fn known(code: &'static str) -> Self {
        debug_assert!(Self::parse(code).is_ok(), "a known code is a code");
        Self(code.to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_or_a_number_of_a_person_is_no_code() {
        assert!(Code::parse("sent-for-appraisal").is_ok());
        for text in [
            "",
            "Upper",
            "two words",
            "a--b",
            "id-34070519900101",
            "张三",
        ] {
            assert!(Code::parse(text).is_err(), "{text}");
        }
    }
}
