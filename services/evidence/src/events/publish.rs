//! What the world hears of evidence: digests and codes, never names or content.

use contracts::evidence::v1;
use evidence_domain::folder::FolderAbout;
use evidence_domain::item::About;
use evidence_domain::{EvidenceKind, FolderEvent, ItemEvent};
use ledger::{Aggregate, Error, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

const RULES: &str = "市场监督管理行政处罚程序规定";

/// Records the contract of what happened to a folder.
pub(crate) fn folder(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    about: &FolderAbout,
    event: &FolderEvent,
    step: Step,
) -> Result<(), Error> {
    let case_id = about.case.to_string();
    match event {
        FolderEvent::Opened { .. } => {
            let basis = step
                .under("行政处罚法第四十二条第一款")
                .under("行政处罚法第五十四条第一款")
                .basis();
            unit.record(aggregate, actor, &v1::FolderOpened { basis, case_id })
        }
        FolderEvent::Sealed { seal, .. } => {
            let basis = step
                .under("行政处罚法第四十六条")
                .under("行政处罚法第四十七条")
                .basis();
            let event = v1::EvidenceSealed {
                basis,
                case_id,
                items: seal.items,
                manifest_digest: seal.manifest.to_string(),
                monitoring_records: seal.monitored,
                monitoring_records_lawful: seal.monitored,
            };
            unit.record(aggregate, actor, &event)
        }
    }
}

/// Records the contract of what happened to a piece of evidence.
pub(crate) fn item(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    about: &About,
    event: &ItemEvent,
    step: Step,
) -> Result<(), Error> {
    let entry = event.entry();
    let evidence_id = about.id.to_string();
    let case_id = about.case.to_string();
    let chain_digest = entry.digest.to_string();
    match event {
        ItemEvent::Collected { about, .. } => {
            let kind = about.collection.kind;
            let basis = step
                .under("行政处罚法第四十二条第一款")
                .under("行政处罚法第四十六条")
                .under(article_of(kind))
                .basis();
            let event = v1::EvidenceCollected {
                basis,
                evidence_id,
                case_id,
                kind: kind.to_string(),
                step: about.collection.step.to_string(),
                sha256: about.content.sha256.to_string(),
                sm3: about.content.sm3.to_string(),
                size_bytes: about.content.size,
                chain_digest,
            };
            unit.record(aggregate, actor, &event)
        }
        ItemEvent::Touched { .. } | ItemEvent::Sealed { .. } => {
            let basis = step.under("行政处罚法第四十七条").basis();
            let event = v1::CustodyRecorded {
                basis,
                evidence_id,
                case_id,
                action: entry.action.to_string(),
                sequence: entry.sequence,
                chain_digest,
            };
            unit.record(aggregate, actor, &event)
        }
    }
}

/// The article on how evidence of this kind is taken.
fn article_of(kind: EvidenceKind) -> String {
    let article = match kind {
        EvidenceKind::Documentary | EvidenceKind::Physical => "第二十四条",
        EvidenceKind::AudioVisual => "第二十五条",
        EvidenceKind::ElectronicData => "第二十六条",
        EvidenceKind::WitnessTestimony | EvidenceKind::PartyStatement => "第二十九条",
        EvidenceKind::ExpertOpinion => "第三十二条",
        EvidenceKind::InspectionRecord => "第二十八条",
    };
    format!("{RULES}{article}")
}
