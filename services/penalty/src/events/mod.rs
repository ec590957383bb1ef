//! Domain events become contracts; foreign contracts become use cases.

pub(crate) mod consume;
pub(crate) mod documents;
pub(crate) mod proceedings;
pub(crate) mod publish;
