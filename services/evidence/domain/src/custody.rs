//! The chain of custody (保管链): one entry for every touch of an item, each sealed by a digest over
//! everything before it, so that no entry can be changed, dropped or put in between unnoticed
//! (行政处罚法 Art. 47).

use crypto::Sha256Hex;
use jiff::Timestamp;
use kernel::ActorId;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

use crate::Code;

/// First line of the bytes of an entry; a new layout gets a new name.
const ENTRY_LAYOUT: &str = "mingjing.custody.entry.v1";

/// What was done with an item.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// Collected and stored (收集); the first entry of every chain.
    Collected,
    /// Its content was looked at (查阅).
    Viewed,
    /// A copy was made (复制).
    Copied,
    /// The original left the keeper (移交).
    HandedOver,
    /// The original came back (归还).
    Returned,
    /// Sealed with its folder (封存).
    Sealed,
}

impl Action {
    /// The stable name used in events and in the chain.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// One touch of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Place in the chain, from 1 without gaps.
    pub sequence: u32,
    /// What was done.
    pub action: Action,
    /// By whom.
    pub actor: ActorId,
    /// When, in whole microseconds.
    pub at: Timestamp,
    /// Why, as a code.
    pub note: Code,
    /// Digest of the entry before; for the first, the digest of the item's record.
    pub previous: Sha256Hex,
    /// SHA-256 over all of the above.
    pub digest: Sha256Hex,
}

/// Where a chain ends: what the next entry builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainHead {
    /// Place of the last entry.
    pub sequence: u32,
    /// Its digest.
    pub digest: Sha256Hex,
    /// When it was made.
    pub at: Timestamp,
}

/// A touch that is not yet part of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// What is done.
    pub action: Action,
    /// By whom.
    pub actor: ActorId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub note: Code,
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, IntoStaticStr, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Fault {
    /// It has no entry at all.
    Empty,
    /// It does not begin with the collection, or something was collected twice.
    Beginning,
    /// An entry is missing or out of order.
    Sequence,
    /// An entry lies before the one it follows.
    Time,
    /// An entry does not follow from the one before.
    Previous,
    /// An entry was changed.
    Digest,
    /// The chain ends elsewhere than was recorded.
    End,
}

/// A chain that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("the chain of custody does not hold at entry {sequence}: {fault}")]
pub struct Broken {
    /// Place of the first entry that does not hold.
    pub sequence: u32,
    /// What is wrong with it.
    pub fault: Fault,
}

impl Entry {
    /// The first entry of a chain over an item's record.
    #[must_use]
    pub fn first(record: Sha256Hex, touch: Touch) -> Self {
        Self::at_place(1, record, touch)
    }

    /// The entry after `head`. A clock that went back does not put it before the last one.
    #[must_use]
    pub fn after(head: &ChainHead, touch: Touch) -> Self {
        let at = touch.at.max(head.at);
        Self::at_place(
            head.sequence.saturating_add(1),
            head.digest,
            Touch { at, ..touch },
        )
    }

    fn at_place(sequence: u32, previous: Sha256Hex, touch: Touch) -> Self {
        let Touch {
            action,
            actor,
            at,
            note,
        } = touch;
        let at = whole_microseconds(at);
        let mut entry = Self {
            sequence,
            action,
            actor,
            at,
            note,
            previous,
            digest: previous,
        };
        entry.digest = Sha256Hex::of(&entry.canonical());
        entry
    }

    /// The chain up to this entry.
    #[must_use]
    pub const fn head(&self) -> ChainHead {
        ChainHead {
            sequence: self.sequence,
            digest: self.digest,
            at: self.at,
        }
    }

    /// The bytes the digest covers: one line for each field, in the order of the struct. No field
    /// can hold a line break, so no two entries share their bytes.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let Self {
            sequence,
            action,
            actor,
            at,
            note,
            previous,
            digest: _,
        } = self;
        let at = at.as_microsecond();
        format!("{ENTRY_LAYOUT}\n{sequence}\n{action}\n{actor}\n{at}\n{note}\n{previous}\n")
            .into_bytes()
    }
}

/// Proves a chain: every entry follows from the one before it, the first from the item's `record`,
/// and the last is the recorded `head`.
pub fn verify_chain(record: Sha256Hex, entries: &[Entry], head: &ChainHead) -> Result<(), Broken> {
    let mut last: Option<ChainHead> = None;
    for (place, entry) in (1_u32..).zip(entries) {
        let expected = last.map_or(record, |last| last.digest);
        let fault = if entry.sequence != place {
            Some(Fault::Sequence)
        } else if (entry.action == Action::Collected) != (place == 1) {
            Some(Fault::Beginning)
        } else if last.is_some_and(|last| entry.at < last.at) {
            Some(Fault::Time)
        } else if entry.previous != expected {
            Some(Fault::Previous)
        } else if !entry.digest.verify(&entry.canonical()) {
            Some(Fault::Digest)
        } else {
            None
        };
        if let Some(fault) = fault {
            return Err(Broken {
                sequence: place,
                fault,
            });
        }
        last = Some(entry.head());
    }
    match last {
        None => Err(Broken {
            sequence: 0,
            fault: Fault::Empty,
        }),
        Some(last) if last != *head => Err(Broken {
            sequence: last.sequence,
            fault: Fault::End,
        }),
        Some(_) => Ok(()),
    }
}

/// The instant as the database keeps it.
#[must_use]
pub fn whole_microseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(instant.as_microsecond()).unwrap_or(instant)
}
