//! Gates of the criminal referral (移送涉嫌犯罪案件): no fine while it is on its way, and no case goes
//! to the police without the approval of the principal head.

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::command::CommandKind as Step;
use crate::case::inquiry::Inquiry;
use crate::case::proceedings::EndingKind;
use crate::referral::Posture;

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "referral-not-approved",
        rule: "CRM-APPROVE",
        citation: "行政执法机关移送涉嫌犯罪案件的规定第五条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::EndCase],
        judges: Judges::Contents,
        cure: "have the principal head approve the transfer to the police first",
        title_zh: "移送涉嫌犯罪案件未经批准",
        title_en: "The transfer to the police is not approved",
        lacks: approved,
    },
    Gate {
        code: "fine-instead-of-referral",
        rule: "CRM-NO-FINE",
        citation: "行政执法机关移送涉嫌犯罪案件的规定第十一条；行政处罚法第二十七条第一款、\
                   第三十五条第二款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide],
        judges: Judges::Standing,
        cure: "wait until the referral is refused or comes back; a criminal fine comes first",
        title_zh: "不得以罚款代替移送涉嫌犯罪案件",
        title_en: "A fine does not stand in for a criminal referral",
        lacks: no_fine_on_the_way,
    },
];

fn approved(ask: &Ask<'_>) -> Result<(), Lack> {
    let to_police = matches!(
        ask.inquiry(),
        Some(Inquiry::End {
            kind: EndingKind::TransferredToPolice { .. },
            ..
        })
    );
    need(
        !to_police || ask.facts.referral_approved,
        "the approval of the transfer by the principal head",
    )
}

/// Warnings and measures against licences may stand beside a referral.
fn no_fine_on_the_way(ask: &Ask<'_>) -> Result<(), Lack> {
    let fines = ask
        .penalties()
        .is_some_and(|penalties| !penalties.fine().is_zero());
    let missing = match ask.facts.referral {
        Posture::Pending if fines => "the end of the referral that is on its way to the police",
        Posture::WithPolice if fines => "a case that the police do not handle: they filed it",
        Posture::None | Posture::Pending | Posture::WithPolice => return Ok(()),
    };
    Err(Lack::Fact(String::from(missing)))
}
