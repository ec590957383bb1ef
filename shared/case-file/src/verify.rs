//! Whether an archive is what was packed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crypto::DualDigest;
use crypto::seal::{KeyId, METHOD, PublicKey, SIGNER, Signature};
use serde::Serialize;

use crate::archive::{self, Broken, Member};
use crate::manifest::{
    DocumentEntry, FORMAT, MANIFEST, MANIFEST_SEAL, Manifest, Step, TIMELINE, key_file,
};

/// Something that is not as it was packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Finding {
    /// The archive cannot be read.
    Unreadable {
        /// Why.
        problem: String,
    },
    /// The manifest is written in a way that this build does not know.
    Format {
        /// As what it is written.
        written_as: String,
    },
    /// A file is not what the manifest says, or cannot be read.
    Changed {
        /// Its name.
        file: String,
    },
    /// The manifest names a file that is not there.
    Missing {
        /// Its name.
        file: String,
    },
    /// A file is there that the manifest does not name.
    Added {
        /// Its name.
        file: String,
    },
    /// The seal is not over this file, or not by the key it names.
    Seal {
        /// The file that was sealed.
        file: String,
    },
    /// The archive is sealed with another key than the one given.
    WrongKey {
        /// The key that sealed it.
        sealed_with: KeyId,
        /// The key that was given.
        given: KeyId,
    },
    /// The files are right, but there are bytes around them that belong to none.
    Container,
}

impl Finding {
    /// The file that differs; the archive itself has none.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Changed { file }
            | Self::Missing { file }
            | Self::Added { file }
            | Self::Seal { file } => Some(file),
            Self::Format { .. } | Self::WrongKey { .. } => Some(MANIFEST),
            Self::Unreadable { .. } | Self::Container => None,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { problem } => write!(f, "not a case file: {problem}"),
            Self::Format { written_as } => {
                write!(f, "{MANIFEST}: written as {written_as}, not as {FORMAT}")
            }
            Self::Changed { file } => write!(f, "{file}: changed since it was sealed"),
            Self::Missing { file } => write!(f, "{file}: missing"),
            Self::Added { file } => write!(f, "{file}: was not part of the file"),
            Self::Seal { file } => write!(f, "{file}: its seal does not verify"),
            Self::WrongKey { sealed_with, given } => write!(
                f,
                "{MANIFEST}: sealed with key {sealed_with}, not with the key given ({given})"
            ),
            Self::Container => f.write_str("the archive holds bytes that belong to no file"),
        }
    }
}

/// An archive in which everything is as it was packed.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What the ledger recorded.
    pub timeline: Vec<Step>,
    /// Whether the key that sealed it is the one that was given. If none was given, nobody knows
    /// whose seal it is.
    pub key_given: bool,
}

/// Checks the archive `bytes`: every digest, every seal, that nothing is missing and nothing added.
/// With `key`, also that this key sealed it.
///
/// # Errors
/// Everything that differs, in the order of the archive.
pub fn verify(bytes: &[u8], key: Option<&PublicKey>) -> Result<Verified, Vec<Finding>> {
    let members = archive::read(bytes).map_err(|broken| vec![broken.into()])?;
    let manifest = manifest(&members)?;
    let files: BTreeMap<&str, &Member> = members
        .iter()
        .map(|member| (member.name.as_str(), member))
        .collect();
    let mut findings = files_differ(&manifest, &members);
    findings.extend(seals_differ(&manifest, &files, key));
    if findings.is_empty() && !is_what_packing_gives(bytes, &manifest, &files) {
        findings.push(Finding::Container);
    }
    if findings.is_empty() {
        let timeline = files.get(TIMELINE).and_then(|file| steps(&file.content));
        return Ok(Verified {
            manifest,
            timeline: timeline.unwrap_or_default(),
            key_given: key.is_some(),
        });
    }
    Err(findings)
}

impl From<Broken> for Finding {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Archive(problem) => Self::Unreadable { problem },
            Broken::Member(file) => Self::Changed { file },
        }
    }
}

fn manifest(members: &[Member]) -> Result<Manifest, Vec<Finding>> {
    let found = members.iter().find(|member| member.name == MANIFEST);
    let Some(found) = found else {
        let file = MANIFEST.to_owned();
        return Err(vec![Finding::Missing { file }]);
    };
    let changed = || {
        let file = MANIFEST.to_owned();
        vec![Finding::Changed { file }]
    };
    let manifest: Manifest = serde_json::from_slice(&found.content).map_err(|_| changed())?;
    if manifest.format != FORMAT || manifest.method != METHOD || manifest.signer != SIGNER {
        let written_as = manifest.format;
        return Err(vec![Finding::Format { written_as }]);
    }
    Ok(manifest)
}

/// Files that are missing, added or changed.
fn files_differ(manifest: &Manifest, members: &[Member]) -> Vec<Finding> {
    let mut found: BTreeMap<&str, &Member> = BTreeMap::new();
    let mut findings = Vec::new();
    for member in members {
        if found.insert(&member.name, member).is_some() {
            let file = member.name.clone();
            findings.push(Finding::Added { file });
        }
    }
    found.remove(MANIFEST);
    if found.remove(MANIFEST_SEAL).is_none() {
        let file = MANIFEST_SEAL.to_owned();
        findings.push(Finding::Missing { file });
    }
    for mark in &manifest.files {
        let file = mark.name.clone();
        match found.remove(mark.name.as_str()) {
            None => findings.push(Finding::Missing { file }),
            Some(member) if DualDigest::of(&member.content) != mark.content => {
                findings.push(Finding::Changed { file });
            }
            Some(member) if member.name == TIMELINE && steps(&member.content).is_none() => {
                findings.push(Finding::Changed { file });
            }
            Some(_) => {}
        }
    }
    findings.extend(found.into_keys().map(|file| Finding::Added {
        file: file.to_owned(),
    }));
    findings
}

/// Whether `bytes` are the archive of `files` in the order of the manifest, and nothing else.
fn is_what_packing_gives(
    bytes: &[u8],
    manifest: &Manifest,
    files: &BTreeMap<&str, &Member>,
) -> bool {
    let marked = manifest.files.iter().map(|mark| mark.name.as_str());
    let ordered: Vec<Member> = [MANIFEST, MANIFEST_SEAL]
        .into_iter()
        .chain(marked)
        .filter_map(|name| files.get(name).copied().cloned())
        .collect();
    archive::write(&ordered).is_ok_and(|packed| packed == bytes)
}

/// The steps of a timeline that can be read and whose positions rise.
fn steps(timeline: &[u8]) -> Option<Vec<Step>> {
    let steps: Vec<Step> = serde_json::from_slice(timeline).ok()?;
    let rise = steps.is_sorted_by(|one, next| one.position < next.position);
    rise.then_some(steps)
}

/// Seals that do not hold: the manifest's, and each document's.
fn seals_differ(
    manifest: &Manifest,
    files: &BTreeMap<&str, &Member>,
    given: Option<&PublicKey>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(given) = given
        && given.key_id() != manifest.key
    {
        findings.push(Finding::WrongKey {
            sealed_with: manifest.key,
            given: given.key_id(),
        });
    }
    let mut unusable = BTreeSet::new();
    let mut check = |key: KeyId, file: &str, seal: &str| {
        let Some(public) = public_key(key, files) else {
            if unusable.insert(key) {
                let file = key_file(key);
                findings.push(Finding::Changed { file });
            }
            return;
        };
        if !seal_holds(&public, file, seal, files) {
            let file = file.to_owned();
            findings.push(Finding::Seal { file });
        }
    };
    check(manifest.key, MANIFEST, MANIFEST_SEAL);
    for DocumentEntry {
        key, file, seal, ..
    } in &manifest.documents
    {
        check(*key, file, seal);
    }
    findings
}

/// The enclosed key with this id, if it is enclosed and is the one.
fn public_key(id: KeyId, files: &BTreeMap<&str, &Member>) -> Option<PublicKey> {
    let member = files.get(key_file(id).as_str())?;
    let pem = std::str::from_utf8(&member.content).ok()?;
    PublicKey::from_pem(pem)
        .ok()
        .filter(|key| key.key_id() == id)
}

fn seal_holds(key: &PublicKey, file: &str, seal: &str, files: &BTreeMap<&str, &Member>) -> bool {
    let (Some(file), Some(seal)) = (files.get(file), files.get(seal)) else {
        return false;
    };
    key.verifies(&file.content, &Signature::from_der(seal.content.clone()))
}
