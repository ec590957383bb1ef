//! What callers send.

use complaint_domain::{Channel, Filing, Kind, Outcome, Reporter, Respondent};
use kernel::{MatterId, Region, SubmissionId, Uscc};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Longest list in one answer.
pub(in crate::api) const PAGE_MAX: i64 = 100;

/// A question, request, suggestion, complaint or report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Submit {
    /// One of question, help, suggestion, complaint, report. A text that is complaint and report at
    /// once is refused: each is sent for itself.
    #[schema(value_type = Vec<String>, example = json!(["report"]))]
    pub(in crate::api) kinds: Vec<Kind>,
    /// web; a clerk may also say phone, counter or other.
    #[serde(default = "web")]
    #[schema(value_type = String, default = "web")]
    pub(in crate::api) channel: Channel,
    /// Region code of six digits: where it happened.
    pub(in crate::api) region: Region,
    /// Field of enforcement.
    #[schema(example = "city-management", max_length = 40)]
    domain: String,
    /// Category of the hotline's list.
    #[serde(default)]
    #[schema(max_length = 40)]
    category_code: String,
    /// One line.
    #[serde(default)]
    #[schema(max_length = 100)]
    title: String,
    /// What happened: facts, question or proposal.
    #[schema(max_length = 5000)]
    text: String,
    /// What is asked for; a complaint needs it.
    #[serde(default)]
    #[schema(max_length = 5000)]
    request: String,
    /// Where exactly. A report names this or the respondent.
    #[serde(default)]
    #[schema(max_length = 200)]
    place: String,
    /// Whom it is about.
    respondent: Option<RespondentGiven>,
    /// Who submits it. Leave out to stay anonymous.
    reporter: Option<ReporterGiven>,
}

/// Whom a submission is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RespondentGiven {
    #[serde(default)]
    #[schema(max_length = 200)]
    name: String,
    #[serde(default)]
    #[schema(max_length = 200)]
    address: String,
    /// Unified social credit code.
    #[schema(value_type = Option<String>)]
    uscc: Option<Uscc>,
}

/// Who submits something. Kept secret toward the respondent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReporterGiven {
    #[schema(max_length = 200)]
    name: String,
    #[schema(max_length = 200)]
    phone: String,
    #[serde(default)]
    #[schema(max_length = 200)]
    address: String,
}

impl std::fmt::Debug for ReporterGiven {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ReporterGiven(***)")
    }
}

const fn web() -> Channel {
    Channel::Web
}

impl Submit {
    /// As the domain takes it, under fresh identifiers.
    pub(in crate::api) fn filing(self, id: SubmissionId, matter: MatterId) -> Filing {
        Filing {
            id,
            matter,
            kinds: self.kinds,
            channel: self.channel,
            domain: self.domain,
            category_code: self.category_code,
            region: self.region,
            title: self.title,
            text: self.text,
            request: self.request,
            place: self.place,
            respondent: self.respondent.map(|given| Respondent {
                name: given.name,
                address: given.address,
                uscc: given.uscc,
            }),
            reporter: self.reporter.map(|given| Reporter {
                name: given.name,
                phone: given.phone,
                address: given.address,
            }),
        }
    }
}

/// The citizen is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct CloseByCitizen {
    /// 1 (not at all) to 5 (fully).
    #[schema(minimum = 1, maximum = 5)]
    pub(in crate::api) satisfaction: Option<u8>,
}

/// The citizen is not content.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Reopen {
    /// What was not answered or not done.
    #[schema(max_length = 5000)]
    pub(in crate::api) reason: String,
}

/// An answer to the citizen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct GiveReply {
    /// answered, transferred; for a report also filed, not-filed, decided, once that is reached.
    #[schema(value_type = String, example = "answered")]
    pub(in crate::api) outcome: Outcome,
    /// The words.
    #[schema(max_length = 5000)]
    pub(in crate::api) text: String,
}

/// The office is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct CloseByOffice {}

/// Which submissions to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ListSubmissions {
    /// handling, replied, closed.
    pub(in crate::api) status: Option<String>,
    /// Only the submission of this matter.
    pub(in crate::api) matter_id: Option<MatterId>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(in crate::api) page: u32,
}

/// Why a reporter's identity is needed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Unmask {
    /// Kept with the look: 4 to 200 characters.
    #[param(min_length = 4, max_length = 200)]
    pub(in crate::api) purpose: String,
}
