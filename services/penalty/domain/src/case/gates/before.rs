//! Gates of investigation and review.

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::command::CommandKind as Step;
use crate::hearing::HearingStage;
use crate::review::{self, ReviewOutcome};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "no-evidence",
        rule: "G9",
        citation: "行政处罚法第四十条、第四十六条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "collect the evidence and seal its folder",
        title_zh: "违法事实不清、证据不足",
        title_en: "No sealed evidence is joined to the case",
        lacks: evidence_joined,
    },
    Gate {
        code: "review-before-hearing",
        rule: "G7",
        citation: "行政处罚法第五十八条第一款第二项；市场监督管理行政处罚程序规定第五十条第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::LegalReview],
        judges: Judges::Standing,
        cure: "hold the hearing, then review",
        title_zh: "法制审核应当在听证后进行",
        title_en: "Legal review comes after the hearing",
        lacks: no_hearing_pending,
    },
    Gate {
        code: "review-not-passed",
        rule: "G7",
        citation: "行政处罚法第五十八条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "have a person in the post Reviewer review the case",
        title_zh: "未经审核或者审核未通过",
        title_en: "The case has not passed review",
        lacks: review_passed,
    },
];

fn evidence_joined(ask: &Ask<'_>) -> Result<(), Lack> {
    let evidence = ask.case.file().and_then(|file| file.evidence.as_ref());
    need(
        evidence.is_some_and(|evidence| evidence.items > 0),
        "sealed evidence",
    )
}

fn no_hearing_pending(ask: &Ask<'_>) -> Result<(), Lack> {
    let told = ask.case.notification();
    need(
        !told.is_some_and(|told| matches!(told.hearing, HearingStage::Requested { .. })),
        "the hearing that the party asked for",
    )
}

/// The legal review of Article 58 where one of its four cases is met, the case review otherwise.
fn review_passed(ask: &Ask<'_>) -> Result<(), Lack> {
    let by_investigator = |review: &review::Review| {
        let file = ask.case.file();
        file.is_some_and(|file| file.investigated_by(review.reviewer))
    };
    let missing = match ask.case.review() {
        Some(review) if review.outcome != ReviewOutcome::Agree => {
            format!("a review that agrees; the last one is `{}`", review.outcome)
        }
        Some(review) if by_investigator(review) => {
            String::from("a review by someone who did not investigate the case")
        }
        Some(_) => return Ok(()),
        None => String::from("a review of the report"),
    };
    let citation = review::citation(&ask.case.review_grounds()).to_owned();
    Err(Lack::Under { missing, citation })
}
