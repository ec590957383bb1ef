//! Registered preservation.

use penalty_domain::preservation::{PreservationCommand, PreservationDraft, Treatment};
use penalty_domain::proceeding::{MeasureId, PreservationId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ItemDto, SceneDto, drafts};
use crate::api::text::{LONG, SHORT, Text};

/// A preservation that is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RequestPreservation {
    /// Why the evidence may be lost or hard to get later.
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    items: Vec<ItemDto>,
}

impl RequestPreservation {
    pub(in crate::api::proceedings) fn command(self, id: Uuid) -> PreservationCommand {
        PreservationCommand::Request(PreservationDraft {
            id: PreservationId::from(id),
            reasons: self.reasons.into(),
            items: drafts(self.items),
        })
    }
}

/// Evidence that was taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct TakeEvidence {
    scene: SceneDto,
    /// Why it could not wait for approval; market supervision only.
    #[schema(value_type = Option<String>, max_length = 20_000)]
    urgency: Option<Text<LONG>>,
}

impl From<TakeEvidence> for PreservationCommand {
    fn from(dto: TakeEvidence) -> Self {
        Self::Take {
            scene: Box::new(dto.scene.into()),
            urgency: dto.urgency.map(String::from),
        }
    }
}

/// How evidence is dealt with. The head releases it by a step of its own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "treatment", rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::api) enum TreatmentDto {
    /// Recorded, copied, photographed; the original goes back.
    Copied {},
    /// Sent to be tested.
    SentForTesting {
        /// Whom to.
        #[schema(value_type = String, max_length = 200)]
        institution: Text<SHORT>,
    },
    /// Taken over by a measure in force.
    Converted {
        /// The measure.
        #[schema(value_type = String, format = Uuid)]
        measure_id: MeasureId,
    },
    /// Confiscated by the decision of the case.
    Confiscated {},
}

impl From<TreatmentDto> for Treatment {
    fn from(dto: TreatmentDto) -> Self {
        match dto {
            TreatmentDto::Copied {} => Self::Copied,
            TreatmentDto::SentForTesting { institution } => Self::SentForTesting {
                institution: institution.into(),
            },
            TreatmentDto::Converted { measure_id } => Self::Converted {
                measure: measure_id,
            },
            TreatmentDto::Confiscated {} => Self::Confiscated,
        }
    }
}

/// Items that were dealt with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DisposeEvidence {
    /// Numbers on the list.
    items: Vec<u32>,
    how: TreatmentDto,
    /// The paper that proves it.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<DisposeEvidence> for PreservationCommand {
    fn from(dto: DisposeEvidence) -> Self {
        Self::Dispose {
            items: dto.items,
            treatment: dto.how.into(),
            document: dto.document.into(),
        }
    }
}

/// Items that are released.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReleaseItems {
    /// Numbers on the list.
    items: Vec<u32>,
    /// Number of the notice (解除先行登记保存证据通知书).
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<ReleaseItems> for PreservationCommand {
    fn from(dto: ReleaseItems) -> Self {
        Self::Release {
            items: dto.items,
            document: dto.document.into(),
        }
    }
}

/// Items that were given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReturnEvidence {
    /// Numbers on the list.
    items: Vec<u32>,
    /// The receipt.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<ReturnEvidence> for PreservationCommand {
    fn from(dto: ReturnEvidence) -> Self {
        Self::Return {
            items: dto.items,
            document: dto.document.into(),
        }
    }
}
