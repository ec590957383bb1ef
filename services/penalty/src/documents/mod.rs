//! The documents (文书) of a case: which form needs what, what the case fills in, and printing.

pub(crate) mod fill;
pub(crate) mod forms;
pub(crate) mod press;

pub(crate) use fill::{Filled, fill};
pub(crate) use press::{Printed, Printing, Workshop};
