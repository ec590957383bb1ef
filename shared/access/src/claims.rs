//! What a token says, and what of it is believed.

use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, ActorId, Post, Region, RegionScope};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::AccessError;

/// The audience of every token of the platform.
pub const AUDIENCE: &str = "mingjing";

/// How far the clocks of issuer and verifier may differ.
pub const LEEWAY: SignedDuration = SignedDuration::from_secs(30);

/// The longest a token of the built-in issuer lives: one working session.
pub const TTL_MAX: SignedDuration = SignedDuration::from_hours(12);

/// How a token says "everywhere".
const EVERYWHERE: &str = "*";

/// The body of a token as the built-in issuer writes it.
#[derive(Debug, Serialize)]
pub(crate) struct Written<'a> {
    iss: &'a str,
    aud: &'static str,
    sub: ActorId,
    jti: Uuid,
    iat: i64,
    exp: i64,
    posts: &'a [Post],
    unit: &'a str,
    regions: Vec<String>,
}

impl<'a> Written<'a> {
    pub(crate) fn new(
        iss: &'a str,
        actor: &'a Actor,
        jti: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Self {
        let regions = match &actor.scope {
            RegionScope::Everywhere => vec![EVERYWHERE.to_owned()],
            RegionScope::Regions(regions) => regions.iter().map(ToString::to_string).collect(),
        };
        Self {
            iss,
            aud: AUDIENCE,
            sub: actor.id,
            jti,
            iat: now.as_second(),
            exp: until.as_second(),
            posts: &actor.posts,
            unit: &actor.unit,
            regions,
        }
    }
}

/// The body of a token as it is read: issuer and audience have been checked with the signature.
/// Other claims that an outside issuer adds are of no interest.
#[derive(Debug, Deserialize)]
pub(crate) struct Read {
    sub: String,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    #[serde(default)]
    posts: Vec<String>,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    regions: Vec<String>,
}

impl Read {
    /// The actor, when the token is valid at `now` and every claim makes sense.
    pub(crate) fn actor(self, now: Timestamp) -> Result<Actor, AccessError> {
        let (now, leeway) = (now.as_second(), LEEWAY.as_secs());
        if now >= self.exp.saturating_add(leeway) {
            return Err(AccessError::Expired);
        }
        let begins = [self.nbf, self.iat].into_iter().flatten().max();
        if begins.is_some_and(|begins| now.saturating_add(leeway) < begins) {
            return Err(AccessError::NotYetValid);
        }
        let id: ActorId = self.sub.parse().map_err(|_| AccessError::Claim("sub"))?;
        let posts: Vec<Post> = self
            .posts
            .iter()
            .map(|post| post.parse().map_err(|_| AccessError::UnknownPost))
            .collect::<Result<_, _>>()?;
        if posts.is_empty() {
            return Err(AccessError::NoPosts);
        }
        Ok(Actor {
            id,
            posts,
            unit: self.unit,
            scope: scope(&self.regions)?,
        })
    }
}

fn scope(regions: &[String]) -> Result<RegionScope, AccessError> {
    if regions.iter().any(|region| region == EVERYWHERE) {
        return Ok(RegionScope::Everywhere);
    }
    regions
        .iter()
        .map(|region| {
            region
                .parse::<Region>()
                .map_err(|_| AccessError::Claim("regions"))
        })
        .collect()
}
