//! The only SQL of this service.

pub(crate) mod correspondence;
pub(crate) mod reporter;
pub(crate) mod stage;
pub(crate) mod submission;
