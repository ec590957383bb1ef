//! `mingjing verify`: checks what the platform handed out, without a platform.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use case_file::{Finding, Verified, Volumes};
use clap::{Args, Subcommand};
use crypto::seal::PublicKey;
use serde_json::json;

use crate::platform::say;

/// Most bytes of an archive that is read: four gibibytes is what its format can hold.
const ARCHIVE_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check a case file: every digest, every seal, nothing missing, nothing added.
    CaseFile {
        /// The archive.
        file: PathBuf,
        /// The agency's public key (PEM). Without it nobody knows whose seal it is.
        #[arg(long)]
        key: Option<PathBuf>,
        /// Print JSON for programs.
        #[arg(long)]
        json: bool,
    },
}

/// Checks, says what was found, and fails when something differs.
pub(crate) fn run(options: Options) -> anyhow::Result<()> {
    let What::CaseFile { file, key, json } = options.what;
    let key = key.as_deref().map(public_key).transpose()?;
    let bytes = read(&file)?;
    let outcome = case_file::verify(&bytes, key.as_ref());
    match (&outcome, json) {
        (_, true) => say(as_json(&outcome)?),
        (Ok(verified), false) => tell(verified),
        (Err(findings), false) => {
            for finding in findings {
                say(finding.to_string());
            }
        }
    }
    if let Err(findings) = outcome {
        let places: Vec<&str> = findings.iter().filter_map(Finding::file).collect();
        let name = file.display().to_string();
        let first = places.first().copied().unwrap_or(&name);
        bail!("{name} is not as it was sealed: {first}");
    }
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let named = || format!("cannot read {}", file.display());
    let size = std::fs::metadata(file).with_context(named)?.len();
    if size > ARCHIVE_BYTES_MAX {
        bail!("{} is too large for a case file", file.display());
    }
    std::fs::read(file).with_context(named)
}

fn public_key(file: &Path) -> anyhow::Result<PublicKey> {
    let pem =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    PublicKey::from_pem(&pem).with_context(|| format!("{} is no public key", file.display()))
}

fn tell(verified: &Verified) {
    let manifest = &verified.manifest;
    let volumes = match manifest.volumes {
        Volumes::All => "正卷、副卷 main and secondary volume",
        Volumes::Main => "正卷 main volume",
    };
    say(format!("Case {} ({volumes})", manifest.case));
    for document in &manifest.documents {
        let number = document.number.as_deref().unwrap_or("无文号");
        say(format!("  {}  {}  {number}", document.file, document.title));
    }
    for voided in &manifest.voided {
        let number = voided.number.as_deref().unwrap_or("无文号");
        say(format!(
            "  voided (作废): {} {number}: {}",
            voided.form, voided.reason
        ));
    }
    say(format!(
        "{} documents, {} files: every digest and every seal holds; nothing is missing or added.",
        manifest.documents.len(),
        manifest.files.len()
    ));
    if verified.key_given {
        say(format!(
            "Sealed with the key that was given: {}",
            manifest.key
        ));
    } else {
        say(format!("Sealed with key {}.", manifest.key));
        say("Whose key that is, this archive cannot prove: give the agency's with --key.");
    }
}

fn as_json(outcome: &Result<Verified, Vec<Finding>>) -> anyhow::Result<String> {
    let told = match outcome {
        Ok(verified) => json!({
            "verified": true,
            "key_given": verified.key_given,
            "manifest": verified.manifest,
            "findings": [],
        }),
        Err(findings) => {
            let told = findings.iter().map(|finding| {
                let mut told = serde_json::to_value(finding)?;
                if let Some(object) = told.as_object_mut() {
                    object.insert("message".to_owned(), finding.to_string().into());
                }
                Ok(told)
            });
            let told = told.collect::<anyhow::Result<Vec<_>>>()?;
            json!({ "verified": false, "findings": told })
        }
    };
    Ok(serde_json::to_string_pretty(&told)?)
}

#[cfg(test)]
mod tests {
    use case_file::{CaseFile, pack};
    use crypto::seal::{SealProvider as _, SoftwareSeal};
    use jiff::Timestamp;
    use kernel::{CaseId, MatterId};
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;

    fn archive(seal: &SoftwareSeal) -> Vec<u8> {
        let file = CaseFile {
            case: CaseId::from(Uuid::from_u128(1)),
            matter: MatterId::from(Uuid::from_u128(2)),
            region: "340705".parse().unwrap(),
            unit: "tongguan-market".to_owned(),
            volumes: Volumes::Main,
            as_of: Timestamp::UNIX_EPOCH,
            evidence: None,
            papers: Vec::new(),
            voided: Vec::new(),
            timeline: Vec::new(),
            keys: Vec::new(),
        };
        pack(file, seal).unwrap()
    }

    fn verify(folder: &TempDir, bytes: &[u8], key: &str, json: bool) -> anyhow::Result<()> {
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("case-file.zip"), bytes).unwrap();
        std::fs::write(path("key.pem"), key).unwrap();
        let what = What::CaseFile {
            file: path("case-file.zip"),
            key: Some(path("key.pem")),
            json,
        };
        run(Options { what })
    }

    #[test]
    fn a_case_file_that_is_whole_is_accepted_and_one_that_is_not_fails_with_the_files_name() {
        let folder = tempfile::tempdir().unwrap();
        let seal = SoftwareSeal::ephemeral().unwrap();
        let whole = archive(&seal);
        let key = seal.public_key().to_pem();
        for json in [true, false] {
            verify(&folder, &whole, key, json).unwrap();
            let mut changed = whole.clone();
            let manifest = whole
                .windows(9)
                .position(|seen| seen == b"\"region\":")
                .unwrap();
            changed[manifest] ^= 1;
            let refused = verify(&folder, &changed, key, json).unwrap_err();
            assert!(refused.to_string().contains("manifest.json"), "{refused}");
        }
    }

    #[test]
    fn another_key_or_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (seal, other) = (
            SoftwareSeal::ephemeral().unwrap(),
            SoftwareSeal::ephemeral().unwrap(),
        );
        let whole = archive(&seal);
        let other = other.public_key().to_pem();
        assert!(verify(&folder, &whole, other, false).is_err());
        let refused = verify(&folder, &whole, "no key", false).unwrap_err();
        assert!(refused.to_string().contains("is no public key"));
    }

    #[test]
    fn findings_are_told_in_words_and_as_json() {
        let file = "main/001-penalty-decision.pdf".to_owned();
        let told = as_json(&Err(vec![Finding::Missing { file }])).unwrap();
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["verified"], false);
        assert_eq!(told["findings"][0]["finding"], "missing");
        assert_eq!(
            told["findings"][0]["message"],
            "main/001-penalty-decision.pdf: missing"
        );
    }
}
