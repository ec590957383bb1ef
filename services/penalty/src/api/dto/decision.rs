//! The decision.

use jiff::civil::Date;
use kernel::ActorId;
use penalty_domain::CaseCommand;
use penalty_domain::case::{
    CollectingBank, CollectiveDiscussion, DecisionDraft, DecisionTerms, NoPenaltyGround, Opinion,
    Outcome,
};
use penalty_domain::legal_basis::{LegalBasis, Level};
use penalty_domain::penalty::{Penalties, Penalty};
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use super::findings::DepartureDto;
use super::{PenaltyDto, few, misfit};
use crate::api::text::{LONG, SHORT, Text};

/// Penalised or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::api) enum OutcomeDto {
    /// A penalty is imposed.
    Penalised,
    /// No penalty is imposed.
    NotPenalised,
}

/// One provision that the decision rests on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ProvisionDto {
    /// law, administrative-regulation, local-regulation, departmental-rule, government-rule,
    /// other-document.
    #[schema(value_type = String, example = "law")]
    level: Level,
    #[schema(value_type = String, max_length = 200, example = "食品安全法")]
    instrument: Text<SHORT>,
    #[schema(value_type = String, max_length = 200, example = "第一百二十四条第一款")]
    article: Text<SHORT>,
    #[schema(value_type = String, format = Date)]
    published_on: Date,
}

impl From<ProvisionDto> for LegalBasis {
    fn from(dto: ProvisionDto) -> Self {
        Self {
            level: dto.level,
            instrument: dto.instrument.into(),
            article: dto.article.into(),
            published_on: dto.published_on,
        }
    }
}

/// What one head said in the collective discussion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct OpinionDto {
    participant: ActorId,
    #[schema(value_type = String, max_length = 20_000)]
    opinion: Text<LONG>,
    /// It departs from the conclusion.
    #[serde(default)]
    dissents: bool,
}

impl From<OpinionDto> for Opinion {
    fn from(dto: OpinionDto) -> Self {
        Self {
            participant: dto.participant,
            opinion: dto.opinion.into(),
            dissents: dto.dissents,
        }
    }
}

/// The record of the collective discussion (集体讨论).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DiscussionDto {
    #[schema(value_type = String, format = Date)]
    held_on: Date,
    /// Who presided.
    host: ActorId,
    /// The heads' opinions in the order in which they were given; the host's comes last.
    opinions: Vec<OpinionDto>,
    #[schema(value_type = String, max_length = 20_000)]
    conclusion: Text<LONG>,
}

impl DiscussionDto {
    pub(in crate::api) fn read(self) -> Result<CollectiveDiscussion, Fault> {
        Ok(CollectiveDiscussion {
            held_on: self.held_on,
            host: self.host,
            opinions: few(self.opinions, "opinions")?,
            conclusion: self.conclusion.into(),
        })
    }
}

/// The bank that takes the money (代收机构).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct BankDto {
    #[schema(value_type = String, max_length = 200)]
    name: Text<SHORT>,
    #[schema(value_type = String, max_length = 200)]
    address: Text<SHORT>,
}

/// What the document tells the party beside the penalty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct TermsDto {
    /// How and by when the penalty is performed.
    #[schema(value_type = String, max_length = 20_000)]
    performance: Text<LONG>,
    /// Where the party may apply for reconsideration, and until when.
    #[schema(value_type = String, max_length = 20_000)]
    reconsideration: Text<LONG>,
    /// Where the party may sue, and until when.
    #[schema(value_type = String, max_length = 20_000)]
    litigation: Text<LONG>,
    /// Required where money is owed.
    bank: Option<BankDto>,
    /// The document says that the decision will be published.
    #[serde(default)]
    tells_publication: bool,
}

impl From<TermsDto> for DecisionTerms {
    fn from(dto: TermsDto) -> Self {
        Self {
            performance: dto.performance.into(),
            reconsideration: dto.reconsideration.into(),
            litigation: dto.litigation.into(),
            bank: dto.bank.map(|bank| CollectingBank {
                name: bank.name.into(),
                address: bank.address.into(),
            }),
            tells_publication: dto.tells_publication,
        }
    }
}

/// The decision (行政处罚决定). Its document number is assigned here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DecideCase {
    /// Code of the deciding agency (机关代字) before the year and number.
    #[schema(value_type = String, max_length = 40, example = "铜市监处罚")]
    pub(in crate::api) agency_code: Text<40>,
    /// penalised, not-penalised.
    outcome: OutcomeDto,
    /// When penalised: what is imposed.
    #[serde(default)]
    penalties: Vec<PenaltyDto>,
    /// When not penalised: minor-and-corrected, first-offence, no-fault, under-age, incapable,
    /// limitation-passed, unproven.
    #[schema(value_type = Option<String>)]
    ground: Option<NoPenaltyGround>,
    /// The provisions it rests on; required for a penalty.
    #[serde(default)]
    basis: Vec<ProvisionDto>,
    /// Facts, evidence and reasons.
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    /// What was adopted of the party's statement, and why; required when it stated.
    #[schema(value_type = Option<String>, max_length = 20_000)]
    statement_adoption: Option<Text<LONG>>,
    /// Required in the cases of Article 58, so after every hearing.
    discussion: Option<DiscussionDto>,
    /// The document says that a surcharge is added when payment is late.
    #[serde(default = "yes")]
    #[schema(default = true)]
    states_surcharge: bool,
    /// What names the act beyond the matter, such as the number of the record made on the spot: the
    /// same act is fined once.
    #[schema(value_type = Option<String>, max_length = 200)]
    act_reference: Option<Text<SHORT>>,
    /// Where the fine leaves the band of the benchmark, and why; beside those of the report.
    #[serde(default)]
    departures: Vec<DepartureDto>,
    /// What the document tells the party beside the penalty; required with a penalty.
    terms: Option<TermsDto>,
}

impl DecideCase {
    pub(in crate::api) fn command(self) -> Result<CaseCommand, Fault> {
        let penalties: Vec<Penalty> = few(self.penalties, "penalties")?;
        let outcome = match (self.outcome, self.ground) {
            (OutcomeDto::Penalised, None) => Outcome::Penalised {
                penalties: Penalties::new(penalties)?,
            },
            (OutcomeDto::NotPenalised, Some(ground)) if penalties.is_empty() => {
                Outcome::NotPenalised { ground }
            }
            (OutcomeDto::Penalised, Some(_)) => {
                return Err(misfit("ground", "only when not penalised"));
            }
            (OutcomeDto::NotPenalised, Some(_)) => {
                return Err(misfit("penalties", "only when penalised"));
            }
            (OutcomeDto::NotPenalised, None) => {
                return Err(misfit("ground", "required when not penalised"));
            }
        };
        Ok(CaseCommand::Decide(Box::new(DecisionDraft {
            outcome,
            basis: few(self.basis, "basis")?,
            reasons: self.reasons.into(),
            statement_adoption: self.statement_adoption.map(String::from),
            discussion: self.discussion.map(DiscussionDto::read).transpose()?,
            states_surcharge: self.states_surcharge,
            act_reference: self
                .act_reference
                .map(String::from)
                .filter(|reference| !reference.is_empty()),
            departures: few(self.departures, "departures")?,
            terms: self.terms.map(DecisionTerms::from),
        })))
    }
}

fn yes() -> bool {
    true
}
