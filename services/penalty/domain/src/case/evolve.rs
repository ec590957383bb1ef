//! How an event changes a case. Never fails: what happened, happened.

mod after;

use kernel::OfficerId;
use law::Due;

use super::decision::{Decision, Outcome, Revocation};
use super::event::CaseEvent;
use super::file::{Closure, File, Notice, Notification, Record, Served};
use super::hearing_steps;
use super::inquiry;
use super::state::Case;
use crate::hearing::HearingStage;
use crate::payment::Account;
use crate::penalty::PenaltyKind;
use crate::review::Review;

/// The case after `event`.
pub(super) fn evolve(case: Case, event: &CaseEvent) -> Case {
    match event {
        CaseEvent::CaseOpened { file } => Case::Investigating { file: file.clone() },
        CaseEvent::InvestigatorsRecorded { officers, .. } => {
            with_file(case, |file| replace_team(file, officers))
        }
        CaseEvent::EvidenceJoined { evidence } => {
            with_file(case, |file| file.evidence = Some(evidence.clone()))
        }
        CaseEvent::PaymentOverdue { due, .. } | CaseEvent::DutyOverdue { due, .. } => {
            let case = with_file(case, |file| {
                file.overdue.insert(due.rule.clone());
            });
            after::missed(case, due)
        }
        CaseEvent::ServiceAttempted { .. }
        | CaseEvent::ServiceAnnounced { .. }
        | CaseEvent::AnnouncementEnded { .. } => {
            with_file(case, |file| after::tried(&mut file.service_log, event))
        }
        CaseEvent::EnforcementOver { ending } => after::over(case, ending),
        CaseEvent::InvestigationConcluded { report, .. } => {
            let Case::Investigating { mut file } = case else {
                return case;
            };
            if let Some(assessed) = &report.assessed {
                file.power_item.clone_from(&assessed.item);
            }
            Case::Concluded {
                file,
                report: report.clone(),
                review: None,
            }
        }
        CaseEvent::NoticeServed { notice, hearing } => announced(case, notice, hearing.as_ref()),
        CaseEvent::StatementRecorded { .. } | CaseEvent::HearingRequested { .. } => {
            heard(case, event)
        }
        CaseEvent::Hearing(event) => hearing_steps::evolve(case, event),
        CaseEvent::Inquiry(event) => inquiry::evolve(case, event),
        CaseEvent::LegalReviewed { review } => reviewed(case, review),
        CaseEvent::DecisionMade {
            decision,
            deliver,
            close,
        } => decided(case, decision, deliver, close.as_ref()),
        CaseEvent::DecisionServed {
            served,
            account,
            close,
        } => delivered(case, served, account.clone(), close.as_ref()),
        CaseEvent::FinePaid { account, close, .. }
        | CaseEvent::AccountChanged { account, close, .. } => {
            after::accounted(case, account, close.as_ref())
        }
        CaseEvent::CaseClosed { closure } => closed(case, closure),
        CaseEvent::DecisionRevoked { revocation } => revoked(case, revocation),
    }
}

fn with_file(mut case: Case, change: impl FnOnce(&mut File)) -> Case {
    if let Some(file) = case.file_mut() {
        change(file);
    }
    case
}

fn replace_team(file: &mut File, officers: &[OfficerId]) {
    file.investigators = officers.to_vec();
    file.investigated.extend(officers.iter().copied());
}

fn announced(case: Case, notice: &Notice, hearing: Option<&Due>) -> Case {
    let Case::Concluded {
        file,
        report,
        review,
    } = case
    else {
        return case;
    };
    let hearing = hearing.map_or(HearingStage::NoRight, |due| HearingStage::Offered {
        due: due.clone(),
    });
    let notice = notice.clone();
    let notification = Box::new(Notification {
        notice,
        statements: Vec::new(),
        hearing,
    });
    Case::Notified {
        file,
        report,
        review,
        notification,
    }
}

/// The party is heard: from now on nothing heavier may follow.
fn heard(case: Case, event: &CaseEvent) -> Case {
    let Case::Notified {
        mut file,
        report,
        review,
        mut notification,
    } = case
    else {
        return case;
    };
    file.ceiling = Some(notification.notice.penalties.clone());
    if let CaseEvent::StatementRecorded { statement } = event {
        notification.statements.push(statement.clone());
    }
    if let CaseEvent::HearingRequested {
        requested_on,
        appoint,
    } = event
    {
        notification.hearing = HearingStage::Requested {
            requested_on: *requested_on,
            appoint: Some(appoint.clone()),
        };
    }
    Case::Notified {
        file,
        report,
        review,
        notification,
    }
}

fn reviewed(case: Case, review: &Review) -> Case {
    let case = with_file(case, |file| {
        file.reviewed.insert(review.reviewer);
        file.proceedings.review = None;
    });
    match case {
        Case::Concluded { file, .. } | Case::Notified { file, .. }
            if review.outcome.sends_back() =>
        {
            Case::Investigating { file }
        }
        Case::Concluded { file, report, .. } => Case::Concluded {
            file,
            report,
            review: Some(review.clone()),
        },
        Case::Notified {
            file,
            report,
            notification,
            ..
        } => Case::Notified {
            file,
            report,
            review: Some(review.clone()),
            notification,
        },
        Case::Unopened
        | Case::Investigating { .. }
        | Case::Suspended { .. }
        | Case::Decided { .. }
        | Case::Served { .. }
        | Case::Performed { .. }
        | Case::Closed { .. }
        | Case::Revoked { .. }
        | Case::Ended { .. }
        | Case::EndedClosed { .. } => case,
    }
}

fn decided(case: Case, decision: &Decision, deliver: &Due, close: Option<&Due>) -> Case {
    // without a review no decision is made, so without one nothing changes
    let (file, report, review, notification) = match (case, ()) {
        (
            Case::Concluded {
                file,
                report,
                review: Some(review),
            },
            (),
        ) => (file, report, review, None),
        (
            Case::Notified {
                file,
                report,
                review: Some(review),
                notification,
            },
            (),
        ) => (file, report, review, Some(*notification)),
        (case, ()) => return case,
    };
    let decision = decision.clone();
    Case::Decided {
        record: Box::new(Record {
            file: *file,
            report: *report,
            notification,
            review,
            decision,
        }),
        deliver: deliver.clone(),
        close: close.cloned(),
    }
}

fn delivered(
    case: Case,
    served: &Served,
    account: Option<Box<Account>>,
    close: Option<&Due>,
) -> Case {
    let Case::Decided { record, .. } = case else {
        return case;
    };
    let served = served.clone();
    if let Some(close) = close.cloned() {
        return Case::Performed {
            record,
            served,
            account,
            close,
        };
    }
    let to_perform = to_perform(&record.decision);
    Case::Served {
        record,
        served,
        account,
        to_perform,
        ended: None,
    }
}

fn closed(case: Case, closure: &Closure) -> Case {
    if let Case::Ended {
        file,
        report,
        notification,
        ending,
        ..
    } = case
    {
        return Case::EndedClosed {
            file,
            report,
            notification,
            ending,
            closure: closure.clone(),
        };
    }
    let (Case::Served {
        record,
        served,
        account,
        ..
    }
    | Case::Performed {
        record,
        served,
        account,
        ..
    }) = case
    else {
        return case;
    };
    Case::Closed {
        record,
        served,
        account,
        closure: closure.clone(),
    }
}

fn revoked(case: Case, revocation: &Revocation) -> Case {
    let revocation = revocation.clone();
    match case {
        Case::Decided { record, .. } => Case::Revoked {
            record,
            served: None,
            account: None,
            revocation,
        },
        Case::Served {
            record,
            served,
            account,
            ..
        }
        | Case::Performed {
            record,
            served,
            account,
            ..
        }
        | Case::Closed {
            record,
            served,
            account,
            ..
        } => Case::Revoked {
            record,
            served: Some(served),
            account,
            revocation,
        },
        Case::Unopened
        | Case::Investigating { .. }
        | Case::Suspended { .. }
        | Case::Concluded { .. }
        | Case::Notified { .. }
        | Case::Revoked { .. }
        | Case::Ended { .. }
        | Case::EndedClosed { .. } => case,
    }
}

/// Penalties of `decision` that are neither paid nor performed by service itself.
pub(super) fn to_perform(decision: &Decision) -> Vec<PenaltyKind> {
    match &decision.outcome {
        Outcome::Penalised { penalties } => penalties
            .kinds()
            .filter(|kind| kind.needs_performance())
            .collect(),
        Outcome::NotPenalised { .. } => Vec::new(),
    }
}
