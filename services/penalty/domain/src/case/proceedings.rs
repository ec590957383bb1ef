//! What happens around the investigation: identification, orders to correct, recusal, time that does
//! not count, extensions.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{ActorId, OfficerId};
use law::{Adjustments, Due};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::service_of_process::ServiceOfProcess;

/// Officers showed their enforcement certificates before they asked anything (出示执法证件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardShown {
    /// Who showed.
    pub officers: BTreeSet<OfficerId>,
    /// When.
    pub shown_on: Date,
    /// Where it is recorded: number of the record made on the spot, of the recording.
    pub proof: String,
}

/// An order to correct (责令改正). No penalty, but it goes with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionOrder {
    /// What is to be corrected.
    pub content: String,
    /// Last day to do so; none for at once.
    pub until: Option<Date>,
    /// How the order was served.
    pub service: ServiceOfProcess,
    /// When it counts as served.
    pub served_on: Date,
}

/// Why an investigation is suspended (市场监督管理行政处罚程序规定 Art. 46).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SuspensionGround {
    /// It depends on a judgment or another decision that is still to come.
    OtherCasePending,
    /// The meaning of a norm was put to the body that may say it.
    LegalQuestion,
    /// Force majeure (不可抗力).
    ForceMajeure,
    /// Nobody knows where the party is (当事人下落不明).
    PartyMissing,
    /// Another reason.
    Other,
}

/// A suspension of the investigation (中止调查).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Why.
    pub ground: SuspensionGround,
    /// The facts.
    pub reason: String,
    /// First day.
    pub since: Date,
    /// Who approved it.
    pub by: ActorId,
}

/// What someone is in the case: decides who decides on their recusal.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RecusalRole {
    /// An officer, reviewer, host or other participant: a head decides.
    Participant,
    /// A deputy head of the agency: the principal head decides.
    DeputyHead,
    /// The principal head (主要负责人): the heads decide together.
    PrincipalHead,
}

/// Who decides on a recusal.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RecusalDecider {
    /// A head of the agency.
    Head,
    /// The principal head.
    PrincipalHead,
    /// The heads together.
    Heads,
}

impl RecusalRole {
    /// Whether `decider` may decide on the recusal of someone in this role.
    #[must_use]
    pub const fn is_decided_by(self, decider: RecusalDecider) -> bool {
        match self {
            Self::Participant => true,
            Self::DeputyHead => !matches!(decider, RecusalDecider::Head),
            Self::PrincipalHead => matches!(decider, RecusalDecider::Heads),
        }
    }
}

/// A request that someone withdraw from the case (申请回避), or their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// Who should withdraw.
    pub of: ActorId,
    /// What they are.
    pub role: RecusalRole,
    /// Whether the party asked for it.
    pub by_party: bool,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked_on: Date,
    /// The answer; none while it is open. The investigation goes on meanwhile.
    pub answer: Option<RecusalAnswer>,
}

/// The answer to a request for recusal (回避决定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalAnswer {
    /// Whether the person withdraws.
    pub granted: bool,
    /// Why.
    pub reason: String,
    /// Who decided, and as what.
    pub by: ActorId,
    /// As what.
    pub decided_as: RecusalDecider,
    /// When.
    pub on: Date,
}

/// Why an investigation can go no further (终止调查).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum TerminationGround {
    /// The natural person died, and nobody takes over rights and duties.
    PartyDied,
    /// The organisation ended, and nobody takes over rights and duties.
    PartyDissolved,
    /// Another reason of the same kind.
    Other,
}

/// How a case ends without a decision on a penalty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EndingKind {
    /// Another organ is competent (移送其他行政管理部门).
    TransferredToOrgan {
        /// Which.
        organ: String,
    },
    /// The act may be a crime (移送司法机关).
    TransferredToPolice {
        /// Which organ.
        organ: String,
    },
    /// The filing itself was wrong, or its reason is gone (撤销案件).
    Withdrawn,
    /// It can go no further (终止调查).
    Terminated {
        /// Why.
        ground: TerminationGround,
    },
}

impl EndingKind {
    /// The stable name, as in events.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::TransferredToOrgan { .. } => "transferred-to-organ",
            Self::TransferredToPolice { .. } => "transferred-to-police",
            Self::Withdrawn => "withdrawn",
            Self::Terminated { .. } => "terminated",
        }
    }

    /// The article.
    #[must_use]
    pub const fn citation(&self) -> &'static str {
        match self {
            Self::TransferredToOrgan { .. } => {
                "行政处罚法第二十五条；市场监督管理行政处罚程序规定第六十条第一款第四项"
            }
            Self::TransferredToPolice { .. } => "行政处罚法第二十七条、第五十七条第一款第四项",
            Self::Withdrawn => "行政处罚法第五十七条第一款",
            Self::Terminated { .. } => "市场监督管理行政处罚程序规定第四十七条",
        }
    }
}

/// The end of a case without a decision on a penalty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// How.
    #[serde(flatten)]
    pub kind: EndingKind,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: ActorId,
    /// When.
    pub on: Date,
}

/// What happened around the investigation; the same in every state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proceedings {
    /// Each time officers showed their certificates.
    pub cards: Vec<CardShown>,
    /// Orders to correct.
    pub corrections: Vec<CorrectionOrder>,
    /// Requests for recusal with their answers, oldest first.
    pub recusals: Vec<Recusal>,
    /// Everyone who ever was host or recorder of a hearing of the case.
    pub hosted: BTreeSet<ActorId>,
    /// What changes the time to decide.
    pub time: Adjustments,
    /// The time to review, while the file lies with the reviewers.
    pub review: Option<Due>,
}

impl Proceedings {
    /// Whether `actor` had to withdraw from the case.
    #[must_use]
    pub fn is_withdrawn(&self, actor: ActorId) -> bool {
        self.recusals.iter().any(|recusal| {
            recusal.of == actor && recusal.answer.as_ref().is_some_and(|answer| answer.granted)
        })
    }

    /// The request for the recusal of `actor` that is still open.
    #[must_use]
    pub fn open_recusal(&self, actor: ActorId) -> Option<&Recusal> {
        self.recusals
            .iter()
            .find(|recusal| recusal.of == actor && recusal.answer.is_none())
    }

    /// Whether any request for recusal is open.
    #[must_use]
    pub fn has_open_recusal(&self) -> bool {
        self.recusals.iter().any(|recusal| recusal.answer.is_none())
    }

    /// Whether every one of `officers` showed a certificate.
    #[must_use]
    pub fn all_showed(&self, officers: &[OfficerId]) -> bool {
        officers.iter().all(|officer| {
            self.cards
                .iter()
                .any(|card| card.officers.contains(officer))
        })
    }
}
