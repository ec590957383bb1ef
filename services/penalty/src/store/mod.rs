//! The only SQL of this service.

pub(crate) mod archive;
pub(crate) mod benchmark;
pub(crate) mod case_file;
pub(crate) mod docket;
pub(crate) mod document;
pub(crate) mod document_content;
pub(crate) mod enforcement;
pub(crate) mod fined_act;
pub(crate) mod like_case;
pub(crate) mod night;
pub(crate) mod officer;
pub(crate) mod official_document;
pub(crate) mod party;
pub(crate) mod power_list;
pub(crate) mod practice;
pub(crate) mod proceeding;
pub(crate) mod property;
pub(crate) mod referral;
pub(crate) mod refusal;
pub(crate) mod remedy;
pub(crate) mod seal_key;
pub(crate) mod spot_penalty;
pub(crate) mod spot_practice;
pub(crate) mod timeline;
