//! What happens to a submission.

use jiff::civil::Date;
use law::Due;

use super::About;
use crate::{ClosedBy, Outcome};

/// Something that happened to a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionEvent {
    /// It was taken and its clock runs.
    Received {
        /// What it is about.
        about: About,
        /// When an answer is owed.
        due: Due,
    },
    /// A report went to intake.
    Forwarded,
    /// The citizen was answered.
    Replied {
        /// What the answer says.
        outcome: Outcome,
        /// When.
        on: Date,
        /// The matter goes on; the citizen will hear again.
        interim: bool,
        /// The clock that ends with it, if one ran.
        met: Option<String>,
    },
    /// It was closed.
    Closed {
        /// By whom.
        by: ClosedBy,
        /// When.
        on: Date,
        /// 1 to 5, when the citizen said.
        satisfaction: Option<u8>,
    },
    /// It was taken up again.
    Reopened {
        /// The how-many-eth time.
        times: u32,
        /// When an answer is owed.
        due: Due,
    },
    /// No answer came in time.
    WentOverdue {
        /// The clock.
        due: Due,
    },
}
