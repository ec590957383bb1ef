//! What the rules need to know of each form.

use documents::{Form, Volume};
use penalty_domain::document::{About, Approval, FormFacts, Reached, Volume as RuledVolume};

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
        Form::DemandNotice => Reached::PenaltyServed,
        Form::InstalmentNotice => Reached::PlanGranted,
        Form::EnforcementApplication => Reached::DemandServed,
        Form::PreservationNotice => Reached::PreservationApproved,
        Form::CoercionDecision => Reached::MeasureApproved,
        Form::CoercionExtension | Form::CoercionLifting => Reached::MeasureTaken,
        Form::PropertyList => Reached::PropertyListed,
        Form::SpotPenaltyDecision => Reached::SpotIssued,
        Form::FileCover => Reached::Decided,
        Form::FilingApproval
        | Form::SceneRecord
        | Form::InterviewRecord
        | Form::CorrectionOrder
        | Form::ServiceReceipt
        | Form::ServiceAnnouncement
        | Form::ClosingApproval
        | Form::FileCatalogue => Reached::Filed,
    }
}

/// What a document names in `about`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// Nothing: the case says it all.
    Nothing,
    /// The measure.
    Measure,
    /// The preservation.
    Preservation,
    /// The measure or preservation whose property is listed.
    Property,
    /// The penalty on the spot.
    SpotPenalty,
    /// If it likes, the document that is served.
    MayDocument,
    /// If it likes, an order to correct that was recorded.
    MayCorrection,
}

impl Wants {
    /// Whether the form cannot be filled without it.
    pub(crate) const fn is_needed(self) -> bool {
        match self {
            Self::Nothing | Self::MayDocument | Self::MayCorrection => false,
            Self::Measure | Self::Preservation | Self::Property | Self::SpotPenalty => true,
        }
    }

    /// Whether `about` is of the kind that is wanted.
    pub(crate) const fn takes(self, about: About) -> bool {
        matches!(
            (self, about),
            (Self::Measure | Self::Property, About::Measure { .. })
                | (
                    Self::Preservation | Self::Property,
                    About::Preservation { .. }
                )
                | (Self::SpotPenalty, About::SpotPenalty { .. })
                | (Self::MayDocument, About::Document { .. })
                | (Self::MayCorrection, About::CorrectionOrder { .. })
        )
    }

    /// What is wanted.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing; leave `about` out",
            Self::Measure => "the measure (行政强制措施)",
            Self::Preservation => "the preservation (先行登记保存)",
            Self::Property => "the measure or the preservation whose property is listed",
            Self::SpotPenalty => "the penalty on the spot (当场处罚)",
            Self::MayDocument => "the sealed document that is served, or nothing",
            Self::MayCorrection => "a recorded order to correct (责令改正), or nothing",
        }
    }

    /// How to name it.
    pub(crate) const fn cure(self) -> &'static str {
        match self {
            Self::Nothing => "leave `about` out",
            Self::Measure => {
                r#"add "about": {"kind": "measure", "id": …}; the case lists its measures"#
            }
            Self::Preservation => {
                r#"add "about": {"kind": "preservation", "id": …}; the case lists them"#
            }
            Self::Property => r#"add "about": {"kind": "measure" or "preservation", "id": …}"#,
            Self::SpotPenalty => "draft it under /api/penalty/v1/spot-penalties/{id}/documents",
            Self::MayDocument => r#"give "about": {"kind": "document", "id": …}, or leave it out"#,
            Self::MayCorrection => {
                r#"give "about": {"kind": "correction-order", "number": 1}, or leave it out"#
            }
        }
    }
}

/// What a document of the form names in `about`.
pub(crate) const fn wants(form: Form) -> Wants {
    match form {
        Form::CoercionDecision | Form::CoercionExtension | Form::CoercionLifting => Wants::Measure,
        Form::PropertyList => Wants::Property,
        Form::PreservationNotice => Wants::Preservation,
        Form::SpotPenaltyDecision => Wants::SpotPenalty,
        Form::ServiceReceipt | Form::ServiceAnnouncement => Wants::MayDocument,
        Form::CorrectionOrder => Wants::MayCorrection,
        Form::FilingApproval
        | Form::SceneRecord
        | Form::InterviewRecord
        | Form::InvestigationReport
        | Form::LegalReviewForm
        | Form::PenaltyNotice
        | Form::StatementRecord
        | Form::HearingNotice
        | Form::HearingRecord
        | Form::HearingReport
        | Form::DiscussionRecord
        | Form::PenaltyDecision
        | Form::NoPenaltyDecision
        | Form::InstalmentNotice
        | Form::DemandNotice
        | Form::EnforcementApplication
        | Form::ClosingApproval
        | Form::FileCover
        | Form::FileCatalogue => Wants::Nothing,
    }
}

/// Whether the form refers to papers that were sealed before.
pub(crate) const fn draws_on_papers(form: Form) -> bool {
    matches!(
        form,
        Form::PreservationNotice
            | Form::CoercionDecision
            | Form::CoercionExtension
            | Form::CoercionLifting
            | Form::PropertyList
            | Form::HearingRecord
            | Form::EnforcementApplication
    )
}

/// Whether the form tells of the enforcement of the decision.
pub(crate) const fn draws_on_enforcement(form: Form) -> bool {
    matches!(form, Form::EnforcementApplication)
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
