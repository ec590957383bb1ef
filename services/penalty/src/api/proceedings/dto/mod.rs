//! What callers send.

mod measure;
mod preservation;
mod substitute;

pub(super) use measure::{
    DisposeItems, EndTesting, ExtendMeasure, ExtensionNotice, ImposeMeasure, LiftMeasure,
    RequestMeasure, ReturnItems, SellItem, StartTesting,
};
pub(super) use preservation::{
    DisposeEvidence, ReleaseItems, RequestPreservation, ReturnEvidence, TakeEvidence,
};
pub(super) use substitute::{
    DecideSubstitute, PerformSubstitute, ReminderDto, ReplanSubstitute, StopSubstitute,
};

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Fen, OfficerId};
use penalty_domain::measure::{MeasureCommand, Notice};
use penalty_domain::on_site::{Attendance, Scene};
use penalty_domain::preservation::PreservationCommand;
use penalty_domain::property::ItemDraft;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::text::{LONG, SHORT, Text};

/// One entry of a list (清单).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ItemDto {
    #[schema(value_type = String, max_length = 200, example = "白酒")]
    name: Text<SHORT>,
    /// What tells it from all others: serial, lot or plate number, address; for a freeze the account.
    #[schema(value_type = Option<String>, max_length = 200)]
    mark: Option<Text<SHORT>>,
    /// Quantity with its unit.
    #[schema(value_type = String, max_length = 200, example = "20箱")]
    quantity: Text<SHORT>,
    /// Where it is kept, and by whom; for a freeze the bank.
    #[schema(value_type = String, max_length = 200, example = "铜官区市场监管局罚没仓库")]
    place: Text<SHORT>,
    /// Value, or for a freeze the amount, in fen.
    #[schema(value_type = Option<i64>)]
    value_fen: Option<Fen>,
    /// It is involved in the case.
    related: bool,
    /// Someone needs it to live.
    #[serde(default)]
    necessity: bool,
    /// Another organ of state has sealed or frozen it.
    #[serde(default)]
    held_by_other_organ: bool,
}

impl From<ItemDto> for ItemDraft {
    fn from(dto: ItemDto) -> Self {
        Self {
            name: dto.name.into(),
            mark: dto.mark.map(String::from),
            quantity: dto.quantity.into(),
            place: dto.place.into(),
            value: dto.value_fen,
            related: dto.related,
            necessity: dto.necessity,
            held_by_other_organ: dto.held_by_other_organ,
        }
    }
}

/// What was done on the spot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the points of Article 18, each done or not"
)]
pub(in crate::api) struct SceneDto {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// At least two officers of the team.
    officers: Vec<OfficerId>,
    /// The cards were shown.
    cards_shown: bool,
    /// The party was called to attend.
    party_called: bool,
    /// Reasons, basis, rights and remedies were told.
    told: bool,
    /// The party was heard, or had nothing to say.
    heard: bool,
    /// Number of the record (现场笔录).
    #[schema(value_type = String, max_length = 200)]
    record: Text<SHORT>,
    /// The officers signed it.
    officers_signed: bool,
    /// `{"party": "present", "signature": "signed" | "refusal-noted" | "missing"}` or
    /// `{"party": "absent", "witness_signed": true}`.
    #[schema(value_type = Object)]
    attendance: Attendance,
    /// Number of the decision or notice.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
    /// It was handed over on the spot, the list in two copies; for a freeze to the bank.
    handed_over: bool,
}

impl From<SceneDto> for Scene {
    fn from(dto: SceneDto) -> Self {
        Self {
            at: dto.at,
            officers: dto.officers,
            cards_shown: dto.cards_shown,
            party_called: dto.party_called,
            told: dto.told,
            heard: dto.heard,
            record: dto.record.into(),
            officers_signed: dto.officers_signed,
            attendance: dto.attendance,
            document: dto.document.into(),
            handed_over: dto.handed_over,
        }
    }
}

/// A paper that reached the party.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct NoticeDto {
    /// Its number.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
    /// Day it was served.
    #[schema(value_type = String, format = Date)]
    told_on: Date,
    /// The proof, such as the receipt.
    #[schema(value_type = String, max_length = 200, example = "送达回证第1号")]
    proof: Text<SHORT>,
}

impl From<NoticeDto> for Notice {
    fn from(dto: NoticeDto) -> Self {
        Self {
            document: dto.document.into(),
            told_on: dto.told_on,
            proof: dto.proof.into(),
        }
    }
}

impl From<NoticeDto> for MeasureCommand {
    fn from(dto: NoticeDto) -> Self {
        Self::Deliver(dto.into())
    }
}

/// What the head of the agency says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RuleOn {
    /// Whether the head agrees.
    approved: bool,
    /// Reasons.
    #[schema(value_type = String, max_length = 20_000)]
    opinion: Text<LONG>,
}

impl From<RuleOn> for MeasureCommand {
    fn from(dto: RuleOn) -> Self {
        Self::Rule {
            approved: dto.approved,
            opinion: dto.opinion.into(),
        }
    }
}

impl From<RuleOn> for PreservationCommand {
    fn from(dto: RuleOn) -> Self {
        Self::Rule {
            approved: dto.approved,
            opinion: dto.opinion.into(),
        }
    }
}

fn drafts(items: Vec<ItemDto>) -> Vec<ItemDraft> {
    items.into_iter().map(ItemDraft::from).collect()
}
