//! Tokens as an attacker and an honest caller present them.

#![expect(clippy::unwrap_used, reason = "tests")]

mod issuer;
mod outside;
mod tokens;

use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, ActorId, Ids, Post, RegionScope, SeededIds};

const ISSUER: &str = "https://mingjing.test";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn noon() -> Timestamp {
    "2026-11-20T12:00:00+08:00".parse().unwrap()
}

fn handler() -> Actor {
    let id = ActorId::from(SeededIds::default().uuid());
    let scope = RegionScope::of(["340700".parse().unwrap()]);
    Actor::new(
        id,
        [Post::Handler, Post::Clerk],
        "铜陵市市场监督管理局",
        scope,
    )
}

fn issue(issuer: &access::Issuer) -> String {
    issuer
        .issue(&handler(), HOUR, noon(), SeededIds::new(1).uuid())
        .unwrap()
}
