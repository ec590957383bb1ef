//! Gates of investigation and review.

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::command::{CaseCommand, CommandKind as Step};
use crate::case::inquiry::Inquiry;
use crate::case::proceedings::EndingKind;
use crate::review::{self, ReviewOutcome};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "card-not-shown",
        rule: "G2",
        citation: "行政处罚法第五十五条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ConcludeInvestigation],
        judges: Judges::Standing,
        cure: "show the certificates before asking, and record it",
        title_zh: "未记录出示执法证件",
        title_en: "It is not recorded that the officers showed their certificates",
        lacks: cards_shown,
    },
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
        code: "monitoring-unlawful",
        rule: "G10",
        citation: "行政处罚法第四十一条第一款、第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "have device and recording reviewed, and the folder sealed without what fails",
        title_zh: "电子技术监控记录未满足法定条件，不得作为证据",
        title_en: "A record of a monitoring device does not meet the conditions of law",
        lacks: monitoring_lawful,
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
    Gate {
        code: "review-not-passed",
        rule: "G7",
        citation: "市场监督管理行政处罚程序规定第四十九条、第五十六条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::EndCase],
        judges: Judges::Contents,
        cure: "have a person in the post Reviewer review the report",
        title_zh: "未经审核或者审核未通过",
        title_en: "The case has not passed review",
        lacks: ending_reviewed,
    },
    Gate {
        code: "reviewer-not-qualified",
        rule: "G7",
        citation: "行政处罚法第五十八条第二款；市场监督管理行政处罚程序规定第五十一条第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::LegalReview],
        judges: Judges::Contents,
        cure: "name the legal qualification certificate, or have another person review",
        title_zh: "初次从事法制审核的人员应当取得法律职业资格",
        title_en: "Who reviews for the first time needs the legal qualification",
        lacks: reviewer_qualified,
    },
];

/// Every member of the present team showed a certificate.
fn cards_shown(ask: &Ask<'_>) -> Result<(), Lack> {
    let file = ask.case.file();
    need(
        file.is_some_and(|file| file.proceedings.all_showed(&file.investigators)),
        "the record that every investigator showed the enforcement certificate",
    )
}

/// A terminated investigation has no report that could be reviewed; every other end has.
fn ending_reviewed(ask: &Ask<'_>) -> Result<(), Lack> {
    match ask.inquiry() {
        Some(Inquiry::End { kind, .. }) if !matches!(kind, EndingKind::Terminated { .. }) => {
            review_passed(ask)
        }
        _ => Ok(()),
    }
}

/// Only the legal review of Article 58 asks for the certificate, not the case review.
fn reviewer_qualified(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(CaseCommand::LegalReview(given)) = ask.command else {
        return Ok(());
    };
    let certificate = given.qualification.as_deref().unwrap_or_default();
    let needed = given.first_time && !ask.case.review_grounds().is_empty();
    need(
        !needed || !certificate.trim().is_empty(),
        "the number of the reviewer's legal qualification certificate",
    )
}

fn evidence_joined(ask: &Ask<'_>) -> Result<(), Lack> {
    let evidence = ask.case.file().and_then(|file| file.evidence.as_ref());
    need(
        evidence.is_some_and(|evidence| evidence.items > 0),
        "sealed evidence",
    )
}

/// What an unreviewed device recorded proves nothing (未经审核不得作为证据).
fn monitoring_lawful(ask: &Ask<'_>) -> Result<(), Lack> {
    let evidence = ask.case.file().and_then(|file| file.evidence.as_ref());
    let unlawful = evidence.map_or(0, |evidence| {
        evidence.monitored.saturating_sub(evidence.monitored_lawful)
    });
    need(
        ask.penalties().is_none() || unlawful == 0,
        format!(
            "device review, published place, sign and a person's review of the recording for \
             {unlawful} sealed records"
        ),
    )
}

fn no_hearing_pending(ask: &Ask<'_>) -> Result<(), Lack> {
    let told = ask.case.notification();
    need(
        !told.is_some_and(|told| told.hearing.is_pending()),
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
