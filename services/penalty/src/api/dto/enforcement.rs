//! What callers send of the enforcement of a decision.

use jiff::civil::Date;
use penalty_domain::enforcement::{EnforcementCommand, Finish, SuspensionGround};
use serde::Deserialize;
use utoipa::ToSchema;

use super::ServiceDto;
use crate::api::text::{LONG, SHORT, Text};

/// The demand (履行催告书) was served.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ServeDemand {
    /// What is to be performed, until when and how, and the right to state and defend.
    #[schema(value_type = String, max_length = 20_000)]
    content: Text<LONG>,
    service: ServiceDto,
}

impl From<ServeDemand> for EnforcementCommand {
    fn from(dto: ServeDemand) -> Self {
        Self::ServeDemand {
            content: dto.content.into(),
            service: dto.service.into(),
        }
    }
}

/// What the party said to the demand, and what was found of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AnswerDemand {
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    #[schema(value_type = String, max_length = 20_000)]
    statement: Text<LONG>,
    /// What the agency found of it.
    #[schema(value_type = String, max_length = 20_000)]
    finding: Text<LONG>,
}

impl From<AnswerDemand> for EnforcementCommand {
    fn from(dto: AnswerDemand) -> Self {
        Self::RecordAnswer {
            received_on: dto.received_on,
            statement: dto.statement.into(),
            finding: dto.finding.into(),
        }
    }
}

/// The application to the court (强制执行申请).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ApplyToCourt {
    #[schema(value_type = String, max_length = 200, example = "铜官区人民法院")]
    court: Text<SHORT>,
    /// What is to be enforced.
    #[schema(value_type = String, max_length = 20_000)]
    object: Text<LONG>,
}

impl From<ApplyToCourt> for EnforcementCommand {
    fn from(dto: ApplyToCourt) -> Self {
        Self::Apply {
            court: dto.court.into(),
            object: dto.object.into(),
        }
    }
}

/// The court accepted the application (受理).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordAcceptance {
    #[schema(value_type = String, format = Date)]
    accepted_on: Date,
}

impl From<RecordAcceptance> for EnforcementCommand {
    fn from(dto: RecordAcceptance) -> Self {
        Self::RecordAcceptance {
            accepted_on: dto.accepted_on,
        }
    }
}

/// The court did not accept the application (不予受理).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordRejection {
    #[schema(value_type = String, format = Date)]
    ruled_on: Date,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<RecordRejection> for EnforcementCommand {
    fn from(dto: RecordRejection) -> Self {
        Self::RecordRejection {
            on: dto.ruled_on,
            reason: dto.reason.into(),
        }
    }
}

/// The court's ruling (执行裁定).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordRuling {
    /// Whether the decision is enforced.
    granted: bool,
    /// Number of the ruling.
    #[schema(value_type = String, max_length = 200)]
    instrument: Text<SHORT>,
    #[schema(value_type = String, format = Date)]
    ruled_on: Date,
}

impl From<RecordRuling> for EnforcementCommand {
    fn from(dto: RecordRuling) -> Self {
        Self::RecordRuling {
            granted: dto.granted,
            instrument: dto.instrument.into(),
            ruled_on: dto.ruled_on,
        }
    }
}

/// The suspension (中止执行).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SuspendEnforcement {
    /// inability, third-party-claim, irreparable-harm, other.
    #[schema(value_type = String, example = "inability")]
    ground: SuspensionGround,
    /// The facts.
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
    /// The party is really unable to perform, and nothing shows harm to society: after three years
    /// enforcement ends for good.
    #[serde(default)]
    harmless: bool,
}

impl From<SuspendEnforcement> for EnforcementCommand {
    fn from(dto: SuspendEnforcement) -> Self {
        Self::Suspend {
            ground: dto.ground,
            reason: dto.reason.into(),
            harmless: dto.harmless,
        }
    }
}

/// Enforcement goes on (恢复执行).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ResumeEnforcement {
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<ResumeEnforcement> for EnforcementCommand {
    fn from(dto: ResumeEnforcement) -> Self {
        Self::Resume {
            reason: dto.reason.into(),
        }
    }
}

/// The end of enforcement (终结执行).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct FinishEnforcement {
    /// performed, court-ended, nothing-left.
    #[schema(value_type = String, example = "court-ended")]
    finish: Finish,
    #[schema(value_type = String, format = Date)]
    finished_on: Date,
    /// The ruling, or the facts.
    #[schema(value_type = String, max_length = 20_000)]
    instrument: Text<LONG>,
}

impl From<FinishEnforcement> for EnforcementCommand {
    fn from(dto: FinishEnforcement) -> Self {
        Self::Finish {
            finish: dto.finish,
            on: dto.finished_on,
            instrument: dto.instrument.into(),
        }
    }
}
