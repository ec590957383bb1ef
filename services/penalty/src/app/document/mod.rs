//! Documents of a case, or of a penalty on the spot: draft, amend, seal, serve, void.
//!
//! The case is locked before its document, as every step of the case does, so both see one state and
//! no two wait for each other. A service that is a step of the case is recorded once, by that step,
//! whichever way it was asked for: see [`follow`].

mod about;
mod content;
mod follow;
mod sources;

use documents::{Form, Values};
use http_kit::Problem;
use kernel::{Actor, Decider as _, DocumentId, DocumentNumber, Post};
use law::Calendar;
use ledger::UnitOfWork;
use penalty_domain::document::{
    About, Document, DocumentCommand, DocumentFacts, DocumentRules, Draft, Drafting, Gap, Ground,
    Sealing, may_seal,
};
use penalty_domain::service_of_process::ServiceOfProcess;
use runtime::{Fault, allow};

use self::content::{gaps, well_formed};
use self::sources::known;
use super::act::next_number;
use crate::documents::{Filled, Printed, Printing, Workshop, fill, forms};
use crate::events::documents::record;
use crate::store::official_document::{self, StoredDocument};
use crate::store::{document_content, seal_key};

pub(super) use content::form_of;
pub(crate) use follow::{follow_case, follow_demand, follow_hand_over};
pub(crate) use sources::{Owner, OwnerId, Sources, Topic};

/// A document to be written.
#[derive(Debug, Clone)]
pub(crate) struct Drafted {
    pub(crate) form: Form,
    pub(crate) agency: String,
    pub(crate) agency_code: Option<String>,
    pub(crate) about: Option<About>,
    pub(crate) values: Values,
}

/// What was looked up before the rules are asked.
#[derive(Debug, Default)]
struct Looked {
    gaps: Vec<Gap>,
    contradictions: Vec<String>,
    number_taken: bool,
}

impl Looked {
    fn facts<'a>(
        &'a self,
        unit: &UnitOfWork,
        calendar: &'a Calendar,
        actor: &'a Actor,
        ground: Ground<'a>,
    ) -> DocumentFacts<'a> {
        DocumentFacts {
            now: unit.now(),
            actor,
            calendar,
            ground,
            gaps: &self.gaps,
            contradictions: &self.contradictions,
            number_taken: self.number_taken,
        }
    }
}

/// Drafts a document of the case or of the penalty on the spot.
pub(crate) async fn draft_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    owner: OwnerId,
    drafted: Drafted,
) -> Result<StoredDocument, Fault> {
    let of = Owner::lock(unit, owner).await?;
    let posts = DocumentCommand::writers();
    allow(actor, posts, of.region())?;
    let Drafted {
        form,
        agency,
        agency_code,
        about,
        values,
    } = drafted;
    about::fits(owner, form, about)?;
    let about = match owner {
        OwnerId::Case(_) => about,
        OwnerId::Spot(id) => Some(About::SpotPenalty { id: id.into() }),
    };
    well_formed(form, &values)?;
    let sources = Sources::of(unit, of, (form, about)).await?;
    about::holds(&sources.topic)?;
    let looked = Looked {
        contradictions: fill(form, &sources).contradictions(&values),
        ..Looked::default()
    };
    let case = sources.owner.id();
    let mut stored = StoredDocument {
        id: DocumentId::from(unit.new_id()),
        case,
        matter: sources.owner.matter(),
        region: sources.owner.region(),
        version: 0,
        drafted_at: unit.now(),
        state: Document::default(),
    };
    let drafting = DocumentCommand::Draft(Box::new(Drafting {
        case,
        form: forms::facts(form),
        agency,
        agency_code,
        about,
    }));
    let calendar = unit.calendar();
    let facts = looked.facts(unit, &calendar, actor, sources.ground());
    let events = DocumentRules::decide(&stored.state, drafting, &facts)?;
    for event in &events {
        stored.state = DocumentRules::evolve(std::mem::take(&mut stored.state), event);
        stored.version += 1;
        record(unit, &stored, event, actor, posts)?;
    }
    official_document::insert(unit.connection(), &stored).await?;
    document_content::upsert(unit.connection(), stored.id, stored.region, &values).await?;
    Ok(stored)
}

/// Changes what fills a draft.
pub(crate) async fn amend_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    values: Values,
) -> Result<StoredDocument, Fault> {
    let (sources, stored) = lock(unit, actor, id, DocumentCommand::writers()).await?;
    let form = form_of(&stored)?;
    well_formed(form, &values)?;
    let looked = Looked {
        contradictions: fill(form, &sources).contradictions(&values),
        ..Looked::default()
    };
    let amend = DocumentCommand::Amend;
    let stored = step(unit, actor, (&sources, stored), &looked, amend).await?;
    document_content::upsert(unit.connection(), id, stored.region, &values).await?;
    Ok(stored)
}

/// Seals a document: every field is looked at, then a number is taken, the document printed and
/// signed. A failure at any point gives the number back with the transaction.
pub(crate) async fn seal_document(
    unit: &mut UnitOfWork,
    workshop: &Workshop,
    actor: &Actor,
    id: DocumentId,
) -> Result<StoredDocument, Fault> {
    let (sources, stored) = lock(unit, actor, id, &[]).await?;
    about::holds(&sources.topic)?;
    let form = form_of(&stored)?;
    let (filled, given) = filling(unit, &stored, form, &sources).await?;
    let values = filled.with(&given);
    let decided = number_of_decision(form, &sources);
    let looked = Looked {
        gaps: gaps(form, &values),
        contradictions: filled.contradictions(&given),
        number_taken: match &decided {
            Some(number) => official_document::holds_number(unit.connection(), number).await?,
            None => false,
        },
    };
    let calendar = unit.calendar();
    let facts = looked.facts(unit, &calendar, actor, sources.ground());
    may_seal(&stored.state, &facts)?;
    let draft = stored.state.draft().ok_or_else(Problem::not_found)?;
    let number = match decided {
        Some(number) => Some(number),
        None => number(unit, form, draft, &stored).await?,
    };
    let printing = Printing {
        form,
        agency: draft.agency.clone(),
        number: number.clone(),
        values: values.clone(),
        at: unit.now(),
    };
    let sealing = sealing(number, workshop.make(printing).await?);
    let mut stored = step(unit, actor, (&sources, stored), &looked, sealing).await?;
    if let Some(served) = follow::served_before(form, &sources) {
        let follows = DocumentCommand::Follow(served);
        stored = step(unit, actor, (&sources, stored), &looked, follows).await?;
    }
    let now = unit.now();
    seal_key::note(unit.connection(), workshop.seal().public_key(), now).await?;
    document_content::upsert(unit.connection(), id, stored.region, &values).await?;
    Ok(stored)
}

/// Records that a document was served: by the step of its case, where the service is one, else here.
pub(crate) async fn serve_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    service: ServiceOfProcess,
) -> Result<StoredDocument, Fault> {
    let (sources, stored) = lock(unit, actor, id, DocumentCommand::writers()).await?;
    if matches!(stored.state, Document::Sealed { .. })
        && let Some(served) = follow::serve_by_step(unit, actor, &stored, &service).await?
    {
        return Ok(served);
    }
    let serve = DocumentCommand::Serve(service);
    step(unit, actor, (&sources, stored), &Looked::default(), serve).await
}

/// Voids a document.
pub(crate) async fn void_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    reason: String,
) -> Result<StoredDocument, Fault> {
    let (sources, stored) = lock(unit, actor, id, &[]).await?;
    let void = DocumentCommand::Void { reason };
    step(unit, actor, (&sources, stored), &Looked::default(), void).await
}

/// A document with what fills it, and what still keeps a draft from being sealed.
pub(crate) async fn look_at_document(
    unit: &mut UnitOfWork,
    id: DocumentId,
) -> Result<(StoredDocument, Values, Vec<Gap>), Fault> {
    let stored = known(official_document::find(unit.connection(), id).await?)?;
    if !matches!(stored.state, Document::Drafted { .. }) {
        let values = document_content::find(unit.connection(), id).await?;
        return Ok((stored, values, Vec::new()));
    }
    let owner = Owner::look(unit, OwnerId::of(&stored)).await?;
    let form = form_of(&stored)?;
    let sources = Sources::of(unit, owner, (form, about_of(&stored))).await?;
    let (filled, given) = filling(unit, &stored, form, &sources).await?;
    let values = filled.with(&given);
    let gaps = gaps(form, &values);
    Ok((stored, values, gaps))
}

/// Locks what the document belongs to and the document, and refuses those without a post among
/// `posts`; empty: those that the document's form names.
async fn lock(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    posts: &[Post],
) -> Result<(Sources, StoredDocument), Fault> {
    let seen = known(official_document::find(unit.connection(), id).await?)?;
    let owner = Owner::lock(unit, OwnerId::of(&seen)).await?;
    let stored = known(official_document::lock(unit.connection(), id).await?)?;
    let posts = if posts.is_empty() {
        approvers(&stored)
    } else {
        posts
    };
    allow(actor, posts, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let form = form_of(&stored)?;
    let sources = Sources::of(unit, owner, (form, about_of(&stored))).await?;
    Ok((sources, stored))
}

fn about_of(stored: &StoredDocument) -> Option<About> {
    stored.state.draft().and_then(|draft| draft.about)
}

/// The posts that may seal and void the document.
fn approvers(stored: &StoredDocument) -> &'static [Post] {
    let draft = stored.state.draft();
    draft.map_or(&[], |draft| draft.form.approval.posts())
}

/// Decides by what was looked up, applies and writes.
async fn step(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (sources, stored): (&Sources, StoredDocument),
    looked: &Looked,
    command: DocumentCommand,
) -> Result<StoredDocument, Fault> {
    advance(unit, actor, (sources.ground(), stored), looked, command).await
}

async fn advance(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (ground, mut stored): (Ground<'_>, StoredDocument),
    looked: &Looked,
    command: DocumentCommand,
) -> Result<StoredDocument, Fault> {
    let posts = match command {
        DocumentCommand::Seal(_) | DocumentCommand::Void { .. } => approvers(&stored),
        DocumentCommand::Draft(_)
        | DocumentCommand::Amend
        | DocumentCommand::Serve(_)
        | DocumentCommand::Follow(_) => DocumentCommand::writers(),
    };
    let calendar = unit.calendar();
    let facts = looked.facts(unit, &calendar, actor, ground);
    let events = DocumentRules::decide(&stored.state, command, &facts)?;
    let read_version = stored.version;
    for event in &events {
        stored.state = DocumentRules::evolve(std::mem::take(&mut stored.state), event);
        stored.version += 1;
        record(unit, &stored, event, actor, posts)?;
    }
    official_document::update(unit.connection(), &stored, read_version).await?;
    Ok(stored)
}

async fn filling(
    unit: &mut UnitOfWork,
    stored: &StoredDocument,
    form: Form,
    sources: &Sources,
) -> Result<(Filled, Values), Fault> {
    let given = document_content::find(unit.connection(), stored.id).await?;
    Ok((fill(form, sources), given))
}

/// The next number of the agency's code and the form's, for a form that bears one.
async fn number(
    unit: &mut UnitOfWork,
    form: Form,
    draft: &Draft,
    stored: &StoredDocument,
) -> Result<Option<DocumentNumber>, Fault> {
    let (Some(of_form), Some(of_agency)) = (form.number_code(), &draft.agency_code) else {
        return Ok(None);
    };
    let code = format!("{of_agency}{of_form}");
    Ok(Some(next_number(unit, &code, stored.region).await?))
}

/// The number of a decision is the number of its document.
fn number_of_decision(form: Form, sources: &Sources) -> Option<DocumentNumber> {
    let ground = sources.ground();
    if form == Form::SpotPenaltyDecision {
        return Some(ground.spot()?.form()?.number.clone());
    }
    let tells_decision = matches!(form, Form::PenaltyDecision | Form::NoPenaltyDecision);
    let record = tells_decision.then(|| ground.case.record()).flatten()?;
    Some(record.decision.number.clone())
}

fn sealing(number: Option<DocumentNumber>, printed: Printed) -> DocumentCommand {
    let Printed {
        content,
        pdf,
        signature,
        key,
    } = printed;
    DocumentCommand::Seal(Box::new(Sealing {
        number,
        content,
        pdf,
        signature,
        key,
    }))
}
