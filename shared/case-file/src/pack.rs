//! From the documents of a case to one archive.

use std::collections::BTreeMap;

use crypto::seal::{KeyId, METHOD, PublicKey, SIGNER, SealError, SealProvider, Signature};
use crypto::{DualDigest, Sm3Hex};
use jiff::Timestamp;
use kernel::{CaseId, MatterId, Region};

use crate::archive::{self, Member};
use crate::manifest::{
    DocumentEntry, EvidenceMark, FORMAT, FileMark, MANIFEST, MANIFEST_SEAL, Manifest, Step,
    TIMELINE, VoidedEntry, Volume, Volumes, key_file,
};

/// Why an archive cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The name of a form cannot be part of a file's name.
    #[error("`{0}` cannot be part of a file's name: lowercase letters, digits and `-` only")]
    Form(String),
    /// A document names a key that was not handed over.
    #[error("the public key {0} of a document is missing")]
    Key(KeyId),
    /// The manifest could not be sealed.
    #[error("the manifest could not be sealed")]
    Seal(#[from] SealError),
    /// The manifest could not be written.
    #[error("the manifest could not be written")]
    Json(#[from] serde_json::Error),
    /// The archive could not be written.
    #[error("the archive could not be written")]
    Archive(#[from] zip::result::ZipError),
}

/// A sealed document.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its volume.
    pub volume: Volume,
    /// Which form, in lowercase letters, digits and `-`.
    pub form: String,
    /// Title of the form in Chinese.
    pub title: String,
    /// Its number, if the form has one.
    pub number: Option<String>,
    /// The agency that made it.
    pub agency: String,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// With which key.
    pub key: KeyId,
    /// The digest printed on it.
    pub content_digest: Sm3Hex,
    /// The document.
    pub pdf: Vec<u8>,
    /// The seal over it.
    pub signature: Signature,
}

/// Everything that goes into an archive.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// The handling unit.
    pub unit: String,
    /// Which volumes it shall hold; papers of others are left out.
    pub volumes: Volumes,
    /// When the last of the events happened that it tells of.
    pub as_of: Timestamp,
    /// The evidence, once it was sealed.
    pub evidence: Option<EvidenceMark>,
    /// The papers of each volume in the order they shall have.
    pub papers: Vec<Paper>,
    /// Documents that were sealed and voided.
    pub voided: Vec<VoidedEntry>,
    /// What the ledger recorded.
    pub timeline: Vec<Step>,
    /// The public keys of the papers' seals.
    pub keys: Vec<PublicKey>,
}

/// Makes the archive of `file` and seals its manifest.
///
/// # Errors
/// When a form's name cannot be part of a file's name, a key is missing, or the seal does not sign.
pub fn pack(file: CaseFile, seal: &dyn SealProvider) -> Result<Vec<u8>, PackError> {
    let timeline = serde_json::to_vec_pretty(&file.timeline)?;
    let keys = keys(&file, seal)?;
    let (documents, papers) = papers(file.papers, file.volumes)?;
    let mut members = keys;
    members.push(Member::new(TIMELINE, timeline));
    members.extend(papers);
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        case: file.case,
        matter: file.matter,
        region: file.region,
        unit: file.unit,
        volumes: file.volumes,
        as_of: file.as_of,
        method: METHOD.to_owned(),
        signer: SIGNER.to_owned(),
        key: seal.key_id(),
        evidence: file.evidence,
        documents,
        voided: file.voided,
        files: members.iter().map(mark).collect(),
    };
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    let signature = seal.sign(&manifest)?.into_der();
    let mut all = vec![
        Member::new(MANIFEST, manifest),
        Member::new(MANIFEST_SEAL, signature),
    ];
    all.extend(members);
    Ok(archive::write(&all)?)
}

/// The public keys that the archive's signatures need, each once.
fn keys(file: &CaseFile, seal: &dyn SealProvider) -> Result<Vec<Member>, PackError> {
    let mut known: BTreeMap<KeyId, &PublicKey> =
        file.keys.iter().map(|key| (key.key_id(), key)).collect();
    known.insert(seal.key_id(), seal.public_key());
    let held = file
        .papers
        .iter()
        .filter(|paper| file.volumes.hold(paper.volume));
    let mut needed: BTreeMap<KeyId, &PublicKey> =
        BTreeMap::from([(seal.key_id(), seal.public_key())]);
    for paper in held {
        let key = known.get(&paper.key).ok_or(PackError::Key(paper.key))?;
        needed.insert(paper.key, key);
    }
    let member = |(id, key): (KeyId, &PublicKey)| Member::new(key_file(id), key.to_pem());
    Ok(needed.into_iter().map(member).collect())
}

/// The papers under their names, main volume first, and their entries in the manifest.
fn papers(
    papers: Vec<Paper>,
    volumes: Volumes,
) -> Result<(Vec<DocumentEntry>, Vec<Member>), PackError> {
    let mut papers: Vec<Paper> = papers
        .into_iter()
        .filter(|paper| volumes.hold(paper.volume))
        .collect();
    papers.sort_by_key(|paper| paper.volume);
    let (mut entries, mut members) = (Vec::new(), Vec::new());
    let mut places: BTreeMap<Volume, u32> = BTreeMap::new();
    for paper in papers {
        if !is_plain(&paper.form) {
            return Err(PackError::Form(paper.form));
        }
        let place = places.entry(paper.volume).or_default();
        *place += 1;
        let stem = format!("{}/{place:03}-{}", paper.volume, paper.form);
        let entry = DocumentEntry {
            place: *place,
            volume: paper.volume,
            form: paper.form,
            title: paper.title,
            number: paper.number,
            agency: paper.agency,
            sealed_at: paper.sealed_at,
            key: paper.key,
            content_digest: paper.content_digest,
            file: format!("{stem}.pdf"),
            seal: format!("{stem}.sig"),
        };
        members.push(Member::new(entry.file.as_str(), paper.pdf));
        members.push(Member::new(entry.seal.as_str(), paper.signature.into_der()));
        entries.push(entry);
    }
    Ok((entries, members))
}

fn is_plain(form: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !form.is_empty() && form.bytes().all(plain)
}

fn mark(member: &Member) -> FileMark {
    FileMark {
        name: member.name.clone(),
        content: DualDigest::of(&member.content),
    }
}
