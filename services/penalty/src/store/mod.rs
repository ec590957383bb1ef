//! The only SQL of this service.

pub(crate) mod case_file;
pub(crate) mod document;
pub(crate) mod fined_act;
pub(crate) mod party;
pub(crate) mod practice;
pub(crate) mod refusal;
