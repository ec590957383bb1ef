//! What the rules need to know of each form.

use documents::{Form, Volume};
use penalty_domain::document::{Approval, FormFacts, Reached, Volume as RuledVolume};

/// The form, as far as the rules need it.
pub(crate) fn facts(form: Form) -> FormFacts {
    FormFacts {
        name: form.name().to_owned(),
        title: form.title_zh().to_owned(),
        citation: form.citation().to_owned(),
        volume: match form.volume() {
            Volume::Main => RuledVolume::Main,
            Volume::Secondary => RuledVolume::Secondary,
        },
        numbered: form.number_code().is_some(),
        approval: approval(form),
        after: after(form),
    }
}

/// Whose approval the form needs: that of the head where the law asks for it (行政处罚法 56, 57, 66;
/// 行政强制法 18, 25, 55; 市场监督管理行政处罚程序规定 57), else that of those who handle the case.
const fn approval(form: Form) -> Approval {
    match form {
        Form::PreservationNotice
        | Form::CoercionDecision
        | Form::CoercionExtension
        | Form::CoercionLifting
        | Form::CorrectionOrder
        | Form::PenaltyNotice
        | Form::PenaltyDecision
        | Form::NoPenaltyDecision
        | Form::InstalmentNotice
        | Form::DemandNotice
        | Form::EnforcementApplication
        | Form::FilingApproval
        | Form::ClosingApproval => Approval::Head,
        Form::SceneRecord
        | Form::InterviewRecord
        | Form::PropertyList
        | Form::InvestigationReport
        | Form::LegalReviewForm
        | Form::StatementRecord
        | Form::HearingNotice
        | Form::HearingRecord
        | Form::HearingReport
        | Form::DiscussionRecord
        | Form::SpotPenaltyDecision
        | Form::ServiceReceipt
        | Form::ServiceAnnouncement
        | Form::FileCover
        | Form::FileCatalogue => Approval::Unit,
    }
}

/// How far the case must have come.
const fn after(form: Form) -> Reached {
    match form {
        Form::InvestigationReport | Form::DiscussionRecord => Reached::Reported,
        Form::LegalReviewForm => Reached::Reviewed,
        Form::PenaltyNotice => Reached::PenaltyProposed,
        Form::StatementRecord => Reached::Notified,
        Form::HearingNotice | Form::HearingRecord => Reached::HearingRequested,
        Form::HearingReport => Reached::HearingHeld,
        Form::PenaltyDecision => Reached::PenaltyDecided,
        Form::NoPenaltyDecision => Reached::NoPenaltyDecided,
        Form::InstalmentNotice | Form::DemandNotice | Form::EnforcementApplication => {
            Reached::PenaltyServed
        }
        Form::FileCover => Reached::Decided,
        Form::FilingApproval
        | Form::SceneRecord
        | Form::InterviewRecord
        | Form::PreservationNotice
        | Form::CoercionDecision
        | Form::CoercionExtension
        | Form::CoercionLifting
        | Form::PropertyList
        | Form::CorrectionOrder
        | Form::SpotPenaltyDecision
        | Form::ServiceReceipt
        | Form::ServiceAnnouncement
        | Form::ClosingApproval
        | Form::FileCatalogue => Reached::Filed,
    }
}

/// Where the form stands in its volume (程序规定 78); papers of one rank follow by time. Cover and
/// catalogue come first, the rest as the article lists it.
pub(crate) const fn rank(form: Form) -> u8 {
    match form {
        Form::FileCover => 0,
        Form::FileCatalogue => 1,
        Form::FilingApproval | Form::InvestigationReport => 2,
        Form::SpotPenaltyDecision
        | Form::PenaltyDecision
        | Form::NoPenaltyDecision
        | Form::LegalReviewForm => 3,
        Form::ServiceReceipt | Form::HearingReport => 4,
        Form::PreservationNotice
        | Form::CoercionDecision
        | Form::CoercionExtension
        | Form::CoercionLifting
        | Form::CorrectionOrder
        | Form::PenaltyNotice
        | Form::HearingNotice
        | Form::InstalmentNotice
        | Form::DemandNotice
        | Form::ServiceAnnouncement
        | Form::ClosingApproval => 5,
        Form::SceneRecord | Form::InterviewRecord | Form::StatementRecord => 6,
        Form::HearingRecord => 7,
        Form::PropertyList => 8,
        Form::EnforcementApplication | Form::DiscussionRecord => 9,
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn the_main_volume_begins_with_filing_decision_and_receipt() {
        let mut main: Vec<Form> = Form::VARIANTS
            .iter()
            .copied()
            .filter(|form| form.volume() == Volume::Main)
            .collect();
        main.sort_by_key(|form| rank(*form));
        let filing = main.iter().position(|form| *form == Form::FilingApproval);
        let decision = main.iter().position(|form| *form == Form::PenaltyDecision);
        let receipt = main.iter().position(|form| *form == Form::ServiceReceipt);
        let hearing = main.iter().position(|form| *form == Form::HearingRecord);
        assert!(filing < decision && decision < receipt && receipt < hearing);
    }

    #[test]
    fn the_secondary_volume_begins_with_report_review_and_hearing_report() {
        let ranks = [
            Form::InvestigationReport,
            Form::LegalReviewForm,
            Form::HearingReport,
            Form::ClosingApproval,
            Form::DiscussionRecord,
        ]
        .map(rank);
        assert!(ranks.is_sorted_by(|one, next| one < next), "{ranks:?}");
    }

    #[test]
    fn every_decision_needs_the_heads_approval() {
        for form in [
            Form::PenaltyDecision,
            Form::NoPenaltyDecision,
            Form::CoercionDecision,
        ] {
            assert_eq!(facts(form).approval, Approval::Head);
        }
    }
}
