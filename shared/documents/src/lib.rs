//! The official documents (执法文书) of a case: which fields each form needs, and the form as PDF.
//!
//! What it is for: [`check`] says what is missing before a paper may be sealed, [`Press`] prints it
//! on A4 after the rules for official papers (GB/T 9704), and [`content_digest`] is what stands
//! beside the QR code, so that anyone can compare paper and record.
//!
//! Invariants: a sheet whose fields are not whole is not printed; the same sheet and the same fonts
//! give the same bytes; text from people is data and never code of the layout language; a character
//! that no font can draw stops the printing instead of becoming an empty box; periods that the paper
//! promises come from the table of deadlines.
//!
//! Fonts: GB/T 9704 wants typefaces that are not free. Of Debian's Noto CJK, Noto Serif CJK SC stands
//! for 仿宋 (body) and 楷体, its bold for 小标宋 (titles), Noto Sans CJK SC for 黑体 (headings). An agency
//! that owns the proper typefaces puts them into its font folder and they are used instead.
//!
//! Deliberately absent: document numbers, signatures, storage, and the choice of the paper. They
//! belong to the service that owns the case.

mod check;
mod digest;
mod error;
mod field;
mod fields;
mod fonts;
mod form;
mod money;
mod periods;
mod press;
mod qr;
mod show;
mod specimen;
mod template;

pub use check::{FieldProblem, Problem, check};
pub use digest::content_digest;
pub use error::Error;
pub use field::{Column, Condition, Field, FieldKind};
pub use form::{Form, Volume};
pub use money::in_words;
pub use press::{CheckMark, Press, SealMark, Sheet};
pub use specimen::specimen;

/// What fills a form: the value of each field by its name.
pub type Values = serde_json::Map<String, serde_json::Value>;
