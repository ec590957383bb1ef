//! Gates of the hearing (听证): who conducts it, and that the party and the public know in time.

use kernel::ActorId;

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::arrangement::{HearingTermination, Preparation, ReportStage};
use crate::case::clocks;
use crate::case::command::CommandKind as Step;
use crate::case::hearing_steps::HearingStep;
use crate::hearing::{HearingOutcome, HearingStage};

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "no-hearing-requested",
        rule: clocks::HEARING_REQUEST,
        citation: "行政处罚法第六十三条、第六十四条第一项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::AppointHost],
        judges: Judges::Standing,
        cure: "record the party's request first",
        title_zh: "当事人未要求听证",
        title_en: "No hearing was asked for",
        lacks: pending,
    },
    Gate {
        code: "hearing-not-prepared",
        rule: clocks::HEARING_HOST,
        citation: "行政处罚法第六十四条；市场监督管理行政处罚听证办法第十八条至第二十条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[
            Step::HandFileToHost,
            Step::FixHearing,
            Step::NotifyOfHearing,
            Step::AnnounceHearing,
            Step::SuspendHearing,
            Step::RecordHearing,
        ],
        judges: Judges::Standing,
        cure: "appoint the host, hand over the file, fix the day, then tell the party",
        title_zh: "听证准备工作尚未完成",
        title_en: "The hearing is not prepared that far",
        lacks: prepared,
    },
    Gate {
        code: "segregation-of-duties",
        rule: clocks::HEARING_HOST,
        citation: "行政处罚法第六十四条第四项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::AppointHost],
        judges: Judges::Contents,
        cure: "appoint people who had no other part in the case",
        title_zh: "听证主持人、记录员不得为本案调查人员",
        title_en: "Who conducts the hearing has no other part in the case",
        lacks: panel_apart,
    },
    Gate {
        code: "segregation-of-duties",
        rule: clocks::HEARING_HOST,
        citation: "行政处罚法第六十四条第四项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[
            Step::FixHearing,
            Step::NotifyOfHearing,
            Step::AnnounceHearing,
            Step::RecordHearing,
        ],
        judges: Judges::Standing,
        cure: "appoint others: the host or the recorder got another part in the case since",
        title_zh: "听证主持人、记录员不得为本案调查人员",
        title_en: "Who conducts the hearing has no other part in the case",
        lacks: panel_still_apart,
    },
    Gate {
        code: "not-the-host",
        rule: clocks::HEARING_HOST,
        citation: "行政处罚法第六十四条第四项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[
            Step::FixHearing,
            Step::NotifyOfHearing,
            Step::AnnounceHearing,
            Step::SuspendHearing,
            Step::RecordHearing,
            Step::ReportHearing,
        ],
        judges: Judges::Standing,
        cure: "have the host or the recorder of this hearing take the step",
        title_zh: "须由本次听证的主持人或者记录员办理",
        title_en: "The host or the recorder of this hearing must take this step",
        lacks: conducts,
    },
    Gate {
        code: "hearing-not-ready",
        rule: "HRG-HELD",
        citation: "行政处罚法第六十四条第二项、第三项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::RecordHearing],
        judges: Judges::Contents,
        cure: "tell the party and the public in time, and hold the hearing on its day",
        title_zh: "听证尚不能举行",
        title_en: "The hearing cannot be held yet",
        lacks: could_be_held,
    },
    Gate {
        code: "no-hearing-to-report",
        rule: clocks::HEARING_REPORT,
        citation: "市场监督管理行政处罚听证办法第二十九条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::ReportHearing],
        judges: Judges::Standing,
        cure: "hold the hearing first; one report follows each",
        title_zh: "没有待报告的听证",
        title_en: "No hearing waits for its report",
        lacks: report_awaited,
    },
    Gate {
        code: "hearing-not-reported",
        rule: clocks::HEARING_REPORT,
        citation: "行政处罚法第六十五条；市场监督管理行政处罚程序规定第六十条第一款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::LegalReview, Step::Decide],
        judges: Judges::Standing,
        cure: "have the host report on the hearing",
        title_zh: "听证报告尚未提交",
        title_en: "The report on the hearing is missing",
        lacks: reported,
    },
];

fn pending(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        ask.stage().is_some_and(HearingStage::is_pending),
        "a request for a hearing that was not heard yet",
    )
}

/// Each step of the preparation follows the one before it.
fn prepared(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(HearingStage::Prepared { preparation, .. }) = ask.stage() else {
        return Err(Lack::Fact(String::from("a host of the hearing")));
    };
    let missing = match (ask.hearing_step(), preparation) {
        (Some(HearingStep::HandFile { .. }), Preparation::AwaitingFile { .. }) => return Ok(()),
        (Some(HearingStep::HandFile { .. }), _) => "a host who does not have the file yet",
        (Some(HearingStep::Fix { .. }), Preparation::AwaitingFile { .. }) => {
            "the file in the hands of the host"
        }
        (
            Some(
                HearingStep::Notify { .. }
                | HearingStep::Announce { .. }
                | HearingStep::Suspend { .. },
            ),
            Preparation::AwaitingFile { .. }
            | Preparation::AwaitingDate { .. }
            | Preparation::Suspended { .. },
        ) => "day and place of the hearing",
        _ => return Ok(()),
    };
    Err(Lack::Fact(String::from(missing)))
}

fn panel_apart(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(HearingStep::Appoint { host, recorder }) = ask.hearing_step() else {
        return Ok(());
    };
    let barred = |who: &ActorId| *who == ask.facts.actor.id || has_part(ask, *who);
    need(
        host != recorder && !barred(host) && !barred(recorder),
        "a host and a recorder, two persons who neither investigated, reviewed nor decide the case",
    )
}

/// Whether `who` investigated or reviewed the case, or had to withdraw from it.
fn has_part(ask: &Ask<'_>, who: ActorId) -> bool {
    ask.case.file().is_some_and(|file| {
        file.investigated_by(who)
            || file.reviewed.contains(&who)
            || file.proceedings.is_withdrawn(who)
    })
}

/// Dispatch may assign the host to the case, or a recusal be granted, after the appointment.
fn panel_still_apart(ask: &Ask<'_>) -> Result<(), Lack> {
    let panel = ask.stage().and_then(HearingStage::panel);
    need(
        panel.is_none_or(|panel| !has_part(ask, panel.host) && !has_part(ask, panel.recorder)),
        "a host and a recorder who have no other part in the case",
    )
}

fn conducts(ask: &Ask<'_>) -> Result<(), Lack> {
    let actor = ask.facts.actor.id;
    let conducts = match ask.stage() {
        Some(HearingStage::Prepared { panel, .. }) => panel.includes(actor),
        Some(HearingStage::Finished { .. }) => {
            let file = ask.case.file();
            file.is_some_and(|file| file.proceedings.hosted.contains(&actor))
        }
        _ => return Ok(()),
    };
    need(conducts, "the host or the recorder of this hearing")
}

/// A hearing is held, and stayed away from, on the day of which party and public were told.
fn could_be_held(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(HearingStep::Record(record)) = ask.hearing_step() else {
        return Ok(());
    };
    let given_up_before = record.outcome == HearingOutcome::Terminated
        && !record
            .termination
            .is_some_and(HearingTermination::happens_at_the_hearing);
    if given_up_before {
        return Ok(());
    }
    let Some(session) = ask.stage().and_then(HearingStage::session) else {
        return Err(Lack::Fact(String::from("day and place of the hearing")));
    };
    match session.lacks(ask.today()) {
        Some(missing) => Err(Lack::Fact(missing)),
        None => Ok(()),
    }
}

fn report_awaited(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        report_of(ask).is_some_and(|report| matches!(report, ReportStage::Awaited { .. })),
        "a hearing that was held and not reported yet",
    )
}

fn reported(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        !report_of(ask).is_some_and(|report| matches!(report, ReportStage::Awaited { .. })),
        "the host's report on the hearing",
    )
}

fn report_of<'a>(ask: &Ask<'a>) -> Option<&'a ReportStage> {
    match ask.case.notification().map(|told| &told.hearing) {
        Some(HearingStage::Finished { report, .. }) => Some(report),
        _ => None,
    }
}
