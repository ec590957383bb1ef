// @generated from proto/ by `make gen`

impl crate::Event for crate::complaint::v1::SubmissionReceived {
    const SERVICE: &'static str = "complaint";
    const NAME: &'static str = "SubmissionReceived";
    const TYPE: &'static str = "mingjing.complaint.v1.SubmissionReceived";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::complaint::v1::ReportForwarded {
    const SERVICE: &'static str = "complaint";
    const NAME: &'static str = "ReportForwarded";
    const TYPE: &'static str = "mingjing.complaint.v1.ReportForwarded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::complaint::v1::ReplyGiven {
    const SERVICE: &'static str = "complaint";
    const NAME: &'static str = "ReplyGiven";
    const TYPE: &'static str = "mingjing.complaint.v1.ReplyGiven";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::complaint::v1::SubmissionClosed {
    const SERVICE: &'static str = "complaint";
    const NAME: &'static str = "SubmissionClosed";
    const TYPE: &'static str = "mingjing.complaint.v1.SubmissionClosed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::complaint::v1::SubmissionReopened {
    const SERVICE: &'static str = "complaint";
    const NAME: &'static str = "SubmissionReopened";
    const TYPE: &'static str = "mingjing.complaint.v1.SubmissionReopened";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::complaint::v1::SubmissionOverdue {
    const SERVICE: &'static str = "complaint";
    const NAME: &'static str = "SubmissionOverdue";
    const TYPE: &'static str = "mingjing.complaint.v1.SubmissionOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::PublicationQueued {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "PublicationQueued";
    const TYPE: &'static str = "mingjing.disclosure.v1.PublicationQueued";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::PublicationRefused {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "PublicationRefused";
    const TYPE: &'static str = "mingjing.disclosure.v1.PublicationRefused";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::PublicationMasked {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "PublicationMasked";
    const TYPE: &'static str = "mingjing.disclosure.v1.PublicationMasked";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::PublicationApproved {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "PublicationApproved";
    const TYPE: &'static str = "mingjing.disclosure.v1.PublicationApproved";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::DecisionPublished {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "DecisionPublished";
    const TYPE: &'static str = "mingjing.disclosure.v1.DecisionPublished";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::WithdrawalDue {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "WithdrawalDue";
    const TYPE: &'static str = "mingjing.disclosure.v1.WithdrawalDue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::PublicationWithdrawn {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "PublicationWithdrawn";
    const TYPE: &'static str = "mingjing.disclosure.v1.PublicationWithdrawn";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::disclosure::v1::PublicationOverdue {
    const SERVICE: &'static str = "disclosure";
    const NAME: &'static str = "PublicationOverdue";
    const TYPE: &'static str = "mingjing.disclosure.v1.PublicationOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::OfficerRegistered {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "OfficerRegistered";
    const TYPE: &'static str = "mingjing.dispatch.v1.OfficerRegistered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::CertificateSuspended {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "CertificateSuspended";
    const TYPE: &'static str = "mingjing.dispatch.v1.CertificateSuspended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::TaskOpened {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "TaskOpened";
    const TYPE: &'static str = "mingjing.dispatch.v1.TaskOpened";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::TeamAssigned {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "TeamAssigned";
    const TYPE: &'static str = "mingjing.dispatch.v1.TeamAssigned";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::TaskAccepted {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "TaskAccepted";
    const TYPE: &'static str = "mingjing.dispatch.v1.TaskAccepted";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::TaskHandedBack {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "TaskHandedBack";
    const TYPE: &'static str = "mingjing.dispatch.v1.TaskHandedBack";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::TaskEscalated {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "TaskEscalated";
    const TYPE: &'static str = "mingjing.dispatch.v1.TaskEscalated";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::CertificateReinstated {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "CertificateReinstated";
    const TYPE: &'static str = "mingjing.dispatch.v1.CertificateReinstated";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::dispatch::v1::ConflictDeclared {
    const SERVICE: &'static str = "dispatch";
    const NAME: &'static str = "ConflictDeclared";
    const TYPE: &'static str = "mingjing.dispatch.v1.ConflictDeclared";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::evidence::v1::FolderOpened {
    const SERVICE: &'static str = "evidence";
    const NAME: &'static str = "FolderOpened";
    const TYPE: &'static str = "mingjing.evidence.v1.FolderOpened";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::evidence::v1::EvidenceCollected {
    const SERVICE: &'static str = "evidence";
    const NAME: &'static str = "EvidenceCollected";
    const TYPE: &'static str = "mingjing.evidence.v1.EvidenceCollected";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::evidence::v1::CustodyRecorded {
    const SERVICE: &'static str = "evidence";
    const NAME: &'static str = "CustodyRecorded";
    const TYPE: &'static str = "mingjing.evidence.v1.CustodyRecorded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::evidence::v1::EvidenceSealed {
    const SERVICE: &'static str = "evidence";
    const NAME: &'static str = "EvidenceSealed";
    const TYPE: &'static str = "mingjing.evidence.v1.EvidenceSealed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::intake::v1::ClueRegistered {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "ClueRegistered";
    const TYPE: &'static str = "mingjing.intake.v1.ClueRegistered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::intake::v1::VerificationExtended {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "VerificationExtended";
    const TYPE: &'static str = "mingjing.intake.v1.VerificationExtended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::intake::v1::CaseFiled {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "CaseFiled";
    const TYPE: &'static str = "mingjing.intake.v1.CaseFiled";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::intake::v1::ClueNotFiled {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "ClueNotFiled";
    const TYPE: &'static str = "mingjing.intake.v1.ClueNotFiled";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::intake::v1::ClueTransferred {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "ClueTransferred";
    const TYPE: &'static str = "mingjing.intake.v1.ClueTransferred";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::intake::v1::VerificationOverdue {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "VerificationOverdue";
    const TYPE: &'static str = "mingjing.intake.v1.VerificationOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CaseOpened {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CaseOpened";
    const TYPE: &'static str = "mingjing.penalty.v1.CaseOpened";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::InvestigatorsRecorded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "InvestigatorsRecorded";
    const TYPE: &'static str = "mingjing.penalty.v1.InvestigatorsRecorded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EvidenceJoined {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EvidenceJoined";
    const TYPE: &'static str = "mingjing.penalty.v1.EvidenceJoined";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::InvestigationConcluded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "InvestigationConcluded";
    const TYPE: &'static str = "mingjing.penalty.v1.InvestigationConcluded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::NoticeServed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "NoticeServed";
    const TYPE: &'static str = "mingjing.penalty.v1.NoticeServed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::StatementRecorded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "StatementRecorded";
    const TYPE: &'static str = "mingjing.penalty.v1.StatementRecorded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingRequested {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingRequested";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingRequested";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingHeld {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingHeld";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingHeld";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::LegalReviewed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "LegalReviewed";
    const TYPE: &'static str = "mingjing.penalty.v1.LegalReviewed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DecisionMade {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DecisionMade";
    const TYPE: &'static str = "mingjing.penalty.v1.DecisionMade";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DecisionServed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DecisionServed";
    const TYPE: &'static str = "mingjing.penalty.v1.DecisionServed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::FinePaid {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "FinePaid";
    const TYPE: &'static str = "mingjing.penalty.v1.FinePaid";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PaymentOverdue {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PaymentOverdue";
    const TYPE: &'static str = "mingjing.penalty.v1.PaymentOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DutyOverdue {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DutyOverdue";
    const TYPE: &'static str = "mingjing.penalty.v1.DutyOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CaseClosed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CaseClosed";
    const TYPE: &'static str = "mingjing.penalty.v1.CaseClosed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DecisionRevoked {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DecisionRevoked";
    const TYPE: &'static str = "mingjing.penalty.v1.DecisionRevoked";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CardsShown {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CardsShown";
    const TYPE: &'static str = "mingjing.penalty.v1.CardsShown";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CorrectionOrdered {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CorrectionOrdered";
    const TYPE: &'static str = "mingjing.penalty.v1.CorrectionOrdered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::InvestigationSuspended {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "InvestigationSuspended";
    const TYPE: &'static str = "mingjing.penalty.v1.InvestigationSuspended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::InvestigationResumed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "InvestigationResumed";
    const TYPE: &'static str = "mingjing.penalty.v1.InvestigationResumed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::TimeExcluded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "TimeExcluded";
    const TYPE: &'static str = "mingjing.penalty.v1.TimeExcluded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::TimeExtended {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "TimeExtended";
    const TYPE: &'static str = "mingjing.penalty.v1.TimeExtended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SentToReview {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SentToReview";
    const TYPE: &'static str = "mingjing.penalty.v1.SentToReview";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::RecusalAsked {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "RecusalAsked";
    const TYPE: &'static str = "mingjing.penalty.v1.RecusalAsked";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::RecusalAnswered {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "RecusalAnswered";
    const TYPE: &'static str = "mingjing.penalty.v1.RecusalAnswered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CaseEnded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CaseEnded";
    const TYPE: &'static str = "mingjing.penalty.v1.CaseEnded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingHostAppointed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingHostAppointed";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingHostAppointed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingFileHanded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingFileHanded";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingFileHanded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingFixed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingFixed";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingFixed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingNoticeServed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingNoticeServed";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingNoticeServed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingAnnounced {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingAnnounced";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingAnnounced";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingSuspended {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingSuspended";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingSuspended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::HearingReported {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "HearingReported";
    const TYPE: &'static str = "mingjing.penalty.v1.HearingReported";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DocumentDrafted {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DocumentDrafted";
    const TYPE: &'static str = "mingjing.penalty.v1.DocumentDrafted";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DocumentSealed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DocumentSealed";
    const TYPE: &'static str = "mingjing.penalty.v1.DocumentSealed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DocumentServed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DocumentServed";
    const TYPE: &'static str = "mingjing.penalty.v1.DocumentServed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DocumentVoided {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DocumentVoided";
    const TYPE: &'static str = "mingjing.penalty.v1.DocumentVoided";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::ServiceAttempted {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "ServiceAttempted";
    const TYPE: &'static str = "mingjing.penalty.v1.ServiceAttempted";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::ServiceAnnounced {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "ServiceAnnounced";
    const TYPE: &'static str = "mingjing.penalty.v1.ServiceAnnounced";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::AnnouncementEnded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "AnnouncementEnded";
    const TYPE: &'static str = "mingjing.penalty.v1.AnnouncementEnded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PaymentPlanGranted {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PaymentPlanGranted";
    const TYPE: &'static str = "mingjing.penalty.v1.PaymentPlanGranted";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SurchargePaused {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SurchargePaused";
    const TYPE: &'static str = "mingjing.penalty.v1.SurchargePaused";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SurchargeResumed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SurchargeResumed";
    const TYPE: &'static str = "mingjing.penalty.v1.SurchargeResumed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SurchargeWaived {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SurchargeWaived";
    const TYPE: &'static str = "mingjing.penalty.v1.SurchargeWaived";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::FineRefunded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "FineRefunded";
    const TYPE: &'static str = "mingjing.penalty.v1.FineRefunded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EnforcementOver {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EnforcementOver";
    const TYPE: &'static str = "mingjing.penalty.v1.EnforcementOver";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EnforcementOpened {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EnforcementOpened";
    const TYPE: &'static str = "mingjing.penalty.v1.EnforcementOpened";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CourtWindowMoved {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CourtWindowMoved";
    const TYPE: &'static str = "mingjing.penalty.v1.CourtWindowMoved";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DemandServed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DemandServed";
    const TYPE: &'static str = "mingjing.penalty.v1.DemandServed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::DemandAnswered {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "DemandAnswered";
    const TYPE: &'static str = "mingjing.penalty.v1.DemandAnswered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CourtApplied {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CourtApplied";
    const TYPE: &'static str = "mingjing.penalty.v1.CourtApplied";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CourtAnswered {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CourtAnswered";
    const TYPE: &'static str = "mingjing.penalty.v1.CourtAnswered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EnforcementSuspended {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EnforcementSuspended";
    const TYPE: &'static str = "mingjing.penalty.v1.EnforcementSuspended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EnforcementResumed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EnforcementResumed";
    const TYPE: &'static str = "mingjing.penalty.v1.EnforcementResumed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EnforcementOverdue {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EnforcementOverdue";
    const TYPE: &'static str = "mingjing.penalty.v1.EnforcementOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::EnforcementFinished {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "EnforcementFinished";
    const TYPE: &'static str = "mingjing.penalty.v1.EnforcementFinished";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::CaseArchived {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "CaseArchived";
    const TYPE: &'static str = "mingjing.penalty.v1.CaseArchived";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureRequested {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureRequested";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureRequested";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureApproved {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureApproved";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureApproved";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureRefused {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureRefused";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureRefused";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureImposed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureImposed";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureImposed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureDelivered {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureDelivered";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureDelivered";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureExtended {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureExtended";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureExtended";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureExtensionTold {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureExtensionTold";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureExtensionTold";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasurePaused {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasurePaused";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasurePaused";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureResumed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureResumed";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureResumed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureLifted {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureLifted";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureLifted";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureExpired {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureExpired";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureExpired";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::MeasureDutyOverdue {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "MeasureDutyOverdue";
    const TYPE: &'static str = "mingjing.penalty.v1.MeasureDutyOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PropertySold {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PropertySold";
    const TYPE: &'static str = "mingjing.penalty.v1.PropertySold";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PropertyDisposed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PropertyDisposed";
    const TYPE: &'static str = "mingjing.penalty.v1.PropertyDisposed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PropertyReturned {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PropertyReturned";
    const TYPE: &'static str = "mingjing.penalty.v1.PropertyReturned";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PreservationRequested {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PreservationRequested";
    const TYPE: &'static str = "mingjing.penalty.v1.PreservationRequested";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PreservationApproved {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PreservationApproved";
    const TYPE: &'static str = "mingjing.penalty.v1.PreservationApproved";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PreservationRefused {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PreservationRefused";
    const TYPE: &'static str = "mingjing.penalty.v1.PreservationRefused";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PropertyPreserved {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PropertyPreserved";
    const TYPE: &'static str = "mingjing.penalty.v1.PropertyPreserved";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PreservationDisposed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PreservationDisposed";
    const TYPE: &'static str = "mingjing.penalty.v1.PreservationDisposed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PreservationLapsed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PreservationLapsed";
    const TYPE: &'static str = "mingjing.penalty.v1.PreservationLapsed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::PreservationDutyOverdue {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "PreservationDutyOverdue";
    const TYPE: &'static str = "mingjing.penalty.v1.PreservationDutyOverdue";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SubstituteDecided {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SubstituteDecided";
    const TYPE: &'static str = "mingjing.penalty.v1.SubstituteDecided";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SubstituteReminded {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SubstituteReminded";
    const TYPE: &'static str = "mingjing.penalty.v1.SubstituteReminded";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SubstitutePerformed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SubstitutePerformed";
    const TYPE: &'static str = "mingjing.penalty.v1.SubstitutePerformed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SubstituteStopped {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SubstituteStopped";
    const TYPE: &'static str = "mingjing.penalty.v1.SubstituteStopped";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SubstituteReminderMissed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SubstituteReminderMissed";
    const TYPE: &'static str = "mingjing.penalty.v1.SubstituteReminderMissed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::SpotPenaltyProgressed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "SpotPenaltyProgressed";
    const TYPE: &'static str = "mingjing.penalty.v1.SpotPenaltyProgressed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::ReferralProgressed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "ReferralProgressed";
    const TYPE: &'static str = "mingjing.penalty.v1.ReferralProgressed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

impl crate::Event for crate::penalty::v1::RemedyProgressed {
    const SERVICE: &'static str = "penalty";
    const NAME: &'static str = "RemedyProgressed";
    const TYPE: &'static str = "mingjing.penalty.v1.RemedyProgressed";
    const VERSION: u32 = 1;
    fn basis(&self) -> Option<&crate::common::v1::Basis> {
        self.basis.as_ref()
    }
}

/// Every event type: the service that publishes it and its full name.
pub const ALL: &[(&str, &str)] = &[
    ("complaint", "mingjing.complaint.v1.ReplyGiven"),
    ("complaint", "mingjing.complaint.v1.ReportForwarded"),
    ("complaint", "mingjing.complaint.v1.SubmissionClosed"),
    ("complaint", "mingjing.complaint.v1.SubmissionOverdue"),
    ("complaint", "mingjing.complaint.v1.SubmissionReceived"),
    ("complaint", "mingjing.complaint.v1.SubmissionReopened"),
    ("disclosure", "mingjing.disclosure.v1.DecisionPublished"),
    ("disclosure", "mingjing.disclosure.v1.PublicationApproved"),
    ("disclosure", "mingjing.disclosure.v1.PublicationMasked"),
    ("disclosure", "mingjing.disclosure.v1.PublicationOverdue"),
    ("disclosure", "mingjing.disclosure.v1.PublicationQueued"),
    ("disclosure", "mingjing.disclosure.v1.PublicationRefused"),
    ("disclosure", "mingjing.disclosure.v1.PublicationWithdrawn"),
    ("disclosure", "mingjing.disclosure.v1.WithdrawalDue"),
    ("dispatch", "mingjing.dispatch.v1.CertificateReinstated"),
    ("dispatch", "mingjing.dispatch.v1.CertificateSuspended"),
    ("dispatch", "mingjing.dispatch.v1.ConflictDeclared"),
    ("dispatch", "mingjing.dispatch.v1.OfficerRegistered"),
    ("dispatch", "mingjing.dispatch.v1.TaskAccepted"),
    ("dispatch", "mingjing.dispatch.v1.TaskEscalated"),
    ("dispatch", "mingjing.dispatch.v1.TaskHandedBack"),
    ("dispatch", "mingjing.dispatch.v1.TaskOpened"),
    ("dispatch", "mingjing.dispatch.v1.TeamAssigned"),
    ("evidence", "mingjing.evidence.v1.CustodyRecorded"),
    ("evidence", "mingjing.evidence.v1.EvidenceCollected"),
    ("evidence", "mingjing.evidence.v1.EvidenceSealed"),
    ("evidence", "mingjing.evidence.v1.FolderOpened"),
    ("intake", "mingjing.intake.v1.CaseFiled"),
    ("intake", "mingjing.intake.v1.ClueNotFiled"),
    ("intake", "mingjing.intake.v1.ClueRegistered"),
    ("intake", "mingjing.intake.v1.ClueTransferred"),
    ("intake", "mingjing.intake.v1.VerificationExtended"),
    ("intake", "mingjing.intake.v1.VerificationOverdue"),
    ("penalty", "mingjing.penalty.v1.AnnouncementEnded"),
    ("penalty", "mingjing.penalty.v1.CardsShown"),
    ("penalty", "mingjing.penalty.v1.CaseArchived"),
    ("penalty", "mingjing.penalty.v1.CaseClosed"),
    ("penalty", "mingjing.penalty.v1.CaseEnded"),
    ("penalty", "mingjing.penalty.v1.CaseOpened"),
    ("penalty", "mingjing.penalty.v1.CorrectionOrdered"),
    ("penalty", "mingjing.penalty.v1.CourtAnswered"),
    ("penalty", "mingjing.penalty.v1.CourtApplied"),
    ("penalty", "mingjing.penalty.v1.CourtWindowMoved"),
    ("penalty", "mingjing.penalty.v1.DecisionMade"),
    ("penalty", "mingjing.penalty.v1.DecisionRevoked"),
    ("penalty", "mingjing.penalty.v1.DecisionServed"),
    ("penalty", "mingjing.penalty.v1.DemandAnswered"),
    ("penalty", "mingjing.penalty.v1.DemandServed"),
    ("penalty", "mingjing.penalty.v1.DocumentDrafted"),
    ("penalty", "mingjing.penalty.v1.DocumentSealed"),
    ("penalty", "mingjing.penalty.v1.DocumentServed"),
    ("penalty", "mingjing.penalty.v1.DocumentVoided"),
    ("penalty", "mingjing.penalty.v1.DutyOverdue"),
    ("penalty", "mingjing.penalty.v1.EnforcementFinished"),
    ("penalty", "mingjing.penalty.v1.EnforcementOpened"),
    ("penalty", "mingjing.penalty.v1.EnforcementOver"),
    ("penalty", "mingjing.penalty.v1.EnforcementOverdue"),
    ("penalty", "mingjing.penalty.v1.EnforcementResumed"),
    ("penalty", "mingjing.penalty.v1.EnforcementSuspended"),
    ("penalty", "mingjing.penalty.v1.EvidenceJoined"),
    ("penalty", "mingjing.penalty.v1.FinePaid"),
    ("penalty", "mingjing.penalty.v1.FineRefunded"),
    ("penalty", "mingjing.penalty.v1.HearingAnnounced"),
    ("penalty", "mingjing.penalty.v1.HearingFileHanded"),
    ("penalty", "mingjing.penalty.v1.HearingFixed"),
    ("penalty", "mingjing.penalty.v1.HearingHeld"),
    ("penalty", "mingjing.penalty.v1.HearingHostAppointed"),
    ("penalty", "mingjing.penalty.v1.HearingNoticeServed"),
    ("penalty", "mingjing.penalty.v1.HearingReported"),
    ("penalty", "mingjing.penalty.v1.HearingRequested"),
    ("penalty", "mingjing.penalty.v1.HearingSuspended"),
    ("penalty", "mingjing.penalty.v1.InvestigationConcluded"),
    ("penalty", "mingjing.penalty.v1.InvestigationResumed"),
    ("penalty", "mingjing.penalty.v1.InvestigationSuspended"),
    ("penalty", "mingjing.penalty.v1.InvestigatorsRecorded"),
    ("penalty", "mingjing.penalty.v1.LegalReviewed"),
    ("penalty", "mingjing.penalty.v1.MeasureApproved"),
    ("penalty", "mingjing.penalty.v1.MeasureDelivered"),
    ("penalty", "mingjing.penalty.v1.MeasureDutyOverdue"),
    ("penalty", "mingjing.penalty.v1.MeasureExpired"),
    ("penalty", "mingjing.penalty.v1.MeasureExtended"),
    ("penalty", "mingjing.penalty.v1.MeasureExtensionTold"),
    ("penalty", "mingjing.penalty.v1.MeasureImposed"),
    ("penalty", "mingjing.penalty.v1.MeasureLifted"),
    ("penalty", "mingjing.penalty.v1.MeasurePaused"),
    ("penalty", "mingjing.penalty.v1.MeasureRefused"),
    ("penalty", "mingjing.penalty.v1.MeasureRequested"),
    ("penalty", "mingjing.penalty.v1.MeasureResumed"),
    ("penalty", "mingjing.penalty.v1.NoticeServed"),
    ("penalty", "mingjing.penalty.v1.PaymentOverdue"),
    ("penalty", "mingjing.penalty.v1.PaymentPlanGranted"),
    ("penalty", "mingjing.penalty.v1.PreservationApproved"),
    ("penalty", "mingjing.penalty.v1.PreservationDisposed"),
    ("penalty", "mingjing.penalty.v1.PreservationDutyOverdue"),
    ("penalty", "mingjing.penalty.v1.PreservationLapsed"),
    ("penalty", "mingjing.penalty.v1.PreservationRefused"),
    ("penalty", "mingjing.penalty.v1.PreservationRequested"),
    ("penalty", "mingjing.penalty.v1.PropertyDisposed"),
    ("penalty", "mingjing.penalty.v1.PropertyPreserved"),
    ("penalty", "mingjing.penalty.v1.PropertyReturned"),
    ("penalty", "mingjing.penalty.v1.PropertySold"),
    ("penalty", "mingjing.penalty.v1.RecusalAnswered"),
    ("penalty", "mingjing.penalty.v1.RecusalAsked"),
    ("penalty", "mingjing.penalty.v1.ReferralProgressed"),
    ("penalty", "mingjing.penalty.v1.RemedyProgressed"),
    ("penalty", "mingjing.penalty.v1.SentToReview"),
    ("penalty", "mingjing.penalty.v1.ServiceAnnounced"),
    ("penalty", "mingjing.penalty.v1.ServiceAttempted"),
    ("penalty", "mingjing.penalty.v1.SpotPenaltyProgressed"),
    ("penalty", "mingjing.penalty.v1.StatementRecorded"),
    ("penalty", "mingjing.penalty.v1.SubstituteDecided"),
    ("penalty", "mingjing.penalty.v1.SubstitutePerformed"),
    ("penalty", "mingjing.penalty.v1.SubstituteReminded"),
    ("penalty", "mingjing.penalty.v1.SubstituteReminderMissed"),
    ("penalty", "mingjing.penalty.v1.SubstituteStopped"),
    ("penalty", "mingjing.penalty.v1.SurchargePaused"),
    ("penalty", "mingjing.penalty.v1.SurchargeResumed"),
    ("penalty", "mingjing.penalty.v1.SurchargeWaived"),
    ("penalty", "mingjing.penalty.v1.TimeExcluded"),
    ("penalty", "mingjing.penalty.v1.TimeExtended"),
];
