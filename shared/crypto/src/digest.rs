//! The two digests as values that travel as hexadecimal text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest;

/// Bytes in either digest.
const BYTES: usize = 32;
const LOWERCASE_HEX: &[u8; 16] = b"0123456789abcdef";

/// Text that is not a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 lowercase hexadecimal digits")]
pub struct ParseDigestError;

fn encode(bytes: &[u8; BYTES]) -> String {
    let digit = |nibble: u8| {
        LOWERCASE_HEX
            .get(usize::from(nibble))
            .map_or('0', |b| char::from(*b))
    };
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)])
        .collect()
}

fn decode(text: &str) -> Result<[u8; BYTES], ParseDigestError> {
    if text.len() != BYTES * 2 {
        return Err(ParseDigestError);
    }
    let nibble = |digit: u8| match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(ParseDigestError),
    };
    let mut bytes = [0; BYTES];
    let (pairs, _) = text.as_bytes().as_chunks::<2>();
    for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = nibble(high)? << 4 | nibble(low)?;
    }
    Ok(bytes)
}

macro_rules! digest {
    ($(#[$doc:meta])* $name:ident, $algorithm:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; BYTES]);

        impl $name {
            /// The digest of `data`.
            #[must_use]
            pub fn of(data: &[u8]) -> Self {
                Self(<$algorithm>::digest(data).into())
            }

            /// A digest computed elsewhere.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; BYTES]) -> Self {
                Self(bytes)
            }

            /// The digest itself.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; BYTES] {
                &self.0
            }

            /// Whether this is the digest of `data`.
            #[must_use]
            pub fn verify(&self, data: &[u8]) -> bool {
                *self == Self::of(data)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), encode(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = ParseDigestError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                decode(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

digest!(
    /// A SHA-256 digest (FIPS 180-4), as 64 lowercase hexadecimal digits.
    Sha256Hex,
    sha2::Sha256
);
digest!(
    /// An SM3 digest (国密杂凑算法, GB/T 32905), as 64 lowercase hexadecimal digits.
    Sm3Hex,
    sm3::Sm3
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sm3_agrees_with_the_examples_of_its_standard() {
        assert_eq!(
            Sm3Hex::of(b"abc").to_string(),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(
            Sm3Hex::of(&b"abcd".repeat(16)).to_string(),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        );
    }

    #[test]
    fn sha256_agrees_with_the_examples_of_its_standard() {
        assert_eq!(
            Sha256Hex::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            Sha256Hex::of(b"").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn the_text_of_a_digest_reads_back() {
        let digest = Sm3Hex::of(b"abc");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(json, format!("\"{digest}\""));
        assert_eq!(serde_json::from_str::<Sm3Hex>(&json).unwrap(), digest);
    }

    #[test]
    fn only_sixty_four_lowercase_digits_are_a_digest() {
        let good = Sha256Hex::of(b"abc").to_string();
        let one_short = good.get(1..).unwrap().to_owned();
        let not_hex = format!("g{one_short}");
        for bad in [
            String::new(),
            one_short,
            not_hex,
            good.to_uppercase(),
            format!("{good}0"),
        ] {
            assert_eq!(bad.parse::<Sha256Hex>(), Err(ParseDigestError), "{bad}");
        }
    }

    #[test]
    fn a_changed_bit_is_noticed() {
        let digest = Sha256Hex::of(b"abc");
        assert!(digest.verify(b"abc"));
        assert!(!digest.verify(b"abb"));
    }
}
