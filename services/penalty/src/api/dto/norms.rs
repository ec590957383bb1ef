//! Power lists, benchmarks, and questions to the calculator.

use jiff::civil::Date;
use kernel::{Fen, Region};
use penalty_domain::case::Grade;
use penalty_domain::discretion::{Benchmark, IncomeFound};
use penalty_domain::party::PartyKind;
use penalty_domain::power_list::{Entrustment, PowerItem, RowError};
use runtime::Fault;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::findings::FindingsDto;
use super::{ENTRIES_MAX, few, misfit};
use crate::api::text::{SHORT, Text};
use crate::app::{Question, whole};

/// Most rows of one list; a national catalogue has some thousands.
const ROWS_MAX: usize = 5_000;

/// Which items to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ListItems {
    /// The region whose list is shown.
    #[param(value_type = String, example = "340705")]
    pub(in crate::api) region: Region,
    /// Only this field of enforcement.
    pub(in crate::api) domain: Option<String>,
    /// Only this item.
    pub(in crate::api) code: Option<String>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(in crate::api) page: u32,
}

/// Which benchmarks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ListBenchmarks {
    /// The region; what the regions above it set is listed too.
    #[param(value_type = String, example = "340705")]
    pub(in crate::api) region: Region,
    /// Only of this item.
    pub(in crate::api) item: Option<String>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(in crate::api) page: u32,
}

/// A new version of the power list of a region. It is taken as a whole or not at all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct LoadPowerList {
    /// The region it is for: county, city, province or 000000 for the nation.
    #[schema(value_type = String, example = "340705")]
    pub(in crate::api) region: Region,
    /// The document that published it.
    #[schema(value_type = String, max_length = 200)]
    pub(in crate::api) source: Text<SHORT>,
    /// The items; see the answer of the list for their form.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Value>,
    /// Written and published entrustments (委托书).
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    entrustments: Vec<Value>,
}

impl LoadPowerList {
    pub(in crate::api) fn rows(self) -> Result<(Vec<PowerItem>, Vec<Entrustment>), Fault> {
        if self.items.is_empty() {
            return Err(misfit("items", "at least one item"));
        }
        Ok((
            rows("items", self.items)?,
            rows("entrustments", self.entrustments)?,
        ))
    }
}

/// Benchmarks of a region. All are published or none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct PublishBenchmarks {
    /// The region they are for.
    #[schema(value_type = String, example = "340700")]
    pub(in crate::api) region: Region,
    /// The benchmarks; see the answer of the list for their form.
    #[schema(value_type = Vec<Object>)]
    benchmarks: Vec<Value>,
}

impl PublishBenchmarks {
    pub(in crate::api) fn rows(self) -> Result<Vec<Benchmark>, Fault> {
        rows("benchmarks", self.benchmarks)
    }
}

/// Reads every row; a row that does not fit is named with its place.
fn rows<T: DeserializeOwned>(field: &str, values: Vec<Value>) -> Result<Vec<T>, Fault> {
    if values.len() > ROWS_MAX {
        return Err(misfit(field, &format!("at most {ROWS_MAX} rows")));
    }
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        match serde_json::from_value(value) {
            Ok(row) => read.push(row),
            Err(error) => faults.push(RowError::at(index, error.to_string())),
        }
    }
    whole(field, &faults)?;
    Ok(read)
}

/// Money of the act, in fen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "the unit of money is part of its name in every body"
)]
struct IncomeDto {
    /// Received by the act.
    #[schema(value_type = i64)]
    gross_fen: Fen,
    /// Refunded to those who paid it.
    #[serde(default)]
    #[schema(value_type = i64)]
    refunded_fen: Fen,
    /// Lawful necessary direct spending.
    #[serde(default)]
    #[schema(value_type = i64)]
    costs_fen: Fen,
    /// Taxes paid before the decision.
    #[serde(default)]
    #[schema(value_type = i64)]
    taxes_fen: Fen,
}

/// A question to the calculator. Nothing of it is stored.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Calculate {
    #[schema(value_type = String, example = "340705")]
    region: Region,
    /// The items whose norms the act broke; of several the one with the higher fine applies.
    #[schema(value_type = Vec<String>)]
    items: Vec<Text<SHORT>>,
    /// Last day of the act.
    #[schema(value_type = String, format = Date)]
    act_ended_on: Date,
    /// natural-person, organisation.
    #[schema(value_type = String)]
    party_kind: PartyKind,
    /// Of a natural person whose age matters.
    #[schema(value_type = Option<String>, format = Date)]
    born_on: Option<Date>,
    /// mitigated, lighter, general, heavier; from the circumstances if left out.
    #[schema(value_type = Option<String>)]
    grade: Option<Grade>,
    /// Income of which the confiscable part is computed.
    income: Option<IncomeDto>,
    /// An amount to be tried.
    #[schema(value_type = Option<i64>)]
    amount_fen: Option<Fen>,
    /// The facts.
    #[serde(default)]
    assessment: FindingsDto,
}

impl Calculate {
    pub(in crate::api) fn read(self) -> Result<Question, Fault> {
        if self.items.is_empty() {
            return Err(misfit("items", &format!("1 to {ENTRIES_MAX} items")));
        }
        Ok(Question {
            region: self.region,
            items: few(self.items, "items")?,
            act_ended_on: self.act_ended_on,
            party: self.party_kind,
            born_on: self.born_on,
            grade: self.grade,
            income: self.income.map(|income| IncomeFound {
                gross: income.gross_fen,
                refunded: income.refunded_fen,
                costs: income.costs_fen,
                taxes: income.taxes_fen,
            }),
            amount: self.amount_fen,
            findings: self.assessment.read()?,
        })
    }
}
