//! What a piece of evidence is, and in which step of the procedure it was taken.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// The eight kinds of evidence (行政处罚法 Art. 46).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
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
pub enum EvidenceKind {
    /// Documentary evidence (书证).
    Documentary,
    /// Physical evidence (物证); what is stored is its picture.
    Physical,
    /// Audio-visual material (视听资料).
    AudioVisual,
    /// Electronic data (电子数据).
    ElectronicData,
    /// Testimony of a witness (证人证言).
    WitnessTestimony,
    /// Statement of the party (当事人的陈述).
    PartyStatement,
    /// Expert opinion (鉴定意见).
    ExpertOpinion,
    /// Record of an inspection or of the scene (勘验笔录、现场笔录).
    InspectionRecord,
}

impl EvidenceKind {
    /// Every kind, in the order of the Article.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable name used in events and on the interface.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The Chinese legal term.
    #[must_use]
    pub const fn title_zh(self) -> &'static str {
        match self {
            Self::Documentary => "书证",
            Self::Physical => "物证",
            Self::AudioVisual => "视听资料",
            Self::ElectronicData => "电子数据",
            Self::WitnessTestimony => "证人证言",
            Self::PartyStatement => "当事人的陈述",
            Self::ExpertOpinion => "鉴定意见",
            Self::InspectionRecord => "勘验笔录、现场笔录",
        }
    }
}

/// The step of the procedure in which evidence was taken.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
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
pub enum Step {
    /// Before the case was filed (立案前核查, 程序规定 Art. 23).
    Verification,
    /// Inspection of a place (现场检查).
    OnSiteInspection,
    /// Questioning (询问).
    Questioning,
    /// Material that someone was asked for (提供材料).
    MaterialRequest,
    /// Sampling (抽样取证).
    Sampling,
    /// Extraction of electronic data (电子数据提取).
    DataExtraction,
    /// Registered preservation (先行登记保存).
    Preservation,
    /// Sealing or seizure of property (查封、扣押).
    Seizure,
    /// Testing, inspection, quarantine or appraisal (检测、检验、检疫、鉴定).
    Appraisal,
    /// A monitoring device without an operator (电子技术监控设备).
    Monitoring,
    /// Taken over from the body that handed the case over (移送).
    Transfer,
    /// Statement and defence (陈述、申辩).
    Defence,
}

impl Step {
    /// Every step.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable name used in events and on the interface.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
