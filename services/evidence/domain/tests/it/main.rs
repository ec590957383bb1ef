//! The rules of evidence, one test for each: given, when, then.

#![cfg(test)]

mod collection;
mod custody;
mod given;
mod properties;
mod sealing;
