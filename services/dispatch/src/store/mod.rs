//! The only SQL of this service.

pub(crate) mod officer;
pub(crate) mod task;
