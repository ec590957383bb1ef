//! The templates, one per form, and the layout they share.

use crate::form::Form;

/// The shared layout, which every template imports as `/base.typ`.
pub(crate) const BASE: &str = include_str!("../templates/base.typ");

/// The template of `form`.
pub(crate) const fn of(form: Form) -> &'static str {
    match form {
        Form::FilingApproval => include_str!("../templates/filing-approval.typ"),
        Form::SceneRecord => include_str!("../templates/scene-record.typ"),
        Form::InterviewRecord => include_str!("../templates/interview-record.typ"),
        Form::PreservationNotice => include_str!("../templates/preservation-notice.typ"),
        Form::CoercionDecision => include_str!("../templates/coercion-decision.typ"),
        Form::CoercionExtension => include_str!("../templates/coercion-extension.typ"),
        Form::CoercionLifting => include_str!("../templates/coercion-lifting.typ"),
        Form::PropertyList => include_str!("../templates/property-list.typ"),
        Form::CorrectionOrder => include_str!("../templates/correction-order.typ"),
        Form::InvestigationReport => include_str!("../templates/investigation-report.typ"),
        Form::LegalReviewForm => include_str!("../templates/legal-review-form.typ"),
        Form::PenaltyNotice => include_str!("../templates/penalty-notice.typ"),
        Form::StatementRecord => include_str!("../templates/statement-record.typ"),
        Form::HearingNotice => include_str!("../templates/hearing-notice.typ"),
        Form::HearingRecord => include_str!("../templates/hearing-record.typ"),
        Form::HearingReport => include_str!("../templates/hearing-report.typ"),
        Form::DiscussionRecord => include_str!("../templates/discussion-record.typ"),
        Form::SpotPenaltyDecision => include_str!("../templates/spot-penalty-decision.typ"),
        Form::PenaltyDecision => include_str!("../templates/penalty-decision.typ"),
        Form::NoPenaltyDecision => include_str!("../templates/no-penalty-decision.typ"),
        Form::InstalmentNotice => include_str!("../templates/instalment-notice.typ"),
        Form::DemandNotice => include_str!("../templates/demand-notice.typ"),
        Form::EnforcementApplication => include_str!("../templates/enforcement-application.typ"),
        Form::ServiceReceipt => include_str!("../templates/service-receipt.typ"),
        Form::ServiceAnnouncement => include_str!("../templates/service-announcement.typ"),
        Form::ClosingApproval => include_str!("../templates/closing-approval.typ"),
        Form::FileCover => include_str!("../templates/file-cover.typ"),
        Form::FileCatalogue => include_str!("../templates/file-catalogue.typ"),
    }
}
