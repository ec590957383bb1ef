//! What may be asked of a measure.

use jiff::civil::Date;
use kernel::Fen;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::kind::{MeasureKind, SpecialPeriod};
use super::state::{LiftGround, Notice, TestingGround};
use crate::legal_basis::LegalBasis;
use crate::on_site::Scene;
use crate::proceeding::MeasureId;
use crate::property::ItemDraft;

/// What officers ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureDraft {
    /// The identifier it will have.
    pub id: MeasureId,
    /// What is to be done.
    pub kind: MeasureKind,
    /// What another measure is called.
    pub form: Option<String>,
    /// Why nothing milder will do.
    pub reasons: String,
    /// The provision that gives the power.
    pub basis: LegalBasis,
    /// A period other than the general one.
    pub special_period: Option<SpecialPeriod>,
    /// For a freeze: the sum the violation is about.
    pub involved: Option<Fen>,
    /// The list.
    pub items: Vec<ItemDraft>,
}

/// A stated period of testing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestingStated {
    /// Which.
    pub ground: TestingGround,
    /// Who tests.
    pub institution: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The notice to the party.
    pub notice: Notice,
}

/// How property ends while the measure is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// Confiscated by the decision of the case.
    Confiscate,
    /// Destroyed; the provision that demands it, unless the goods are confiscated.
    Destroy {
        /// The provision.
        basis: Option<LegalBasis>,
    },
    /// Handed over to the judicial organ with the case; the party was told in writing.
    HandOver {
        /// The notice to the party.
        notice: Notice,
    },
}

/// What may be asked of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureCommand {
    /// Report it to the head.
    Request(Box<MeasureDraft>),
    /// The head approves or does not.
    Rule {
        /// Whether the head agrees.
        approved: bool,
        /// Reasons.
        opinion: String,
    },
    /// Record that it was carried out.
    Impose {
        /// What was done on the spot.
        scene: Box<Scene>,
        /// Why it could not wait for approval.
        urgency: Option<String>,
    },
    /// Record that the decision was handed over afterwards.
    Deliver(Notice),
    /// Extend the period.
    Extend {
        /// By how many days.
        days: u32,
        /// What makes the case complex.
        reasons: String,
        /// Number of the decision.
        document: String,
    },
    /// Record that the party was told of the extension.
    TellExtension(Notice),
    /// Stop the period for testing.
    StartTesting(TestingStated),
    /// Record that the testing ended before or on its stated last day.
    EndTesting {
        /// Its last day.
        ended_on: Date,
        /// Number of the result notice (结果告知书).
        result: String,
    },
    /// Sell what would not keep.
    Sell {
        /// The item.
        item: u32,
        /// What it brought.
        proceeds: Fen,
        /// Why it would not keep.
        reasons: String,
        /// Number of the decision.
        document: String,
    },
    /// Record how property ended.
    Dispose {
        /// Items.
        items: Vec<u32>,
        /// How.
        disposal: Disposal,
        /// The proof.
        document: String,
    },
    /// Lift it.
    Lift {
        /// Which items; none for all.
        items: Vec<u32>,
        /// Why.
        ground: LiftGround,
        /// Reasons.
        reasons: String,
        /// Number of the decision.
        document: String,
    },
    /// Record that property was given back.
    Return {
        /// Items.
        items: Vec<u32>,
        /// Paid because it was sold far below its price.
        compensation: Option<Fen>,
        /// The receipt.
        document: String,
    },
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

/// A command without what it says.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum MeasureStep {
    /// Report it.
    Request,
    /// Approve or refuse.
    Rule,
    /// Record that it was carried out.
    Impose,
    /// Record the delivery of the decision.
    Deliver,
    /// Extend.
    Extend,
    /// Record the notice of the extension.
    TellExtension,
    /// Stop for testing.
    StartTesting,
    /// End the testing.
    EndTesting,
    /// Sell what would not keep.
    Sell,
    /// Record how property ended.
    Dispose,
    /// Lift.
    Lift,
    /// Record that property was given back.
    Return,
    /// Note that a clock ran out.
    RunOut,
}

impl MeasureCommand {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> MeasureStep {
        match self {
            Self::Request(_) => MeasureStep::Request,
            Self::Rule { .. } => MeasureStep::Rule,
            Self::Impose { .. } => MeasureStep::Impose,
            Self::Deliver(_) => MeasureStep::Deliver,
            Self::Extend { .. } => MeasureStep::Extend,
            Self::TellExtension(_) => MeasureStep::TellExtension,
            Self::StartTesting(_) => MeasureStep::StartTesting,
            Self::EndTesting { .. } => MeasureStep::EndTesting,
            Self::Sell { .. } => MeasureStep::Sell,
            Self::Dispose { .. } => MeasureStep::Dispose,
            Self::Lift { .. } => MeasureStep::Lift,
            Self::Return { .. } => MeasureStep::Return,
            Self::RunOut { .. } => MeasureStep::RunOut,
        }
    }
}
