//! The report that ends the investigation.

use jiff::civil::Date;
use kernel::Uscc;
use penalty_domain::CaseCommand;
use penalty_domain::case::{Grade, ReportDraft};
use penalty_domain::party::{Age, Identity, Party};
use penalty_domain::review::Significance;
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use super::findings::FindingsDto;
use super::{PenaltyDto, few};
use crate::api::text::{LONG, SHORT, Text};

/// The party, as the report names it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::api) enum PartyDto {
    /// Natural person.
    NaturalPerson {
        #[schema(value_type = String, max_length = 200)]
        name: Text<SHORT>,
        #[schema(value_type = String, max_length = 200)]
        address: Text<SHORT>,
        /// Date of birth: decides whether the law spares the party for its age. Not kept.
        #[schema(value_type = String, format = Date)]
        born_on: Date,
    },
    /// Legal person or other organisation.
    Organisation {
        #[schema(value_type = String, max_length = 200)]
        name: Text<SHORT>,
        #[schema(value_type = String, max_length = 200)]
        address: Text<SHORT>,
        /// Unified social credit code.
        #[schema(value_type = Option<String>)]
        uscc: Option<Uscc>,
    },
}

impl PartyDto {
    fn read(self, act_ended_on: Date) -> (Party, Identity) {
        match self {
            Self::NaturalPerson {
                name,
                address,
                born_on,
            } => (
                Party::NaturalPerson {
                    age: Age::on(born_on, act_ended_on),
                },
                Identity {
                    name: name.into(),
                    address: address.into(),
                },
            ),
            Self::Organisation {
                name,
                address,
                uscc,
            } => {
                let name = String::from(name);
                let identity = Identity {
                    name: name.clone(),
                    address: address.into(),
                };
                (Party::Organisation { name, uscc }, identity)
            }
        }
    }
}

/// The report that ends the investigation (调查终结报告).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct InvestigationReport {
    /// The facts found.
    #[schema(value_type = String, max_length = 20_000)]
    facts: Text<LONG>,
    /// Code of the violation.
    #[schema(value_type = String, max_length = 200)]
    violation_code: Text<SHORT>,
    /// Last day of the act.
    #[schema(value_type = String, format = Date)]
    act_ended_on: Date,
    party: PartyDto,
    /// Proposed penalties; empty when none is proposed.
    penalties: Vec<PenaltyDto>,
    /// mitigated, lighter, general (the default), heavier.
    #[serde(default)]
    #[schema(value_type = String, example = "general")]
    grade: Grade,
    /// Reasons for grade and measure.
    #[schema(value_type = String, max_length = 20_000)]
    reasons: Text<LONG>,
    /// It touches major public interest.
    #[serde(default)]
    public_interest: bool,
    /// It is difficult or involves several legal relations.
    #[serde(default)]
    complex: bool,
    /// A law or regulation demands legal review.
    #[serde(default)]
    review_by_law: bool,
    /// Who is punished and how much: the facts found.
    #[serde(default)]
    assessment: FindingsDto,
}

impl InvestigationReport {
    pub(in crate::api) fn command(self) -> Result<CaseCommand, Fault> {
        let (party, identity) = self.party.read(self.act_ended_on);
        Ok(CaseCommand::ConcludeInvestigation(Box::new(ReportDraft {
            facts: self.facts.into(),
            violation_code: self.violation_code.into(),
            act_ended_on: self.act_ended_on,
            party,
            identity,
            penalties: few(self.penalties, "penalties")?,
            grade: self.grade,
            reasons: self.reasons.into(),
            significance: Significance {
                public_interest: self.public_interest,
                complex: self.complex,
                review_by_law: self.review_by_law,
            },
            findings: self.assessment.read()?,
        })))
    }
}
