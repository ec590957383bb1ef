//! The only SQL of this service.

pub(crate) mod publication;
pub(crate) mod register;
pub(crate) mod served;
pub(crate) mod text;

use std::fmt::Display;

use ledger::Error;

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
