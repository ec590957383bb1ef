//! What happens when a clock runs out.

use disclosure_domain::PublicationCommand;
use futures::future::BoxFuture;
use kernel::PublicationId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};
use runtime::Fault;

use crate::app::decide_publication;
use crate::events::consume::system;

/// The timer of the duty to publish.
pub(crate) const PUBLICATION: &str = "publication";

/// The timer of the duty to withdraw.
pub(crate) const WITHDRAWAL: &str = "withdrawal";

/// Fires the timers of this service.
#[derive(Debug)]
pub(crate) struct Deadlines;

impl OnTimer for Deadlines {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let id = PublicationId::from(timer.aggregate);
            let command = match timer.kind.as_str() {
                PUBLICATION => PublicationCommand::NotePublishOverdue,
                WITHDRAWAL => PublicationCommand::NoteWithdrawOverdue,
                other => return Err(ApplyError::Permanent(format!("no timer is named {other}"))),
            };
            decide_publication(unit, &system(), id, command)
                .await
                .map(|_publication| ())
                .map_err(Fault::into_apply_error)
        })
    }
}
