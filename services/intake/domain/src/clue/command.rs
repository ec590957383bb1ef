//! What may be asked of a clue, and what is looked up before the answer.

use jiff::civil::Date;
use kernel::{Actor, CaseId, ClueId, MatterId, Region, SubmissionId, Uscc};
use law::Calendar;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::{PartyKind, Source};

/// What is entered in the register of clues (案件来源登记表).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its identifier.
    pub id: ClueId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Where it came from.
    pub source: Source,
    /// The submission behind it, if one is.
    pub submission: Option<SubmissionId>,
    /// Field of enforcement.
    pub domain: String,
    /// Organisation named in it, if one is.
    pub respondent: Option<Uscc>,
    /// Day it was found or received.
    pub discovered_on: Date,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one answer on the official form"
)]
/// What verification found, as Article 19 of the procedure asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Evidence shows at first sight that the law was broken.
    pub evidence: bool,
    /// The act is one that a penalty is set for.
    pub punishable: bool,
    /// This agency is competent, by place and by level.
    pub competent: bool,
    /// Last day of the act.
    pub act_ended_on: Date,
    /// It harmed life, health or financial security.
    pub grave_harm: bool,
}

/// Why no case is opened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DeclineReason {
    /// The facts do not show a breach.
    NoBreach,
    /// Minor, corrected in time, no harm (行政处罚法 Art. 33).
    MinorAndCorrected,
    /// Limitation has passed.
    LimitationPassed,
    /// The same act was dealt with before.
    AlreadyHandled,
    /// Another ground of law.
    OtherGround,
}

/// What may be asked of a clue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClueCommand {
    /// Enter it in the register.
    Register(Registration),
    /// Allow more time for verification.
    Extend {
        /// Why the case is complex.
        ground: String,
    },
    /// Open a case.
    File {
        /// Identifier of the new case.
        case: CaseId,
        /// What verification found.
        finding: Finding,
        /// Item code of the power and responsibility list.
        power_item: String,
        /// Handling unit.
        unit: String,
        /// Natural person or organisation.
        party_kind: PartyKind,
        /// Credit code of an organisation.
        party_uscc: Option<Uscc>,
    },
    /// Open no case.
    Decline {
        /// Why.
        reason: DeclineReason,
    },
    /// Hand it to the competent body.
    Transfer {
        /// To whom.
        to_unit: String,
        /// Where that is.
        to_region: Region,
    },
    /// The verification clock ran out.
    NoteOverdue,
}

impl ClueCommand {
    /// Stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::Extend { .. } => "extend",
            Self::File { .. } => "file",
            Self::Decline { .. } => "decline",
            Self::Transfer { .. } => "transfer",
            Self::NoteOverdue => "note-overdue",
        }
    }
}

/// What was looked up before deciding.
#[derive(Debug, Clone)]
pub struct ClueFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: Date,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
}
