//! How a hearing is prepared, held and reported: host, file, day, notice, announcement, report.

use jiff::civil::Date;
use kernel::ActorId;
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::service_of_process::ServiceOfProcess;

/// Agents that a party may send (行政处罚法 Art. 64(5)).
pub const AGENTS_MAX: u8 = 2;

/// Who conducts the hearing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Who presides (听证主持人).
    pub host: ActorId,
    /// Who keeps the record (记录员).
    pub recorder: ActorId,
    /// When they were appointed.
    pub appointed_on: Date,
}

impl Panel {
    /// Whether `actor` is host or recorder.
    #[must_use]
    pub fn includes(&self, actor: ActorId) -> bool {
        self.host == actor || self.recorder == actor
    }
}

/// Why a hearing is not open (不公开举行).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClosedGround {
    /// State secret (国家秘密).
    StateSecret,
    /// Commercial secret (商业秘密).
    CommercialSecret,
    /// Personal privacy (个人隐私).
    Privacy,
}

/// Whether the hearing is open to the public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "openness", rename_all = "kebab-case")]
pub enum Openness {
    /// Open; announced beforehand.
    Open {
        /// The latest day of the announcement.
        announce: Due,
        /// When it was announced.
        announced_on: Option<Date>,
    },
    /// Closed.
    Closed {
        /// Why.
        ground: ClosedGround,
    },
}

/// The notice of the hearing (听证通知书), once it was served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingNotice {
    /// How.
    pub service: ServiceOfProcess,
    /// When it counts as served.
    pub served_on: Date,
}

/// Day and place of a hearing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The day.
    pub held_on: Date,
    /// Time of day and place.
    pub place: String,
    /// The latest day on which the notice can be served.
    pub notify: Due,
    /// The notice.
    pub notice: Option<HearingNotice>,
    /// Open or closed.
    #[serde(flatten)]
    pub openness: Openness,
}

impl Session {
    /// What still keeps the hearing from being held; none if nothing does.
    #[must_use]
    pub fn lacks(&self, today: Date) -> Option<String> {
        if self.notice.is_none() {
            return Some(format!(
                "the notice of the hearing, served by {}",
                self.notify.raw
            ));
        }
        if let Openness::Open {
            announce,
            announced_on: None,
        } = &self.openness
        {
            return Some(format!("the public announcement by {}", announce.raw));
        }
        (today < self.held_on).then(|| format!("the day of the hearing, {}", self.held_on))
    }
}

/// How far the preparation of a hearing has gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "preparation", rename_all = "kebab-case")]
pub enum Preparation {
    /// The investigators are to hand the file to the host.
    AwaitingFile {
        /// The time to do so.
        due: Due,
    },
    /// The host is to fix the day.
    AwaitingDate {
        /// The time to do so.
        due: Due,
    },
    /// The day is fixed.
    Fixed {
        /// Day, place, notice.
        session: Box<Session>,
    },
    /// The hearing was put off and waits for its reason to be gone (中止听证).
    Suspended {
        /// Why.
        reason: String,
        /// Since when.
        since: Date,
    },
}

/// Why a hearing ended before its end (终止听证).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum HearingTermination {
    /// The party withdrew its request.
    Withdrawn,
    /// The party stayed away without good reason.
    Absent,
    /// The party left without leave.
    Left,
    /// The party died or was dissolved, and nobody takes over.
    PartyGone,
    /// Another reason.
    Other,
}

impl HearingTermination {
    /// Whether it can happen only at the hearing itself, to a party that was told in time.
    #[must_use]
    pub const fn happens_at_the_hearing(self) -> bool {
        matches!(self, Self::Absent | Self::Left)
    }
}

/// Whether the party signed the record (听证笔录).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "signature", rename_all = "kebab-case")]
pub enum RecordSignature {
    /// Checked and signed.
    #[default]
    Signed,
    /// Refused; the host noted it.
    Refused {
        /// The host's note.
        note: String,
    },
    /// There was nothing to sign: the hearing did not take place.
    NotHeld,
}

/// The host's report to the heads of the agency (听证报告).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingReport {
    /// Findings and advice.
    pub opinion: String,
    /// Who reports.
    pub by: ActorId,
    /// When.
    pub reported_on: Date,
}

/// How far the report has gone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reporting", rename_all = "kebab-case")]
pub enum ReportStage {
    /// None is needed: the hearing did not take place.
    #[default]
    NotNeeded,
    /// The host is to report.
    Awaited {
        /// The time to do so.
        due: Due,
    },
    /// The host reported.
    Given {
        /// It.
        report: HearingReport,
    },
}
