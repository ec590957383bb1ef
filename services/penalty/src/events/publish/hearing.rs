//! What the world hears of a hearing.

use contracts::common::v1::Basis;
use contracts::penalty::v1;
use ledger::Error;
use penalty_domain::arrangement::Openness;
use penalty_domain::case::HearingEvent;

use super::Wire;

pub(super) fn record(
    to: Wire<'_>,
    basis: Option<Basis>,
    case_id: String,
    event: &HearingEvent,
) -> Result<(), Error> {
    match event {
        HearingEvent::Appointed { .. } => to.tell(&v1::HearingHostAppointed { basis, case_id }),
        HearingEvent::FileHanded { .. } => to.tell(&v1::HearingFileHanded { basis, case_id }),
        HearingEvent::Fixed { session, .. } => to.tell(&v1::HearingFixed {
            basis,
            case_id,
            held_on: session.held_on.to_string(),
            open: matches!(session.openness, Openness::Open { .. }),
        }),
        HearingEvent::Notified { .. } => to.tell(&v1::HearingNoticeServed { basis, case_id }),
        HearingEvent::Announced { .. } => to.tell(&v1::HearingAnnounced { basis, case_id }),
        HearingEvent::Suspended { .. } => to.tell(&v1::HearingSuspended { basis, case_id }),
        HearingEvent::Held { .. } => to.tell(&v1::HearingHeld { basis, case_id }),
        HearingEvent::Reported { .. } => to.tell(&v1::HearingReported { basis, case_id }),
    }
}
