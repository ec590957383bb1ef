//! What the world hears of a document. What fills it is never part of that.

use contracts::penalty::v1;
use kernel::{Actor, Post};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::document::{Document, DocumentEvent, Draft};
use runtime::Step;

use crate::store::official_document::StoredDocument;

/// Records the contract of a domain event. `posts` are those that allow the step: only the one that
/// the actor used is told.
pub(crate) fn record(
    unit: &mut UnitOfWork,
    stored: &StoredDocument,
    event: &DocumentEvent,
    actor: &Actor,
    posts: &[Post],
) -> Result<(), Error> {
    let Some(draft) = stored.state.draft() else {
        return Ok(());
    };
    let aggregate = Aggregate {
        id: stored.id.uuid(),
        version: stored.version,
        matter: stored.matter,
        region: stored.region,
    };
    let basis = basis(unit, stored, (draft, event), actor, posts);
    let case_id = stored.case.to_string();
    let document_id = stored.id.to_string();
    let form = draft.form.name.clone();
    let by = actor.id.uuid();
    match event {
        DocumentEvent::Drafted { .. } => {
            let event = v1::DocumentDrafted {
                basis,
                case_id,
                document_id,
                form,
            };
            unit.record(aggregate, by, &event)
        }
        DocumentEvent::Sealed { seal } => {
            let event = v1::DocumentSealed {
                basis,
                case_id,
                document_id,
                form,
                document_number: number(&stored.state),
                content_digest: seal.content.to_string(),
                pdf_digest: seal.pdf.sm3.to_string(),
                key_id: seal.key.to_string(),
            };
            unit.record(aggregate, by, &event)
        }
        DocumentEvent::Served { served } => {
            let event = v1::DocumentServed {
                basis,
                case_id,
                document_id,
                form,
                method: served.service.method.to_string(),
                served_on: served.served_on.to_string(),
            };
            unit.record(aggregate, by, &event)
        }
        DocumentEvent::Voided { .. } => {
            let event = v1::DocumentVoided {
                basis,
                case_id,
                document_id,
                form,
                document_number: number(&stored.state),
            };
            unit.record(aggregate, by, &event)
        }
    }
}

fn basis(
    unit: &UnitOfWork,
    stored: &StoredDocument,
    (draft, event): (&Draft, &DocumentEvent),
    actor: &Actor,
    posts: &[Post],
) -> Option<contracts::common::v1::Basis> {
    let mut step = Step::new(stored.matter, stored.region, unit.now(), actor);
    for article in event.articles(&draft.form.citation) {
        step = step.under(article);
    }
    let used = posts.iter().find(|post| actor.holds(**post));
    step.basis().map(|mut basis| {
        basis.legal_date = event.legal_date().to_string();
        if let Some(post) = used {
            post.as_str().clone_into(&mut basis.actor_post);
        }
        basis
    })
}

fn number(document: &Document) -> String {
    let number = document.seal().and_then(|seal| seal.number.as_ref());
    number.map(ToString::to_string).unwrap_or_default()
}
