//! The whole platform from outside: its programs, its HTTP, its traces.

#![cfg(test)]

mod faults;
mod journey;
mod publication;
mod trace;
