//! What the world hears of the archive: never what lies in it.

use contracts::penalty::v1;
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::archive::Archive;

use super::{Said, Wire};

/// Records that `entries` papers were archived.
pub(crate) fn record(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    archive: &Archive,
    (entries, said): (usize, Said<'_>),
) -> Result<(), Error> {
    let articles = vec!["市场监督管理行政处罚程序规定第七十八条".to_owned()];
    let today = kernel::legal_date(unit.now());
    let basis = said.basis(&aggregate, unit, (today, articles));
    let to = Wire {
        unit,
        aggregate,
        actor: said.actor.id.uuid(),
    };
    to.tell(&v1::CaseArchived {
        basis,
        case_id: archive.case.to_string(),
        archive_number: archive.number.to_string(),
        entries: u32::try_from(entries).unwrap_or(u32::MAX),
    })
}
