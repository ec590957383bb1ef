//! Domain events become contracts; foreign contracts become use cases.

pub(crate) mod certificates;
pub(crate) mod consume;
pub(crate) mod dockets;
pub(crate) mod documents;
pub(crate) mod proceedings;
pub(crate) mod publish;
