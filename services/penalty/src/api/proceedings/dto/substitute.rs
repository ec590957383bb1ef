//! Substitute performance.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Fen, OfficerId};
use penalty_domain::proceeding::SubstituteId;
use penalty_domain::substitute::{Hazard, SubstituteCommand, SubstituteDraft, Work};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::NoticeDto;
use crate::api::text::{LONG, SHORT, Text};

/// The decision on a substitute performance (代履行决定书).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DecideSubstitute {
    /// Number of the decision that the party did not obey.
    #[schema(value_type = String, max_length = 200)]
    obligation: Text<SHORT>,
    /// traffic, pollution, natural-resources.
    #[schema(value_type = String, example = "traffic")]
    hazard: Hazard,
    /// The first demand (催告).
    demand: NoticeDto,
    /// What is to be done, and how.
    #[schema(value_type = String, max_length = 20_000)]
    manner: Text<LONG>,
    /// Who does it, if not the agency.
    #[schema(value_type = Option<String>, max_length = 200)]
    performer: Option<Text<SHORT>>,
    /// The third party has no interest in the matter.
    #[serde(default)]
    disinterested: bool,
    /// Expected cost, in fen.
    #[schema(value_type = i64)]
    budget_fen: Fen,
    /// The day of the performance.
    #[schema(value_type = String, format = Date)]
    planned_on: Date,
    /// The decision and its service.
    decision: NoticeDto,
}

impl DecideSubstitute {
    pub(in crate::api::proceedings) fn command(self, id: Uuid) -> SubstituteCommand {
        SubstituteCommand::Decide(Box::new(SubstituteDraft {
            id: SubstituteId::from(id),
            obligation: self.obligation.into(),
            hazard: self.hazard,
            demand: self.demand.into(),
            manner: self.manner.into(),
            performer: self.performer.map(String::from),
            disinterested: self.disinterested,
            budget: self.budget_fen,
            planned_on: self.planned_on,
            decision: self.decision.into(),
        }))
    }
}

/// A new day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReplanSubstitute {
    /// The day of the performance.
    #[schema(value_type = String, format = Date)]
    planned_on: Date,
}

impl From<ReplanSubstitute> for SubstituteCommand {
    fn from(dto: ReplanSubstitute) -> Self {
        Self::Replan {
            planned_on: dto.planned_on,
        }
    }
}

/// The reminder.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(transparent)]
pub(in crate::api) struct ReminderDto(NoticeDto);

impl From<ReminderDto> for SubstituteCommand {
    fn from(dto: ReminderDto) -> Self {
        Self::Remind(dto.0.into())
    }
}

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct PerformSubstitute {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Why it could not wait for day or working day.
    #[schema(value_type = Option<String>, max_length = 20_000)]
    urgency: Option<Text<LONG>>,
    /// Officers of the agency that watched.
    supervisors: Vec<OfficerId>,
    /// Number of the paper.
    #[schema(value_type = String, max_length = 200)]
    record: Text<SHORT>,
    /// Supervisors, performer and party or witness signed it.
    signed: bool,
    /// A dwelling's water, power, heat or gas was cut.
    cuts_supply: bool,
    /// Actual cost, in fen.
    #[schema(value_type = i64)]
    cost_fen: Fen,
}

impl From<PerformSubstitute> for SubstituteCommand {
    fn from(dto: PerformSubstitute) -> Self {
        Self::Perform(Box::new(Work {
            at: dto.at,
            urgency: dto.urgency.map(String::from),
            supervisors: dto.supervisors,
            record: dto.record.into(),
            signed: dto.signed,
            cuts_supply: dto.cuts_supply,
            cost: dto.cost_fen,
        }))
    }
}

/// The party did it itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct StopSubstitute {
    /// The paper that proves it.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<StopSubstitute> for SubstituteCommand {
    fn from(dto: StopSubstitute) -> Self {
        Self::Stop {
            document: dto.document.into(),
        }
    }
}
