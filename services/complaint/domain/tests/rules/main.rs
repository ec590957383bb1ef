//! One test per rule of complaints and reports: given, when, then.

#![cfg(test)]

mod given;

mod answering;
mod closing;
mod receipts;
mod receiving;
