//! What the investigation found of who is punished and how much.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Fen;
use penalty_domain::assessment::{
    Capacity, Circumstances, Departure, DepartureFrom, DepartureReason, Harm, LighterGround,
};
use penalty_domain::case::Findings;
use penalty_domain::limitation::{Discovery, Endangered};
use penalty_domain::power_list::Base;
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ENTRIES_MAX, few, misfit};
use crate::api::text::{LONG, SHORT, Text};

/// A departure from a "may" of the law or from the benchmark, with its reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DepartureDto {
    /// first-offence, partly-capable, band.
    #[schema(value_type = String, example = "band")]
    from: DepartureFrom,
    /// evidently-improper, not-foreseen, circumstances-changed, public-interest, hardship.
    #[schema(value_type = String, example = "not-foreseen")]
    reason: DepartureReason,
    /// What it means in this case; enters the document.
    #[schema(value_type = String, max_length = 20_000)]
    text: Text<LONG>,
}

impl From<DepartureDto> for Departure {
    fn from(dto: DepartureDto) -> Self {
        Self {
            from: dto.from,
            reason: dto.reason,
            text: dto.text.into(),
        }
    }
}

/// The facts of the assessment (是否处罚、如何处罚). What is left out is not established.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact that the table of the law asks about"
)]
pub(in crate::api) struct FindingsDto {
    /// Item of the power list, if it is not the one named at filing.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    power_item: Option<Text<SHORT>>,
    /// Day of discovery; the day of filing if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    discovered_on: Option<Date>,
    /// Its proof; required with the day.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    discovery_proof: Option<Text<SHORT>>,
    /// life-and-health, financial-security.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    endangered: Option<Endangered>,
    /// full (the default), partial, none.
    #[serde(default)]
    #[schema(value_type = String)]
    capacity: Capacity,
    /// The party proved that it was not at fault.
    #[serde(default)]
    no_fault_proved: bool,
    /// The act was minor.
    #[serde(default)]
    minor: bool,
    /// It was corrected in time.
    #[serde(default)]
    corrected: bool,
    /// none, minor, real, unknown (the default).
    #[serde(default)]
    #[schema(value_type = String)]
    harm: Harm,
    /// It was the first offence.
    #[serde(default)]
    first_offence: bool,
    /// harm-reduced, coerced, confessed, merit, other-by-law.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    lighter: Vec<LighterGround>,
    /// It broke emergency measures.
    #[serde(default)]
    emergency: bool,
    /// Tier of the provision, such as serious.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    tier: Option<Text<SHORT>>,
    /// Amounts in fen: goods-value, illegal-income, contract-price, advertising-fee, turnover.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, i64>)]
    bases: BTreeMap<Base, Fen>,
    /// Circumstances of the benchmark, by their codes.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    factors: Vec<Text<SHORT>>,
    /// Where the proposal departs, and why.
    #[serde(default)]
    departures: Vec<DepartureDto>,
}

impl FindingsDto {
    pub(in crate::api) fn read(self) -> Result<Findings, Fault> {
        if self.lighter.len() > ENTRIES_MAX {
            let message = format!("at most {ENTRIES_MAX} entries");
            return Err(misfit("assessment.lighter", &message));
        }
        let discovery = match (self.discovered_on, self.discovery_proof) {
            (Some(on), proof) => Some(Discovery {
                on,
                proof: proof.map(String::from).unwrap_or_default(),
            }),
            (None, None) => None,
            (None, Some(_)) => {
                return Err(misfit(
                    "assessment.discovered_on",
                    "required with its proof",
                ));
            }
        };
        Ok(Findings {
            circumstances: Circumstances {
                capacity: self.capacity,
                no_fault_proved: self.no_fault_proved,
                minor: self.minor,
                corrected: self.corrected,
                harm: self.harm,
                first_offence: self.first_offence,
                lighter: self.lighter,
                emergency: self.emergency,
            },
            discovery,
            endangered: self.endangered,
            power_item: self.power_item.map(String::from),
            tier: self.tier.map(String::from),
            bases: self.bases,
            factors: few(self.factors, "assessment.factors")?,
            departures: few(self.departures, "assessment.departures")?,
        })
    }
}
