//! The rules of disclosure, one test for each: given, when, then.

#![cfg(test)]

mod given;
mod masks;
mod properties;
mod queue;
mod register;
mod withdrawal;
