//! Typed identifiers, so that a case cannot be passed where a clue is meant, and the source of
//! fresh ones.
//!
//! Every identifier is a UUID and travels as its usual text. New ones come from [`Ids`], never from
//! a random source of the caller's own.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;
use uuid::Uuid;

/// Text that is not an identifier.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{kind} must be a UUID of 32 hexadecimal digits in five groups")]
pub struct IdError {
    /// The identifier type that was asked for.
    pub kind: &'static str,
    /// What is wrong with the text.
    #[source]
    pub source: uuid::Error,
}

/// A source of fresh identifiers. Production gives time-ordered UUIDs (version 7); tests use
/// [`SeededIds`].
pub trait Ids: Send + Sync + Debug {
    /// The next identifier.
    fn uuid(&self) -> Uuid;
}

/// Identifiers that are the same on every run with the same seed, and that sort in the order they
/// were made.
#[derive(Debug)]
pub struct SeededIds {
    seed: u64,
    next: AtomicU64,
}

/// 2026-01-01T00:00:00+08:00 in milliseconds: where the sequence of [`SeededIds`] begins.
const SEEDED_IDS_EPOCH_MILLIS: u64 = 1_767_196_800_000;

impl SeededIds {
    /// A sequence that is determined by `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            next: AtomicU64::new(0),
        }
    }
}

impl Default for SeededIds {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Ids for SeededIds {
    fn uuid(&self) -> Uuid {
        let count = self.next.fetch_add(1, Ordering::Relaxed);
        let mixed = scramble(self.seed ^ scramble(count)).to_be_bytes();
        let mut bytes = [0_u8; 10];
        bytes
            .iter_mut()
            .zip(mixed)
            .for_each(|(byte, value)| *byte = value);
        uuid::Builder::from_unix_timestamp_millis(
            SEEDED_IDS_EPOCH_MILLIS.saturating_add(count),
            &bytes,
        )
        .into_uuid()
    }
}

/// The finishing step of the `SplitMix64` generator: spreads one number over all 64 bits.
const fn scramble(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Declares one or more identifier types over a UUID: `typed_id! { /// An appeal. AppealId }`.
///
/// Each is `Copy`, ordered, hashable, travels as UUID text, and converts from and to
/// [`uuid::Uuid`].
#[macro_export]
macro_rules! typed_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::__private::Uuid);

        impl $name {
            /// A fresh identifier.
            #[must_use]
            pub fn fresh(ids: &dyn $crate::Ids) -> Self {
                Self(ids.uuid())
            }

            /// The identifier as a plain UUID.
            #[must_use]
            pub const fn uuid(self) -> $crate::__private::Uuid {
                self.0
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::write!(f, "{}({})", ::std::stringify!($name), self.0)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::IdError;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse()
                    .map(Self)
                    .map_err(|source| $crate::IdError { kind: ::std::stringify!($name), source })
            }
        }

        impl ::std::convert::From<$crate::__private::Uuid> for $name {
            fn from(uuid: $crate::__private::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl ::std::convert::From<$name> for $crate::__private::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <$crate::__private::Uuid as $crate::__private::serde::Deserialize>::deserialize(
                    deserializer,
                )
                .map(Self)
            }
        }

        $crate::__typed_id_schema!($name);
    )+};
}

/// Describes an identifier in an `OpenAPI` document.
#[cfg(feature = "openapi")]
#[doc(hidden)]
#[macro_export]
macro_rules! __typed_id_schema {
    ($name:ident) => {
        impl $crate::__private::utoipa::PartialSchema for $name {
            fn schema() -> $crate::__private::utoipa::openapi::RefOr<
                $crate::__private::utoipa::openapi::schema::Schema,
            > {
                $crate::__private::uuid_schema()
            }
        }

        impl $crate::__private::utoipa::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(::std::stringify!($name))
            }
        }
    };
}

/// Describes nothing: the `openapi` feature is off.
#[cfg(not(feature = "openapi"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __typed_id_schema {
    ($name:ident) => {};
}

typed_id! {
    /// Someone who acts: a person or a program ([`crate::Actor`]).
    ActorId,
    /// A filed case (案件).
    CaseId,
    /// A clue of a violation (线索).
    ClueId,
    /// A legal document (文书).
    DocumentId,
    /// One recorded event.
    EventId,
    /// One piece of evidence (证据).
    EvidenceId,
    /// One matter (事项) from the first submission to its end; every service keeps it.
    MatterId,
    /// An enforcement officer (执法人员).
    OfficerId,
    /// One published penalty decision (公示).
    PublicationId,
    /// A complaint, report or other submission (投诉举报).
    SubmissionId,
    /// An assignment given to officers (任务).
    TaskId,
    /// A running deadline.
    TimerId,
}
