//! What changes after the decision: service, account, the end of enforcement.

use law::Due;

use crate::case::clocks;
use crate::case::event::CaseEvent;
use crate::case::file::EnforcementEnd;
use crate::case::state::Case;
use crate::payment::Account;
use crate::service_of_process::ServiceLog;

/// Keeps what was tried to serve a document.
pub(super) fn tried(log: &mut ServiceLog, event: &CaseEvent) {
    if let CaseEvent::ServiceAttempted { attempt } = event {
        log.attempts.push((**attempt).clone());
    }
    if let CaseEvent::ServiceAnnounced { announcement } = event {
        log.announcements.push((**announcement).clone());
    }
    if let CaseEvent::AnnouncementEnded { paper, .. } = event {
        log.end(*paper);
    }
}

/// Notes in the account which due day passed.
pub(super) fn missed(mut case: Case, due: &Due) -> Case {
    if due.rule == clocks::PAY
        && let Some(account) = case.account_mut()
    {
        account.missed.insert(due.effective);
    }
    case
}

/// The case with its account as it is now; performed when `close` says that nothing is left.
pub(super) fn accounted(mut case: Case, account: &Account, close: Option<&Due>) -> Case {
    if let Some(kept) = case.account_mut() {
        account.clone_into(kept);
    }
    match (case, close) {
        (
            Case::Served {
                record,
                served,
                account,
                ..
            },
            Some(close),
        ) => Case::Performed {
            record,
            served,
            account,
            close: close.clone(),
        },
        (case, _) => case,
    }
}

/// Nothing more will be performed.
pub(super) fn over(mut case: Case, ending: &EnforcementEnd) -> Case {
    if let Case::Served { ended, .. } = &mut case {
        *ended = Some(ending.clone());
    }
    case
}
