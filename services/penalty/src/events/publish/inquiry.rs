//! What the world hears of the steps around an investigation.

use contracts::common::v1::Basis;
use contracts::penalty::v1;
use ledger::Error;
use penalty_domain::case::InquiryEvent;

use super::Wire;

pub(super) fn record(
    to: Wire<'_>,
    basis: Option<Basis>,
    case_id: String,
    event: &InquiryEvent,
) -> Result<(), Error> {
    match event {
        InquiryEvent::CardsShown(card) => to.tell(&v1::CardsShown {
            basis,
            case_id,
            officer_ids: card.officers.iter().map(ToString::to_string).collect(),
        }),
        InquiryEvent::CorrectionOrdered(_) => to.tell(&v1::CorrectionOrdered { basis, case_id }),
        InquiryEvent::Suspended(suspension) => to.tell(&v1::InvestigationSuspended {
            basis,
            case_id,
            ground: suspension.ground.to_string(),
        }),
        InquiryEvent::Resumed { .. } => to.tell(&v1::InvestigationResumed { basis, case_id }),
        InquiryEvent::TimeExcluded { pause, .. } => to.tell(&v1::TimeExcluded {
            basis,
            case_id,
            from: pause.from.to_string(),
            to: pause.to.to_string(),
        }),
        InquiryEvent::TimeExtended { extension, .. } => to.tell(&v1::TimeExtended {
            basis,
            case_id,
            days: extension.n,
        }),
        InquiryEvent::SentToReview { .. } => to.tell(&v1::SentToReview { basis, case_id }),
        InquiryEvent::RecusalAsked(recusal) => to.tell(&v1::RecusalAsked {
            basis,
            case_id,
            person_id: recusal.of.to_string(),
        }),
        InquiryEvent::RecusalAnswered { of, answer } => to.tell(&v1::RecusalAnswered {
            basis,
            case_id,
            person_id: of.to_string(),
            granted: answer.granted,
        }),
        InquiryEvent::Ended { ending, .. } => to.tell(&v1::CaseEnded {
            basis,
            case_id,
            kind: ending.kind.as_str().to_owned(),
        }),
    }
}
