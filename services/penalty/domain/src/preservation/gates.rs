//! The steps of a preservation as data, and what taking evidence asks on the spot.

use kernel::Post;
use law::Refusal;

use super::state::{Preservation, PreservationStatus, is_kept};
use super::step::PreservationStep;
use crate::on_site::{Precondition, all_signed, enough_officers, handed_over, recorded};
use crate::proceeding::{Facts, StepRule, case_open, head_apart, in_team};
use crate::property::{Fate, Item};

const OFFICERS: &[Post] = &[Post::Handler, Post::Officer];
const HEAD: &[Post] = &[Post::Decider];
/// Something may still be in the agency's hand; after a lapse, what is at a laboratory.
const IN_HAND: &[PreservationStatus] = &[
    PreservationStatus::Kept,
    PreservationStatus::Dealt,
    PreservationStatus::Lapsed,
];

/// The steps.
pub(super) const STEPS: &[StepRule<Preservation>] = &[
    StepRule {
        kind: PreservationStep::Request,
        states: &[PreservationStatus::Unrequested],
        posts: OFFICERS,
        gates: &[case_open, in_team],
    },
    StepRule {
        kind: PreservationStep::Rule,
        states: &[
            PreservationStatus::Requested,
            PreservationStatus::Kept,
            PreservationStatus::Dealt,
        ],
        posts: HEAD,
        gates: &[head_apart, approval_missing],
    },
    StepRule {
        kind: PreservationStep::Take,
        states: &[PreservationStatus::Requested, PreservationStatus::Approved],
        posts: OFFICERS,
        gates: &[case_open, in_team],
    },
    StepRule {
        kind: PreservationStep::Dispose,
        states: IN_HAND,
        posts: OFFICERS,
        gates: &[in_team, in_time],
    },
    StepRule {
        kind: PreservationStep::Release,
        states: IN_HAND,
        posts: HEAD,
        gates: &[head_apart],
    },
    StepRule {
        kind: PreservationStep::Return,
        states: IN_HAND,
        posts: OFFICERS,
        gates: &[something_to_return],
    },
    StepRule {
        kind: PreservationStep::RunOut,
        states: &[
            PreservationStatus::Requested,
            PreservationStatus::Refused,
            PreservationStatus::Approved,
            PreservationStatus::Kept,
            PreservationStatus::Dealt,
            PreservationStatus::Lapsed,
            PreservationStatus::Ended,
        ],
        posts: &[Post::System],
        gates: &[],
    },
];

/// What taking evidence asks on the spot (行政处罚法 Art. 42, 55, 56; 程序规定 Art. 33, 34, 43).
pub const PRECONDITIONS: [Precondition; 6] = [
    Precondition {
        code: "not-approved",
        rule: "PEN-56-1",
        citation: "行政处罚法第五十六条；市场监督管理行政处罚程序规定第三十三条",
        missing: "the head's approval before; only market supervision may act first when it is urgent",
        cure: "report to the head of the agency and wait for the approval",
        titles: ("未经机关负责人批准", "The head did not approve before"),
        holds: |seen| seen.approved_or_urgent,
    },
    Precondition {
        code: "two-officers",
        rule: "G1",
        citation: "行政处罚法第四十二条第一款",
        missing: "two certified officers of the team assigned to the case, and nobody else",
        cure: "have at least two officers of the team act together",
        titles: ("执法人员不得少于两人", "At least two officers are required"),
        holds: enough_officers,
    },
    Precondition {
        code: "card-not-shown",
        rule: "G2",
        citation: "行政处罚法第五十五条第一款",
        missing: "the officers' cards, shown before acting",
        cure: "show the cards",
        titles: ("未出示执法证件", "The cards were not shown"),
        holds: |seen| seen.scene.cards_shown,
    },
    Precondition {
        code: "record-missing",
        rule: "PEN-56-2",
        citation: "行政处罚法第五十五条第二款；市场监督管理行政处罚程序规定第四十四条",
        missing: "the record made on the spot",
        cure: "make the record and give its number",
        titles: ("未制作现场笔录", "There is no record of the scene"),
        holds: recorded,
    },
    Precondition {
        code: "list-not-signed",
        rule: "PEN-56-3",
        citation: "市场监督管理行政处罚程序规定第三十四条第一款、第四十三条",
        missing: "the list signed by officers and party, or the party's refusal or absence on record",
        cure: "count on the spot, have the list signed, or note refusal or absence with a witness",
        titles: ("清单未签名且未注明", "The list is not signed"),
        holds: all_signed,
    },
    Precondition {
        code: "notice-not-handed-over",
        rule: "PEN-56-4",
        citation: "市场监督管理行政处罚程序规定第三十四条第一款",
        missing: "the notice (先行登记保存证据通知书) and a copy of the list, handed over on the spot",
        cure: "make out notice and list and hand them over",
        titles: (
            "未当场交付通知书和清单",
            "Notice and list were not handed over",
        ),
        holds: handed_over,
    },
];

fn approval_missing(preservation: &Preservation, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let given = preservation
        .kept()
        .is_some_and(|kept| kept.approval.pending().is_none());
    if !given {
        return Ok(());
    }
    Err(Refusal::new("approved-already", "PEN-56-1")
        .citing("市场监督管理行政处罚程序规定第三十三条第二款")
        .missing("a preservation that still waits for the head's approval")
        .cure("release the evidence if it should not be kept")
        .titled("已经批准", "The head has approved already"))
}

/// Refuses to deal with what is free since the seventh working day, even before the clock is noted.
fn in_time(preservation: &Preservation, facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(kept) = preservation.kept() else {
        return Ok(());
    };
    let expired = kept.keep.has_expired(facts.now);
    if !expired || !kept.file.items.iter().any(is_kept) {
        return Ok(());
    }
    Err(Refusal::new("preservation-over", &kept.keep.rule)
        .citing(&kept.keep.citation)
        .missing(format!(
            "a preservation that has not ended; its last day was {}",
            kept.keep.raw
        ))
        .cure("return the evidence at once; seize it if a law allows")
        .titled(
            "先行登记保存期限已经届满",
            "The preservation has ended by itself",
        ))
}

fn something_to_return(preservation: &Preservation, _facts: &Facts<'_>) -> Result<(), Refusal> {
    let free = |item: &Item| matches!(item.fate, Fate::ToReturn { .. });
    if preservation
        .file()
        .is_some_and(|file| file.items.iter().any(free))
    {
        return Ok(());
    }
    Err(Refusal::new("nothing-to-return", "PEN-EVD-PRESERVE")
        .citing("市场监督管理行政处罚程序规定第三十五条")
        .missing("evidence that is free")
        .cure("release the evidence first")
        .titled("没有应当退还的财物", "There is nothing to return"))
}
