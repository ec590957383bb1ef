//! Which command is lawful in which state, and what it causes.

use kernel::{Decider, Post};
use law::Refusal;

use super::{Certificate, Officer, OfficerCommand, OfficerEvent, OfficerFacts};

/// Longest certificate number, in characters; no national form is set.
const NUMBER_CHARACTERS_MAX: usize = 32;
/// Most fields of enforcement on one certificate.
const DOMAINS_MAX: usize = 30;

const CITATION: &str = "行政处罚法第四十二条第一款、行政执法监督条例第十七条第二款";

/// The rules of an officer's certificate.
#[derive(Debug, Clone, Copy)]
pub struct OfficerRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Decider for OfficerRules<'a> {
    type State = Officer;
    type Command = OfficerCommand;
    type Event = OfficerEvent;
    type Facts = OfficerFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Officer,
        command: OfficerCommand,
        facts: &OfficerFacts<'a>,
    ) -> Result<Vec<OfficerEvent>, Refusal> {
        keeps_the_roster(facts)?;
        let (name, on) = (command.name(), facts.today);
        match (state, command) {
            (Officer::Unknown, OfficerCommand::Register(certificate)) => {
                complete(&certificate)?;
                Ok(vec![OfficerEvent::Registered { certificate }])
            }
            (Officer::Active { .. }, OfficerCommand::Suspend { reason }) => {
                Ok(vec![OfficerEvent::Suspended { reason, on }])
            }
            (Officer::Suspended { .. }, OfficerCommand::Reinstate) => {
                Ok(vec![OfficerEvent::Reinstated])
            }
            (
                Officer::Active { .. } | Officer::Suspended { .. },
                OfficerCommand::Cancel { reason },
            ) => Ok(vec![OfficerEvent::Cancelled { reason, on }]),
            (state, _) => Err(wrong_state(state, name)),
        }
    }

    fn evolve(state: Officer, event: &OfficerEvent) -> Officer {
        match (state, event.clone()) {
            (Officer::Unknown, OfficerEvent::Registered { certificate })
            | (Officer::Suspended { certificate, .. }, OfficerEvent::Reinstated) => {
                Officer::Active { certificate }
            }
            (Officer::Active { certificate }, OfficerEvent::Suspended { reason, on }) => {
                Officer::Suspended {
                    certificate,
                    reason,
                    since: on,
                }
            }
            (
                Officer::Active { certificate } | Officer::Suspended { certificate, .. },
                OfficerEvent::Cancelled { reason, on },
            ) => Officer::Cancelled {
                certificate,
                reason,
                since: on,
            },
            (state, _) => state,
        }
    }
}

/// The dispatcher keeps the roster; the supervising body issues and withholds certificates.
fn keeps_the_roster(facts: &OfficerFacts<'_>) -> Result<(), Refusal> {
    if facts.actor.holds_any(&[Post::Dispatcher, Post::Supervisor]) {
        return Ok(());
    }
    Err(Refusal::new("roster-keeper", "DSP-ROSTER")
        .citing("行政执法监督条例第十七条第二款")
        .missing("the post Dispatcher or Supervisor")
        .cure("let the unit's dispatcher or the supervising body enter it")
        .titled(
            "无权维护执法人员名册",
            "Only the keeper of the roster does this",
        ))
}

fn complete(certificate: &Certificate) -> Result<(), Refusal> {
    let number = certificate.number.trim();
    let gates = [
        (
            !number.is_empty() && number.chars().count() <= NUMBER_CHARACTERS_MAX,
            "a certificate number of 1 to 32 characters",
        ),
        (
            !certificate.unit.trim().is_empty(),
            "the unit of the officer",
        ),
        (
            !certificate.domains.is_empty()
                && certificate.domains.len() <= DOMAINS_MAX
                && certificate
                    .domains
                    .iter()
                    .all(|domain| !domain.trim().is_empty()),
            "the fields of enforcement that the certificate covers, 1 to 30",
        ),
        (
            certificate.valid_from <= certificate.valid_to,
            "a last day of validity that is not before the first",
        ),
        (
            certificate.region.is_known(),
            "a region in the list of divisions",
        ),
    ];
    match gates.iter().find(|(holds, _)| !holds) {
        None => Ok(()),
        Some((_, missing)) => Err(Refusal::new("certificate-incomplete", "DSP-CERTIFICATE")
            .citing(CITATION)
            .missing(*missing)
            .cure("enter it as it stands on the certificate")
            .titled("执法证件信息不完整", "The certificate is not complete")),
    }
}

fn wrong_state(state: &Officer, command: &str) -> Refusal {
    let lawful = match state {
        Officer::Unknown => "register",
        Officer::Active { .. } => "suspend, cancel",
        Officer::Suspended { .. } => "reinstate, cancel",
        Officer::Cancelled { .. } => "none; a new certificate is a new entry",
    };
    Refusal::new("wrong-state", "DSP-OFFICER-STATE")
        .citing(CITATION)
        .missing(format!(
            "a state that allows `{command}`; it is `{}`",
            state.name()
        ))
        .cure(format!("lawful now: {lawful}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
