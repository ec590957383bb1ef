//! What was tried to serve a document, and its public announcement as the last resort.

use jiff::civil::Date;
use kernel::ActorId;
use law::{Adjustments, Calendar, Due, Refusal, rule};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::{Method, ServiceOfProcess};

/// Most attempts recorded in one case.
const ATTEMPTS_MAX: usize = 200;
/// Most announcements in one case.
const ANNOUNCEMENTS_MAX: usize = 20;

const CITATION: &str = "市场监督管理行政处罚程序规定第八十二条第五项；民事诉讼法第九十五条";

/// Which document is to be served.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Paper {
    /// The notice before the penalty (行政处罚告知书).
    Notice,
    /// The notice of the hearing (听证通知书).
    HearingNotice,
    /// The decision (行政处罚决定书).
    Decision,
    /// The demand (履行催告书).
    Demand,
    /// Any other document of the case.
    Other,
}

/// Why an attempt failed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum AttemptOutcome {
    /// Nobody who may sign was there.
    Absent,
    /// Refused, and it could not be left at the residence.
    Refused,
    /// The party does not live or trade there any more.
    Moved,
    /// It came back, or did not arrive in the party's system.
    Returned,
    /// Inquiries show that nobody knows where the party is (下落不明).
    WhereaboutsUnknown,
}

/// What an officer reports of a failed attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptDraft {
    /// Of which document.
    pub paper: Paper,
    /// By which method.
    pub method: Method,
    /// When.
    pub tried_on: Date,
    /// Why it failed.
    pub outcome: AttemptOutcome,
    /// What happened and what proves it.
    pub account: String,
}

/// A failed attempt to serve a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Of which document.
    pub paper: Paper,
    /// By which method.
    pub method: Method,
    /// When.
    pub tried_on: Date,
    /// Why it failed.
    pub outcome: AttemptOutcome,
    /// What happened and what proves it.
    pub account: String,
    /// Who tried.
    pub by: ActorId,
}

/// What an officer reports of an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementDraft {
    /// Of which document.
    pub paper: Paper,
    /// Day of publication.
    pub published_on: Date,
    /// Where: notice board and residence, newspaper, or the agency's website.
    pub places: String,
    /// Why no other method worked, and what was done (原因和经过).
    pub reason: String,
    /// Where the sealed paper original is kept, if the document was not sealed electronically.
    pub sealed_original: Option<String>,
}

/// A public announcement (公告送达).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Of which document.
    pub paper: Paper,
    /// Day of publication.
    pub published_on: Date,
    /// Where.
    pub places: String,
    /// Why no other method worked.
    pub reason: String,
    /// When it ends; the document counts as served on that day.
    pub due: Due,
    /// Whether it has ended.
    pub ended: bool,
    /// Where the sealed paper original is kept, if the document was not sealed electronically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_original: Option<String>,
}

impl Announcement {
    /// The service that it amounts to.
    #[must_use]
    pub fn service(&self) -> ServiceOfProcess {
        ServiceOfProcess {
            method: Method::Announcement,
            proof_on: self.published_on,
            proof: format!("{}: {}", self.places, self.reason),
            signer: None,
            consent_on: None,
            witness: None,
            returned: false,
            through: None,
        }
    }
}

/// What was tried to serve the documents of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLog {
    /// Failed attempts, in the order recorded.
    pub attempts: Vec<Attempt>,
    /// Announcements, in the order recorded.
    pub announcements: Vec<Announcement>,
}

impl ServiceLog {
    /// The attempt that `draft` reports, recorded by `by`.
    ///
    /// # Errors
    /// When it says nothing, or too many are recorded.
    pub fn attempted(&self, draft: AttemptDraft, by: ActorId) -> Result<Attempt, Refusal> {
        if draft.account.trim().is_empty()
            || draft.method == Method::Announcement
            || self.attempts.len() >= ATTEMPTS_MAX
        {
            return Err(Refusal::new("attempt-not-told", "SVC-PROOF")
                .citing(super::CITATION)
                .missing("what happened when service was tried, and what proves it")
                .cure("describe the attempt; an announcement is recorded as such")
                .titled("送达情况记录不全", "The attempt is not told"));
        }
        Ok(Attempt {
            paper: draft.paper,
            method: draft.method,
            tried_on: draft.tried_on,
            outcome: draft.outcome,
            account: draft.account,
            by,
        })
    }

    /// The announcement that `draft` reports.
    ///
    /// # Errors
    /// When other methods were not exhausted, one runs already, or it says nothing.
    pub fn announced(
        &self,
        draft: AnnouncementDraft,
        calendar: &Calendar,
    ) -> Result<Announcement, Refusal> {
        announceable(self.announceable_from(draft.paper), draft.published_on)?;
        let told = !draft.places.trim().is_empty() && !draft.reason.trim().is_empty();
        if !told
            || self.running(draft.paper).is_some()
            || self.announcements.len() >= ANNOUNCEMENTS_MAX
        {
            return Err(Refusal::new("announcement-not-told", "SVC-ANNOUNCE")
                .citing(CITATION)
                .missing("where it was published and why, once for each document")
                .cure("record the places, the reason and what was done")
                .titled("公告送达记录不全", "The announcement is not told"));
        }
        let due = calendar.due(
            rule("SVC-ANNOUNCE")?,
            draft.published_on,
            &Adjustments::none(),
        )?;
        Ok(Announcement {
            paper: draft.paper,
            published_on: draft.published_on,
            places: draft.places,
            reason: draft.reason,
            due,
            ended: false,
            sealed_original: draft.sealed_original,
        })
    }

    /// Refuses `service` of `paper` by announcement unless everything else failed before.
    ///
    /// # Errors
    /// When another method may still work.
    pub fn allows(&self, paper: Paper, service: &ServiceOfProcess) -> Result<(), Refusal> {
        service.is_last_resort_since(self.announceable_from(paper))
    }

    /// The announcement of `paper` that has not ended.
    #[must_use]
    pub fn running(&self, paper: Paper) -> Option<&Announcement> {
        self.announcements
            .iter()
            .find(|one| one.paper == paper && !one.ended)
    }

    /// Marks the announcement of `paper` as ended.
    pub(crate) fn end(&mut self, paper: Paper) {
        for one in &mut self.announcements {
            one.ended |= one.paper == paper;
        }
    }

    /// The day from which `paper` may be announced: nobody knows where the party is, or both the visit
    /// and the post failed.
    #[must_use]
    pub fn announceable_from(&self, paper: Paper) -> Option<Date> {
        let first = |with: &dyn Fn(&Attempt) -> bool| {
            let attempts = self.attempts.iter();
            let failed = attempts.filter(|one| one.paper == paper && with(one));
            failed.map(|one| one.tried_on).min()
        };
        let unknown = first(&|one| one.outcome == AttemptOutcome::WhereaboutsUnknown);
        let visited = first(&|one| matches!(one.method, Method::Direct | Method::Substitute));
        let sent = first(&|one| matches!(one.method, Method::Post | Method::Entrusted));
        let both = visited.zip(sent).map(|(visited, sent)| visited.max(sent));
        [unknown, both].into_iter().flatten().min()
    }
}

impl ServiceOfProcess {
    /// Refuses a service by announcement unless every other method had failed by `since`.
    ///
    /// # Errors
    /// When another method may still work.
    pub fn is_last_resort_since(&self, since: Option<Date>) -> Result<(), Refusal> {
        if self.method == Method::Announcement {
            return announceable(since, self.proof_on);
        }
        Ok(())
    }
}

fn announceable(since: Option<Date>, published_on: Date) -> Result<(), Refusal> {
    if since.is_some_and(|since| since <= published_on) {
        return Ok(());
    }
    Err(Refusal::new("other-methods-not-exhausted", "SVC-ANNOUNCE")
        .citing(CITATION)
        .missing(
            "recorded attempts before the publication: that nobody knows where the party is, or \
             that both handing over and post failed",
        )
        .cure("try the other methods and record each attempt")
        .titled(
            "未穷尽其他送达方式不得公告送达",
            "Announcement is the last resort",
        ))
}
