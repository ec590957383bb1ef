//! What is recorded when evidence is collected (收集、调取证据), and the gates it must pass.

use crypto::DualDigest;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{EvidenceId, OfficerId, legal_date};
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::monitoring::{MonitoringDevice, lawful_device};
use crate::{EvidenceKind, Step};

/// Fewest officers at any collection (行政处罚法 Art. 42).
pub const OFFICERS_MIN: usize = 2;

/// Original or copy.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Form {
    /// The original, the original object or the original carrier (原件、原物、原始载体).
    Original,
    /// A copy, an extract or a picture (复制件).
    Copy,
}

/// How a copy of audio-visual material or electronic data was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Making {
    /// Method (制作方法).
    pub method: String,
    /// When (制作时间).
    pub made_at: Timestamp,
    /// By whom (制作人). May be a name: never leaves this service.
    pub maker: String,
}

/// The note on a copy that it is the same as the original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// Day the provider compared it (出证日期).
    pub certified_on: Date,
    /// Where the original is (证据出处). May name someone: never leaves this service.
    pub source: String,
}

/// How the person asked to sign answered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Signature {
    /// Signed or sealed, a record on every page.
    Signed,
    /// Refused or absent: noted, and recorded on sound or picture (程序规定 Art. 43).
    RefusedAndRecorded,
}

/// Algorithms of an integrity value.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum IntegrityAlgorithm {
    /// SHA-256.
    Sha256,
    /// SM3 (GB/T 32905).
    Sm3,
}

/// The integrity value of electronic data (电子数据的完整性校验值), computed where it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integrity {
    /// How it was computed.
    pub algorithm: IntegrityAlgorithm,
    /// The value, as hexadecimal digits.
    pub value: String,
    /// Who computed it.
    pub computed_by: OfficerId,
    /// When.
    pub computed_at: Timestamp,
}

/// What goes with evidence from abroad, or in a foreign language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForeignOrigin {
    /// The proof that the law asks for was done (公证、认证等证明手续).
    pub authenticated: bool,
    /// An accurate Chinese translation, sealed or signed, goes with it.
    pub translated: bool,
}

/// What the officers record about a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// One of the eight kinds.
    pub kind: EvidenceKind,
    /// The step it belongs to.
    pub step: Step,
    /// Original or copy.
    pub form: Form,
    /// The officers who collected it.
    pub collected_by: Vec<OfficerId>,
    /// When they did.
    pub collected_at: Timestamp,
    /// How a copy was made.
    pub making: Option<Making>,
    /// That a copy is the same as the original.
    pub certification: Option<Certification>,
    /// Whether it was signed.
    pub signature: Option<Signature>,
    /// Integrity value of electronic data.
    pub integrity: Option<Integrity>,
    /// It can be heard: the words must be written down.
    pub sound: bool,
    /// It is the written text (文字记录) of this recording.
    pub transcript_of: Option<EvidenceId>,
    /// The device behind a record without an operator.
    pub device: Option<MonitoringDevice>,
    /// What goes with evidence from abroad.
    pub foreign_origin: Option<ForeignOrigin>,
}

/// At least two officers, all of them of the case's team.
pub fn two_officers(collected_by: &[OfficerId], team: &[OfficerId]) -> Result<(), Refusal> {
    const CITATION: &str = "行政处罚法第四十二条第一款；市场监督管理行政处罚程序规定第二十二条";
    let mut officers = collected_by.to_vec();
    officers.sort_unstable();
    officers.dedup();
    if officers.len() < OFFICERS_MIN {
        return Err(Refusal::new("two-officers", "G1")
            .citing(CITATION)
            .missing(format!(
                "{OFFICERS_MIN} different officers; {} named",
                officers.len()
            ))
            .cure("name every officer who took part in the collection")
            .titled(
                "执法人员不得少于两人",
                "At least two officers must collect evidence",
            ));
    }
    match officers.iter().find(|officer| !team.contains(officer)) {
        None => Ok(()),
        Some(officer) => Err(Refusal::new("officer-not-on-team", "G1")
            .citing(CITATION)
            .missing(format!("officer {officer} in the team of this case"))
            .cure("name officers of the team only, or have the team changed by dispatch")
            .titled(
                "收集人员不是本案办案人员",
                "A collector is not on the team of this case",
            )),
    }
}

/// Everything the law asks to be recorded, as far as it does not depend on other items or on the
/// content.
pub fn recorded_in_full(collection: &Collection, now: Timestamp) -> Result<(), Refusal> {
    if collection.collected_at > now {
        return Err(missing(
            "collected-in-future",
            "行政处罚法第四十七条",
            "a time that has passed",
        )
        .titled(
            "收集时间不得晚于当前时间",
            "The time of collection lies in the future",
        ));
    }
    made(collection)?;
    certified(collection)?;
    signed(collection)?;
    integrity_given(collection)?;
    from_abroad(collection)?;
    transcript_is_written(collection)?;
    match (&collection.device, collection.step) {
        (Some(device), _) => lawful_device(device, legal_date(collection.collected_at)),
        (None, Step::Monitoring) => lawful_device(
            &MonitoringDevice::default(),
            legal_date(collection.collected_at),
        ),
        (None, _) => Ok(()),
    }
}

fn missing(code: &str, citation: &str, what: &str) -> Refusal {
    Refusal::new(code, "G9")
        .citing(citation)
        .missing(what)
        .cure("complete the record of the collection and send it again")
}

/// A copy of audio-visual material or of electronic data notes method, time and maker.
fn made(collection: &Collection) -> Result<(), Refusal> {
    let citation = match collection.kind {
        EvidenceKind::AudioVisual => "市场监督管理行政处罚程序规定第二十五条",
        EvidenceKind::ElectronicData => "市场监督管理行政处罚程序规定第二十六条第一款",
        EvidenceKind::Documentary
        | EvidenceKind::Physical
        | EvidenceKind::WitnessTestimony
        | EvidenceKind::PartyStatement
        | EvidenceKind::ExpertOpinion
        | EvidenceKind::InspectionRecord => return Ok(()),
    };
    let complete = collection
        .making
        .as_ref()
        .is_some_and(|making| !making.method.trim().is_empty() && !making.maker.trim().is_empty());
    if collection.form == Form::Original || complete {
        return Ok(());
    }
    Err(missing(
        "making-missing",
        citation,
        "method, time and maker of the copy",
    )
    .titled(
        "未注明制作方法、制作时间、制作人",
        "Method, time and maker are missing",
    ))
}

/// A copy of a document or of a thing is marked as the same as the original, with date and source.
fn certified(collection: &Collection) -> Result<(), Refusal> {
    let copy_of_thing = collection.form == Form::Copy
        && matches!(
            collection.kind,
            EvidenceKind::Documentary | EvidenceKind::Physical
        );
    let complete = collection
        .certification
        .as_ref()
        .is_some_and(|certification| !certification.source.trim().is_empty());
    // The transcript of a recording is made by the officers; there is no provider to certify it.
    if !copy_of_thing || complete || collection.transcript_of.is_some() {
        return Ok(());
    }
    Err(missing(
        "copy-not-certified",
        "市场监督管理行政处罚程序规定第二十四条",
        "the note that the copy is the same as the original, its date and its source",
    )
    .titled(
        "复制件未注明与原件一致、出证日期、证据出处",
        "The copy is not certified",
    ))
}

/// Records and statements, and copies that someone provided, are signed; a refusal is noted.
fn signed(collection: &Collection) -> Result<(), Refusal> {
    let citation = match (collection.kind, collection.form) {
        (EvidenceKind::WitnessTestimony | EvidenceKind::PartyStatement, _) => {
            "市场监督管理行政处罚程序规定第二十九条、第四十三条"
        }
        (EvidenceKind::InspectionRecord, _) => "市场监督管理行政处罚程序规定第二十八条、第四十三条",
        (EvidenceKind::Documentary | EvidenceKind::Physical, Form::Copy)
            if collection.transcript_of.is_none() =>
        {
            "市场监督管理行政处罚程序规定第二十四条、第四十三条"
        }
        _ => return Ok(()),
    };
    if collection.signature.is_some() {
        return Ok(());
    }
    Err(missing(
        "signature-missing",
        citation,
        "the signature, or the note that it was refused",
    )
    .titled(
        "未签名或者未注明拒签情况",
        "Neither a signature nor its refusal is recorded",
    ))
}

/// Electronic data carries an integrity value.
fn integrity_given(collection: &Collection) -> Result<(), Refusal> {
    if collection.kind != EvidenceKind::ElectronicData || collection.integrity.is_some() {
        return Ok(());
    }
    Err(missing(
        "integrity-missing",
        "市场监督管理行政处罚程序规定第二十六条第二款",
        "the integrity value, its algorithm, who computed it and when",
    )
    .titled(
        "电子数据缺少完整性校验值",
        "Electronic data needs an integrity value",
    ))
}

/// Evidence from abroad is proved, and translated.
fn from_abroad(collection: &Collection) -> Result<(), Refusal> {
    match collection.foreign_origin {
        None
        | Some(ForeignOrigin {
            authenticated: true,
            translated: true,
        }) => Ok(()),
        Some(origin) => {
            let what = if origin.authenticated {
                "the translation"
            } else {
                "the authentication"
            };
            Err(missing(
                "foreign-unproven",
                "市场监督管理行政处罚程序规定第二十七条",
                what,
            )
            .titled(
                "域外证据未履行证明手续或者缺少译本",
                "Evidence from abroad is not proved",
            ))
        }
    }
}

/// A transcript is a document.
fn transcript_is_written(collection: &Collection) -> Result<(), Refusal> {
    if collection.transcript_of.is_none() || collection.kind == EvidenceKind::Documentary {
        return Ok(());
    }
    Err(missing(
        "transcript-not-written",
        "市场监督管理行政处罚程序规定第二十五条",
        "a document: only written text is the transcript of a recording",
    )
    .titled(
        "声音资料的文字记录应当为书面材料",
        "A transcript is a document",
    ))
}

/// The content is what was taken: not empty, and of the integrity value computed on the spot.
pub fn content_is_intact(collection: &Collection, content: &DualDigest) -> Result<(), Refusal> {
    if content.size == 0 {
        return Err(missing(
            "content-empty",
            "行政处罚法第四十六条",
            "content: the file is empty",
        )
        .titled("证据内容为空", "The file is empty"));
    }
    let Some(integrity) = &collection.integrity else {
        return Ok(());
    };
    let found = match integrity.algorithm {
        IntegrityAlgorithm::Sha256 => content.sha256.to_string(),
        IntegrityAlgorithm::Sm3 => content.sm3.to_string(),
    };
    if found.eq_ignore_ascii_case(integrity.value.trim()) {
        return Ok(());
    }
    Err(Refusal::new("integrity-mismatch", "G9")
        .citing("市场监督管理行政处罚程序规定第二十六条第二款")
        .missing(format!(
            "content whose {} is the recorded value; it is {found}",
            integrity.algorithm
        ))
        .cure("send the data as it was extracted, or extract it again and record the new value")
        .titled(
            "上传内容与完整性校验值不一致",
            "The content does not match its integrity value",
        ))
}
