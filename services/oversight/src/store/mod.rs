//! The only SQL of this service.

pub(crate) mod matter;
pub(crate) mod projection;
pub(crate) mod step;
