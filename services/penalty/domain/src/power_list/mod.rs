//! The power and responsibility list (权责清单): which act an agency may punish, by which provision,
//! with which penalties, and within which range. Each item keeps every version of its norm, so that
//! the law of the day of the act can be applied (行政处罚法 Art. 5, 16, 17, 34, 37).
//!
//! The list is data that an administrator loads as a whole. Nothing here says that an item is right:
//! [`Provision::verified`] tells whether someone compared it with the text of the law.

mod choice;
mod entrustment;
mod fine;
mod load;

pub use choice::{Compared, LawChoice, Verdict, choose_law};
pub use entrustment::{Entrustment, acts_within};
pub use fine::{Base, Bases, FineAsked, FineRange, FineTier, Measure, Threshold};
pub use load::{RowError, check_items};

use jiff::civil::Date;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::case::{refused, unlisted};
use crate::legal_basis::Level;
use crate::penalty::{Penalties, PenaltyKind};

/// At which level of government the power lies.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum AgencyLevel {
    /// Province (省级).
    Province,
    /// City (市级).
    City,
    /// County or district (县级).
    County,
    /// Town or street, where the province gave it the power (乡镇、街道, Art. 24).
    Township,
}

/// A provision by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited {
    /// What the instrument is.
    pub level: Level,
    /// Its name.
    pub instrument: String,
    /// Article, paragraph and item.
    pub article: String,
}

/// One version of the norm behind an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The provisions that set the penalty.
    pub basis: Vec<Cited>,
    /// The kinds of penalty they allow.
    pub kinds: Vec<PenaltyKind>,
    /// The ranges of the fine; empty where the instrument gives no amount.
    #[serde(default)]
    pub fines: Vec<FineTier>,
    /// First day in force.
    pub valid_from: Date,
    /// First day no longer in force.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Whether the act is unlawful under this version. A version that says `false` records that a
    /// later law no longer punishes it.
    #[serde(default = "yes")]
    pub punishable: bool,
    /// Whether someone compared this version with the text of the law.
    #[serde(default)]
    pub verified: bool,
}

const fn yes() -> bool {
    true
}

impl Provision {
    /// Whether it was in force on `day`.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day < to)
    }

    /// Its provisions as a reader would cite them.
    #[must_use]
    pub fn citation(&self) -> String {
        let each = self.basis.iter();
        let each: Vec<String> = each
            .map(|one| format!("{}{}", one.instrument, one.article))
            .collect();
        each.join("；")
    }

    /// Refuses a kind of penalty that the provision does not name. Illegal income is confiscated
    /// whether or not it is named (行政处罚法 Art. 28).
    ///
    /// # Errors
    /// The first kind that is not allowed.
    pub fn allows(&self, penalties: &Penalties) -> Result<(), Refusal> {
        let other = penalties
            .kinds()
            .find(|kind| *kind != PenaltyKind::ConfiscateIncome && !self.kinds.contains(kind));
        let Some(other) = other else {
            return Ok(());
        };
        let allowed: Vec<&str> = self.kinds.iter().map(|kind| kind.as_str()).collect();
        Err(Refusal::new("kind-not-in-provision", "G13")
            .citing(format!("行政处罚法第四条；{}", self.citation()))
            .missing(format!(
                "a kind that the provision names ({}); `{other}` is none",
                allowed.join(", ")
            ))
            .cure("propose what the provision allows, or name the item that fits the act")
            .titled(
                "处罚种类没有法定依据",
                "The provision does not know this kind of penalty",
            ))
    }
}

/// One item of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PowerItem {
    /// Code: an opaque text, formed as the region forms it.
    pub code: String,
    /// The act that is punished.
    pub name: String,
    /// Field of enforcement.
    pub domain: String,
    /// The body that holds the power.
    pub body: String,
    /// At which level.
    pub level: AgencyLevel,
    /// What a reader should know of the source.
    #[serde(default)]
    pub note: String,
    /// Every version of the norm, the oldest first, without overlap.
    pub versions: Vec<Provision>,
}

impl PowerItem {
    /// The version in force on `day`.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Provision> {
        self.versions
            .iter()
            .find(|version| version.in_force_on(day))
    }
}

/// The refusal of a question about an item that the list does not have.
#[must_use]
pub fn unknown_item(code: &str) -> Refusal {
    refused("power-item-unknown", unlisted(code))
}
