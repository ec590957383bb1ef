//! What goes over the wire.

use intake_domain::{Clue, DeclineReason, Finding, PartyKind, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{CaseId, ClueId, MatterId, Region, Uscc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::clue::StoredClue;

/// Longest list in one answer.
pub(super) const PAGE_MAX: i64 = 100;

/// A clue found by the agency itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterClue {
    /// Region code of six digits.
    pub(super) region: Region,
    /// inspection, transfer, media, other. Reports come from the complaint service.
    #[schema(value_type = String, example = "inspection")]
    pub(super) source: Source,
    /// Field of enforcement.
    #[schema(example = "city-management", max_length = 64)]
    pub(super) domain: String,
    /// Credit code of the organisation named in it.
    #[schema(value_type = Option<String>)]
    pub(super) respondent_uscc: Option<Uscc>,
    /// Day it was found; not in the future.
    #[schema(value_type = String, format = Date)]
    pub(super) discovered_on: Date,
}

/// More time for verification.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtendVerification {
    /// Why the matter is complex.
    #[schema(max_length = 500)]
    pub(super) ground: String,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one answer on the official form"
)]
/// Opens a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FileCase {
    /// Evidence shows the breach at first sight.
    pub(super) evidence: bool,
    /// A penalty is set for the act.
    pub(super) punishable: bool,
    /// This agency is competent.
    pub(super) competent: bool,
    /// Last day of the act.
    #[schema(value_type = String, format = Date)]
    pub(super) act_ended_on: Date,
    /// Life, health or financial security was harmed.
    #[serde(default)]
    pub(super) grave_harm: bool,
    /// Item of the power and responsibility list.
    #[schema(example = "340705-CG-0001", max_length = 64)]
    pub(super) power_item: String,
    /// Handling unit.
    #[schema(max_length = 64)]
    pub(super) unit: String,
    /// natural-person or organisation.
    #[schema(value_type = String, example = "organisation")]
    pub(super) party_kind: PartyKind,
    /// Credit code of an organisation.
    #[schema(value_type = Option<String>)]
    pub(super) party_uscc: Option<Uscc>,
}

impl FileCase {
    pub(super) fn finding(&self) -> Finding {
        Finding {
            evidence: self.evidence,
            punishable: self.punishable,
            competent: self.competent,
            act_ended_on: self.act_ended_on,
            grave_harm: self.grave_harm,
        }
    }
}

/// Opens no case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclineClue {
    /// no-breach, minor-and-corrected, limitation-passed, already-handled, other-ground.
    #[schema(value_type = String, example = "no-breach")]
    pub(super) reason: DeclineReason,
}

/// Hands the clue over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TransferClue {
    /// The competent body.
    #[schema(max_length = 64)]
    pub(super) to_unit: String,
    /// Its region.
    pub(super) to_region: Region,
}

/// Which clues to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListClues {
    /// verifying, filed, not-filed, transferred.
    pub(super) status: Option<String>,
    /// Only the clue of this matter.
    pub(super) matter_id: Option<MatterId>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(super) page: u32,
}

/// A clue as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClueView {
    id: ClueId,
    matter_id: MatterId,
    region: Region,
    /// verifying, filed, not-filed, transferred.
    status: &'static str,
    version: i64,
    /// Last day of verification, while it runs.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// Verification was not ended in time.
    overdue: bool,
    #[schema(value_type = String, format = DateTime)]
    registered_at: Timestamp,
    source: Option<String>,
    domain: Option<String>,
    /// The case, once one is filed.
    case_id: Option<CaseId>,
}

impl From<&StoredClue> for ClueView {
    fn from(clue: &StoredClue) -> Self {
        let about = clue.state.about();
        Self {
            id: clue.id,
            matter_id: clue.matter,
            region: clue.region,
            status: clue.state.name(),
            version: clue.version,
            due_on: clue.due_on,
            overdue: matches!(clue.state, Clue::Verifying { overdue: true, .. }),
            registered_at: clue.registered_at,
            source: about.map(|about| about.source.to_string()),
            domain: about.map(|about| about.domain.clone()),
            case_id: match &clue.state {
                Clue::Filed { case, .. } => Some(*case),
                Clue::Unknown
                | Clue::Verifying { .. }
                | Clue::NotFiled { .. }
                | Clue::Transferred { .. } => None,
            },
        }
    }
}

/// A page of clues.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClueList {
    pub(super) clues: Vec<ClueView>,
}
