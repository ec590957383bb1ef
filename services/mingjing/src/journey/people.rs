//! Who takes part, and the tokens they act with.

use std::path::Path;

use access::Issuer;
use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, ActorId, Post, Region, RegionScope};
use uuid::Uuid;

use crate::platform::ISSUER;

/// Someone who acts in the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Person {
    /// Takes submissions and answers them.
    Clerk,
    /// Keeps the roster and assigns teams.
    Dispatcher,
    /// Leads the investigation.
    OfficerLi,
    /// The second officer.
    OfficerWang,
    /// Reviews decisions (法制审核).
    Reviewer,
    /// Head of the agency.
    Head,
    /// Deputy head, who takes part in collective discussions.
    DeputyHead,
    /// Takes payments.
    Collector,
    /// Prepares publications.
    Discloser,
    /// Approves publications.
    DisclosureHead,
    /// Watches over all of it.
    Supervisor,
}

impl Person {
    /// The person's identifier: officers' tokens carry the identifier of their certificate's record.
    #[must_use]
    pub fn id(self, series: u64) -> ActorId {
        let number = match self {
            Self::Clerk => 1,
            Self::Dispatcher => 2,
            Self::OfficerLi => 3,
            Self::OfficerWang => 4,
            Self::Reviewer => 5,
            Self::Head => 6,
            Self::Collector => 7,
            Self::Discloser => 8,
            Self::DisclosureHead => 9,
            Self::Supervisor => 10,
            Self::DeputyHead => 11,
        };
        let shape = 0x0000_0000_0000_7000_8000_0000_0000_0000_u128;
        ActorId::from(Uuid::from_u128(
            shape | (u128::from(series & 0xffff_ffff) << 16) | number,
        ))
    }

    fn posts(self) -> &'static [Post] {
        match self {
            Self::Clerk => &[Post::Clerk],
            Self::Dispatcher => &[Post::Dispatcher],
            Self::OfficerLi | Self::OfficerWang => &[Post::Handler, Post::Officer],
            Self::Reviewer => &[Post::Reviewer],
            Self::Head | Self::DeputyHead => &[Post::Decider],
            Self::Collector => &[Post::Collector],
            Self::Discloser | Self::DisclosureHead => &[Post::Discloser],
            Self::Supervisor => &[Post::Supervisor],
        }
    }
}

/// The people of one matter.
#[derive(Debug)]
pub struct People {
    issuer: Issuer,
    series: u64,
}

impl People {
    /// People whose tokens are signed with this key.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub fn with_key(key: &Path) -> anyhow::Result<Self> {
        let issuer = Issuer::load(key, ISSUER)
            .with_context(|| format!("cannot use {}: start the platform first", key.display()))?;
        Ok(Self { issuer, series: 0 })
    }

    /// Gives these people identifiers of their own, so that the matter can be played again.
    pub(crate) fn renumber(&mut self, series: u64) {
        self.series = series;
    }

    /// The person's identifier.
    #[must_use]
    pub fn id(&self, person: Person) -> ActorId {
        person.id(self.series)
    }

    /// A token for the person, valid around `now`.
    ///
    /// # Errors
    /// When the issuer refuses.
    pub fn token(&self, person: Person, now: Timestamp) -> anyhow::Result<String> {
        let tongling: Region = "340700".parse()?;
        let scope = RegionScope::of([tongling]);
        let posts = person.posts().iter().copied();
        let actor = Actor::new(self.id(person), posts, "铜官区城市管理行政执法局", scope);
        let jti = Uuid::from_u128(u128::try_from(now.as_nanosecond()).unwrap_or_default());
        Ok(self
            .issuer
            .issue(&actor, SignedDuration::from_mins(30), now, jti)?)
    }
}
