//! A document (文书) of a case: drafted, sealed with its number, served, or voided.
//!
//! The rules know a form by what it must follow and whose approval it needs; fields, layout and
//! printing belong to others. The text of a document never stands in its state: it holds names.
//!
//! Law encoded: what a document must say (its own articles, handed in as gaps), that it says nothing
//! else than the case (行政处罚法 5: facts), approval of the head of the agency (行政处罚法 56, 57, 行政强制法
//! 18), service (行政处罚法 61). A document about a measure, a preservation or a penalty on the spot names
//! it ([`About`]) and follows its state as it follows that of the case. Numbers without gaps and a register of the voided follow the rules for
//! official papers (GB/T 9704, 党政机关公文处理工作条例).
//!
//! Invariants: a sealed document is complete; its number is never given to another; a document that
//! reached the party is never voided; what was voided stays in the register.

mod command;
mod decide;
mod event;
mod form;
mod gates;
mod ground;
mod state;

pub use command::{DocumentCommand, DocumentFacts, Drafting, Gap, Sealing};
pub use decide::{DocumentRules, may_seal};
pub use event::DocumentEvent;
pub use form::{Approval, FormFacts, Reached, Volume};
pub use ground::{About, Ground, Subject};
pub use state::{Document, DocumentStatus, Draft, Seal, Voiding};
