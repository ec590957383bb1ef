//! `mingjing token`: a token for a person, signed with the key in the platform's folder.
//!
//! Whoever may read that key may be anyone, so the key is readable by its owner only. In production
//! tokens come from the province's identity provider.

use access::Issuer;
use anyhow::Context as _;
use clap::Args;
use jiff::SignedDuration;
use kernel::{Actor, ActorId, Clock as _, Ids as _, Post, Region, RegionScope};
use runtime::{MovableClock, SystemIds};

use crate::platform::{ISSUER, Place, say};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Posts, for example `decider` or `handler,officer`.
    #[arg(long, required = true, value_delimiter = ',')]
    post: Vec<Post>,
    /// Region codes the person may act in; 000000 is the whole nation.
    #[arg(long, required = true, value_delimiter = ',')]
    region: Vec<Region>,
    /// The unit the person acts for.
    #[arg(long, default_value = "unit-1")]
    unit: String,
    /// The person's identifier; a new one when left out.
    #[arg(long)]
    id: Option<ActorId>,
    /// Life in minutes.
    #[arg(long, default_value_t = 60)]
    minutes: i64,
}

/// Prints the token.
pub(crate) fn run(place: &Place, options: &Options) -> anyhow::Result<()> {
    let issuer = Issuer::load(&place.home.issuer_key(), ISSUER).with_context(|| {
        format!(
            "no issuer key in {}: start the platform once",
            place.home.path().display()
        )
    })?;
    let clock = MovableClock::open(&place.home.clock())?;
    let ids = SystemIds::new(clock.clone());
    let scope = if options.region.contains(&Region::NATION) {
        RegionScope::everywhere()
    } else {
        RegionScope::of(options.region.iter().copied())
    };
    let id = options.id.unwrap_or_else(|| ActorId::from(ids.uuid()));
    let actor = Actor::new(
        id,
        options.post.iter().copied(),
        options.unit.clone(),
        scope,
    );
    let life = SignedDuration::from_mins(options.minutes);
    say(issuer.issue(&actor, life, clock.now(), ids.uuid())?);
    Ok(())
}
