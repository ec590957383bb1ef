//! The rules of complaints and reports (投诉举报): what a citizen's submission must contain, when it
//! must be answered, and when it may be closed or taken up again.
//!
//! ```text
//! Unknown ─receive─► Handling ─reply (final)─► Replied ─close─► Closed
//!                     │   ▲ └ reply (interim) ┘   │                │
//!                     │   └────────── reopen ◄────┴────────────────┘
//!                     └ note-overdue: stays, and is marked
//! ```
//!
//! Law encoded: a report (举报) needs a concrete clue and facts, and may be anonymous; a consumer's
//! complaint (投诉) needs who complains, about whom, and what is asked; one text that is both is
//! handled as two (市场监督管理投诉举报处理办法, Order 121, Art. 9, 10, 28); a statutory limit goes
//! before the limit of the hotline 12345, which is the platform's configuration.
//!
//! Invariants: a report is forwarded in the step that receives it; an answer to a report says only
//! what the procedure has reached; what is closed was answered before.
//!
//! Deliberately absent: mediation (Art. 18 to 25), petitions (信访), and what becomes of a report:
//! that is decided by intake and penalty, and only its stage is known here.

pub mod content;
pub mod limits;
pub mod receipt;
pub mod reporter;
pub mod submission;
mod terms;

pub use content::{Filing, Respondent};
pub use limits::Limits;
pub use receipt::{QueryCode, Receipt, ReceiptError};
pub use reporter::{MaskedReporter, Reporter};
pub use submission::{
    About, AnswerClock, Submission, SubmissionCommand, SubmissionEvent, SubmissionFacts,
    SubmissionRules,
};
pub use terms::{Channel, ClosedBy, Kind, Outcome, Stage};
