//! A small case file, and archives that someone laid hands on.

use std::io::{Cursor, Read as _, Write as _};

use case_file::{CaseFile, EvidenceMark, Paper, Step, VoidedEntry, Volume, Volumes, pack};
use crypto::seal::{SealProvider as _, SoftwareSeal};
use crypto::{Sha256Hex, Sm3Hex};
use jiff::Timestamp;
use kernel::{CaseId, MatterId};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

pub(crate) type Files = Vec<(String, Vec<u8>)>;

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_772_400_000 + second).unwrap()
}

pub(crate) fn paper(
    seal: &SoftwareSeal,
    volume: Volume,
    form: &str,
    number: Option<&str>,
) -> Paper {
    let pdf = format!("%PDF-1.7 {form}").into_bytes();
    Paper {
        volume,
        form: form.to_owned(),
        title: "行政处罚文书".to_owned(),
        number: number.map(str::to_owned),
        agency: "铜官区市场监督管理局".to_owned(),
        sealed_at: at(10),
        key: seal.key_id(),
        content_digest: Sm3Hex::of(form.as_bytes()),
        signature: seal.sign(&pdf).unwrap(),
        pdf,
    }
}

/// Four documents in two volumes, handed over in no order.
pub(crate) fn case_file(seal: &SoftwareSeal, volumes: Volumes) -> CaseFile {
    CaseFile {
        case: CaseId::from(Uuid::from_u128(1)),
        matter: MatterId::from(Uuid::from_u128(2)),
        region: "340705".parse().unwrap(),
        unit: "tongguan-market".to_owned(),
        volumes,
        as_of: at(20),
        evidence: Some(EvidenceMark {
            manifest_digest: "0f".repeat(32),
            items: 3,
        }),
        papers: vec![
            paper(seal, Volume::Secondary, "investigation-report", None),
            paper(seal, Volume::Main, "filing-approval", None),
            paper(
                seal,
                Volume::Main,
                "penalty-decision",
                Some("铜市监处罚〔2026〕1号"),
            ),
            paper(seal, Volume::Secondary, "hearing-report", None),
        ],
        voided: vec![VoidedEntry {
            form: "penalty-notice".to_owned(),
            number: Some("铜市监罚告〔2026〕1号".to_owned()),
            voided_at: at(15),
            reason: "金额有误".to_owned(),
        }],
        timeline: (1..=3).map(step).collect(),
        keys: vec![seal.public_key().clone()],
    }
}

fn step(position: i64) -> Step {
    Step {
        position,
        event: Uuid::from_u128(100),
        aggregate: Uuid::from_u128(1),
        version: position,
        event_type: "mingjing.penalty.v1.CaseOpened".to_owned(),
        at: at(position),
        sha256: Sha256Hex::of(b"event"),
    }
}

/// A key and an archive sealed with it.
pub(crate) fn archive() -> (SoftwareSeal, Vec<u8>) {
    let seal = SoftwareSeal::ephemeral().unwrap();
    let bytes = pack(case_file(&seal, Volumes::All), &seal).unwrap();
    (seal, bytes)
}

/// The files of an archive, in their order.
pub(crate) fn unpack(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// An archive of `files`, as any program would write it.
pub(crate) fn repack(files: &Files) -> Vec<u8> {
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Stored)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
