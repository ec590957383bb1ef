//! Service of the decision, payment, closing, revocation.

use jiff::civil::Date;
use kernel::Fen;
use penalty_domain::CaseCommand;
use penalty_domain::case::{
    PaymentReceived, Performance, RevocationDraft, RevocationGround, RevocationKind,
};
use penalty_domain::payment::Channel;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ServiceDto;
use crate::api::text::{LONG, SHORT, Text};

/// The decision was served.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ServeDecision {
    service: ServiceDto,
    /// For electronic: a way to apply for reconsideration online came with it.
    #[serde(default)]
    online_reconsideration: bool,
}

impl From<ServeDecision> for CaseCommand {
    fn from(dto: ServeDecision) -> Self {
        Self::ServeDecision {
            service: dto.service.into(),
            online_reconsideration: dto.online_reconsideration,
        }
    }
}

/// Money that the bank or the payment system received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordPayment {
    /// In fen; settles fine, then income, then surcharge.
    #[schema(value_type = i64, example = 500_000)]
    amount_fen: Fen,
    #[schema(value_type = String, format = Date)]
    paid_on: Date,
    /// bank, electronic.
    #[schema(value_type = String, example = "bank")]
    channel: Channel,
    /// Number of the receipt.
    #[schema(value_type = String, max_length = 200)]
    receipt: Text<SHORT>,
}

impl From<RecordPayment> for CaseCommand {
    fn from(dto: RecordPayment) -> Self {
        Self::RecordPayment(PaymentReceived {
            amount: dto.amount_fen,
            paid_on: dto.paid_on,
            channel: dto.channel,
            receipt: dto.receipt.into(),
        })
    }
}

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

impl From<RevokeDecision> for CaseCommand {
    fn from(dto: RevokeDecision) -> Self {
        Self::Revoke(RevocationDraft {
            kind: dto.kind,
            ground: dto.ground,
            instrument: dto.instrument.into(),
            revoked_on: dto.revoked_on,
        })
    }
}
