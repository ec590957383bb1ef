//! Which version of the law applies: that of the day of the act, unless a later one is lighter or no
//! longer punishes (从旧兼从轻, 行政处罚法 Art. 37).
//!
//! Lighter is decided by the heaviest kind of penalty, then by the upper end of the fine, then by the
//! lower end. The law does not say how to compare; this order is the usual reading and the reasoning
//! is kept, so that a reviewer can disagree.

use jiff::civil::Date;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::fine::{FineAsked, FineRange};
use super::{PowerItem, Provision};

/// How a later version compares with the one before it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// It no longer punishes the act.
    NoLongerPunished,
    /// Its heaviest kind of penalty is lighter.
    LighterKind,
    /// Its fine ends lower.
    LighterMaximum,
    /// Its fine begins lower.
    LighterMinimum,
    /// It is as heavy.
    Same,
    /// It is heavier.
    Heavier,
    /// Not comparable: one of both gives no amount for these facts.
    NotComparable,
}

impl Verdict {
    const fn is_lighter(self) -> bool {
        matches!(
            self,
            Self::NoLongerPunished
                | Self::LighterKind
                | Self::LighterMaximum
                | Self::LighterMinimum
        )
    }
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// First day in force of the later version.
    pub valid_from: Date,
    /// What it says.
    pub citation: String,
    /// Its range for these facts.
    pub range: Option<FineRange>,
    /// How it compares.
    pub verdict: Verdict,
}

/// The version that applies, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawChoice {
    /// Last day of the act.
    pub act_on: Date,
    /// First day in force of the version of that day.
    pub at_act_from: Date,
    /// First day in force of the version that applies.
    pub applies_from: Date,
    /// What it says.
    pub citation: String,
    /// Its range for these facts; none if it gives no amount.
    pub range: Option<FineRange>,
    /// Whether it punishes the act.
    pub punishable: bool,
    /// Whether someone compared it with the text of the law.
    pub verified: bool,
    /// Each later version and how it compares.
    pub compared: Vec<Compared>,
}

impl LawChoice {
    /// Refuses a penalty for what the applicable version does not punish.
    ///
    /// # Errors
    /// The refusal.
    pub fn punishes(&self) -> Result<(), Refusal> {
        if self.punishable {
            return Ok(());
        }
        Err(Refusal::new("no-longer-punished", "PEN-LAW-OF-ACT")
            .citing("行政处罚法第三十七条")
            .missing("a law that still punishes the act")
            .cure("propose no penalty")
            .titled(
                "新的规定不认为是违法",
                "The later law no longer punishes the act",
            ))
    }
}

/// Chooses among the versions of `item` for an act that ended on `act_on`, as of `today`.
///
/// # Errors
/// No version was in force on the day of the act, or its range cannot be computed.
pub fn choose_law<'a>(
    item: &'a PowerItem,
    act_on: Date,
    today: Date,
    asked: &FineAsked<'_>,
) -> Result<(&'a Provision, LawChoice), Refusal> {
    let Some(at_act) = item.on(act_on).filter(|version| version.punishable) else {
        return Err(not_punished_then(item, act_on));
    };
    let mut applies = (at_act, at_act.range(asked)?);
    let mut compared = Vec::new();
    let later = item
        .versions
        .iter()
        .filter(|version| act_on < version.valid_from && version.valid_from <= today);
    for version in later {
        // a tier that only the later version lacks makes both incomparable, not the case wrong
        let range = version.range(asked);
        let verdict = match &range {
            Ok(range) => compare(applies, (version, *range)),
            Err(_) => Verdict::NotComparable,
        };
        let range = range.unwrap_or_default();
        compared.push(Compared {
            valid_from: version.valid_from,
            citation: version.citation(),
            range,
            verdict,
        });
        if verdict.is_lighter() {
            applies = (version, range);
        }
    }
    let (provision, range) = applies;
    let choice = LawChoice {
        act_on,
        at_act_from: at_act.valid_from,
        applies_from: provision.valid_from,
        citation: provision.citation(),
        range,
        punishable: provision.punishable,
        verified: provision.verified,
        compared,
    };
    Ok((provision, choice))
}

type Measured<'a> = (&'a Provision, Option<FineRange>);

fn compare((old, old_range): Measured<'_>, (new, new_range): Measured<'_>) -> Verdict {
    if !new.punishable {
        return Verdict::NoLongerPunished;
    }
    let heaviest = |one: &Provision| one.kinds.iter().max().copied();
    if heaviest(new) != heaviest(old) {
        return if heaviest(new) < heaviest(old) {
            Verdict::LighterKind
        } else {
            Verdict::Heavier
        };
    }
    match (old_range, new_range) {
        // a lower upper end decides, even where the range begins higher
        (Some(old), Some(new)) if new.max < old.max => Verdict::LighterMaximum,
        (Some(old), Some(new)) if new.max > old.max => Verdict::Heavier,
        (Some(old), Some(new)) if new.min < old.min => Verdict::LighterMinimum,
        (Some(old), Some(new)) if new.min > old.min => Verdict::Heavier,
        (Some(_), Some(_)) | (None, None) => Verdict::Same,
        (Some(_), None) | (None, Some(_)) => Verdict::NotComparable,
    }
}

fn not_punished_then(item: &PowerItem, act_on: Date) -> Refusal {
    Refusal::new("no-law-at-the-act", "PEN-LAW-OF-ACT")
        .citing("行政处罚法第四条、第三十七条")
        .missing(format!(
            "a version of `{}` that was in force and punished the act on {act_on}",
            item.code
        ))
        .cure("name the item whose provision was in force then; if there is none, do not penalise")
        .titled(
            "行为发生时没有处罚依据",
            "No law punished the act on the day it was done",
        )
}
