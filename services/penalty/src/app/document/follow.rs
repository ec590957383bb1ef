//! One truth of service: the service of a decision, a notice, a demand, a form of the spot is a step of
//! its case, which judges it and starts its clocks. The document in the register follows that step; and
//! whoever asks the register to record such a service takes that step.

use documents::Form;
use kernel::{Actor, CaseId, legal_date};
use law::Refusal;
use ledger::UnitOfWork;
use penalty_domain::case::{Case, HearingEvent, HearingStep, Served};
use penalty_domain::document::{Document, DocumentCommand, Ground};
use penalty_domain::enforcement::{Demand, EnforcementCommand};
use penalty_domain::service_of_process::{Method, ServiceOfProcess};
use penalty_domain::spot::{Form as SpotForm, HandOver, HandOverDraft, Spot, SpotCommand};
use penalty_domain::{CaseCommand, CaseEvent};
use runtime::Fault;
use serde_json::Value;

use super::sources::{Sources, known};
use super::{Looked, advance, form_of};
use crate::app::act::{Request, act};
use crate::app::enforce::enforce;
use crate::app::spot::act_on_spot;
use crate::store::document_content;
use crate::store::official_document::{self, StoredDocument};

/// Most documents of one case that are searched for the one that was served.
const DOCUMENTS_MAX: i64 = 2_000;

const DECISIONS: &[Form] = &[Form::PenaltyDecision, Form::NoPenaltyDecision];
const NOTICES: &[Form] = &[Form::PenaltyNotice];
const HEARING_NOTICES: &[Form] = &[Form::HearingNotice];
const DEMANDS: &[Form] = &[Form::DemandNotice];
const FORMS_OF_THE_SPOT: &[Form] = &[Form::SpotPenaltyDecision];

/// Lets the documents of a case follow what happened in it.
pub(crate) async fn follow_case(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
    event: &CaseEvent,
) -> Result<(), Fault> {
    let (forms, served) = if let CaseEvent::DecisionServed { served, .. } = event {
        (DECISIONS, served.clone())
    } else if let CaseEvent::NoticeServed { notice, .. } = event {
        (NOTICES, served_so(&notice.service, notice.served_on))
    } else if let CaseEvent::Hearing(HearingEvent::Notified { notice }) = event {
        (
            HEARING_NOTICES,
            served_so(&notice.service, notice.served_on),
        )
    } else {
        return Ok(());
    };
    follow(unit, actor, (case, forms), served).await
}

/// Lets the demand in the register follow its service.
pub(crate) async fn follow_demand(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
    demand: &Demand,
) -> Result<(), Fault> {
    let served = served_so(&demand.service, demand.served_on);
    follow(unit, actor, (case, DEMANDS), served).await
}

/// Lets the form of the spot in the register follow its handing over.
pub(crate) async fn follow_hand_over(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (spot, form): (uuid::Uuid, &SpotForm),
    hand_over: &HandOver,
) -> Result<(), Fault> {
    let of = (CaseId::from(spot), FORMS_OF_THE_SPOT);
    follow(unit, actor, of, handed_over(form, hand_over)).await
}

/// The service that was recorded before the document of `form` was sealed.
pub(super) fn served_before(form: Form, sources: &Sources) -> Option<Served> {
    let ground = sources.ground();
    if DECISIONS.contains(&form) {
        return ground.case.served().cloned();
    }
    match ground.spot()? {
        Spot::Served {
            dossier, hand_over, ..
        } => Some(handed_over(&dossier.form, hand_over)),
        Spot::Unissued | Spot::Issued { .. } => None,
    }
}

/// Records the service of `stored`, which is sealed, by the step of its case, if it is one: the document
/// as it is then.
pub(super) async fn serve_by_step(
    unit: &mut UnitOfWork,
    actor: &Actor,
    stored: &StoredDocument,
    service: &ServiceOfProcess,
) -> Result<Option<StoredDocument>, Fault> {
    let form = form_of(stored)?;
    // no step knows when the document was sealed
    if let Some(seal) = stored.state.seal() {
        let today = legal_date(unit.now());
        service.served_on(&unit.calendar(), seal.dated, today)?;
    }
    let command = if DECISIONS.contains(&form) {
        CaseCommand::ServeDecision {
            service: service.clone(),
            online_reconsideration: false,
            sealed_original: None,
        }
    } else if form == Form::PenaltyNotice {
        let content = document_content::find(unit.connection(), stored.id).await?;
        let told = content.get("hearing").and_then(Value::as_str);
        CaseCommand::ServeNotice {
            service: service.clone(),
            hearing_right: told == Some("告知听证权利"),
        }
    } else if form == Form::HearingNotice {
        CaseCommand::Hearing(HearingStep::Notify {
            service: service.clone(),
        })
    } else {
        return beside_the_case(unit, actor, (stored, form), service).await;
    };
    is_the_last(unit, stored, form).await?;
    Box::pin(act(unit, actor, stored.case, Request::of(command))).await?;
    served(unit, stored).await.map(Some)
}

/// The same for steps that are not the case's own.
async fn beside_the_case(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (stored, form): (&StoredDocument, Form),
    service: &ServiceOfProcess,
) -> Result<Option<StoredDocument>, Fault> {
    if form == Form::DemandNotice {
        is_the_last(unit, stored, form).await?;
        let content = document_content::find(unit.connection(), stored.id).await?;
        let serve = EnforcementCommand::ServeDemand {
            content: demanded(&content),
            service: service.clone(),
        };
        Box::pin(enforce(unit, actor, stored.case, serve)).await?;
        return served(unit, stored).await.map(Some);
    }
    if form == Form::SpotPenaltyDecision {
        let signed = service.method == Method::Direct;
        let hand_over = HandOverDraft {
            signed,
            note: if signed {
                String::new()
            } else {
                service.proof.clone()
            },
        };
        let spot = stored.case.uuid();
        Box::pin(act_on_spot(
            unit,
            actor,
            spot,
            SpotCommand::HandOver(hand_over),
        ))
        .await?;
        return served(unit, stored).await.map(Some);
    }
    Ok(None)
}

/// Takes over `served` into the last sealed document of one of `forms`, if there is one.
async fn follow(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (case, forms): (CaseId, &[Form]),
    served: Served,
) -> Result<(), Fault> {
    let Some(last) = last_sealed(unit, case, forms).await? else {
        return Ok(());
    };
    let stored = known(official_document::lock(unit.connection(), last.id).await?)?;
    let unopened = Case::default();
    let follow = DocumentCommand::Follow(served);
    let looked = Looked::default();
    advance(
        unit,
        actor,
        (Ground::of(&unopened), stored),
        &looked,
        follow,
    )
    .await?;
    Ok(())
}

async fn last_sealed(
    unit: &mut UnitOfWork,
    case: CaseId,
    forms: &[Form],
) -> Result<Option<StoredDocument>, Fault> {
    let documents = official_document::of_case(unit.connection(), case, DOCUMENTS_MAX).await?;
    let sealed_at = |stored: &StoredDocument| match &stored.state {
        Document::Sealed { draft, seal } => {
            let of_form = forms.iter().any(|form| form.name() == draft.form.name);
            of_form.then_some((seal.at, stored.id))
        }
        Document::Absent
        | Document::Drafted { .. }
        | Document::Served { .. }
        | Document::Voided { .. } => None,
    };
    let sealed = documents.into_iter().filter(|one| sealed_at(one).is_some());
    Ok(sealed.max_by_key(sealed_at))
}

/// Refuses to serve a document that a later one of its form has replaced: the case knows the last.
async fn is_the_last(
    unit: &mut UnitOfWork,
    stored: &StoredDocument,
    form: Form,
) -> Result<(), Fault> {
    let last = last_sealed(unit, stored.case, &[form]).await?;
    if last.is_none_or(|last| last.id == stored.id) {
        return Ok(());
    }
    Err(Refusal::new("document-replaced", "PEN-DOCUMENT")
        .citing("行政处罚法第六十一条")
        .missing("the last document of this form; another was sealed after this one")
        .cure("serve the later document, and void this one with the reason")
        .titled(
            "本案已另行制作同一文书",
            "A later document of this form was sealed",
        )
        .into())
}

async fn served(unit: &mut UnitOfWork, stored: &StoredDocument) -> Result<StoredDocument, Fault> {
    known(official_document::find(unit.connection(), stored.id).await?)
}

fn served_so(service: &ServiceOfProcess, served_on: jiff::civil::Date) -> Served {
    Served {
        service: service.clone(),
        served_on,
        sealed_original: None,
    }
}

/// A form handed over on the spot, signed or refused with a note on it.
fn handed_over(form: &SpotForm, hand_over: &HandOver) -> Served {
    let note = hand_over.refusal_note.clone();
    Served {
        service: ServiceOfProcess {
            method: Method::Direct,
            proof_on: hand_over.on,
            proof: note.unwrap_or_else(|| form.number.to_string()),
            signer: None,
            consent_on: None,
            witness: None,
            returned: false,
            through: None,
        },
        served_on: hand_over.on,
        sealed_original: None,
    }
}

/// What a demand asks for, in the words of its document.
fn demanded(content: &documents::Values) -> String {
    let duties = content.get("duties").and_then(Value::as_array);
    let duties = duties.into_iter().flatten().filter_map(Value::as_str);
    let duties: Vec<&str> = duties.collect();
    let manner = content.get("manner").and_then(Value::as_str);
    format!(
        "履行义务：{}。履行方式：{}。当事人有权陈述、申辩。",
        duties.join("；"),
        manner.unwrap_or_default()
    )
}
