//! Which command is lawful in which state, and what it causes.

use jiff::civil::Date;
use kernel::{Decider, Post};
use law::{Adjustments, Refusal};

use super::{
    About, AnswerClock, Submission, SubmissionCommand, SubmissionEvent, SubmissionFacts, evolve,
};
use crate::content::{TEXT_CHARACTERS_MAX, within};
use crate::{ClosedBy, Filing, Kind, Outcome, Stage};

/// The satisfaction a citizen may give.
const SATISFACTION: std::ops::RangeInclusive<u8> = 1..=5;

/// The rules of a submission.
#[derive(Debug, Clone, Copy)]
pub struct SubmissionRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Decider for SubmissionRules<'a> {
    type State = Submission;
    type Command = SubmissionCommand;
    type Event = SubmissionEvent;
    type Facts = SubmissionFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Submission,
        command: SubmissionCommand,
        facts: &SubmissionFacts<'a>,
    ) -> Result<Vec<SubmissionEvent>, Refusal> {
        use SubmissionCommand as Command;
        let name = command.name();
        match (state, command) {
            (Submission::Unknown, Command::Receive(filing)) => receive(*filing, facts),
            (Submission::Handling { about, answer, .. }, Command::Reply { outcome, text }) => {
                reply(about, answer, outcome, &text, facts)
            }
            (
                Submission::Handling {
                    answer: answer @ (AnswerClock::Running { .. } | AnswerClock::Overdue { .. }),
                    ..
                },
                Command::TellFiled { .. },
            ) => Ok(vec![replied(Outcome::Filed, true, answer, facts)]),
            (
                Submission::Handling {
                    answer: AnswerClock::Running { due },
                    ..
                },
                Command::NoteOverdue,
            ) if due.has_expired(facts.now) => {
                Ok(vec![SubmissionEvent::WentOverdue { due: due.clone() }])
            }
            (
                Submission::Handling { .. }
                | Submission::Replied { .. }
                | Submission::Closed { .. },
                Command::TellFiled { .. } | Command::NoteOverdue,
            ) => Ok(Vec::new()),
            (Submission::Replied { .. }, Command::Close { by, satisfaction }) => {
                close(by, satisfaction, facts)
            }
            (
                Submission::Replied {
                    about,
                    replied_on: since,
                    reopened,
                    ..
                }
                | Submission::Closed {
                    about,
                    closed_on: since,
                    reopened,
                    ..
                },
                Command::Reopen { reason },
            ) => reopen(about, *since, *reopened, &reason, facts),
            (state, _) => Err(wrong_state(state, name)),
        }
    }

    fn evolve(state: Submission, event: &SubmissionEvent) -> Submission {
        evolve::evolve(state, event)
    }
}

fn receive(filing: Filing, facts: &SubmissionFacts<'_>) -> Result<Vec<SubmissionEvent>, Refusal> {
    let kind = filing.complete()?;
    let received_on = facts.today();
    let rule = facts
        .limits
        .answer_rule(kind, &filing.domain, received_on)?;
    let due = facts
        .calendar
        .due(&rule, received_on, &Adjustments::none())?;
    let about = About {
        id: filing.id,
        matter: filing.matter,
        kind,
        channel: filing.channel,
        domain: filing.domain,
        category_code: filing.category_code,
        region: filing.region,
        anonymous: filing.reporter.is_none(),
        respondent: filing.respondent.and_then(|respondent| respondent.uscc),
        received_on,
    };
    let mut events = vec![SubmissionEvent::Received { about, due }];
    if kind == Kind::Report {
        events.push(SubmissionEvent::Forwarded);
    }
    Ok(events)
}

fn reply(
    about: &About,
    answer: &AnswerClock,
    outcome: Outcome,
    text: &str,
    facts: &SubmissionFacts<'_>,
) -> Result<Vec<SubmissionEvent>, Refusal> {
    clerk_answers(facts)?;
    within("text", text, TEXT_CHARACTERS_MAX)?;
    if text.trim().is_empty() {
        return Err(Refusal::new("reply-text-missing", "CMP-REPLY")
            .citing("国办发〔2020〕53号")
            .missing("the words of the answer")
            .cure("write what was found and done")
            .titled("未填写答复内容", "The words of the answer are missing"));
    }
    let interim = if about.kind == Kind::Report {
        outcome_reached(outcome, facts.reached)?;
        matches!(outcome, Outcome::Answered | Outcome::Filed)
    } else {
        outcome_fits(about.kind, outcome)?;
        false
    };
    Ok(vec![replied(outcome, interim, answer, facts)])
}

fn replied(
    outcome: Outcome,
    interim: bool,
    answer: &AnswerClock,
    facts: &SubmissionFacts<'_>,
) -> SubmissionEvent {
    let met = answer.due().map(|due| due.rule.clone());
    SubmissionEvent::Replied {
        outcome,
        on: facts.today(),
        interim,
        met,
    }
}

/// An answer to a report says only what the procedure has reached: word of its progress at any
/// time, an outcome when that outcome is known.
fn outcome_reached(outcome: Outcome, reached: &[Stage]) -> Result<(), Refusal> {
    let needed: &[Stage] = match outcome {
        Outcome::Answered => return Ok(()),
        Outcome::Filed => &[Stage::Filed],
        Outcome::NotFiled => &[Stage::NotFiled],
        Outcome::Transferred => &[Stage::Transferred],
        Outcome::Decided => &[Stage::Decided, Stage::Published],
    };
    if needed.iter().any(|stage| reached.contains(stage)) {
        return Ok(());
    }
    Err(Refusal::new("outcome-not-reached", "RPT-OUTCOME")
        .citing("市场监督管理投诉举报处理办法第三十五条、市场监督管理行政处罚程序规定第十八条")
        .missing(format!("that the matter has reached `{outcome}`"))
        .cure("wait for the procedure, or send word of its progress with outcome `answered`")
        .titled(
            "办理结果尚未产生",
            "The procedure has not come to this outcome",
        ))
}

/// Only a report can become a case.
fn outcome_fits(kind: Kind, outcome: Outcome) -> Result<(), Refusal> {
    match outcome {
        Outcome::Answered | Outcome::Transferred => Ok(()),
        Outcome::Filed | Outcome::NotFiled | Outcome::Decided => {
            Err(Refusal::new("outcome-not-of-kind", "CMP-REPLY")
                .citing("市场监督管理投诉举报处理办法第三条、第九条")
                .missing(format!(
                    "an outcome that a {kind} can have; `{outcome}` is a report's"
                ))
                .cure("answer with outcome `answered` or `transferred`")
                .titled(
                    "答复结果与诉求类型不符",
                    "The outcome does not fit the kind",
                ))
        }
    }
}

fn close(
    by: ClosedBy,
    satisfaction: Option<u8>,
    facts: &SubmissionFacts<'_>,
) -> Result<Vec<SubmissionEvent>, Refusal> {
    if by == ClosedBy::Office {
        clerk_answers(facts)?;
        if satisfaction.is_some() {
            return Err(
                Refusal::new("satisfaction-is-the-citizens", "CMP-SATISFACTION")
                    .citing("国办发〔2020〕53号")
                    .missing("the citizen's own word")
                    .cure("close without satisfaction; the citizen gives it with the query code")
                    .titled("满意度由诉求人评价", "Only the citizen gives satisfaction"),
            );
        }
    }
    if satisfaction.is_some_and(|given| !SATISFACTION.contains(&given)) {
        return Err(
            Refusal::new("satisfaction-out-of-range", "CMP-SATISFACTION")
                .citing("platform default")
                .missing("satisfaction from 1 to 5")
                .cure("give a number from 1 (not at all) to 5 (fully), or none")
                .titled("满意度应为一至五", "Satisfaction is 1 to 5"),
        );
    }
    Ok(vec![SubmissionEvent::Closed {
        by,
        on: facts.today(),
        satisfaction,
    }])
}

fn reopen(
    about: &About,
    since: Date,
    reopened: u32,
    reason: &str,
    facts: &SubmissionFacts<'_>,
) -> Result<Vec<SubmissionEvent>, Refusal> {
    let window = facts.limits.reopening_rule();
    within("reason", reason, TEXT_CHARACTERS_MAX)?;
    if reason.trim().is_empty() {
        return Err(Refusal::of_rule("reopening-reason-missing", &window)
            .missing("what is wrong with the answer")
            .cure("say what was not answered or not done")
            .titled("未说明不满意的理由", "The reason is missing"));
    }
    if reopened >= facts.limits.reopen_times_max {
        return Err(Refusal::of_rule("reopening-times-used", &window)
            .missing(format!(
                "a reopening left; all {} were used",
                facts.limits.reopen_times_max
            ))
            .cure("send a new submission with new facts; other remedies of law stay open")
            .titled("重新办理次数已用完", "No reopening is left"));
    }
    let until = facts.calendar.due(&window, since, &Adjustments::none())?;
    if until.has_expired(facts.now) {
        return Err(Refusal::of_rule("reopening-window-closed", &window)
            .missing(format!("a request on or before {}", until.effective))
            .cure("send a new submission")
            .titled("已过重新办理申请期限", "The time to reopen has passed"));
    }
    let rule = facts.limits.hotline_rule(about.kind);
    let due = facts
        .calendar
        .due(&rule, facts.today(), &Adjustments::none())?;
    Ok(vec![SubmissionEvent::Reopened {
        times: reopened.saturating_add(1),
        due,
    }])
}

/// The office speaks through its clerks.
fn clerk_answers(facts: &SubmissionFacts<'_>) -> Result<(), Refusal> {
    if facts.actor.holds(Post::Clerk) {
        return Ok(());
    }
    Err(Refusal::new("clerk-answers", "CMP-CLERK")
        .citing("国办发〔2020〕53号")
        .missing("the post Clerk")
        .cure("let a clerk of the office do it")
        .titled("须由受理人员办理", "A clerk of the office does this"))
}

fn wrong_state(state: &Submission, command: &str) -> Refusal {
    let lawful = match state {
        Submission::Unknown => "receive",
        Submission::Handling { .. } => "reply",
        Submission::Replied { .. } => "close, reopen",
        Submission::Closed { .. } => "reopen",
    };
    Refusal::new("wrong-state", "CMP-STATE")
        .citing("国办发〔2020〕53号")
        .missing(format!(
            "a state that allows `{command}`; it is `{}`",
            state.name()
        ))
        .cure(format!("lawful now: {lawful}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
