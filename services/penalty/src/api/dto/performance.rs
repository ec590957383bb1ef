//! Closing and revocation.

use jiff::civil::Date;
use penalty_domain::CaseCommand;
use penalty_domain::case::{Performance, RevocationDraft, RevocationGround, RevocationKind};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::text::{LONG, SHORT, Text};

/// How penalties other than money were carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct PerformanceDto {
    #[schema(value_type = String, format = Date)]
    performed_on: Date,
    /// What was done, and the proof.
    #[schema(value_type = String, max_length = 20_000)]
    note: Text<LONG>,
}

/// The closing (结案).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct CloseCase {
    /// Required when something other than money was imposed that someone must carry out.
    performance: Option<PerformanceDto>,
}

impl From<CloseCase> for CaseCommand {
    fn from(dto: CloseCase) -> Self {
        let performance = dto.performance.map(|done| Performance {
            performed_on: done.performed_on,
            note: done.note.into(),
        });
        Self::Close { performance }
    }
}

/// What became of the decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RevokeDecision {
    /// revoked, changed, confirmed-illegal, confirmed-void.
    #[schema(value_type = String, example = "revoked")]
    kind: RevocationKind,
    /// insufficient-evidence, wrong-law, procedure-violated, ultra-vires, abuse-of-power,
    /// evidently-improper.
    #[schema(value_type = String, example = "procedure-violated")]
    ground: RevocationGround,
    /// The document that says so.
    #[schema(value_type = String, max_length = 200)]
    instrument: Text<SHORT>,
    #[schema(value_type = String, format = Date)]
    revoked_on: Date,
}

impl From<RevokeDecision> for RevocationDraft {
    fn from(dto: RevokeDecision) -> Self {
        Self {
            kind: dto.kind,
            ground: dto.ground,
            instrument: dto.instrument.into(),
            revoked_on: dto.revoked_on,
        }
    }
}

impl From<RevokeDecision> for CaseCommand {
    fn from(dto: RevokeDecision) -> Self {
        Self::Revoke(dto.into())
    }
}
