//! Limitation (追究时效): an act that was not discovered in time is not punished (行政处罚法 Art. 36).
//!
//! The period runs from the act, or from its end if it continued, to its discovery. Discovery is the
//! first contact of the agency with the clue and needs a proof; where none is given the day of filing
//! stands for it, the latest day it can have been.

use jiff::civil::Date;
use law::{Adjustments, Calendar, Refusal, rule_on};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::case::refused;

/// The field of public security, which has a limitation of its own (治安管理处罚法 Art. 25).
pub const PUBLIC_SECURITY: &str = "public-security";

/// Two years.
pub const TWO_YEARS: &str = "PEN-LIM-2Y";
/// Five years, for acts against life, health or financial security that did harm.
pub const FIVE_YEARS: &str = "PEN-LIM-5Y";
/// Six months in the field of public security.
pub const SIX_MONTHS: &str = "PEN-LIM-PSB-6M";

/// What an act endangered that the law protects for longer.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Endangered {
    /// Life and health of citizens (公民生命健康安全).
    LifeAndHealth,
    /// Financial security (金融安全).
    FinancialSecurity,
}

/// When and by what the act was discovered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovery {
    /// The day.
    pub on: Date,
    /// The proof: receipt of the clue, record of the first contact.
    pub proof: String,
}

impl Discovery {
    /// Refuses a discovery without proof, or after the case was filed.
    ///
    /// # Errors
    /// The refusal.
    pub fn check(&self, filed_on: Date) -> Result<(), Refusal> {
        if !self.proof.trim().is_empty() && self.on <= filed_on {
            return Ok(());
        }
        let missing = format!("a day of discovery up to the filing on {filed_on}, with its proof");
        Err(refused("discovery-not-proven", missing))
    }
}

/// Whether the period had ended when the act was discovered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limitation {
    /// The rule that counts.
    pub rule: String,
    /// Instrument and article.
    pub citation: String,
    /// Last day of the act.
    pub act_ended_on: Date,
    /// Last day on which discovery is in time.
    pub last_day: Date,
    /// Day of discovery.
    pub discovered_on: Date,
    /// Its proof.
    pub proof: String,
}

impl Limitation {
    /// Whether the act was discovered too late.
    #[must_use]
    pub fn has_passed(&self) -> bool {
        self.discovered_on > self.last_day
    }
}

/// The limitation of an act in `domain`. Five years need both what it `endangered` and harm.
///
/// # Errors
/// The rule was not in force on the day of the act.
pub fn limitation(
    calendar: &Calendar,
    (domain, act_ended_on): (&str, Date),
    (endangered, harmed): (Option<Endangered>, bool),
    discovery: Discovery,
) -> Result<Limitation, Refusal> {
    let id = if domain == PUBLIC_SECURITY {
        SIX_MONTHS
    } else if endangered.is_some() && harmed {
        FIVE_YEARS
    } else {
        TWO_YEARS
    };
    let rule = rule_on(id, act_ended_on)?;
    let due = calendar.due(rule, act_ended_on, &Adjustments::none())?;
    Ok(Limitation {
        rule: due.rule,
        citation: due.citation,
        act_ended_on,
        last_day: due.raw,
        discovered_on: discovery.on,
        proof: discovery.proof,
    })
}
