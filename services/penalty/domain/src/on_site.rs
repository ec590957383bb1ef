//! What happens on the spot (现场) when property is taken: the ten preconditions of 行政强制法 Article 18
//! as data, and the head's approval before or, in urgent cases, within 24 hours after.

use jiff::Timestamp;
use kernel::{ActorId, OfficerId};
use law::{Due, Refusal};
use serde::{Deserialize, Serialize};

use crate::proceeding::Facts;

/// Officers that every measure needs (行政强制法 Art. 18 (2)).
const OFFICERS_MIN: usize = 2;

/// How the party's signature on the record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    /// Signed or sealed.
    Signed,
    /// Refused, and the record says so.
    RefusalNoted,
    /// Neither.
    Missing,
}

/// Whether the party was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "party", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Attendance {
    /// It was.
    Present {
        /// Its signature on the record.
        signature: Signature,
    },
    /// It did not come.
    Absent {
        /// Whether an invited witness (见证人) signed the record.
        witness_signed: bool,
    },
}

/// What was done on the spot. Who the witness was stands in the record, not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the points of Article 18, each done or not"
)]
pub struct Scene {
    /// When it was done.
    pub at: Timestamp,
    /// Who did it.
    pub officers: Vec<OfficerId>,
    /// The officers showed their cards (执法证件).
    pub cards_shown: bool,
    /// The party was called to attend.
    pub party_called: bool,
    /// Reasons, basis, rights and remedies were told on the spot.
    pub told: bool,
    /// The party was heard, or had nothing to say.
    pub heard: bool,
    /// Number of the record made on the spot (现场笔录); empty when there is none.
    pub record: String,
    /// The officers signed it.
    pub officers_signed: bool,
    /// The party or a witness.
    pub attendance: Attendance,
    /// Number of the decision or notice made out; empty when there is none.
    pub document: String,
    /// Document and list were handed over on the spot, the list in two copies.
    pub handed_over: bool,
}

/// What the head of the agency said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Who.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
    /// Reasons.
    pub opinion: String,
}

/// How far the head's approval has come for something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "approval", rename_all = "kebab-case")]
pub enum Approval {
    /// Given before.
    Before {
        /// It.
        ruling: Ruling,
    },
    /// Urgent: to be made good.
    Pending {
        /// Why it could not wait.
        urgency: String,
        /// The 24 hours.
        due: Due,
    },
    /// Made good afterwards.
    Afterwards {
        /// Why it could not wait.
        urgency: String,
        /// It.
        ruling: Ruling,
    },
    /// Not made good: the head did not agree.
    Denied {
        /// Why it could not wait.
        urgency: String,
        /// The refusal.
        ruling: Ruling,
    },
}

impl Approval {
    /// The 24 hours, while they run.
    #[must_use]
    pub const fn pending(&self) -> Option<&Due> {
        if let Self::Pending { due, .. } = self {
            Some(due)
        } else {
            None
        }
    }

    /// The approval after the head agreed.
    pub(crate) fn made_good(&mut self, ruling: Ruling) {
        if let Self::Pending { urgency, .. } = self {
            let urgency = std::mem::take(urgency);
            *self = Self::Afterwards { urgency, ruling };
        }
    }

    /// The approval after the head did not agree.
    pub(crate) fn denied(&mut self, ruling: Ruling) {
        if let Self::Pending { urgency, .. } = self {
            let urgency = std::mem::take(urgency);
            *self = Self::Denied { urgency, ruling };
        }
    }
}

/// What the preconditions are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// What was done on the spot.
    pub scene: &'a Scene,
    /// The head approved before, or the case is urgent and says why.
    pub approved_or_urgent: bool,
    /// The team of the case.
    pub team: &'a [OfficerId],
}

/// At least two officers, all of the team, nobody counted twice.
pub(crate) fn enough_officers(seen: &Circumstances<'_>) -> bool {
    let mut certified: Vec<&OfficerId> = seen.scene.officers.iter().collect();
    certified.sort_unstable();
    certified.dedup();
    certified.len() == seen.scene.officers.len()
        && certified.len() >= OFFICERS_MIN
        && certified.iter().all(|officer| seen.team.contains(officer))
}

/// Whether the party was not there; what is done towards it on the spot is not asked then.
fn absent(seen: &Circumstances<'_>) -> bool {
    matches!(seen.scene.attendance, Attendance::Absent { .. })
}

fn signed(seen: &Circumstances<'_>) -> bool {
    let by_party = match seen.scene.attendance {
        Attendance::Present { signature } => signature != Signature::Missing,
        Attendance::Absent { .. } => true,
    };
    by_party && seen.scene.officers_signed
}

fn witnessed(seen: &Circumstances<'_>) -> bool {
    match seen.scene.attendance {
        Attendance::Present { .. } => true,
        Attendance::Absent { witness_signed } => witness_signed,
    }
}

/// Whether every signature that is due stands under the record or list.
pub(crate) fn all_signed(seen: &Circumstances<'_>) -> bool {
    signed(seen) && witnessed(seen)
}

/// Whether the paper was made out and, if the party was there, handed over with the list.
pub(crate) fn handed_over(seen: &Circumstances<'_>) -> bool {
    !seen.scene.document.trim().is_empty() && (absent(seen) || seen.scene.handed_over)
}

/// Whether the record of the scene was made.
pub(crate) fn recorded(seen: &Circumstances<'_>) -> bool {
    !seen.scene.record.trim().is_empty()
}

/// One precondition.
#[derive(Clone, Copy, Debug)]
pub struct Precondition {
    /// Stable name, and code of its refusal.
    pub code: &'static str,
    /// The gate.
    pub rule: &'static str,
    /// Instrument and article.
    pub citation: &'static str,
    /// What is missing.
    pub missing: &'static str,
    /// What cures it.
    pub cure: &'static str,
    /// Titles, Chinese and English.
    pub titles: (&'static str, &'static str),
    /// Whether it holds.
    pub holds: fn(&Circumstances<'_>) -> bool,
}

/// The ten preconditions of a coercive measure, in the order of Article 18; the tenth is what Article
/// 24 adds to seal and seize.
pub const TEN: [Precondition; 10] = [
    Precondition {
        code: "not-approved",
        rule: "ENF-18-1",
        citation: "行政强制法第十八条第一项、第十九条",
        missing: "the head's approval before acting, or the reason why the case was urgent",
        cure: "report to the head of the agency; if urgent, say why and report within 24 hours",
        titles: (
            "实施前未经机关负责人批准",
            "The head did not approve before",
        ),
        holds: |seen| seen.approved_or_urgent,
    },
    Precondition {
        code: "two-officers",
        rule: "ENF-18-2",
        citation: "行政强制法第十七条第三款、第十八条第二项",
        missing: "two certified officers of the team assigned to the case, and nobody else",
        cure: "have at least two officers of the team act together",
        titles: ("执法人员不得少于两人", "At least two officers are required"),
        holds: enough_officers,
    },
    Precondition {
        code: "card-not-shown",
        rule: "ENF-18-3",
        citation: "行政强制法第十八条第三项",
        missing: "the officers' cards, shown before acting",
        cure: "show the cards",
        titles: ("未出示执法身份证件", "The cards were not shown"),
        holds: |seen| seen.scene.cards_shown,
    },
    Precondition {
        code: "party-not-called",
        rule: "ENF-18-4",
        citation: "行政强制法第十八条第四项",
        missing: "the call to the party to attend",
        cure: "call the party to the place",
        titles: ("未通知当事人到场", "The party was not called"),
        holds: |seen| seen.scene.party_called,
    },
    Precondition {
        code: "party-not-told",
        rule: "ENF-18-5",
        citation: "行政强制法第十八条第五项",
        missing: "reasons, basis, rights and remedies, told to the party on the spot",
        cure: "tell the party",
        titles: (
            "未当场告知理由、依据、权利和救济途径",
            "The party was not told",
        ),
        holds: |seen| absent(seen) || seen.scene.told,
    },
    Precondition {
        code: "party-not-heard",
        rule: "ENF-18-6",
        citation: "行政强制法第十八条第六项",
        missing: "the party's statement and defence, or that it had none",
        cure: "hear the party",
        titles: ("未听取陈述和申辩", "The party was not heard"),
        holds: |seen| absent(seen) || seen.scene.heard,
    },
    Precondition {
        code: "record-missing",
        rule: "ENF-18-7",
        citation: "行政强制法第十八条第七项",
        missing: "the record made on the spot",
        cure: "make the record and give its number",
        titles: ("未制作现场笔录", "There is no record of the scene"),
        holds: recorded,
    },
    Precondition {
        code: "record-not-signed",
        rule: "ENF-18-8",
        citation: "行政强制法第十八条第八项",
        missing: "the signatures of officers and party on the record, or the party's refusal noted",
        cure: "have the record signed, or note the refusal in it",
        titles: ("现场笔录未签名且未注明", "The record is not signed"),
        holds: signed,
    },
    Precondition {
        code: "witness-missing",
        rule: "ENF-18-9",
        citation: "行政强制法第十八条第九项",
        missing: "the signature of an invited witness: the party was absent",
        cure: "invite a witness and have the record signed",
        titles: (
            "当事人不到场且无见证人签名",
            "The party was absent and no witness signed",
        ),
        holds: witnessed,
    },
    Precondition {
        code: "decision-not-handed-over",
        rule: "ENF-18-10",
        citation: "行政强制法第十八条第十项、第二十四条",
        missing: "the written decision, handed over on the spot with the list in two copies",
        cure: "make out decision and list and hand them over",
        titles: (
            "未当场交付决定书和清单",
            "Decision and list were not handed over",
        ),
        holds: handed_over,
    },
];

/// Refuses by the first of `preconditions` that does not hold.
///
/// # Errors
/// Its refusal.
pub fn all_hold<'a>(
    preconditions: impl IntoIterator<Item = &'a Precondition>,
    seen: &Circumstances<'_>,
) -> Result<(), Refusal> {
    let broken = preconditions
        .into_iter()
        .find(|precondition| !(precondition.holds)(seen));
    broken.map_or(Ok(()), |broken| {
        Err(Refusal::new(broken.code, broken.rule)
            .citing(broken.citation)
            .missing(broken.missing)
            .cure(broken.cure)
            .titled(broken.titles.0, broken.titles.1))
    })
}

/// Refuses an act that has not happened yet, or happened before `earliest`.
pub(crate) fn happened(
    scene: &Scene,
    earliest: Timestamp,
    facts: &Facts<'_>,
) -> Result<(), Refusal> {
    if earliest <= scene.at && scene.at <= facts.now {
        return Ok(());
    }
    Err(Refusal::new("date-impossible", "ENF-DATES")
        .citing("行政强制法第十八条第一项、第七项")
        .missing(format!(
            "an instant between the step before, {earliest}, and now; it is {}",
            scene.at
        ))
        .cure("give the instant at which it was done")
        .titled(
            "时间不符合先后顺序",
            "The time does not fit the order of steps",
        ))
}
