//! What callers get.

use complaint_domain::{About, AnswerClock, Reporter, Stage, Submission};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{MatterId, Region, SubmissionId, legal_date, mask};
use law::Due;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::store::correspondence::WrittenLetter;
use crate::store::stage::ReachedStage;
use crate::store::submission::{StoredSubmission, Words};

/// Until when an answer is owed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(in crate::api) struct DueView {
    /// Rule identifier.
    rule: String,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The holidays of a year it crosses are not published yet.
    provisional: bool,
    /// Instrument and article, or the platform's configuration.
    citation: String,
}

impl From<&Due> for DueView {
    fn from(due: &Due) -> Self {
        Self {
            rule: due.rule.clone(),
            on: due.raw,
            provisional: due.provisional,
            citation: due.citation.clone(),
        }
    }
}

/// The receipt of a submission. The query code is shown this once: it opens the submission to its
/// sender, in the header `X-Query-Code`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(in crate::api) struct Receipted {
    submission_id: SubmissionId,
    matter_id: MatterId,
    /// Receipt number (受理编号).
    #[schema(example = "20261124-340705-7K3M9QXZ")]
    receipt: String,
    /// Query code (查询码).
    #[schema(example = "8D3VQ2M7ZK4T")]
    pub(in crate::api) query_code: String,
    kind: String,
    region: Region,
    /// handling.
    status: String,
    /// received, or forwarded for a report.
    stage: String,
    /// Until when an answer is owed.
    due: Option<DueView>,
}

impl Receipted {
    /// The receipt as it is kept: `half` stands where the code will be.
    pub(in crate::api) fn with_half(stored: &StoredSubmission, half: String) -> Self {
        Self {
            submission_id: stored.id,
            matter_id: stored.matter,
            receipt: stored.receipt.clone(),
            query_code: half,
            kind: stored
                .state
                .about()
                .map(|about| about.kind.to_string())
                .unwrap_or_default(),
            region: stored.region,
            status: stored.state.name().to_owned(),
            stage: stage_of(stored, &[]).to_string(),
            due: stored.state.due().map(DueView::from),
        }
    }
}

/// A stage and the day it was reached.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct StageView {
    /// received, forwarded, filed, not-filed, transferred, decided, published, closed.
    stage: String,
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// Something that office or citizen wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LetterView {
    /// office, platform, citizen.
    author: String,
    /// answered, filed, not-filed, transferred, decided; null in a citizen's words.
    outcome: Option<String>,
    text: String,
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
}

impl From<WrittenLetter> for LetterView {
    fn from(letter: WrittenLetter) -> Self {
        Self {
            author: letter.author,
            outcome: letter.outcome,
            text: letter.words,
            written_at: letter.written_at,
        }
    }
}

/// How far a submission has come, as its sender sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ProgressView {
    receipt: String,
    matter_id: MatterId,
    kind: String,
    region: Region,
    /// handling, replied, closed.
    status: &'static str,
    /// The stage it is in.
    stage: String,
    /// Every stage it has reached.
    stages: Vec<StageView>,
    /// Until when an answer is owed.
    due: Option<DueView>,
    overdue: bool,
    /// How often it was reopened.
    reopened: u32,
    /// 1 to 5, when the citizen gave it.
    satisfaction: Option<u8>,
    replies: Vec<LetterView>,
}

impl ProgressView {
    pub(in crate::api) fn of(
        stored: &StoredSubmission,
        reached: &[ReachedStage],
        letters: Vec<WrittenLetter>,
    ) -> Self {
        Self {
            receipt: stored.receipt.clone(),
            matter_id: stored.matter,
            kind: stored
                .state
                .about()
                .map(|about| about.kind.to_string())
                .unwrap_or_default(),
            region: stored.region,
            status: stored.state.name(),
            stage: stage_of(stored, reached).to_string(),
            stages: stages(stored, reached),
            due: stored.state.due().map(DueView::from),
            overdue: overdue(&stored.state),
            reopened: reopened(&stored.state),
            satisfaction: satisfaction(&stored.state),
            replies: letters.into_iter().map(LetterView::from).collect(),
        }
    }
}

/// A submission as the office sees it in a list: no word of it, nobody's name.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SubmissionView {
    id: SubmissionId,
    matter_id: MatterId,
    receipt: String,
    region: Region,
    kind: String,
    channel: String,
    domain: String,
    category_code: String,
    anonymous: bool,
    /// handling, replied, closed.
    status: &'static str,
    version: i64,
    /// Last day of the answer, while one is owed.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    overdue: bool,
    reopened: u32,
    satisfaction: Option<u8>,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
}

impl From<&StoredSubmission> for SubmissionView {
    fn from(stored: &StoredSubmission) -> Self {
        let about = stored.state.about();
        let text = |field: fn(&About) -> String| about.map(field).unwrap_or_default();
        Self {
            id: stored.id,
            matter_id: stored.matter,
            receipt: stored.receipt.clone(),
            region: stored.region,
            kind: text(|about| about.kind.to_string()),
            channel: text(|about| about.channel.to_string()),
            domain: text(|about| about.domain.clone()),
            category_code: text(|about| about.category_code.clone()),
            anonymous: about.is_none_or(|about| about.anonymous),
            status: stored.state.name(),
            version: stored.version,
            due_on: stored.due_on,
            overdue: overdue(&stored.state),
            reopened: reopened(&stored.state),
            satisfaction: satisfaction(&stored.state),
            received_at: stored.received_at,
        }
    }
}

/// A page of submissions.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SubmissionList {
    pub(in crate::api) submissions: Vec<SubmissionView>,
}

/// A submission with its words.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SubmissionDetail {
    #[serde(flatten)]
    submission: SubmissionView,
    /// The stage it is in.
    stage: String,
    stages: Vec<StageView>,
    title: String,
    text: String,
    request: String,
    place: String,
    respondent_name: String,
    respondent_address: String,
    /// The reporter, masked; null when anonymous.
    reporter: Option<ReporterView>,
    correspondence: Vec<LetterView>,
}

impl SubmissionDetail {
    /// The detail as a clerk reads it; for others, what looks like personal data is taken out of
    /// the words.
    pub(in crate::api) fn of(
        stored: &StoredSubmission,
        words: Words,
        reached: &[ReachedStage],
        letters: Vec<WrittenLetter>,
        reporter: Option<&Reporter>,
        for_clerk: bool,
    ) -> Self {
        let shown = |text: String| {
            if for_clerk {
                text
            } else {
                mask::free_text(&text)
            }
        };
        let letters = letters.into_iter().map(|letter| {
            let words = shown(letter.words);
            LetterView::from(WrittenLetter { words, ..letter })
        });
        Self {
            submission: SubmissionView::from(stored),
            stage: stage_of(stored, reached).to_string(),
            stages: stages(stored, reached),
            title: shown(words.title),
            text: shown(words.text),
            request: shown(words.request),
            place: shown(words.place),
            respondent_name: words.respondent_name,
            respondent_address: words.respondent_address,
            reporter: reporter.map(ReporterView::masked),
            correspondence: letters.collect(),
        }
    }
}

/// A reporter.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ReporterView {
    name: String,
    phone: String,
    /// Left out while masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

impl std::fmt::Debug for ReporterView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ReporterView(***)")
    }
}

impl ReporterView {
    fn masked(reporter: &Reporter) -> Self {
        let masked = reporter.masked();
        Self {
            name: masked.name,
            phone: masked.phone,
            address: None,
        }
    }

    /// The identity itself.
    pub(in crate::api) fn whole(reporter: Reporter) -> Self {
        Self {
            name: reporter.name,
            phone: reporter.phone,
            address: Some(reporter.address),
        }
    }
}

fn overdue(state: &Submission) -> bool {
    matches!(
        state,
        Submission::Handling {
            answer: AnswerClock::Overdue { .. },
            ..
        }
    )
}

fn reopened(state: &Submission) -> u32 {
    match state {
        Submission::Unknown => 0,
        Submission::Handling { reopened, .. }
        | Submission::Replied { reopened, .. }
        | Submission::Closed { reopened, .. } => *reopened,
    }
}

fn satisfaction(state: &Submission) -> Option<u8> {
    match state {
        Submission::Closed { satisfaction, .. } => *satisfaction,
        Submission::Unknown | Submission::Handling { .. } | Submission::Replied { .. } => None,
    }
}

/// The stages in their order: received, forwarded for a report, what others reported, closed.
fn stages(stored: &StoredSubmission, reached: &[ReachedStage]) -> Vec<StageView> {
    let received = legal_date(stored.received_at);
    let mut stages = vec![ReachedStage {
        stage: Stage::Received,
        on: received,
    }];
    if forwarded(stored) {
        stages.push(ReachedStage {
            stage: Stage::Forwarded,
            on: received,
        });
    }
    stages.extend_from_slice(reached);
    if let Submission::Closed { closed_on, .. } = &stored.state {
        stages.push(ReachedStage {
            stage: Stage::Closed,
            on: *closed_on,
        });
    }
    stages
        .into_iter()
        .map(|reached| StageView {
            stage: reached.stage.to_string(),
            on: reached.on,
        })
        .collect()
}

/// The last of the stages.
fn stage_of(stored: &StoredSubmission, reached: &[ReachedStage]) -> Stage {
    if stored.state.name() == "closed" {
        return Stage::Closed;
    }
    let own = if forwarded(stored) {
        Stage::Forwarded
    } else {
        Stage::Received
    };
    reached
        .iter()
        .map(|reached| reached.stage)
        .fold(own, Stage::max)
}

fn forwarded(stored: &StoredSubmission) -> bool {
    stored
        .state
        .about()
        .is_some_and(|about| about.kind == complaint_domain::Kind::Report)
}
