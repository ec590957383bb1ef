//! Documents of a case: draft, amend, seal, serve, void.
//!
//! The case is locked before its document, as every step of the case does, so both see one state and
//! no two wait for each other.

use documents::{Form, Problem as FieldFault, Values};
use http_kit::Problem;
use kernel::{Actor, CaseId, Decider as _, DocumentId, DocumentNumber, Post};
use law::{Calendar, Refusal};
use ledger::UnitOfWork;
use penalty_domain::case::Case;
use penalty_domain::document::{
    Document, DocumentCommand, DocumentFacts, DocumentRules, Draft, Drafting, Gap, Sealing,
    may_seal,
};
use penalty_domain::service_of_process::ServiceOfProcess;
use runtime::{Fault, allow};

use super::act::next_number;
use super::look::{CaseSeen, look, look_and_lock};
use crate::documents::{Filled, Printed, Printing, Workshop, fill, forms};
use crate::events::documents::record;
use crate::store::official_document::{self, StoredDocument};
use crate::store::{document_content, seal_key};

/// A document to be written.
#[derive(Debug, Clone)]
pub(crate) struct Drafted {
    pub(crate) form: Form,
    pub(crate) agency: String,
    pub(crate) agency_code: Option<String>,
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
        case: &'a Case,
    ) -> DocumentFacts<'a> {
        DocumentFacts {
            now: unit.now(),
            actor,
            calendar,
            case,
            gaps: &self.gaps,
            contradictions: &self.contradictions,
            number_taken: self.number_taken,
        }
    }
}

/// Drafts a document of the case.
pub(crate) async fn draft_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
    drafted: Drafted,
) -> Result<StoredDocument, Fault> {
    let seen = look_and_lock(unit, case).await?;
    let posts = DocumentCommand::writers();
    allow(actor, posts, seen.case.region)?;
    let Drafted {
        form,
        agency,
        agency_code,
        values,
    } = drafted;
    well_formed(form, &values)?;
    let looked = Looked {
        contradictions: fill(form, &seen).contradictions(&values),
        ..Looked::default()
    };
    let mut stored = StoredDocument {
        id: DocumentId::from(unit.new_id()),
        case,
        matter: seen.case.matter,
        region: seen.case.region,
        version: 0,
        drafted_at: unit.now(),
        state: Document::default(),
    };
    let drafting = DocumentCommand::Draft(Box::new(Drafting {
        case,
        form: forms::facts(form),
        agency,
        agency_code,
    }));
    let calendar = unit.calendar();
    let facts = looked.facts(unit, &calendar, actor, &seen.case.state);
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
    let (seen, stored) = lock(unit, actor, id, DocumentCommand::writers()).await?;
    let form = form_of(&stored)?;
    well_formed(form, &values)?;
    let looked = Looked {
        contradictions: fill(form, &seen).contradictions(&values),
        ..Looked::default()
    };
    let stored = step(
        unit,
        actor,
        (&seen, stored),
        &looked,
        DocumentCommand::Amend,
    )
    .await?;
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
    let (seen, stored) = lock(unit, actor, id, &[]).await?;
    let form = form_of(&stored)?;
    let (filled, given) = filling(unit, &stored, form, &seen).await?;
    let values = filled.with(&given);
    let of_decision = decision_number(form, &seen.case.state);
    let looked = Looked {
        gaps: gaps(form, &values),
        contradictions: filled.contradictions(&given),
        number_taken: match &of_decision {
            Some(number) => official_document::holds_number(unit.connection(), number).await?,
            None => false,
        },
    };
    let calendar = unit.calendar();
    let facts = looked.facts(unit, &calendar, actor, &seen.case.state);
    may_seal(&stored.state, &facts)?;
    let Some(draft) = stored.state.draft() else {
        return Err(Problem::not_found().into());
    };
    let number = match of_decision {
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
    let stored = step(unit, actor, (&seen, stored), &looked, sealing).await?;
    let now = unit.now();
    seal_key::note(unit.connection(), workshop.seal().public_key(), now).await?;
    document_content::upsert(unit.connection(), id, stored.region, &values).await?;
    Ok(stored)
}

/// Records that a document was served.
pub(crate) async fn serve_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    service: ServiceOfProcess,
) -> Result<StoredDocument, Fault> {
    let (seen, stored) = lock(unit, actor, id, DocumentCommand::writers()).await?;
    let serve = DocumentCommand::Serve(service);
    step(unit, actor, (&seen, stored), &Looked::default(), serve).await
}

/// Voids a document.
pub(crate) async fn void_document(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    reason: String,
) -> Result<StoredDocument, Fault> {
    let (seen, stored) = lock(unit, actor, id, &[]).await?;
    let void = DocumentCommand::Void { reason };
    step(unit, actor, (&seen, stored), &Looked::default(), void).await
}

/// A document with what fills it, and what still keeps a draft from being sealed.
pub(crate) async fn look_at_document(
    unit: &mut UnitOfWork,
    id: DocumentId,
) -> Result<(StoredDocument, Values, Vec<Gap>), Fault> {
    let stored = official_document::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    if !matches!(stored.state, Document::Drafted { .. }) {
        let values = document_content::find(unit.connection(), id).await?;
        return Ok((stored, values, Vec::new()));
    }
    let seen = look(unit, stored.case).await?;
    let form = form_of(&stored)?;
    let (filled, given) = filling(unit, &stored, form, &seen).await?;
    let values = filled.with(&given);
    let gaps = gaps(form, &values);
    Ok((stored, values, gaps))
}

/// Locks the case and the document, and refuses those without a post among `posts`; empty: those
/// that the document's form names.
async fn lock(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: DocumentId,
    posts: &[Post],
) -> Result<(CaseSeen, StoredDocument), Fault> {
    let found = official_document::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let seen = look_and_lock(unit, found.case).await?;
    let stored = official_document::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let posts = if posts.is_empty() {
        approvers(&stored)
    } else {
        posts
    };
    allow(actor, posts, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    Ok((seen, stored))
}

/// The posts that may seal and void the document.
fn approvers(stored: &StoredDocument) -> &'static [Post] {
    let draft = stored.state.draft();
    draft.map_or(&[], |draft| draft.form.approval.posts())
}

/// Decides, follows and writes.
async fn step(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (seen, mut stored): (&CaseSeen, StoredDocument),
    looked: &Looked,
    command: DocumentCommand,
) -> Result<StoredDocument, Fault> {
    let posts = match command {
        DocumentCommand::Seal(_) | DocumentCommand::Void { .. } => approvers(&stored),
        DocumentCommand::Draft(_) | DocumentCommand::Amend | DocumentCommand::Serve(_) => {
            DocumentCommand::writers()
        }
    };
    let calendar = unit.calendar();
    let facts = looked.facts(unit, &calendar, actor, &seen.case.state);
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
    seen: &CaseSeen,
) -> Result<(Filled, Values), Fault> {
    let given = document_content::find(unit.connection(), stored.id).await?;
    Ok((fill(form, seen), given))
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
fn decision_number(form: Form, case: &Case) -> Option<DocumentNumber> {
    let tells_decision = matches!(form, Form::PenaltyDecision | Form::NoPenaltyDecision);
    let record = tells_decision.then(|| case.record()).flatten()?;
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

/// The form of a stored document; one that this build does not know is a form of a later one.
pub(super) fn form_of(stored: &StoredDocument) -> Result<Form, Fault> {
    let name = stored.state.draft().map(|draft| draft.form.name.as_str());
    let form = name.and_then(|name| name.parse().ok());
    form.ok_or_else(|| {
        Refusal::new("form-unknown", "PEN-DOCUMENT")
            .citing("市场监督管理行政处罚文书格式范本")
            .missing("a form that this release knows")
            .cure("use the release that made the document")
            .titled("未知的文书格式", "The form is not known here")
            .into()
    })
}

/// Refuses values that the form does not take; what is missing may come later.
fn well_formed(form: Form, values: &Values) -> Result<(), Fault> {
    let wrong = documents::check(form, values)
        .into_iter()
        .filter(|fault| fault.problem != FieldFault::Missing);
    let problem = wrong.fold(None, |problem: Option<Problem>, fault| {
        let problem = problem.unwrap_or_else(|| Problem::unprocessable("文书内容与格式范本不符"));
        Some(problem.field(format!("values.{}", fault.name), fault.to_string()))
    });
    problem.map_or(Ok(()), |problem| Err(problem.into()))
}

fn gaps(form: Form, values: &Values) -> Vec<Gap> {
    let gap = |fault: documents::FieldProblem| Gap {
        problem: fault.to_string(),
        field: fault.name,
    };
    documents::check(form, values)
        .into_iter()
        .map(gap)
        .collect()
}
