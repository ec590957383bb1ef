//! The archive of a closed case (立卷归档): one case one file, a main volume (正卷) and a secondary
//! volume (副卷), in the order of 市场监督管理行政处罚程序规定 Art. 78.
//!
//! The secondary volume holds what the agency deliberated; who may read it is judged by
//! [`Archive::shows`]. How long a file is kept is configuration (`[I]`): the law leaves it to the
//! schedule that the archive authority approves. Nothing here ever deletes.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, ActorId, CaseId, Post, legal_date};
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::case::{Case, CaseStatus};
use crate::hearing::HearingStage;

/// Most entries of one file.
const ENTRIES_MAX: usize = 2_000;

const CITATION: &str = "市场监督管理行政处罚程序规定第七十八条";

/// A volume of the file.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Volume {
    /// The main volume (正卷).
    Main,
    /// The secondary volume (副卷).
    Secondary,
}

/// The place of a paper in the file; the order is that of the law.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Slot {
    /// Approval of the filing (立案审批表).
    FilingApproval,
    /// The decision and its receipt (行政处罚决定书及送达回证).
    Decision,
    /// Other documents given to the party, and their receipts.
    ServedDocument,
    /// Evidence (证据材料).
    Evidence,
    /// Record of the hearing (听证笔录).
    HearingRecord,
    /// Papers on money and things (财物处理单据).
    PropertyPaper,
    /// Other papers of the main volume.
    OtherMain,
    /// What the case came from (案源材料).
    Source,
    /// Report that ended the investigation (调查终结报告).
    InvestigationReport,
    /// Opinion of the review (审核意见).
    ReviewOpinion,
    /// Report of the hearing (听证报告).
    HearingReport,
    /// Approval of the closing (结案审批表).
    ClosingApproval,
    /// Other papers of the secondary volume.
    OtherSecondary,
}

impl Slot {
    /// The volume it belongs to.
    #[must_use]
    pub fn volume(self) -> Volume {
        if self < Self::Source {
            Volume::Main
        } else {
            Volume::Secondary
        }
    }
}

/// A paper in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place.
    pub slot: Slot,
    /// What it is.
    pub title: String,
    /// Its number or digest.
    pub reference: String,
    /// Its day.
    pub dated: Date,
    /// How many pages.
    pub pages: u32,
}

/// How long the file is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Years; none: for good (永久).
    pub years: Option<u16>,
    /// The schedule that says so.
    pub citation: String,
}

/// The number of a file: the year and a serial of at least four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveNumber {
    /// The year of archiving.
    pub year: i16,
    /// From 1, without gaps in a unit and year.
    pub serial: u32,
}

impl fmt::Display for ArchiveNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}{:04}", self.year, self.serial)
    }
}

/// The file of a closed case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: ArchiveNumber,
    /// When it was made.
    pub archived_on: Date,
    /// Who made it.
    pub by: ActorId,
    /// How long it is kept.
    pub retention: Retention,
    /// Its papers, in the order of the law.
    pub entries: Vec<Entry>,
}

/// What was looked up before archiving.
#[derive(Clone, Debug)]
pub struct ArchiveFacts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// The next free number.
    pub number: ArchiveNumber,
    /// How long such files are kept.
    pub retention: Retention,
}

impl Archive {
    /// The posts that may make a file: whoever handled the case.
    pub const POSTS: &'static [Post] = &[Post::Handler, Post::Officer];

    /// The file of `case` with `entries`.
    ///
    /// # Errors
    /// When the case is not closed, a paper that must be there is missing, or somebody else archives.
    pub fn of(case: &Case, entries: Vec<Entry>, facts: ArchiveFacts<'_>) -> Result<Self, Refusal> {
        let over = matches!(
            case.status(),
            CaseStatus::Closed | CaseStatus::Revoked | CaseStatus::EndedClosed
        );
        let Some(file) = case.file().filter(|_| over) else {
            return Err(refused("case-not-closed")
                .missing("a closed case")
                .cure("close the case first")
                .titled("案件尚未结案", "The case is not closed"));
        };
        if !file.investigated_by(facts.actor.id) {
            return Err(refused("not-an-investigator")
                .missing("membership of the team that investigated this case")
                .cure("have an investigator of the case archive it")
                .titled(
                    "须由本案办案人员归档",
                    "An investigator of the case archives",
                ));
        }
        complete(case, &entries)?;
        let archive = Self {
            case: file.id,
            number: facts.number,
            archived_on: legal_date(facts.now),
            by: facts.actor.id,
            retention: facts.retention,
            entries: Vec::new(),
        };
        archive.with(entries)
    }

    /// The file with more papers: what came after the closing, such as a remedy.
    ///
    /// # Errors
    /// When a paper has no title, reference or page, or there are too many.
    pub fn with(mut self, entries: Vec<Entry>) -> Result<Self, Refusal> {
        let told = entries.iter().all(|entry| {
            !entry.title.trim().is_empty() && !entry.reference.trim().is_empty() && entry.pages > 0
        });
        let room = ENTRIES_MAX.saturating_sub(self.entries.len());
        if entries.is_empty() || !told || entries.len() > room {
            return Err(refused("entry-not-told")
                .missing("papers, each with title, reference and pages")
                .cure("list every paper as the catalogue of the file does")
                .titled("卷内文件目录不全", "The catalogue is incomplete"));
        }
        self.entries.extend(entries);
        self.entries.sort_by_key(|entry| (entry.slot, entry.dated));
        Ok(self)
    }

    /// The papers that `reader` may see: the main volume, and the secondary one only for whoever
    /// investigated the case, reviews or decides.
    pub fn shows<'a>(&'a self, case: &Case, reader: &Actor) -> impl Iterator<Item = &'a Entry> {
        let handles = case
            .file()
            .is_some_and(|file| file.investigated_by(reader.id))
            || reader.holds_any(&[Post::Reviewer, Post::Decider]);
        self.entries
            .iter()
            .filter(move |entry| handles || entry.slot.volume() == Volume::Main)
    }

    /// The last day on which it must be kept. None: for good.
    #[must_use]
    pub fn kept_until(&self) -> Option<Date> {
        let years = i32::from(self.retention.years?);
        self.archived_on
            .checked_add(jiff::Span::new().try_years(years).ok()?)
            .ok()
    }
}

/// Refuses a file without a paper that such a case must have.
fn complete(case: &Case, entries: &[Entry]) -> Result<(), Refusal> {
    let heard = case
        .notification()
        .is_some_and(|notification| matches!(notification.hearing, HearingStage::Finished { .. }));
    let mut needed = vec![Slot::FilingApproval, Slot::ClosingApproval];
    if case.record().is_some() {
        needed.extend([
            Slot::Decision,
            Slot::Evidence,
            Slot::InvestigationReport,
            Slot::ReviewOpinion,
        ]);
    }
    if heard {
        needed.extend([Slot::HearingRecord, Slot::HearingReport]);
    }
    let absent: Vec<&str> = needed
        .into_iter()
        .filter(|slot| entries.iter().all(|entry| entry.slot != *slot))
        .map(Slot::into)
        .collect();
    if absent.is_empty() {
        return Ok(());
    }
    Err(refused("file-incomplete")
        .missing(format!("these papers: {}", absent.join(", ")))
        .cure("add them: one case one file, complete and in order")
        .titled("案卷材料不齐全", "The file is incomplete"))
}

fn refused(code: &str) -> Refusal {
    Refusal::new(code, "PEN-ARCHIVE").citing(CITATION)
}
