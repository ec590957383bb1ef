//! What a case is made of: the file, the report, notice and statements, service and closing.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{ActorId, CaseId, MatterId, OfficerId, Region, Uscc};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::decision::Decision;
use super::findings::Assessed;
use super::proceedings::Proceedings;
use crate::hearing::HearingStage;
use crate::party::{Party, PartyKind};
use crate::penalty::Penalties;
use crate::review::{Review, Significance};
use crate::service_of_process::{ServiceLog, ServiceOfProcess};

/// The sealed evidence of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// SHA-256 over the ordered manifest, in hexadecimal.
    pub manifest_digest: String,
    /// How many items.
    pub items: u32,
    /// How many of them a monitoring device without an operator recorded (电子技术监控设备).
    #[serde(default)]
    pub monitored: u32,
    /// For how many of those device and recording were reviewed as the law demands.
    #[serde(default)]
    pub monitored_lawful: u32,
    /// When it was joined to the case.
    pub joined_on: Date,
}

/// What a case is from its filing on; the same in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its identifier.
    pub id: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Field of enforcement (执法领域).
    pub domain: String,
    /// Item of the power and responsibility list (权责清单).
    pub power_item: String,
    /// Handling unit.
    pub unit: String,
    /// Kind of the party named at filing.
    pub party_kind: PartyKind,
    /// Its credit code, if one was known.
    pub party_uscc: Option<Uscc>,
    /// Day of filing (立案).
    pub filed_on: Date,
    /// The time to decide.
    pub decide: Due,
    /// The investigators (办案人员) now.
    pub investigators: Vec<OfficerId>,
    /// Everyone who ever was an investigator of the case.
    pub investigated: BTreeSet<OfficerId>,
    /// Everyone who ever reviewed the case.
    pub reviewed: BTreeSet<ActorId>,
    /// The sealed evidence.
    pub evidence: Option<Evidence>,
    /// What the party was heard on: nothing heavier may follow.
    pub ceiling: Option<Penalties>,
    /// Whether the case went through a hearing.
    pub hearing_finished: bool,
    /// Clocks that ran out.
    pub overdue: BTreeSet<String>,
    /// What happened around the investigation.
    #[serde(default)]
    pub proceedings: Proceedings,
    /// What was tried to serve documents.
    #[serde(default)]
    pub service_log: ServiceLog,
}

impl File {
    /// Whether `actor` is or was an investigator of the case. Officers act under their own
    /// identifier.
    #[must_use]
    pub fn investigated_by(&self, actor: ActorId) -> bool {
        self.investigated.contains(&OfficerId::from(actor.uuid()))
    }

    /// Whether `actor` investigates the case now.
    #[must_use]
    pub fn is_investigator(&self, actor: ActorId) -> bool {
        self.investigators.contains(&OfficerId::from(actor.uuid()))
    }
}

/// Grade of discretion (裁量档次).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Grade {
    /// Below the statutory range (减轻).
    Mitigated,
    /// Lower part of the range (从轻).
    Lighter,
    /// Middle of the range (一般).
    #[default]
    General,
    /// Upper part of the range (从重).
    Heavier,
}

/// The report that ends the investigation (调查终结报告).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The facts found.
    pub facts: String,
    /// Code of the violation.
    pub violation_code: String,
    /// Last day of the act.
    pub act_ended_on: Date,
    /// The party.
    pub party: Party,
    /// Proposed penalties; empty when none is proposed.
    pub penalties: Penalties,
    /// Grade of discretion.
    pub grade: Grade,
    /// Reasons for grade and measure.
    pub reasons: String,
    /// What makes the case weighty.
    pub significance: Significance,
    /// Who is punished and how much, with its reasoning. Reports from before it was kept have none.
    #[serde(default)]
    pub assessed: Option<Box<Assessed>>,
    /// The investigator who reports.
    pub by: ActorId,
    /// When.
    pub reported_on: Date,
}

/// The notice before a penalty (行政处罚告知书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What was announced to the party.
    pub penalties: Penalties,
    /// Whether it told the party of the right to a hearing.
    pub hearing_right: bool,
    /// How it was served.
    pub service: ServiceOfProcess,
    /// When it was served.
    pub served_on: Date,
    /// The time to state and defend.
    pub statement: Due,
}

/// What the party did with its right to state and defend.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum StatementKind {
    /// It stated or defended (陈述申辩).
    Stated,
    /// It waived expressly (明确放弃).
    Waived,
}

/// A statement, or the waiver of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Which of both.
    pub kind: StatementKind,
    /// What was said, or how the waiver was given.
    pub content: String,
    /// Whether the party also waived the hearing.
    pub waives_hearing: bool,
    /// When.
    pub received_on: Date,
}

/// The notice and what followed from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// The notice.
    pub notice: Notice,
    /// The party's statements and waivers, oldest first.
    pub statements: Vec<Statement>,
    /// How far the right to a hearing has gone.
    pub hearing: HearingStage,
}

impl Notification {
    /// Whether the party waived the hearing.
    #[must_use]
    pub fn waives_hearing(&self) -> bool {
        self.statements
            .iter()
            .any(|statement| statement.waives_hearing)
    }
}

/// Everything up to the decision; the same in every state after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The file.
    pub file: File,
    /// The report.
    pub report: Report,
    /// Notice, statement and hearing. None when no penalty was imposed and none announced.
    pub notification: Option<Notification>,
    /// The review that passed.
    pub review: Review,
    /// The decision.
    pub decision: Decision,
}

/// A served decision document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// How.
    pub service: ServiceOfProcess,
    /// When it counts as served.
    pub served_on: Date,
    /// Where the paper original with the agency's seal is kept, if it was not sealed electronically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_original: Option<String>,
}

/// How a penalty other than money was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performance {
    /// When.
    pub performed_on: Date,
    /// What was done, and the proof.
    pub note: String,
}

/// How a case ended.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClosureOutcome {
    /// The decision was carried out.
    Performed,
    /// No penalty was imposed.
    NotPenalised,
    /// The case went to another organ or to the police.
    Transferred,
    /// The case was withdrawn.
    Withdrawn,
    /// The investigation was terminated.
    Terminated,
    /// The court ended enforcement (人民法院裁定终结执行).
    CourtEnded,
    /// Another ground to close (其他应予结案的情形).
    Other,
}

impl ClosureOutcome {
    /// The article (市场监督管理行政处罚程序规定 Art. 77).
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::Performed => "市场监督管理行政处罚程序规定第七十七条第一项",
            Self::CourtEnded => "市场监督管理行政处罚程序规定第七十七条第二项",
            Self::Terminated => "市场监督管理行政处罚程序规定第七十七条第三项",
            Self::NotPenalised | Self::Transferred => {
                "市场监督管理行政处罚程序规定第七十七条第四项"
            }
            Self::Withdrawn | Self::Other => "市场监督管理行政处罚程序规定第七十七条第五项",
        }
    }
}

/// Why enforcement is over though the decision was not performed in full.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EnforcementEndGround {
    /// The court ended it (裁定终结执行).
    CourtEnded,
    /// The court will not enforce (裁定不予执行).
    CourtRefused,
    /// The agency ended it: nothing and nobody is left to perform (行政强制法 Art. 40).
    NothingLeft,
    /// Suspended for inability to perform, and nothing changed for the time the law allows
    /// (行政强制法 Art. 39).
    Lapsed,
}

impl EnforcementEndGround {
    /// The ground on which the case is closed then.
    #[must_use]
    pub const fn outcome(self) -> ClosureOutcome {
        match self {
            Self::CourtEnded => ClosureOutcome::CourtEnded,
            Self::CourtRefused | Self::NothingLeft | Self::Lapsed => ClosureOutcome::Other,
        }
    }
}

/// The end of enforcement without full performance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnforcementEnd {
    /// Why.
    pub ground: EnforcementEndGround,
    /// When.
    pub on: Date,
    /// The time to close.
    pub close: Due,
}

/// The closing (结案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// How it ended.
    pub outcome: ClosureOutcome,
    /// How penalties other than money were carried out.
    pub performance: Option<Performance>,
    /// Who approved it.
    pub by: ActorId,
    /// When.
    pub closed_on: Date,
}
