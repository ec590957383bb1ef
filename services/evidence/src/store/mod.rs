//! The only SQL of this service.

pub(crate) mod custody;
pub(crate) mod folder;
pub(crate) mod item;
pub(crate) mod team;

use std::fmt::Display;

use ledger::Error;
use serde::Serialize;

/// Reports a stored value that cannot be what it is.
fn impossible(
    table: &'static str,
    column: &'static str,
    id: &dyn Display,
    problem: &dyn Display,
) -> Error {
    Error::Inconsistent {
        table,
        column,
        id: id.to_string(),
        problem: problem.to_string(),
    }
}

fn encode(
    state: &impl Serialize,
    table: &'static str,
    id: &dyn Display,
) -> Result<serde_json::Value, Error> {
    serde_json::to_value(state).map_err(|error| impossible(table, "state", id, &error))
}
