//! Who is asking and what they may do: tokens, posts, region scope.
//!
//! What it is for: a signed token becomes an [`kernel::Actor`] in [`Verifier::verify`], and
//! [`require`] decides whether that actor's posts and regions allow an act. The platform signs
//! with its own [`Issuer`]; in production the province's issuer can stand beside it or instead.
//!
//! Invariants:
//! - denied unless allowed: no keys, no posts or an unknown post means no actor;
//! - the key decides the algorithm, never the token;
//! - the time comes from the caller's clock, with [`LEEWAY`] for clocks that differ.
//!
//! Deliberately absent: sign-in, sessions and their revocation (the portal's), and separation of
//! duties, which each case's own gates decide.

mod claims;
mod issuer;
mod keys;
mod permission;
mod verifier;

pub use claims::{AUDIENCE, LEEWAY, TTL_MAX};
pub use issuer::{IssueError, Issuer, KeyError};
pub use keys::JwksError;
pub use permission::{Denied, require};
pub use verifier::{AccessError, Verifier};
