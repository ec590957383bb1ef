//! The shared words against their standards.

#![cfg(test)]

mod actors;
mod clocks;
mod codes;
mod deciding;
mod documents;
mod ids;
mod masks;
mod money;
mod regions;
#[cfg(feature = "openapi")]
mod schemas;
