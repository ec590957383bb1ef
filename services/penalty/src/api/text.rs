//! Text of a bounded length.

use serde::{Deserialize, Deserializer};

/// Characters of a name, a code or a number.
pub(super) const SHORT: usize = 200;
/// Characters of an account of facts, reasons or a record.
pub(super) const LONG: usize = 20_000;

/// Text of at most `MAX` characters, trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text<const MAX: usize>(String);

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let trimmed = text.trim();
        if trimmed.chars().count() > MAX {
            return Err(serde::de::Error::custom(format!(
                "at most {MAX} characters"
            )));
        }
        Ok(Self(trimmed.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_too_long_is_refused_and_counted_in_characters() {
        let read = |text: &str| serde_json::from_value::<Text<3>>(serde_json::json!(text));
        assert_eq!(String::from(read(" 听证会 ").unwrap()), "听证会");
        assert!(
            read("听证会上")
                .unwrap_err()
                .to_string()
                .contains("at most 3")
        );
    }
}
