//! What a body or a court can decide about a decision, and what follows for it.

use jiff::civil::Date;
use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::case::{RevocationDraft, RevocationGround, RevocationKind};
use crate::procedure::said;

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forum {
    /// The body of reconsideration (行政复议机关).
    Body,
    /// The court (人民法院).
    Court,
}

/// What was decided.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// The decision stands (维持), or the claim was rejected (驳回诉讼请求).
    Upheld,
    /// The application was dismissed without judging the decision (驳回申请、驳回起诉).
    Dismissed,
    /// Revoked (撤销).
    Revoked,
    /// Changed (变更).
    Changed,
    /// Confirmed illegal, and not revoked (确认违法).
    ConfirmedIllegal,
    /// Confirmed void (确认无效).
    ConfirmedVoid,
    /// The agency is ordered to act within a time (责令履行).
    OrderedToAct,
}

/// Why the decision does not stand.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum OverturnGround {
    /// Main evidence insufficient (主要证据不足).
    InsufficientEvidence,
    /// Wrong law applied (适用法律、法规错误).
    WrongLaw,
    /// Statutory procedure violated (违反法定程序).
    ProcedureViolated,
    /// The procedure was violated slightly, without effect on the party's rights (程序轻微违法).
    MinorProcedure,
    /// Beyond its powers (超越职权).
    UltraVires,
    /// Abuse of power (滥用职权).
    AbuseOfPower,
    /// Evidently improper (明显不当).
    EvidentlyImproper,
    /// No basis, or no competent body: major and evident (重大且明显违法).
    NoBasis,
}

impl OverturnGround {
    /// As the case keeps it.
    const fn of_revocation(self) -> RevocationGround {
        match self {
            Self::InsufficientEvidence => RevocationGround::InsufficientEvidence,
            Self::WrongLaw => RevocationGround::WrongLaw,
            Self::ProcedureViolated | Self::MinorProcedure => RevocationGround::ProcedureViolated,
            Self::UltraVires | Self::NoBasis => RevocationGround::UltraVires,
            Self::AbuseOfPower => RevocationGround::AbuseOfPower,
            Self::EvidentlyImproper => RevocationGround::EvidentlyImproper,
        }
    }
}

/// A decision on reconsideration, or a judgment that has taken effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What was decided.
    pub outcome: Outcome,
    /// Why, when the decision does not stand.
    pub ground: Option<OverturnGround>,
    /// When changed: the fine that remains.
    pub remaining_fine: Option<Fen>,
    /// The document.
    pub document: String,
    /// When it was made.
    pub made_on: Date,
    /// When the party received it, or when the judgment took effect.
    pub effective_on: Date,
}

impl Ruling {
    /// Refuses a ruling that the law does not know: one without its document, with a ground that does
    /// not carry its outcome, or with a fine above the one decided.
    ///
    /// # Errors
    /// What does not fit.
    pub(super) fn check(&self, forum: Forum, fine: Fen) -> Result<(), Refusal> {
        let citation = self.citation(forum);
        said(
            &self.document,
            "REM-RULING",
            &citation,
            "the document that decides",
        )?;
        if self.effective_on < self.made_on {
            return Err(misfit(
                &citation,
                "a day of effect not before the day it was made",
            ));
        }
        match (self.outcome, self.ground) {
            (Outcome::Revoked, Some(OverturnGround::MinorProcedure)) => Err(misfit(
                &citation,
                "the outcome `confirmed-illegal`: a minor violation of procedure without effect on \
                 the party's rights does not revoke the decision",
            )),
            (
                Outcome::ConfirmedVoid,
                Some(OverturnGround::NoBasis | OverturnGround::UltraVires),
            )
            | (Outcome::Revoked | Outcome::ConfirmedIllegal, Some(_))
            | (Outcome::Upheld | Outcome::Dismissed | Outcome::OrderedToAct, None) => Ok(()),
            (Outcome::Changed, Some(_)) => self.not_heavier(&citation, fine),
            (Outcome::Upheld | Outcome::Dismissed | Outcome::OrderedToAct, Some(_)) => Err(misfit(
                &citation,
                "no ground: the decision was not overturned",
            )),
            (Outcome::ConfirmedVoid, Some(_)) => Err(misfit(
                &citation,
                "that there was no basis or no competent body",
            )),
            (_, None) => Err(misfit(&citation, "the ground on which it does not stand")),
        }
    }

    fn not_heavier(&self, citation: &str, fine: Fen) -> Result<(), Refusal> {
        match self.remaining_fine {
            Some(remaining) if remaining <= fine => Ok(()),
            Some(remaining) => Err(misfit(
                citation,
                &format!("a change that is not heavier: {remaining} yuan instead of {fine}"),
            )),
            None => Err(misfit(citation, "the fine that remains")),
        }
    }

    /// The article behind the outcome.
    #[must_use]
    pub fn citation(&self, forum: Forum) -> String {
        let (body, court) = match self.outcome {
            Outcome::Upheld => ("第六十八条", "第六十九条"),
            Outcome::Dismissed => ("第三十三条、第六十九条", "第四十九条"),
            Outcome::Revoked => ("第六十四条", "第七十条"),
            Outcome::Changed => ("第六十三条", "第七十七条"),
            Outcome::ConfirmedIllegal => ("第六十五条", "第七十四条"),
            Outcome::ConfirmedVoid => ("第六十七条", "第七十五条"),
            Outcome::OrderedToAct => ("第六十六条", "第七十二条"),
        };
        let minor = self.ground == Some(OverturnGround::MinorProcedure);
        match (forum, minor) {
            (Forum::Body, false) => format!("行政复议法{body}"),
            (Forum::Court, false) => format!("行政诉讼法{court}"),
            (Forum::Body, true) => "行政复议法第六十五条第一款第二项".to_owned(),
            (Forum::Court, true) => "行政诉讼法第七十四条第一款第二项".to_owned(),
        }
    }

    /// What follows for the decision itself; none when it stands.
    #[must_use]
    pub fn overturns(&self) -> Option<RevocationDraft> {
        let kind = match self.outcome {
            Outcome::Revoked => RevocationKind::Revoked,
            Outcome::Changed => RevocationKind::Changed,
            Outcome::ConfirmedIllegal => RevocationKind::ConfirmedIllegal,
            Outcome::ConfirmedVoid => RevocationKind::ConfirmedVoid,
            Outcome::Upheld | Outcome::Dismissed | Outcome::OrderedToAct => return None,
        };
        self.ground.map(|ground| RevocationDraft {
            kind,
            ground: ground.of_revocation(),
            instrument: self.document.clone(),
            revoked_on: self.effective_on,
        })
    }
}

fn misfit(citation: &str, missing: &str) -> Refusal {
    Refusal::new("ruling-does-not-fit", "REM-RULING")
        .citing(citation)
        .missing(missing)
        .cure("record outcome and ground as the document states them")
        .titled("裁决结果与理由不符", "Outcome and ground do not fit")
}
