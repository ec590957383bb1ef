//! One test per rule of dispatch: given, when, then.

#![cfg(test)]

mod given;

mod assigning;
mod officers;
mod working;
