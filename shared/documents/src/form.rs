//! The forms: their titles, number codes, volumes and the articles that ask for them.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::field::Field;
use crate::fields;

/// A form of the official set (行政处罚文书格式范本). Written as its name in lower case with dashes, such as
/// `penalty-decision`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Form {
    /// Approval of filing or of not filing (立案审批表).
    FilingApproval,
    /// Record of an inspection on the spot (现场笔录).
    SceneRecord,
    /// Record of an interview (询问笔录).
    InterviewRecord,
    /// Notice that evidence is registered and preserved (先行登记保存证据通知书).
    PreservationNotice,
    /// Decision to seal, seize or freeze (实施行政强制措施决定书).
    CoercionDecision,
    /// Decision to extend a measure (延长行政强制措施期限决定书).
    CoercionExtension,
    /// Decision to lift a measure (解除行政强制措施决定书).
    CoercionLifting,
    /// List of premises, facilities or property (场所/设施/财物清单).
    PropertyList,
    /// Order to correct (责令改正通知书).
    CorrectionOrder,
    /// Report that ends the investigation (案件调查终结报告).
    InvestigationReport,
    /// Opinion of the legal or case review (法制审核表).
    LegalReviewForm,
    /// Notice of the intended penalty (行政处罚告知书).
    PenaltyNotice,
    /// Record of statement and defence (陈述申辩笔录).
    StatementRecord,
    /// Notice of a hearing (听证通知书).
    HearingNotice,
    /// Record of a hearing (听证笔录).
    HearingRecord,
    /// Report of the host of a hearing (听证报告).
    HearingReport,
    /// Record of the collective discussion (集体讨论记录).
    DiscussionRecord,
    /// Decision on the spot (当场行政处罚决定书).
    SpotPenaltyDecision,
    /// Decision of the ordinary procedure (行政处罚决定书).
    PenaltyDecision,
    /// Decision not to penalise (不予行政处罚决定书).
    NoPenaltyDecision,
    /// Notice of deferral or instalments (延期/分期缴纳罚款通知书).
    InstalmentNotice,
    /// Demand to perform (履行催告书).
    DemandNotice,
    /// Application to the court (强制执行申请书).
    EnforcementApplication,
    /// Receipt of service (送达回证).
    ServiceReceipt,
    /// Service by announcement (文书送达公告).
    ServiceAnnouncement,
    /// Approval of closing (结案审批表).
    ClosingApproval,
    /// Cover of the case file (卷宗封面).
    FileCover,
    /// Catalogue of the case file (卷内文件目录).
    FileCatalogue,
}

/// The volume of the case file that a form belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Volume {
    /// Open to the party (正卷).
    Main,
    /// Internal deliberation (副卷).
    Secondary,
}

impl Form {
    /// Every form, in the order of the official set.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in the address of its template, in JSON and in tests, such as `penalty-decision`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The Chinese title.
    #[must_use]
    pub const fn title_zh(self) -> &'static str {
        match self {
            Self::FilingApproval => "立案审批表",
            Self::SceneRecord => "现场笔录",
            Self::InterviewRecord => "询问笔录",
            Self::PreservationNotice => "先行登记保存证据通知书",
            Self::CoercionDecision => "实施行政强制措施决定书",
            Self::CoercionExtension => "延长行政强制措施期限决定书",
            Self::CoercionLifting => "解除行政强制措施决定书",
            Self::PropertyList => "场所/设施/财物清单",
            Self::CorrectionOrder => "责令改正通知书",
            Self::InvestigationReport => "案件调查终结报告",
            Self::LegalReviewForm => "法制审核表",
            Self::PenaltyNotice => "行政处罚告知书",
            Self::StatementRecord => "陈述申辩笔录",
            Self::HearingNotice => "行政处罚听证通知书",
            Self::HearingRecord => "听证笔录",
            Self::HearingReport => "听证报告",
            Self::DiscussionRecord => "行政处罚案件集体讨论记录",
            Self::SpotPenaltyDecision => "当场行政处罚决定书",
            Self::PenaltyDecision => "行政处罚决定书",
            Self::NoPenaltyDecision => "不予行政处罚决定书",
            Self::InstalmentNotice => "延期/分期缴纳罚款通知书",
            Self::DemandNotice => "行政处罚决定履行催告书",
            Self::EnforcementApplication => "强制执行申请书",
            Self::ServiceReceipt => "送达回证",
            Self::ServiceAnnouncement => "行政处罚文书送达公告",
            Self::ClosingApproval => "结案审批表",
            Self::FileCover => "行政处罚案件卷宗",
            Self::FileCatalogue => "卷内文件目录",
        }
    }

    /// The code that follows the agency's code in the document number (发文字号), such as 处罚 in
    /// 铜市监处罚〔2026〕12号. None for papers that bear no number.
    #[must_use]
    pub const fn number_code(self) -> Option<&'static str> {
        match self {
            Self::PreservationNotice => Some("先登"),
            Self::CoercionDecision => Some("强制"),
            Self::CoercionExtension => Some("延强"),
            Self::CoercionLifting => Some("解强"),
            Self::CorrectionOrder => Some("责改"),
            Self::PenaltyNotice => Some("罚告"),
            Self::HearingNotice => Some("听通"),
            Self::SpotPenaltyDecision => Some("当罚"),
            Self::PenaltyDecision => Some("处罚"),
            Self::NoPenaltyDecision => Some("不罚"),
            Self::InstalmentNotice => Some("延分通"),
            Self::DemandNotice => Some("罚催"),
            Self::EnforcementApplication => Some("执申"),
            Self::ServiceAnnouncement => Some("罚送告"),
            Self::FilingApproval
            | Self::SceneRecord
            | Self::InterviewRecord
            | Self::PropertyList
            | Self::InvestigationReport
            | Self::LegalReviewForm
            | Self::StatementRecord
            | Self::HearingRecord
            | Self::HearingReport
            | Self::DiscussionRecord
            | Self::ServiceReceipt
            | Self::ClosingApproval
            | Self::FileCover
            | Self::FileCatalogue => None,
        }
    }

    /// Every field that the form may bear, in the order of the form.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        fields::of(self)
    }

    /// Whether the form is an act of the agency towards others and so bears its seal (印章). These
    /// are the numbered ones.
    #[must_use]
    pub const fn needs_seal(self) -> bool {
        self.number_code().is_some()
    }

    /// Where the paper is filed (程序规定 Art. 78).
    #[must_use]
    pub const fn volume(self) -> Volume {
        match self {
            Self::InvestigationReport
            | Self::LegalReviewForm
            | Self::HearingReport
            | Self::DiscussionRecord
            | Self::ClosingApproval => Volume::Secondary,
            Self::FilingApproval
            | Self::SceneRecord
            | Self::InterviewRecord
            | Self::PreservationNotice
            | Self::CoercionDecision
            | Self::CoercionExtension
            | Self::CoercionLifting
            | Self::PropertyList
            | Self::CorrectionOrder
            | Self::PenaltyNotice
            | Self::StatementRecord
            | Self::HearingNotice
            | Self::HearingRecord
            | Self::SpotPenaltyDecision
            | Self::PenaltyDecision
            | Self::NoPenaltyDecision
            | Self::InstalmentNotice
            | Self::DemandNotice
            | Self::EnforcementApplication
            | Self::ServiceReceipt
            | Self::ServiceAnnouncement
            | Self::FileCover
            | Self::FileCatalogue => Volume::Main,
        }
    }

    /// The instrument and article that ask for the paper.
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::FilingApproval => "行政处罚法第五十四条第二款",
            Self::SceneRecord | Self::InterviewRecord => "行政处罚法第五十五条第二款",
            Self::PreservationNotice => "行政处罚法第五十六条",
            Self::CoercionDecision => "行政强制法第二十四条",
            Self::CoercionExtension => "行政强制法第二十五条第二款",
            Self::CoercionLifting => "行政强制法第二十八条",
            Self::PropertyList => "行政强制法第二十四条第三款",
            Self::CorrectionOrder => "行政处罚法第二十八条第一款",
            Self::InvestigationReport => "市场监督管理行政处罚程序规定第四十八条",
            Self::LegalReviewForm => "行政处罚法第五十八条",
            Self::PenaltyNotice => "行政处罚法第四十四条",
            Self::StatementRecord => "行政处罚法第四十五条",
            Self::HearingNotice => "行政处罚法第六十四条第二项",
            Self::HearingRecord => "行政处罚法第六十四条第八项",
            Self::HearingReport => "市场监督管理行政处罚程序规定第六十条",
            Self::DiscussionRecord => "行政处罚法第五十七条第二款",
            Self::SpotPenaltyDecision => "行政处罚法第五十二条",
            Self::PenaltyDecision => "行政处罚法第五十九条",
            Self::NoPenaltyDecision => "行政处罚法第五十七条第一款第二项、第三项",
            Self::InstalmentNotice => "行政处罚法第六十六条第二款",
            Self::DemandNotice => "行政强制法第五十四条",
            Self::EnforcementApplication => "行政强制法第五十五条",
            Self::ServiceReceipt => "行政处罚法第六十一条",
            Self::ServiceAnnouncement => "民事诉讼法第九十五条",
            Self::ClosingApproval => "市场监督管理行政处罚程序规定第七十七条",
            Self::FileCover | Self::FileCatalogue => "市场监督管理行政处罚程序规定第七十八条",
        }
    }
}
