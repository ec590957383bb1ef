//! What callers send.

mod account;
mod archive;
mod decision;
mod document;
mod enforcement;
mod findings;
mod hearing;
mod inquiry;
mod norms;
mod party_heard;
mod performance;
mod report;
mod service;

pub(super) use account::{
    GrantPlan, PauseSurcharge, RecordPayment, RecordRefund, ResumeSurcharge, WaiveSurcharge,
};
pub(super) use archive::ArchiveCase;
pub(super) use decision::{DecideCase, ProvisionDto};
pub(super) use document::{
    AmendDocument, AskCaseFile, DraftDocument, SealDocument, ServeDocument, VoidDocument, VolumeDto,
};
pub(super) use enforcement::{
    AnswerDemand, ApplyToCourt, FinishEnforcement, RecordAcceptance, RecordRejection, RecordRuling,
    ResumeEnforcement, ServeDemand, SuspendEnforcement,
};
pub(super) use hearing::{
    AnnounceHearing, AppointHost, FixHearing, HandFile, NotifyOfHearing, RecordHearing,
    ReportHearing, SuspendHearing,
};
pub(super) use inquiry::{
    AnswerRecusal, AskRecusal, EndCase, ExcludeTime, ExtendReview, ExtendTime, OrderCorrection,
    ResumeInvestigation, ShowCards, SuspendInvestigation,
};
pub(super) use norms::{Calculate, ListBenchmarks, ListItems, LoadPowerList, PublishBenchmarks};
pub(super) use party_heard::{RecordStatement, RequestHearing, ReviewCase, ServeNotice};
pub(super) use performance::{CloseCase, RevokeDecision};
pub(super) use report::InvestigationReport;
pub(super) use service::{AnnounceService, RecordAttempt, ServeDecision};

use http_kit::Problem;
use jiff::civil::Date;
use kernel::{Fen, MatterId};
use penalty_domain::case::{CaseStatus, Grade};
use penalty_domain::penalty::{Penalty, PenaltyKind};
use penalty_domain::service_of_process::{Method, ServiceOfProcess, Signer, Witness};
use runtime::Fault;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::text::{SHORT, Text};

/// Longest list in one answer.
pub(super) const PAGE_MAX: i64 = 100;
/// Items or benchmarks of one answer.
pub(super) const NORMS_PAGE: usize = 200;
/// Most penalties or provisions in one report or decision.
const ENTRIES_MAX: usize = 50;

/// Which cases to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListCases {
    /// investigating, suspended, concluded, notified, decided, served, performed, closed, revoked,
    /// ended, ended-closed.
    #[param(value_type = Option<String>)]
    pub(super) status: Option<CaseStatus>,
    /// Only the case of this matter.
    pub(super) matter_id: Option<MatterId>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(super) page: u32,
}

/// Which circumstances to compare by.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct LikeQuery {
    /// mitigated, lighter, general (the default), heavier; the report's once there is one.
    #[param(value_type = Option<String>)]
    pub(super) grade: Option<Grade>,
}

/// One penalty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PenaltyDto {
    /// warning, public-criticism, fine, confiscate-income, confiscate-goods, suspend-licence,
    /// downgrade-qualification, revoke-licence, restrict-operation, suspend-business, close-down,
    /// ban-from-trade, other.
    #[schema(value_type = String, example = "fine")]
    kind: PenaltyKind,
    /// Fine, income, or value of the goods, in fen.
    #[schema(value_type = Option<i64>, example = 500_000)]
    amount_fen: Option<Fen>,
    /// How many days it lasts, for what can end.
    days: Option<u32>,
}

impl From<PenaltyDto> for Penalty {
    fn from(dto: PenaltyDto) -> Self {
        Self {
            kind: dto.kind,
            amount: dto.amount_fen,
            days: dto.days,
        }
    }
}

/// How a document was served, with its proof.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceDto {
    /// direct, substitute, left-behind, electronic, post, entrusted, announcement.
    #[schema(value_type = String, example = "direct")]
    method: Method,
    /// Day the proof shows: signature, arrival, return slip, leaving, publication.
    #[schema(value_type = String, format = Date)]
    proof_on: Date,
    /// The proof: receipt, slip, recording.
    #[schema(value_type = String, max_length = 200, example = "送达回证")]
    proof: Text<SHORT>,
    /// For substitute: household-adult, mail-receiver, agent, designated-receiver.
    #[schema(value_type = Option<String>)]
    signer: Option<Signer>,
    /// For electronic and for `returned`: day the party signed the confirmation.
    #[schema(value_type = Option<String>, format = Date)]
    consent_on: Option<Date>,
    /// For left-behind: representatives, recording.
    #[schema(value_type = Option<String>)]
    witness: Option<Witness>,
    /// It was sent to, or left at, the address that the party confirmed, which was wrong.
    #[serde(default)]
    returned: bool,
    /// For entrusted: the agency that handed it over.
    #[schema(value_type = Option<String>, max_length = 200)]
    through: Option<Text<SHORT>>,
}

impl From<ServiceDto> for ServiceOfProcess {
    fn from(dto: ServiceDto) -> Self {
        Self {
            method: dto.method,
            proof_on: dto.proof_on,
            proof: dto.proof.into(),
            signer: dto.signer,
            consent_on: dto.consent_on,
            witness: dto.witness,
            returned: dto.returned,
            through: dto.through.map(String::from),
        }
    }
}

/// A list of entries, if it is not too long.
pub(super) fn few<D, T: From<D>>(entries: Vec<D>, field: &str) -> Result<Vec<T>, Fault> {
    if entries.len() > ENTRIES_MAX {
        return Err(misfit(field, &format!("at most {ENTRIES_MAX} entries")));
    }
    Ok(entries.into_iter().map(T::from).collect())
}

pub(super) fn misfit(field: &str, message: &str) -> Fault {
    Problem::unprocessable("请求内容与接口约定不符")
        .field(field, message)
        .into()
}
