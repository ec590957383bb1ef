//! Enters an officer in the roster.

use dispatch_domain::{Certificate, Officer, OfficerCommand, OfficerFacts, OfficerRules};
use kernel::{Actor, Decider as _, legal_date};
use law::Refusal;
use ledger::UnitOfWork;
use runtime::Fault;

use super::follow_officer;
use crate::store::officer::{self, StoredOfficer};

/// What is known when an officer is entered.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) certificate: Certificate,
}

/// Registers an officer with the certificate.
pub(crate) async fn register_officer(
    unit: &mut UnitOfWork,
    actor: &Actor,
    entry: Entry,
) -> Result<StoredOfficer, Fault> {
    let now = unit.now();
    let (id, region) = (entry.certificate.officer, entry.certificate.region);
    let facts = OfficerFacts {
        today: legal_date(now),
        actor,
    };
    let command = OfficerCommand::Register(entry.certificate);
    let events = OfficerRules::decide(&Officer::Unknown, command, &facts)?;
    let mut stored = StoredOfficer {
        id,
        region,
        name: entry.name,
        version: 0,
        registered_at: now,
        state: Officer::Unknown,
    };
    follow_officer(unit, &mut stored, &events, actor)?;
    if officer::insert(unit.connection(), &stored).await? {
        Ok(stored)
    } else {
        Err(already_registered().into())
    }
}

fn already_registered() -> Refusal {
    Refusal::new("officer-registered", "DSP-ROSTER")
        .citing("行政执法监督条例第十七条第二款")
        .missing("an officer and a certificate number that are not in the roster")
        .cure("look the officer up; a renewed certificate has a new number and is a new entry")
        .titled(
            "执法人员或证件已登记",
            "The officer or the certificate is registered",
        )
}
