//! The fields of each form. Field by field after the official forms of 2021; where the law has
//! changed since or asks for more, the law wins.

mod archive;
mod coercion;
mod common;
mod decision;
mod hearing;
mod investigation;
mod notice;
mod performance;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use strum::VariantArray as _;

use crate::field::Field;
use crate::form::Form;

/// Every field of `form`, in its order.
pub(crate) fn of(form: Form) -> &'static [Field] {
    FIELDS.get(&form).map_or(&[], Vec::as_slice)
}

static FIELDS: LazyLock<BTreeMap<Form, Vec<Field>>> = LazyLock::new(|| {
    Form::VARIANTS
        .iter()
        .map(|form| (*form, groups(*form).concat()))
        .collect()
});

/// The groups of fields that make up a form.
const fn groups(form: Form) -> &'static [&'static [Field]] {
    match form {
        Form::FilingApproval => investigation::FILING_APPROVAL,
        Form::SceneRecord => investigation::SCENE_RECORD,
        Form::InterviewRecord => investigation::INTERVIEW_RECORD,
        Form::InvestigationReport => investigation::INVESTIGATION_REPORT,
        Form::LegalReviewForm => investigation::LEGAL_REVIEW_FORM,
        Form::PreservationNotice => coercion::PRESERVATION_NOTICE,
        Form::CoercionDecision => coercion::COERCION_DECISION,
        Form::CoercionExtension => coercion::COERCION_EXTENSION,
        Form::CoercionLifting => coercion::COERCION_LIFTING,
        Form::PropertyList => coercion::PROPERTY_LIST,
        Form::CorrectionOrder => notice::CORRECTION_ORDER,
        Form::PenaltyNotice => notice::PENALTY_NOTICE,
        Form::StatementRecord => notice::STATEMENT_RECORD,
        Form::HearingNotice => hearing::HEARING_NOTICE,
        Form::HearingRecord => hearing::HEARING_RECORD,
        Form::HearingReport => hearing::HEARING_REPORT,
        Form::DiscussionRecord => hearing::DISCUSSION_RECORD,
        Form::SpotPenaltyDecision => decision::SPOT_PENALTY_DECISION,
        Form::PenaltyDecision => decision::PENALTY_DECISION,
        Form::NoPenaltyDecision => decision::NO_PENALTY_DECISION,
        Form::InstalmentNotice => performance::INSTALMENT_NOTICE,
        Form::DemandNotice => performance::DEMAND_NOTICE,
        Form::EnforcementApplication => performance::ENFORCEMENT_APPLICATION,
        Form::ServiceReceipt => archive::SERVICE_RECEIPT,
        Form::ServiceAnnouncement => archive::SERVICE_ANNOUNCEMENT,
        Form::ClosingApproval => archive::CLOSING_APPROVAL,
        Form::FileCover => archive::FILE_COVER,
        Form::FileCatalogue => archive::FILE_CATALOGUE,
    }
}
