//! Kinds of penalty (处罚种类) and which of two sentences is heavier.

use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// A kind of penalty (行政处罚法 Art. 9). An order to correct (责令改正) is none.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PenaltyKind {
    /// Warning (警告).
    Warning,
    /// Public criticism (通报批评).
    PublicCriticism,
    /// Fine (罚款).
    Fine,
    /// Confiscation of illegal income (没收违法所得).
    ConfiscateIncome,
    /// Confiscation of illegal goods (没收非法财物).
    ConfiscateGoods,
    /// Suspension of a licence (暂扣许可证件).
    SuspendLicence,
    /// Lower grade of qualification (降低资质等级).
    DowngradeQualification,
    /// Revocation of a licence (吊销许可证件).
    RevokeLicence,
    /// Restriction of operation (限制开展生产经营活动).
    RestrictOperation,
    /// Suspension of business (责令停产停业).
    SuspendBusiness,
    /// Closing down (责令关闭).
    CloseDown,
    /// Ban from a trade (限制从业).
    BanFromTrade,
    /// Detention (行政拘留).
    Detention,
    /// Another penalty set by law or administrative regulation.
    Other,
}

impl PenaltyKind {
    /// Every kind.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable name, as in events.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it is measured in money: an amount paid, or the value of goods.
    #[must_use]
    pub const fn has_amount(self) -> bool {
        matches!(
            self,
            Self::Fine | Self::ConfiscateIncome | Self::ConfiscateGoods
        )
    }

    /// Whether someone must still do or leave something after the decision was served, other than
    /// pay. The rest is performed by service itself or by payment.
    #[must_use]
    pub const fn needs_performance(self) -> bool {
        matches!(
            self,
            Self::ConfiscateGoods
                | Self::SuspendLicence
                | Self::RestrictOperation
                | Self::SuspendBusiness
                | Self::CloseDown
                | Self::Other
        )
    }

    /// Whether it may last for a number of days.
    const fn may_have_term(self) -> bool {
        matches!(
            self,
            Self::SuspendLicence
                | Self::RestrictOperation
                | Self::SuspendBusiness
                | Self::BanFromTrade
                | Self::Other
        )
    }
}

/// One penalty and its measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Penalty {
    /// Which kind.
    pub kind: PenaltyKind,
    /// Fine, income, or value of the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// How many days it lasts; none for one without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

impl Penalty {
    /// A penalty without amount or term.
    #[must_use]
    pub const fn of(kind: PenaltyKind) -> Self {
        Self {
            kind,
            amount: None,
            days: None,
        }
    }

    /// A penalty of `amount`.
    #[must_use]
    pub const fn of_amount(kind: PenaltyKind, amount: Fen) -> Self {
        Self {
            kind,
            amount: Some(amount),
            days: None,
        }
    }

    /// Whether this is heavier than `other` of the same kind.
    fn is_heavier_than(&self, other: &Self) -> bool {
        // no term means for good
        let lasting = |days: Option<u32>| days.unwrap_or(u32::MAX);
        self.amount > other.amount || lasting(self.days) > lasting(other.days)
    }
}

/// All penalties of one proposal or decision; each kind once. Empty: no penalty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Penalties(Vec<Penalty>);

impl Penalties {
    /// Checks and keeps `penalties`.
    ///
    /// # Errors
    /// A kind that stands twice, an amount or term where none belongs or missing where it does, or
    /// detention, which only the police may impose.
    pub fn new(penalties: Vec<Penalty>) -> Result<Self, Refusal> {
        for (index, penalty) in penalties.iter().enumerate() {
            if penalties
                .iter()
                .take(index)
                .any(|earlier| earlier.kind == penalty.kind)
            {
                return Err(twice(penalty.kind));
            }
            check(penalty)?;
        }
        Ok(Self(penalties))
    }

    /// Whether no penalty is imposed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &Penalty> {
        self.0.iter()
    }

    /// The kinds, in the order given.
    pub fn kinds(&self) -> impl Iterator<Item = PenaltyKind> {
        self.0.iter().map(|penalty| penalty.kind)
    }

    /// The amount of `kind`, or nothing.
    #[must_use]
    pub fn amount(&self, kind: PenaltyKind) -> Fen {
        self.find(kind)
            .and_then(|penalty| penalty.amount)
            .unwrap_or_default()
    }

    /// The fine (罚款).
    #[must_use]
    pub fn fine(&self) -> Fen {
        self.amount(PenaltyKind::Fine)
    }

    /// Illegal income and the value of goods together.
    #[must_use]
    pub fn confiscated(&self) -> Fen {
        self.amount(PenaltyKind::ConfiscateIncome)
            .checked_add(self.amount(PenaltyKind::ConfiscateGoods))
            .unwrap_or(Fen::MAX)
    }

    /// The first penalty that `ceiling` does not cover: of a kind that is not in it, or measured
    /// higher or longer.
    #[must_use]
    pub fn beyond(&self, ceiling: &Self) -> Option<&Penalty> {
        self.0.iter().find(|penalty| {
            ceiling
                .find(penalty.kind)
                .is_none_or(|limit| penalty.is_heavier_than(limit))
        })
    }

    fn find(&self, kind: PenaltyKind) -> Option<&Penalty> {
        self.0.iter().find(|penalty| penalty.kind == kind)
    }
}

fn check(penalty: &Penalty) -> Result<(), Refusal> {
    let kind = penalty.kind;
    if kind == PenaltyKind::Detention {
        return Err(Refusal::new("detention-not-competent", "G3")
            .citing("行政处罚法第十八条第三款")
            .missing("the power to restrict personal freedom, which the police alone have")
            .cure("propose another penalty, or hand the case to the police")
            .titled("无权实施行政拘留", "This agency may not detain"));
    }
    let amount_fits = match penalty.amount {
        Some(amount) => kind.has_amount() && !amount.is_zero(),
        None => !kind.has_amount(),
    };
    let term_fits = penalty
        .days
        .is_none_or(|days| days > 0 && kind.may_have_term());
    if amount_fits && term_fits {
        return Ok(());
    }
    Err(Refusal::new("penalty-measure", "PEN-KINDS")
        .citing("行政处罚法第九条")
        .missing(format!("a measure that fits `{kind}`"))
        .cure("give fine, income and goods an amount above zero, and days only to what can end")
        .titled(
            "处罚种类与数额、期限不符",
            "Kind, amount and term do not fit",
        ))
}

fn twice(kind: PenaltyKind) -> Refusal {
    Refusal::new("penalty-kind-twice", "G4")
        .citing("行政处罚法第二十九条")
        .missing(format!("one measure for `{kind}`: it stands twice"))
        .cure("apply the norm with the higher fine and name each kind once")
        .titled("同一违法行为不得重复处罚", "One act, one fine")
}
