//! What the investigation found of who is punished and how much, and what follows from it.

use jiff::civil::Date;
use law::{Calendar, Refusal};
use serde::{Deserialize, Serialize};

use super::command::ReportDraft;
use super::file::File;
use super::state::Case;
use crate::assessment::{Assessment, Circumstances, Departure, Harm, assess};
use crate::discretion::{Benchmark, Measured};
use crate::limitation::{Discovery, Endangered, Limitation, limitation};
use crate::power_list::{Bases, Entrustment, LawChoice, PowerItem};

/// The facts that the report gives for the assessment. What is left out is not established.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    /// The circumstances.
    pub circumstances: Circumstances,
    /// When and by what the act was discovered; the filing if not given.
    pub discovery: Option<Discovery>,
    /// What the law protects for longer and the act endangered.
    pub endangered: Option<Endangered>,
    /// The item of the power list that fits, if it is not the one named at filing.
    pub power_item: Option<String>,
    /// The tier of the provision, such as `serious`.
    pub tier: Option<String>,
    /// The amounts by which the fine is measured.
    pub bases: Bases,
    /// Circumstances of the discretion benchmark.
    pub factors: Vec<String>,
    /// Where the proposal departs, and why.
    pub departures: Vec<Departure>,
}

impl Findings {
    /// When the act was discovered: on the day of filing, if nothing else is proven.
    #[must_use]
    pub fn discovery(&self, filed_on: Date) -> Discovery {
        self.discovery.clone().unwrap_or_else(|| Discovery {
            on: filed_on,
            proof: "立案".to_owned(),
        })
    }
}

impl Case {
    /// The item of the power list that it rests on: the report's, or the one named at filing.
    #[must_use]
    pub fn power_item(&self) -> Option<&str> {
        let report = self.report().and_then(|report| report.assessed.as_deref());
        let reported = report.map(|assessed| assessed.item.as_str());
        reported.or(self.file().map(|file| file.power_item.as_str()))
    }
}

/// Limitation and table, answered for what `draft` found.
///
/// # Errors
/// The rule of the limitation was not in force on the day of the act.
pub(super) fn weigh(
    file: &File,
    draft: &ReportDraft,
    calendar: &Calendar,
) -> Result<(Limitation, Assessment), Refusal> {
    let findings = &draft.findings;
    let harmed = matches!(findings.circumstances.harm, Harm::Minor | Harm::Real);
    let limitation = limitation(
        calendar,
        (&file.domain, draft.act_ended_on),
        (findings.endangered, harmed),
        findings.discovery(file.filed_on),
    )?;
    let assessment = assess(&findings.circumstances, draft.party.age(), &limitation);
    Ok((limitation, assessment))
}

/// The assessment as the report carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// What was found.
    pub findings: Findings,
    /// Whether it was discovered in time.
    pub limitation: Limitation,
    /// The table, row by row.
    pub assessment: Assessment,
    /// The item of the power list.
    pub item: String,
    /// Its name.
    pub item_name: String,
    /// The version of the law that applies, and why. None if no law punished the act when it was done;
    /// then no penalty is proposed.
    pub law: Option<LawChoice>,
    /// Range and band of the fine, if one is proposed.
    pub measured: Option<Measured>,
}

/// What was looked up of the norms for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norms {
    /// The item that the case points to; none if the list does not have it.
    pub item: Option<PowerItem>,
    /// The entrustments of the list.
    pub entrustments: Vec<Entrustment>,
    /// The published benchmarks of the item.
    pub benchmarks: Vec<Benchmark>,
}

impl Norms {
    /// Nothing was looked up.
    pub const NONE: Self = Self {
        item: None,
        entrustments: Vec::new(),
        benchmarks: Vec::new(),
    };
}
