//! Specimens (样张): a made-up case on every form, for training, tests and measurements.

use crate::Values;
use crate::form::Form;

/// A whole filling of `form`. Persons, agencies and facts are invented.
#[must_use]
pub fn specimen(form: Form) -> Values {
    serde_json::from_str(source(form)).unwrap_or_default()
}

const fn source(form: Form) -> &'static str {
    match form {
        Form::FilingApproval => include_str!("../specimens/filing-approval.json"),
        Form::SceneRecord => include_str!("../specimens/scene-record.json"),
        Form::InterviewRecord => include_str!("../specimens/interview-record.json"),
        Form::PreservationNotice => include_str!("../specimens/preservation-notice.json"),
        Form::CoercionDecision => include_str!("../specimens/coercion-decision.json"),
        Form::CoercionExtension => include_str!("../specimens/coercion-extension.json"),
        Form::CoercionLifting => include_str!("../specimens/coercion-lifting.json"),
        Form::PropertyList => include_str!("../specimens/property-list.json"),
        Form::CorrectionOrder => include_str!("../specimens/correction-order.json"),
        Form::InvestigationReport => include_str!("../specimens/investigation-report.json"),
        Form::LegalReviewForm => include_str!("../specimens/legal-review-form.json"),
        Form::PenaltyNotice => include_str!("../specimens/penalty-notice.json"),
        Form::StatementRecord => include_str!("../specimens/statement-record.json"),
        Form::HearingNotice => include_str!("../specimens/hearing-notice.json"),
        Form::HearingRecord => include_str!("../specimens/hearing-record.json"),
        Form::HearingReport => include_str!("../specimens/hearing-report.json"),
        Form::DiscussionRecord => include_str!("../specimens/discussion-record.json"),
        Form::SpotPenaltyDecision => include_str!("../specimens/spot-penalty-decision.json"),
        Form::PenaltyDecision => include_str!("../specimens/penalty-decision.json"),
        Form::NoPenaltyDecision => include_str!("../specimens/no-penalty-decision.json"),
        Form::InstalmentNotice => include_str!("../specimens/instalment-notice.json"),
        Form::DemandNotice => include_str!("../specimens/demand-notice.json"),
        Form::EnforcementApplication => include_str!("../specimens/enforcement-application.json"),
        Form::ServiceReceipt => include_str!("../specimens/service-receipt.json"),
        Form::ServiceAnnouncement => include_str!("../specimens/service-announcement.json"),
        Form::ClosingApproval => include_str!("../specimens/closing-approval.json"),
        Form::FileCover => include_str!("../specimens/file-cover.json"),
        Form::FileCatalogue => include_str!("../specimens/file-catalogue.json"),
    }
}
