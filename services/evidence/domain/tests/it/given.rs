//! A case of Tongguan district with two officers, and evidence as it usually comes.

use crypto::DualDigest;
use evidence_domain::folder::Opening;
use evidence_domain::item::NewItem;
use evidence_domain::{
    Code, Collection, EvidenceKind, Folder, FolderCommand, FolderEvent, FolderFacts, FolderRules,
    Form, Integrity, IntegrityAlgorithm, Item, ItemCommand, ItemEvent, ItemFacts, ItemRules,
    Making, MonitoringDevice, Step,
};
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{
    Actor, ActorId, CaseId, Decider as _, EvidenceId, MatterId, OfficerId, Post, Region,
    RegionScope, start_of_day,
};
use law::Refusal;
use uuid::Uuid;

/// The content of the usual item.
pub(crate) const CONTENT: &[u8] = b"photograph of the stall";

pub(crate) fn region() -> Region {
    "340705".parse().unwrap()
}

pub(crate) fn officer(number: u128) -> OfficerId {
    OfficerId::from(Uuid::from_u128(number))
}

pub(crate) fn team() -> Vec<OfficerId> {
    vec![officer(11), officer(12), officer(13)]
}

pub(crate) fn evidence(number: u128) -> EvidenceId {
    EvidenceId::from(Uuid::from_u128(number))
}

pub(crate) fn actor(number: u128, post: Post) -> Actor {
    let id = ActorId::from(Uuid::from_u128(number));
    Actor::new(id, [post], "tongguan-cg", RegionScope::of([region()]))
}

pub(crate) fn now() -> Timestamp {
    start_of_day(date(2026, 3, 11))
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn opening(team: Vec<OfficerId>) -> FolderCommand {
    FolderCommand::Open(Opening {
        case: CaseId::from(Uuid::from_u128(3)),
        matter: MatterId::from(Uuid::from_u128(2)),
        region: region(),
        team,
    })
}

pub(crate) fn open_folder() -> Folder {
    let events = decide_folder(&Folder::Unknown, opening(team()), 11).unwrap();
    FolderRules::replay(&events)
}

/// An original document taken by two officers of the team.
pub(crate) fn document() -> Collection {
    Collection {
        kind: EvidenceKind::Documentary,
        step: Step::OnSiteInspection,
        form: Form::Original,
        collected_by: vec![officer(11), officer(12)],
        collected_at: start_of_day(date(2026, 3, 10)),
        making: None,
        certification: None,
        signature: None,
        integrity: None,
        sound: false,
        transcript_of: None,
        device: None,
        foreign_origin: None,
    }
}

pub(crate) fn new_item(number: u128, collection: Collection) -> ItemCommand {
    ItemCommand::Collect(Box::new(NewItem {
        id: evidence(number),
        collection,
        content: DualDigest::of(CONTENT),
    }))
}

pub(crate) fn decide_folder(
    state: &Folder,
    command: FolderCommand,
    by: u128,
) -> Result<Vec<FolderEvent>, Refusal> {
    let (actor, team) = (actor(by, Post::Officer), team());
    FolderRules::decide(
        state,
        command,
        &FolderFacts {
            now: now(),
            actor: &actor,
            team: &team,
        },
    )
}

pub(crate) fn decide_item_by(
    state: &Item,
    command: ItemCommand,
    folder: &Folder,
    actor: &Actor,
) -> Result<Vec<ItemEvent>, Refusal> {
    let facts = ItemFacts {
        now: now(),
        actor,
        team: &team(),
        folder,
        items: 0,
        transcribed_item_known: true,
    };
    ItemRules::decide(state, command, &facts)
}

pub(crate) fn decide_item(state: &Item, command: ItemCommand) -> Result<Vec<ItemEvent>, Refusal> {
    decide_item_by(state, command, &open_folder(), &actor(11, Post::Officer))
}

pub(crate) fn collect(collection: Collection) -> Result<Vec<ItemEvent>, Refusal> {
    decide_item(&Item::Unknown, new_item(21, collection))
}

pub(crate) fn kept(number: u128, collection: Collection) -> (Item, Vec<ItemEvent>) {
    let events = decide_item(&Item::Unknown, new_item(number, collection)).unwrap();
    (ItemRules::replay(&events), events)
}

pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    let refusal = outcome.unwrap_err();
    assert!(
        !refusal.title_zh.is_empty() && !refusal.cure.is_empty(),
        "{refusal:?}"
    );
    refusal.code().to_owned()
}

pub(crate) fn making() -> Making {
    Making {
        method: "拷贝复制".to_owned(),
        made_at: now(),
        maker: "张三".to_owned(),
    }
}

pub(crate) fn integrity(algorithm: IntegrityAlgorithm, content: &[u8]) -> Integrity {
    let digest = DualDigest::of(content);
    let value = match algorithm {
        IntegrityAlgorithm::Sha256 => digest.sha256.to_string(),
        IntegrityAlgorithm::Sm3 => digest.sm3.to_string(),
    };
    Integrity {
        algorithm,
        value,
        computed_by: officer(11),
        computed_at: now(),
    }
}

pub(crate) fn electronic() -> Collection {
    Collection {
        kind: EvidenceKind::ElectronicData,
        form: Form::Copy,
        making: Some(making()),
        integrity: Some(integrity(IntegrityAlgorithm::Sm3, CONTENT)),
        ..document()
    }
}

/// A device that meets every condition of law, and a recording that someone reviewed.
pub(crate) fn lawful_device() -> MonitoringDevice {
    MonitoringDevice {
        legal_review: Some("法审-1".to_owned()),
        technical_review: Some("技审-1".to_owned()),
        standard: Some("GA/T 497".to_owned()),
        location: Some("北京西路口".to_owned()),
        published_on: Some(date(2026, 1, 5)),
        sign: true,
        recording_review: Some("人审-1".to_owned()),
    }
}
