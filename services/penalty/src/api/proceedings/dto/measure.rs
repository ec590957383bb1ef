//! Coercive measures.

use jiff::civil::Date;
use kernel::Fen;
use penalty_domain::measure::{
    Disposal, LiftGround, MeasureCommand, MeasureDraft, MeasureKind, SpecialPeriod, TestingGround,
    TestingStated,
};
use penalty_domain::proceeding::MeasureId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ItemDto, NoticeDto, SceneDto, drafts};
use crate::api::dto::ProvisionDto;
use crate::api::text::{LONG, SHORT, Text};

/// A period other than the general one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SpecialPeriodDto {
    /// Calendar days.
    #[schema(minimum = 1, maximum = 3_650)]
    days: u16,
    /// By how many days it may be extended.
    #[serde(default)]
    extension_days: u16,
    /// Who sets it: a law or administrative regulation.
    basis: ProvisionDto,
}

impl From<SpecialPeriodDto> for SpecialPeriod {
    fn from(dto: SpecialPeriodDto) -> Self {
        Self {
            days: dto.days.into(),
            extension_days: dto.extension_days.into(),
            basis: dto.basis.into(),
        }
    }
}

/// A measure that is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RequestMeasure {
    /// seal, seize, freeze, other.
    #[schema(value_type = String, example = "seize")]
    kind: MeasureKind,
    /// For `other`: what it is called.
    #[schema(value_type = Option<String>, max_length = 200)]
    form: Option<Text<SHORT>>,
    /// Why nothing milder will do.
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    /// The provision that gives the power.
    basis: ProvisionDto,
    /// A period other than the general one.
    special_period: Option<SpecialPeriodDto>,
    /// For a freeze: the sum the violation is about, in fen.
    #[schema(value_type = Option<i64>)]
    involved_fen: Option<Fen>,
    items: Vec<ItemDto>,
}

impl RequestMeasure {
    pub(in crate::api::proceedings) fn command(self, id: Uuid) -> MeasureCommand {
        MeasureCommand::Request(Box::new(MeasureDraft {
            id: MeasureId::from(id),
            kind: self.kind,
            form: self.form.map(String::from),
            reasons: self.reasons.into(),
            basis: self.basis.into(),
            special_period: self.special_period.map(SpecialPeriod::from),
            involved: self.involved_fen,
            items: drafts(self.items),
        }))
    }
}

/// A measure that was carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ImposeMeasure {
    scene: SceneDto,
    /// Why it could not wait for approval.
    #[schema(value_type = Option<String>, max_length = 20_000)]
    urgency: Option<Text<LONG>>,
}

impl From<ImposeMeasure> for MeasureCommand {
    fn from(dto: ImposeMeasure) -> Self {
        Self::Impose {
            scene: Box::new(dto.scene.into()),
            urgency: dto.urgency.map(String::from),
        }
    }
}

/// The one extension.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExtendMeasure {
    /// By how many days.
    days: u32,
    /// What makes the case complex.
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    /// Number of the decision (延长行政强制措施期限决定书).
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<ExtendMeasure> for MeasureCommand {
    fn from(dto: ExtendMeasure) -> Self {
        Self::Extend {
            days: dto.days,
            reasons: dto.reasons.into(),
            document: dto.document.into(),
        }
    }
}

/// How the party was told of the extension.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(transparent)]
pub(in crate::api) struct ExtensionNotice(NoticeDto);

impl From<ExtensionNotice> for MeasureCommand {
    fn from(dto: ExtensionNotice) -> Self {
        Self::TellExtension(dto.0.into())
    }
}

/// Testing whose days were stated and told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct StartTesting {
    /// testing, inspection, quarantine, appraisal.
    #[schema(value_type = String, example = "inspection")]
    ground: TestingGround,
    /// Who tests.
    #[schema(value_type = String, max_length = 200)]
    institution: Text<SHORT>,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The notice to the party (期间告知书).
    notice: NoticeDto,
}

impl From<StartTesting> for MeasureCommand {
    fn from(dto: StartTesting) -> Self {
        Self::StartTesting(TestingStated {
            ground: dto.ground,
            institution: dto.institution.into(),
            from: dto.from,
            to: dto.to,
            notice: dto.notice.into(),
        })
    }
}

/// The end of the testing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct EndTesting {
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    ended_on: Date,
    /// Number of the notice of the result (结果告知书).
    #[schema(value_type = String, max_length = 200)]
    result: Text<SHORT>,
}

impl From<EndTesting> for MeasureCommand {
    fn from(dto: EndTesting) -> Self {
        Self::EndTesting {
            ended_on: dto.ended_on,
            result: dto.result.into(),
        }
    }
}

/// The sale of one item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SellItem {
    /// Its number on the list.
    item: u32,
    /// What it brought, in fen.
    #[schema(value_type = i64)]
    proceeds_fen: Fen,
    /// Why it would not keep.
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    /// Number of the decision.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<SellItem> for MeasureCommand {
    fn from(dto: SellItem) -> Self {
        Self::Sell {
            item: dto.item,
            proceeds: dto.proceeds_fen,
            reasons: dto.reasons.into(),
            document: dto.document.into(),
        }
    }
}

/// How property ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "ending", rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::api) enum EndingDto {
    /// Confiscated by the decision of the case.
    Confiscated {},
    /// Destroyed.
    Destroyed {
        /// The provision that demands it, unless the goods are confiscated.
        basis: Option<ProvisionDto>,
    },
    /// Handed over to the judicial organ with the case.
    HandedOver {
        /// The notice to the party.
        notice: NoticeDto,
    },
}

/// Items that ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DisposeItems {
    /// Numbers on the list.
    items: Vec<u32>,
    how: EndingDto,
    /// The paper that proves it.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<DisposeItems> for MeasureCommand {
    fn from(dto: DisposeItems) -> Self {
        Self::Dispose {
            items: dto.items,
            disposal: match dto.how {
                EndingDto::Confiscated {} => Disposal::Confiscate,
                EndingDto::Destroyed { basis } => Disposal::Destroy {
                    basis: basis.map(Into::into),
                },
                EndingDto::HandedOver { notice } => Disposal::HandOver {
                    notice: notice.into(),
                },
            },
            document: dto.document.into(),
        }
    }
}

/// The lifting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct LiftMeasure {
    /// Numbers on the list; none for all.
    #[serde(default)]
    items: Vec<u32>,
    /// no-violation, unrelated, decided, period-over, not-needed.
    #[schema(value_type = String, example = "no-violation")]
    ground: LiftGround,
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    /// Number of the decision (解除行政强制措施决定书).
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<LiftMeasure> for MeasureCommand {
    fn from(dto: LiftMeasure) -> Self {
        Self::Lift {
            items: dto.items,
            ground: dto.ground,
            reasons: dto.reasons.into(),
            document: dto.document.into(),
        }
    }
}

/// Items that were given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReturnItems {
    /// Numbers on the list.
    items: Vec<u32>,
    /// Paid because the item was sold far below its price, in fen.
    #[schema(value_type = Option<i64>)]
    compensation_fen: Option<Fen>,
    /// The receipt.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<ReturnItems> for MeasureCommand {
    fn from(dto: ReturnItems) -> Self {
        Self::Return {
            items: dto.items,
            compensation: dto.compensation_fen,
            document: dto.document.into(),
        }
    }
}
