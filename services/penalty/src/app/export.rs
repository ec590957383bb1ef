//! The case file (案卷) as one archive.

use std::collections::BTreeSet;

use case_file::{CaseFile, EvidenceMark, PackError, Paper, Step, VoidedEntry, Volume, Volumes};
use crypto::Sha256Hex;
use crypto::seal::{KeyId, PublicKey, Signature};
use documents::Form;
use http_kit::Problem;
use kernel::CaseId;
use ledger::UnitOfWork;
use penalty_domain::document::{Document, Draft, Seal, Volume as RuledVolume};
use runtime::Fault;

use super::document::form_of;
use super::look::look_and_lock;
use crate::documents::press::{PDF_BYTES_MAX, SIGNATURE_BYTES_MAX};
use crate::documents::{Workshop, forms};
use crate::store::case_file::StoredCase;
use crate::store::official_document::{self, StoredDocument};
use crate::store::{seal_key, timeline};

/// Most documents of one archive.
const DOCUMENTS_MAX: i64 = 2_000;
/// Most bytes of all documents of one archive, held in memory while it is made: 256 MiB.
const ARCHIVE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Most events of one archive.
const EVENTS_MAX: i64 = 20_000;

/// What the database knows of a case file; the documents themselves are still to be fetched.
#[derive(Debug)]
pub(crate) struct Gathered {
    case: StoredCase,
    volumes: Volumes,
    documents: Vec<StoredDocument>,
    keys: Vec<PublicKey>,
    timeline: Vec<Step>,
}

/// Reads everything but the documents themselves, as of one moment.
pub(crate) async fn gather(
    unit: &mut UnitOfWork,
    id: CaseId,
    volumes: Volumes,
) -> Result<Gathered, Fault> {
    // every document of a case is written under its lock: what is read here fits together
    let case = look_and_lock(unit, id).await?.case;
    let mut documents =
        official_document::of_case(unit.connection(), id, DOCUMENTS_MAX + 1).await?;
    if i64::try_from(documents.len()).unwrap_or(i64::MAX) > DOCUMENTS_MAX {
        return Err(too_large());
    }
    documents.retain(|document| {
        let draft = document.state.draft();
        document.state.seal().is_some()
            && draft.is_some_and(|draft| volumes.hold(volume(draft.form.volume)))
    });
    let keys: BTreeSet<String> = documents
        .iter()
        .filter_map(|document| document.state.seal())
        .map(|seal| seal.key.to_string())
        .collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let keys = seal_key::find(unit.connection(), &keys).await?;
    let events = timeline::of_matter(unit.connection(), case.matter, EVENTS_MAX).await?;
    let timeline = events.into_iter().map(told).collect();
    Ok(Gathered {
        case,
        volumes,
        documents,
        keys,
        timeline,
    })
}

/// Fetches the documents and makes the archive.
pub(crate) async fn pack(workshop: &Workshop, gathered: Gathered) -> Result<Vec<u8>, Fault> {
    let Gathered {
        case,
        volumes,
        documents,
        keys,
        timeline,
    } = gathered;
    let mut ordered = Vec::new();
    let mut voided = Vec::new();
    for document in &documents {
        match &document.state {
            Document::Sealed { draft, seal } | Document::Served { draft, seal, .. } => {
                ordered.push((place(document, seal)?, draft, seal.as_ref()));
            }
            Document::Voided { .. } => voided.extend(voided_entry(&document.state)),
            Document::Absent | Document::Drafted { .. } => {}
        }
    }
    ordered.sort_by_key(|(place, ..)| *place);
    let bytes: u64 = ordered.iter().map(|(_, _, seal)| seal.pdf.size).sum();
    if bytes > ARCHIVE_BYTES_MAX {
        return Err(too_large());
    }
    let mut papers = Vec::with_capacity(ordered.len());
    for (_, draft, seal) in ordered {
        papers.push(fetch(workshop, draft, seal).await?);
    }
    let file = CaseFile {
        case: case.id,
        matter: case.matter,
        region: case.region,
        unit: case
            .state
            .file()
            .map(|file| file.unit.clone())
            .unwrap_or_default(),
        volumes,
        as_of: timeline
            .last()
            .map_or(case.opened_at, |step: &Step| step.at),
        evidence: evidence(&case),
        papers,
        voided,
        timeline,
        keys,
    };
    let seal = workshop.seal().clone();
    let packed = tokio::task::spawn_blocking(move || case_file::pack(file, &*seal));
    let packed = packed.await.map_err(|error| Problem::internal(&error))?;
    packed.map_err(|error: PackError| Problem::internal(&error).into())
}

type Place = (u8, jiff::Timestamp, kernel::DocumentId);

/// Where the document stands in its volume.
fn place(document: &StoredDocument, seal: &Seal) -> Result<Place, Fault> {
    let form: Form = form_of(document)?;
    Ok((forms::rank(form), seal.at, document.id))
}

async fn fetch(workshop: &Workshop, draft: &Draft, seal: &Seal) -> Result<Paper, Fault> {
    let pdf = workshop.file(&seal.pdf.sha256, PDF_BYTES_MAX).await?;
    let signature = workshop.file(&seal.signature, SIGNATURE_BYTES_MAX).await?;
    let key: KeyId = seal.key;
    Ok(Paper {
        volume: volume(draft.form.volume),
        form: draft.form.name.clone(),
        title: draft.form.title.clone(),
        number: seal.number.as_ref().map(ToString::to_string),
        agency: draft.agency.clone(),
        sealed_at: seal.at,
        key,
        content_digest: seal.content,
        pdf: pdf.to_vec(),
        signature: Signature::from_der(signature.to_vec()),
    })
}

fn voided_entry(document: &Document) -> Option<VoidedEntry> {
    let (draft, voiding) = (document.draft()?, document.voiding()?);
    let number = document.seal().and_then(|seal| seal.number.as_ref());
    Some(VoidedEntry {
        form: draft.form.name.clone(),
        number: number.map(ToString::to_string),
        voided_at: voiding.at,
        reason: voiding.reason.clone(),
    })
}

fn evidence(case: &StoredCase) -> Option<EvidenceMark> {
    let sealed = case.state.file()?.evidence.as_ref()?;
    Some(EvidenceMark {
        manifest_digest: sealed.manifest_digest.clone(),
        items: sealed.items,
    })
}

fn told(event: timeline::Recorded) -> Step {
    Step {
        position: event.position,
        event: event.event,
        aggregate: event.aggregate,
        version: event.version,
        event_type: event.event_type,
        at: event.at,
        sha256: Sha256Hex::of(&event.payload),
    }
}

const fn volume(volume: RuledVolume) -> Volume {
    match volume {
        RuledVolume::Main => Volume::Main,
        RuledVolume::Secondary => Volume::Secondary,
    }
}

fn too_large() -> Fault {
    let max = usize::try_from(ARCHIVE_BYTES_MAX).unwrap_or(usize::MAX);
    Problem::too_large(max)
        .cure("fetch the documents one by one")
        .into()
}
