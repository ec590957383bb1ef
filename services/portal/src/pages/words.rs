//! What people call things: events, services, posts, times. What has no words here is called by its
//! name, so that a service can be newer than the portal.

use jiff::Timestamp;
use kernel::{Post, legal_datetime};

use crate::look::SERVICES;

/// The same in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) zh: String,
    /// Empty when it would say the same again.
    pub(super) en: String,
}

impl Words {
    pub(super) fn new(zh: &str, en: &str) -> Self {
        Self {
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    }
}

/// Events by their short names.
const EVENTS: &[(&str, &str, &str)] = &[
    ("SubmissionReceived", "受理诉求", "Submission received"),
    ("ReportForwarded", "举报转办", "Report forwarded"),
    ("ReplyGiven", "答复群众", "Reply given"),
    ("SubmissionClosed", "诉求办结", "Submission closed"),
    ("SubmissionReopened", "诉求重办", "Submission reopened"),
    ("SubmissionOverdue", "答复逾期", "Reply overdue"),
    ("ClueRegistered", "登记线索", "Clue registered"),
    ("VerificationExtended", "延长核查", "Verification extended"),
    ("CaseFiled", "立案", "Case filed"),
    ("ClueNotFiled", "不予立案", "No case filed"),
    ("ClueTransferred", "移送", "Transferred to another agency"),
    ("VerificationOverdue", "核查逾期", "Verification overdue"),
    ("OfficerRegistered", "登记执法人员", "Officer registered"),
    (
        "CertificateSuspended",
        "暂扣或注销执法证",
        "Certificate suspended or cancelled",
    ),
    (
        "CertificateReinstated",
        "恢复执法证",
        "Certificate given back",
    ),
    ("TaskOpened", "派单", "Task opened"),
    ("TeamAssigned", "指派执法人员", "Team assigned"),
    ("TaskAccepted", "接单", "Task accepted"),
    ("TaskHandedBack", "退单", "Task handed back"),
    ("TaskEscalated", "上报", "Task escalated"),
    ("ConflictDeclared", "回避", "Officer withdrawn for conflict"),
    ("FolderOpened", "建立证据卷", "Evidence folder opened"),
    ("EvidenceCollected", "收集证据", "Evidence collected"),
    ("CustodyRecorded", "记录保管", "Custody recorded"),
    ("EvidenceSealed", "封存证据", "Evidence sealed"),
    ("CaseOpened", "启动普通程序", "Ordinary procedure begun"),
    ("CardsShown", "出示执法证件", "Certificates shown"),
    ("CorrectionOrdered", "责令改正", "Correction ordered"),
    (
        "InvestigationSuspended",
        "中止调查",
        "Investigation suspended",
    ),
    ("InvestigationResumed", "恢复调查", "Investigation resumed"),
    (
        "TimeExcluded",
        "扣除办案期限",
        "Time excluded from the time limit",
    ),
    ("TimeExtended", "延长办案期限", "Time to decide extended"),
    ("SentToReview", "送交法制审核", "Sent to legal review"),
    (
        "RecusalAsked",
        "申请回避",
        "Withdrawal of a person asked for",
    ),
    ("RecusalAnswered", "回避决定", "Decision on the withdrawal"),
    ("CaseEnded", "终止办理", "Case ended without a decision"),
    (
        "HearingHostAppointed",
        "指定听证主持人",
        "Host of the hearing appointed",
    ),
    (
        "HearingFileHanded",
        "移交听证案卷",
        "File handed to the host",
    ),
    (
        "HearingFixed",
        "确定听证时间地点",
        "Day and place of the hearing fixed",
    ),
    (
        "HearingNoticeServed",
        "送达听证通知书",
        "Notice of the hearing served",
    ),
    ("HearingAnnounced", "听证公告", "Hearing announced"),
    ("HearingSuspended", "中止听证", "Hearing put off"),
    ("HearingReported", "听证报告", "Report on the hearing"),
    ("DocumentDrafted", "拟制文书", "Document drafted"),
    ("DocumentSealed", "文书盖章", "Document sealed"),
    ("DocumentServed", "文书送达", "Document served"),
    ("DocumentVoided", "文书作废", "Document voided"),
    ("ServiceAttempted", "送达未果", "Service attempted in vain"),
    ("ServiceAnnounced", "公告送达", "Service by announcement"),
    ("AnnouncementEnded", "公告期满", "Announcement ended"),
    (
        "PaymentPlanGranted",
        "准予延期或者分期缴纳罚款",
        "Deferral or instalments granted",
    ),
    (
        "SurchargePaused",
        "停止计算加处罚款",
        "Surcharge stands still",
    ),
    ("SurchargeResumed", "恢复计算加处罚款", "Surcharge goes on"),
    ("SurchargeWaived", "减免加处罚款", "Surcharge waived"),
    ("FineRefunded", "退还罚款", "Fine refunded"),
    ("EnforcementOpened", "转入强制执行", "Enforcement opened"),
    (
        "CourtWindowMoved",
        "变更申请强制执行期限",
        "Time for the application to the court moved",
    ),
    ("DemandServed", "催告", "Demand served"),
    (
        "DemandAnswered",
        "复核催告意见",
        "Statement on the demand considered",
    ),
    ("CourtApplied", "申请法院强制执行", "Court asked to enforce"),
    ("CourtAnswered", "法院答复", "Answer of the court"),
    ("EnforcementSuspended", "中止执行", "Enforcement suspended"),
    ("EnforcementResumed", "恢复执行", "Enforcement resumed"),
    ("EnforcementOverdue", "执行逾期", "Enforcement overdue"),
    ("EnforcementFinished", "终结执行", "Enforcement finished"),
    ("EnforcementOver", "执行完结", "Enforcement over"),
    ("CaseArchived", "归档", "Case archived"),
    (
        "InvestigatorsRecorded",
        "确定办案人员",
        "Investigators recorded",
    ),
    ("EvidenceJoined", "证据入卷", "Evidence joined"),
    (
        "InvestigationConcluded",
        "调查终结",
        "Investigation concluded",
    ),
    ("NoticeServed", "送达告知书", "Notice served"),
    (
        "StatementRecorded",
        "陈述申辩",
        "Statement and defence recorded",
    ),
    ("HearingRequested", "申请听证", "Hearing requested"),
    ("HearingHeld", "举行听证", "Hearing held"),
    ("LegalReviewed", "法制审核", "Legal review"),
    ("DecisionMade", "作出决定", "Decision made"),
    ("DecisionServed", "送达决定书", "Decision served"),
    ("FinePaid", "缴纳罚款", "Fine paid"),
    ("PaymentOverdue", "缴款逾期", "Payment overdue"),
    ("DutyOverdue", "办理逾期", "Duty overdue"),
    ("CaseClosed", "结案", "Case closed"),
    (
        "DecisionRevoked",
        "撤销或变更决定",
        "Decision revoked or changed",
    ),
    (
        "MeasureRequested",
        "报批强制措施",
        "Coercive measure reported",
    ),
    (
        "MeasureApproved",
        "批准强制措施",
        "Coercive measure approved",
    ),
    (
        "MeasureRefused",
        "不批准强制措施",
        "Coercive measure not approved",
    ),
    (
        "MeasureImposed",
        "实施强制措施",
        "Coercive measure carried out",
    ),
    (
        "MeasureDelivered",
        "交付强制措施决定书",
        "Decision on the measure delivered",
    ),
    (
        "MeasureExtended",
        "延长强制措施期限",
        "Period of the measure extended",
    ),
    (
        "MeasureExtensionTold",
        "告知延长期限",
        "Party told of the extension",
    ),
    (
        "MeasurePaused",
        "检测检验鉴定，期间不计",
        "Measure stands still for testing",
    ),
    ("MeasureResumed", "检测检验鉴定结束", "Testing ended"),
    ("MeasureLifted", "解除强制措施", "Coercive measure lifted"),
    (
        "MeasureExpired",
        "强制措施期限届满",
        "Period of the measure ran out",
    ),
    (
        "MeasureDutyOverdue",
        "强制措施手续逾期",
        "Duty around the measure overdue",
    ),
    ("PropertySold", "先行处置财物", "Perishable property sold"),
    ("PropertyDisposed", "处理涉案财物", "Property disposed of"),
    ("PropertyReturned", "退还财物", "Property returned"),
    (
        "PreservationRequested",
        "报批先行登记保存",
        "Preservation of evidence reported",
    ),
    (
        "PreservationApproved",
        "批准先行登记保存",
        "Preservation of evidence approved",
    ),
    (
        "PreservationRefused",
        "不批准先行登记保存",
        "Preservation of evidence not approved",
    ),
    ("PropertyPreserved", "先行登记保存", "Evidence preserved"),
    (
        "PreservationDisposed",
        "处理登记保存物品",
        "Preserved evidence dealt with",
    ),
    (
        "PreservationLapsed",
        "先行登记保存自动解除",
        "Preservation ended by itself",
    ),
    (
        "PreservationDutyOverdue",
        "先行登记保存手续逾期",
        "Approval of the preservation overdue",
    ),
    (
        "SubstituteDecided",
        "决定代履行",
        "Substitute performance decided",
    ),
    (
        "SubstituteReminded",
        "代履行前催告",
        "Reminder before performance",
    ),
    (
        "SubstitutePerformed",
        "实施代履行",
        "Substitute performance done",
    ),
    (
        "SubstituteStopped",
        "当事人自行履行",
        "Party performed itself",
    ),
    (
        "SubstituteReminderMissed",
        "代履行催告逾期",
        "Reminder before performance missed",
    ),
    (
        "SpotPenaltyProgressed",
        "当场处罚收缴或者备案",
        "Penalty on the spot went on",
    ),
    (
        "ReferralProgressed",
        "涉嫌犯罪案件移送进展",
        "Criminal referral went on",
    ),
    (
        "RemedyProgressed",
        "行政复议、行政诉讼进展",
        "Reconsideration or suit went on",
    ),
    ("PublicationQueued", "待公示", "Waiting for publication"),
    ("PublicationRefused", "不予公示", "Not to be published"),
    ("PublicationMasked", "隐去个人信息", "Personal data masked"),
    ("PublicationApproved", "批准公示", "Publication approved"),
    ("DecisionPublished", "公示", "Decision published"),
    ("WithdrawalDue", "应予撤下", "Withdrawal due"),
    ("PublicationWithdrawn", "撤下公示", "Publication withdrawn"),
    ("PublicationOverdue", "公示逾期", "Publication overdue"),
];

/// Posts in English; their Chinese titles are the vocabulary's.
const POSTS: &[(Post, &str)] = &[
    (Post::Handler, "Case handler"),
    (Post::Reviewer, "Legal reviewer"),
    (Post::Decider, "Head of agency"),
    (Post::Clerk, "Clerk"),
    (Post::Dispatcher, "Dispatcher"),
    (Post::Officer, "Enforcement officer"),
    (Post::Discloser, "Publication officer"),
    (Post::Supervisor, "Supervisor"),
    (Post::Auditor, "Auditor"),
    (Post::Collector, "Collector"),
    (Post::Citizen, "Citizen"),
    (Post::System, "System"),
];

/// An event by its short name.
pub(super) fn event(name: &str) -> Words {
    EVENTS
        .iter()
        .find(|(known, _, _)| *known == name)
        .map_or_else(|| Words::new(name, ""), |(_, zh, en)| Words::new(zh, en))
}

/// A service by its name.
pub(super) fn service(name: &str) -> Words {
    SERVICES
        .iter()
        .find(|known| known.name == name)
        .map_or_else(
            || Words::new(name, ""),
            |known| Words::new(known.zh, known.en),
        )
}

/// A post by its name on the wire; no words when none was told.
pub(super) fn post(name: &str) -> Words {
    POSTS
        .iter()
        .find(|(known, _)| known.as_str() == name)
        .map_or_else(
            || Words::new(name, ""),
            |(known, en)| Words::new(known.title_zh(), en),
        )
}

/// A moment as clocks in China show it, to the minute.
pub(super) fn beijing(at: Timestamp) -> String {
    let local = legal_datetime(at);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_of_the_contracts_has_words_in_both_languages() {
        for (_, full_name) in contracts::ALL {
            let name = full_name.rsplit('.').next().unwrap();
            let words = event(name);
            assert!(
                words.zh != name && !words.en.is_empty(),
                "{name} has no words"
            );
        }
        assert_eq!(
            EVENTS.len(),
            contracts::ALL.len(),
            "words for events that are no more"
        );
    }

    #[test]
    fn every_service_and_post_has_words_in_both_languages() {
        for name in contracts::SERVICES {
            assert!(!service(name).en.is_empty(), "{name}");
        }
        for known in Post::ALL {
            assert!(!post(known.as_str()).en.is_empty(), "{known:?}");
        }
    }

    #[test]
    fn what_is_not_known_keeps_its_name() {
        assert_eq!(event("ClueAdmired"), Words::new("ClueAdmired", ""));
        assert_eq!(post(""), Words::new("", ""));
    }

    #[test]
    fn times_are_those_of_clocks_in_china() {
        assert_eq!(
            beijing("2026-02-10T16:05:59Z".parse().unwrap()),
            "2026-02-11 00:05"
        );
    }
}
