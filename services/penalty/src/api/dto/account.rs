//! Money: payments, plans, the surcharge, refunds.

use jiff::civil::Date;
use kernel::Fen;
use penalty_domain::CaseCommand;
use penalty_domain::case::{RefundMade, WaiverDraft};
use penalty_domain::payment::{Channel, Incoming, PlanDraft, StopGround};
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use super::few;
use crate::api::text::{LONG, SHORT, Text};

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
    /// More came in than is owed; the rest goes back to the party.
    #[serde(default)]
    overpaid: bool,
}

impl From<RecordPayment> for Incoming {
    fn from(dto: RecordPayment) -> Self {
        Self {
            amount: dto.amount_fen,
            paid_on: dto.paid_on,
            channel: dto.channel,
            receipt: dto.receipt.into(),
            overpaid: dto.overpaid,
        }
    }
}

impl From<RecordPayment> for CaseCommand {
    fn from(dto: RecordPayment) -> Self {
        Self::RecordPayment(dto.into())
    }
}

/// One sum and its last day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct InstalmentDto {
    /// In fen.
    #[schema(value_type = i64, example = 100_000)]
    amount_fen: Fen,
    #[schema(value_type = String, format = Date)]
    due_on: Date,
}

impl From<InstalmentDto> for (Fen, Date) {
    fn from(dto: InstalmentDto) -> Self {
        (dto.amount_fen, dto.due_on)
    }
}

/// Deferral or instalments (延期、分期缴纳罚款).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct GrantPlan {
    /// Day of the party's written application.
    #[schema(value_type = String, format = Date)]
    applied_on: Date,
    /// The real economic hardship, and what proves it.
    #[schema(value_type = String, max_length = 20_000)]
    hardship: Text<LONG>,
    /// In order; one for a deferral. Together they make the unpaid fine.
    instalments: Vec<InstalmentDto>,
}

impl GrantPlan {
    /// The command, if the list is not too long.
    pub(in crate::api) fn command(self) -> Result<CaseCommand, Fault> {
        Ok(CaseCommand::GrantPlan(PlanDraft {
            applied_on: self.applied_on,
            hardship: self.hardship.into(),
            instalments: few(self.instalments, "instalments")?,
        }))
    }
}

/// The party applied for reconsideration or sued: the surcharge stands still.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct PauseSurcharge {
    /// First day that does not count.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// reconsideration, litigation.
    #[schema(value_type = String, example = "reconsideration")]
    ground: StopGround,
}

impl From<PauseSurcharge> for CaseCommand {
    fn from(dto: PauseSurcharge) -> Self {
        Self::PauseSurcharge {
            from: dto.from,
            ground: dto.ground,
        }
    }
}

/// Reconsideration or litigation is over: the surcharge goes on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ResumeSurcharge {
    /// Last day that does not count.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// reconsideration, litigation.
    #[schema(value_type = String, example = "reconsideration")]
    ground: StopGround,
}

impl From<ResumeSurcharge> for CaseCommand {
    fn from(dto: ResumeSurcharge) -> Self {
        Self::ResumeSurcharge {
            to: dto.to,
            ground: dto.ground,
        }
    }
}

/// A part of the surcharge is waived under an execution agreement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct WaiveSurcharge {
    /// In fen.
    #[schema(value_type = i64, example = 10_000)]
    amount_fen: Fen,
    /// The execution agreement (执行协议).
    #[schema(value_type = String, max_length = 20_000)]
    agreement: Text<LONG>,
    /// What the party did to remedy.
    #[schema(value_type = String, max_length = 20_000)]
    remedy: Text<LONG>,
}

impl From<WaiveSurcharge> for CaseCommand {
    fn from(dto: WaiveSurcharge) -> Self {
        Self::WaiveSurcharge(WaiverDraft {
            amount: dto.amount_fen,
            agreement: dto.agreement.into(),
            remedy: dto.remedy.into(),
        })
    }
}

/// Money went back to the party.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordRefund {
    /// In fen.
    #[schema(value_type = i64, example = 10_000)]
    amount_fen: Fen,
    #[schema(value_type = String, format = Date)]
    refunded_on: Date,
    /// Number of the voucher.
    #[schema(value_type = String, max_length = 200)]
    voucher: Text<SHORT>,
}

impl From<RecordRefund> for CaseCommand {
    fn from(dto: RecordRefund) -> Self {
        Self::RecordRefund(RefundMade {
            amount: dto.amount_fen,
            refunded_on: dto.refunded_on,
            voucher: dto.voucher.into(),
        })
    }
}
