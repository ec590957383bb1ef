//! The rules of a document.

use std::marker::PhantomData;

use kernel::{Decider, legal_date};
use law::Refusal;

use super::command::{DocumentCommand, DocumentFacts, Drafting, Sealing};
use super::event::DocumentEvent;
use super::gates;
use super::state::{Document, Draft, Seal, Voiding};
use crate::case::Served;
use crate::service_of_process::ServiceOfProcess;

/// The rules of a document.
#[derive(Clone, Copy, Debug)]
pub struct DocumentRules<'a>(PhantomData<&'a ()>);

impl<'a> Decider for DocumentRules<'a> {
    type State = Document;
    type Command = DocumentCommand;
    type Event = DocumentEvent;
    type Facts = DocumentFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Document,
        command: DocumentCommand,
        facts: &DocumentFacts<'a>,
    ) -> Result<Vec<DocumentEvent>, Refusal> {
        match (state, command) {
            (Document::Absent, DocumentCommand::Draft(drafting)) => draft(*drafting, facts),
            (Document::Drafted { draft }, DocumentCommand::Amend) => amend(draft, facts),
            (Document::Drafted { draft }, DocumentCommand::Seal(sealing)) => {
                seal(draft, *sealing, facts)
            }
            (Document::Sealed { draft, seal }, DocumentCommand::Serve(service)) => {
                serve(draft, seal, service, facts)
            }
            (Document::Sealed { .. }, DocumentCommand::Follow(served)) => {
                Ok(vec![DocumentEvent::Served { served }])
            }
            (
                Document::Drafted { draft } | Document::Sealed { draft, .. },
                DocumentCommand::Void { reason },
            ) => void(draft, reason, facts),
            (Document::Served { .. }, DocumentCommand::Void { .. }) => Err(gates::served()),
            (state, command) => Err(gates::wrong_state(state, command.name(), command.needs())),
        }
    }

    fn evolve(state: Document, event: &DocumentEvent) -> Document {
        match (state, event) {
            (_, DocumentEvent::Drafted { draft }) => Document::Drafted {
                draft: draft.clone(),
            },
            (Document::Drafted { draft }, DocumentEvent::Sealed { seal }) => Document::Sealed {
                draft,
                seal: seal.clone(),
            },
            (Document::Sealed { draft, seal }, DocumentEvent::Served { served }) => {
                Document::Served {
                    draft,
                    seal,
                    served: served.clone(),
                }
            }
            (Document::Drafted { draft }, DocumentEvent::Voided { voiding }) => Document::Voided {
                draft,
                seal: None,
                voiding: voiding.clone(),
            },
            (Document::Sealed { draft, seal }, DocumentEvent::Voided { voiding }) => {
                Document::Voided {
                    draft,
                    seal: Some(seal),
                    voiding: voiding.clone(),
                }
            }
            (
                state,
                DocumentEvent::Sealed { .. }
                | DocumentEvent::Served { .. }
                | DocumentEvent::Voided { .. },
            ) => state,
        }
    }
}

fn draft(drafting: Drafting, facts: &DocumentFacts<'_>) -> Result<Vec<DocumentEvent>, Refusal> {
    gates::in_post(DocumentCommand::writers(), facts)?;
    let Drafting {
        case,
        form,
        agency,
        agency_code,
        about,
    } = drafting;
    let draft = Draft {
        case,
        form,
        agency,
        agency_code,
        about,
        by: facts.actor.id,
        drafted_on: legal_date(facts.now),
    };
    gates::code_known(&draft)?;
    gates::agrees_with_case(&draft, facts)?;
    Ok(vec![DocumentEvent::Drafted { draft }])
}

fn amend(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<Vec<DocumentEvent>, Refusal> {
    gates::in_post(DocumentCommand::writers(), facts)?;
    gates::agrees_with_case(draft, facts)?;
    let draft = Draft {
        by: facts.actor.id,
        drafted_on: legal_date(facts.now),
        ..draft.clone()
    };
    Ok(vec![DocumentEvent::Drafted { draft }])
}

/// Whether the document may be sealed, asked before a number is taken and anything printed.
///
/// # Errors
/// The first gate that does not hold.
pub fn may_seal(document: &Document, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    if let Document::Drafted { draft } = document {
        return sealable(draft, facts);
    }
    Err(gates::wrong_state(document, "seal", "drafted"))
}

fn sealable(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    gates::in_post(draft.form.approval.posts(), facts)?;
    gates::code_known(draft)?;
    gates::step_reached(draft, facts)?;
    gates::number_free(draft, facts)?;
    gates::agrees_with_case(draft, facts)?;
    gates::fields_complete(draft, facts)
}

fn seal(
    draft: &Draft,
    sealing: Sealing,
    facts: &DocumentFacts<'_>,
) -> Result<Vec<DocumentEvent>, Refusal> {
    sealable(draft, facts)?;
    let Sealing {
        number,
        content,
        pdf,
        signature,
        key,
    } = sealing;
    if draft.form.numbered != number.is_some() {
        return Err(gates::number_missing(draft));
    }
    let seal = Seal {
        number,
        content,
        pdf,
        signature,
        key,
        by: facts.actor.id,
        at: facts.now,
        dated: legal_date(facts.now),
    };
    Ok(vec![DocumentEvent::Sealed {
        seal: Box::new(seal),
    }])
}

fn serve(
    draft: &Draft,
    seal: &Seal,
    service: ServiceOfProcess,
    facts: &DocumentFacts<'_>,
) -> Result<Vec<DocumentEvent>, Refusal> {
    gates::in_post(DocumentCommand::writers(), facts)?;
    gates::goes_to_party(draft)?;
    let today = legal_date(facts.now);
    let served_on = service.served_on(facts.calendar, seal.dated, today)?;
    let served = Served {
        service,
        served_on,
        sealed_original: None,
    };
    Ok(vec![DocumentEvent::Served { served }])
}

fn void(
    draft: &Draft,
    reason: String,
    facts: &DocumentFacts<'_>,
) -> Result<Vec<DocumentEvent>, Refusal> {
    gates::in_post(draft.form.approval.posts(), facts)?;
    gates::reason_given(&reason)?;
    gates::not_served(draft, facts)?;
    let voiding = Voiding {
        reason,
        by: facts.actor.id,
        at: facts.now,
    };
    Ok(vec![DocumentEvent::Voided { voiding }])
}
