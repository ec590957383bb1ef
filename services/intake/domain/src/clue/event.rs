//! What happens to a clue.

use jiff::civil::Date;
use kernel::{CaseId, Region, Uscc};
use law::Due;

use super::state::About;
use super::{DeclineReason, PartyKind};

/// Something that happened to a clue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClueEvent {
    /// It was registered and its clock runs.
    Registered {
        /// What it is about.
        about: About,
        /// The verification clock.
        due: Due,
    },
    /// The clock was extended.
    Extended {
        /// The new due date.
        due: Due,
    },
    /// A case was filed.
    Filed {
        /// The case.
        case: CaseId,
        /// When.
        filed_on: Date,
        /// Item of the power list.
        power_item: String,
        /// Handling unit.
        unit: String,
        /// Natural person or organisation.
        party_kind: PartyKind,
        /// Credit code of an organisation.
        party_uscc: Option<Uscc>,
    },
    /// No case.
    NotFiled {
        /// Why.
        reason: DeclineReason,
    },
    /// Handed over.
    Transferred {
        /// To whom.
        to_unit: String,
        /// Where that is.
        to_region: Region,
    },
    /// The clock ran out.
    WentOverdue {
        /// The clock.
        due: Due,
    },
}
