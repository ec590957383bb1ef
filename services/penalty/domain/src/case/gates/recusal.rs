//! Gates of recusal (回避): who had to withdraw takes no further step, and the right person decides.

use kernel::OfficerId;

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::command::CommandKind as Step;
use crate::case::inquiry::Inquiry;
use crate::case::proceedings::Proceedings;

const CITATION: &str = "行政处罚法第四十三条；市场监督管理行政处罚程序规定第四条";

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "person-withdrew",
        rule: "RECUSAL",
        citation: CITATION,
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[
            Step::ShowCards,
            Step::OrderCorrection,
            Step::SuspendInvestigation,
            Step::ResumeInvestigation,
            Step::ExcludeTime,
            Step::ExtendTime,
            Step::ConcludeInvestigation,
            Step::ServeNotice,
            Step::RecordStatement,
            Step::RequestHearing,
            Step::AppointHost,
            Step::HandFileToHost,
            Step::FixHearing,
            Step::NotifyOfHearing,
            Step::AnnounceHearing,
            Step::SuspendHearing,
            Step::RecordHearing,
            Step::ReportHearing,
            Step::LegalReview,
            Step::ExtendReview,
            Step::Decide,
            Step::EndCase,
            Step::AnswerRecusal,
        ],
        judges: Judges::Standing,
        cure: "hand the step to someone who did not have to withdraw",
        title_zh: "应当回避",
        title_en: "This person had to withdraw from the case",
        lacks: did_not_withdraw,
    },
    Gate {
        code: "recusal-undecided",
        rule: "RECUSAL",
        citation: CITATION,
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Decide, Step::EndCase],
        judges: Judges::Standing,
        cure: "have the request for recusal decided; the investigation goes on meanwhile",
        title_zh: "回避申请尚未决定",
        title_en: "A request for recusal is not decided",
        lacks: no_recusal_open,
    },
    Gate {
        code: "no-recusal-asked",
        rule: "RECUSAL",
        citation: CITATION,
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::AnswerRecusal],
        judges: Judges::Standing,
        cure: "record the request first",
        title_zh: "没有待决定的回避申请",
        title_en: "No request for recusal is open",
        lacks: recusal_open,
    },
    Gate {
        code: "recusal-decider",
        rule: "RECUSAL",
        citation: CITATION,
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::AnswerRecusal],
        judges: Judges::Contents,
        cure: "for officers a head decides, for deputy heads the principal head, for the principal \
               head the heads together; nobody decides on themselves",
        title_zh: "无权决定该回避",
        title_en: "Someone else decides on this recusal",
        lacks: decided_by_the_right_person,
    },
];

fn proceedings<'a>(ask: &Ask<'a>) -> Option<&'a Proceedings> {
    ask.case.file().map(|file| &file.proceedings)
}

fn did_not_withdraw(ask: &Ask<'_>) -> Result<(), Lack> {
    let actor = ask.facts.actor.id;
    // dispatch may assign someone again whose recusal was granted
    let file = ask.case.file();
    let withdrew = file.is_some_and(|file| file.proceedings.is_withdrawn(actor));
    let in_team = file.is_some_and(|file| {
        let withdrawn = |officer: &OfficerId| file.proceedings.is_withdrawn(officer.uuid().into());
        file.investigators.iter().any(withdrawn)
    });
    need(!withdrew, "a person who did not have to withdraw")?;
    need(!in_team, "a team without the officer who had to withdraw")
}

fn no_recusal_open(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        !proceedings(ask).is_some_and(Proceedings::has_open_recusal),
        "the answer to a request for recusal",
    )
}

fn recusal_open(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        proceedings(ask).is_some_and(Proceedings::has_open_recusal),
        "a request for recusal that is not answered yet",
    )
}

fn decided_by_the_right_person(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(Inquiry::AnswerRecusal { of, decided_as, .. }) = ask.inquiry() else {
        return Ok(());
    };
    let open = proceedings(ask).and_then(|proceedings| proceedings.open_recusal(*of));
    let Some(recusal) = open else {
        return Err(Lack::Fact(String::from(
            "an open request for the recusal of this person",
        )));
    };
    need(
        recusal.role.is_decided_by(*decided_as) && *of != ask.facts.actor.id,
        format!(
            "a decider who may decide on the recusal of a `{}`, and not on their own",
            recusal.role
        ),
    )
}
