//! Which command is lawful in which state, and what it causes.

use jiff::civil::Date;
use law::{Due, Refusal, rule_on};

use super::command::{ReferralCommand, ReferralDraft, TransferDraft};
use super::event::ReferralEvent;
use super::state::{Dossier, Referral, Report, Transfer};
use crate::procedure::{Clocked as _, Moment, said, wrong_state};

type Decided = Result<Vec<ReferralEvent>, Refusal>;

/// 3 days from the report to the head's decision.
pub const APPROVE: &str = "CRM-APPROVE-3";
/// 24 hours from the approval to the police.
pub const TRANSFER: &str = "CRM-TRANSFER-24H";
/// 3 days for the police to decide.
pub const POLICE: &str = "CRM-POLICE-3";
/// 3 days to hand items and material over.
pub const HAND_OVER: &str = "CRM-HANDOVER-3";
/// 3 days to object to a refusal of the police.
pub const OBJECT: &str = "CRM-OBJECT-3";

/// Clocks whose running out is an event of its own.
pub const TIMED: [&str; 5] = [APPROVE, TRANSFER, POLICE, HAND_OVER, OBJECT];

/// The instrument.
pub const RULES_OF_TRANSFER: &str = "行政执法机关移送涉嫌犯罪案件的规定";

/// Members of a task group (Art. 5).
const GROUP_MIN: usize = 2;

/// Answers `command`.
pub(super) fn decide(state: &Referral, command: ReferralCommand, facts: &Moment<'_>) -> Decided {
    if let ReferralCommand::RunOut { rule } = &command {
        return Ok(run_out(state, rule, facts));
    }
    facts.in_post(command.posts(), &art("第五条"))?;
    match (state, command) {
        (Referral::Unopened, ReferralCommand::Open(draft)) => open(draft, facts),
        (Referral::Group { dossier }, ReferralCommand::Report { content }) => {
            report(dossier, content, facts)
        }
        (Referral::Reported { dossier, .. }, ReferralCommand::Approve) => {
            head_apart(dossier, facts)?;
            Ok(vec![ReferralEvent::Approved {
                on: facts.today(),
                transfer: facts.due_from_now(TRANSFER)?,
            }])
        }
        (Referral::Reported { dossier, .. }, ReferralCommand::Disapprove { reasons }) => {
            head_apart(dossier, facts)?;
            said(&reasons, "CRM-REASONS", &art("第五条第二款"), "the reasons")?;
            let on = facts.today();
            Ok(vec![ReferralEvent::Disapproved { on, reasons }])
        }
        (Referral::Approved { .. }, ReferralCommand::Transfer(draft)) => transfer(*draft, facts),
        (state, command) => with_police(state, command, facts),
    }
}

/// The steps after it went to the police.
fn with_police(state: &Referral, command: ReferralCommand, facts: &Moment<'_>) -> Decided {
    let name = command.name();
    match (state, command) {
        (
            Referral::Transferred { .. }
            | Referral::Reconsidering { .. }
            | Referral::Supervised { .. },
            ReferralCommand::RecordPoliceFiling { on, notice },
        ) => {
            noticed(state, on, &notice, facts)?;
            let hand_over = facts.due(HAND_OVER, on)?;
            Ok(vec![ReferralEvent::Accepted { on, hand_over }])
        }
        (
            Referral::Transferred { .. }
            | Referral::Reconsidering { .. }
            | Referral::Supervised { .. },
            ReferralCommand::RecordPoliceDecline { on, notice },
        ) => {
            noticed(state, on, &notice, facts)?;
            declined(state, on, facts)
        }
        (Referral::Accepted { .. }, ReferralCommand::HandOver { list }) => {
            said(
                &list,
                HAND_OVER,
                &art("第十二条"),
                "the list of what was handed over",
            )?;
            Ok(vec![ReferralEvent::HandedOver { on: facts.today() }])
        }
        (
            Referral::Declined {
                object,
                reconsidered: false,
                ..
            },
            ReferralCommand::AskPolice,
        ) => {
            in_time_to_object(object, facts)?;
            let (on, police) = (facts.today(), reconsideration_by_police(facts)?);
            Ok(vec![ReferralEvent::PoliceAsked { on, police }])
        }
        (Referral::Declined { object, .. }, ReferralCommand::AskProcuratorate) => {
            in_time_to_object(object, facts)?;
            Ok(vec![ReferralEvent::ProcuratorateAsked {
                on: facts.today(),
            }])
        }
        (
            Referral::Declined { .. } | Referral::Supervised { .. },
            ReferralCommand::Settle { reasons },
        ) => {
            said(
                &reasons,
                "CRM-REASONS",
                &art("第十条"),
                "why nothing more is asked",
            )?;
            Ok(vec![ReferralEvent::Returned { on: facts.today() }])
        }
        (state, _) => Err(wrong_state(
            state.status(),
            name,
            &art("第五条至第十二条"),
            lawful(state),
        )),
    }
}

/// What people can do next, for the refusal.
fn lawful(state: &Referral) -> &'static [&'static str] {
    match state {
        Referral::Unopened => &["open"],
        Referral::Group { .. } => &["report"],
        Referral::Reported { .. } => &["approve", "disapprove"],
        Referral::Approved { .. } => &["transfer"],
        Referral::Transferred { .. } | Referral::Reconsidering { .. } => {
            &["record-police-filing", "record-police-decline"]
        }
        Referral::Accepted { .. } => &["hand-over"],
        Referral::Declined {
            reconsidered: false,
            ..
        } => &["ask-police", "ask-procuratorate", "settle"],
        Referral::Declined { .. } => &["ask-procuratorate", "settle"],
        Referral::Supervised { .. } => &["record-police-filing", "record-police-decline", "settle"],
        Referral::Disapproved { .. } | Referral::HandedOver { .. } | Referral::Returned { .. } => {
            &[]
        }
    }
}

fn art(article: &str) -> String {
    format!("{RULES_OF_TRANSFER}{article}")
}

fn open(draft: ReferralDraft, facts: &Moment<'_>) -> Decided {
    said(
        &draft.offence,
        "CRM-GROUP",
        &art("第三条"),
        "the suspected crime",
    )?;
    let mut group = draft.group;
    group.sort_unstable();
    group.dedup();
    if group.len() < GROUP_MIN {
        return Err(Refusal::new("task-group-too-small", "CRM-GROUP")
            .citing(art("第五条第一款"))
            .missing(format!(
                "a task group of at least {GROUP_MIN} officers; {} named",
                group.len()
            ))
            .cure("name a second officer")
            .titled(
                "专案组不得少于两人",
                "A task group has at least two officers",
            ));
    }
    Ok(vec![ReferralEvent::Opened {
        dossier: Box::new(Dossier {
            case: draft.case,
            offence: draft.offence,
            group,
            opened_on: facts.today(),
            overdue: std::collections::BTreeMap::new(),
        }),
    }])
}

fn report(dossier: &Dossier, content: String, facts: &Moment<'_>) -> Decided {
    if !dossier.has_in_group(facts.actor.id) {
        return Err(Refusal::new("not-in-the-task-group", "CRM-GROUP")
            .citing(art("第五条第一款"))
            .missing("membership of the task group")
            .cure("have a member of the group report")
            .titled(
                "须由专案组提出报告",
                "A member of the task group must report",
            ));
    }
    said(
        &content,
        "CRM-REPORT",
        &art("第五条第一款"),
        "the written report",
    )?;
    let on = facts.today();
    Ok(vec![ReferralEvent::Reported {
        report: Report {
            content,
            by: facts.actor.id,
            on,
        },
        approve: facts.due(APPROVE, on)?,
    }])
}

fn head_apart(dossier: &Dossier, facts: &Moment<'_>) -> Result<(), Refusal> {
    if !dossier.has_in_group(facts.actor.id) {
        return Ok(());
    }
    Err(Refusal::new("segregation-of-duties", "CRM-APPROVE")
        .citing(art("第五条"))
        .missing("a principal head of the agency who is not in the task group")
        .cure("hand the step to the principal head")
        .titled("不符合职责分离要求", "This person had another part in it"))
}

fn transfer(draft: TransferDraft, facts: &Moment<'_>) -> Decided {
    let citation = art("第五条第二款、第六条");
    let parts = [
        (&draft.police, "the police organ of the same level"),
        (&draft.letter, "the letter of transfer"),
        (&draft.report, "the investigation report"),
        (&draft.items, "the list of items"),
        (&draft.copied_to, "the procuratorate that gets a copy"),
    ];
    parts
        .into_iter()
        .try_for_each(|(text, what)| said(text, "CRM-TRANSFER", &citation, what))?;
    let on = facts.today();
    Ok(vec![ReferralEvent::Transferred {
        sent: Box::new(Transfer {
            police: draft.police,
            letter: draft.letter,
            report: draft.report,
            items: draft.items,
            test_reports: draft.test_reports,
            copied_to: draft.copied_to,
            on,
        }),
        police: facts.due(POLICE, on)?,
    }])
}

/// A notice of the police has a text, and a day after what it answers.
fn noticed(state: &Referral, on: Date, notice: &str, facts: &Moment<'_>) -> Result<(), Refusal> {
    said(
        notice,
        "CRM-NOTICE",
        &art("第八条、第九条"),
        "the notice of the police",
    )?;
    let earliest = match state {
        Referral::Transferred { sent, .. } => sent.on,
        Referral::Reconsidering { police, .. } => police.trigger,
        Referral::Supervised { since, .. } => *since,
        Referral::Unopened
        | Referral::Group { .. }
        | Referral::Reported { .. }
        | Referral::Approved { .. }
        | Referral::Disapproved { .. }
        | Referral::Accepted { .. }
        | Referral::HandedOver { .. }
        | Referral::Declined { .. }
        | Referral::Returned { .. } => facts.today(),
    };
    facts.between(earliest, on, "the notice of the police")
}

fn declined(state: &Referral, on: Date, facts: &Moment<'_>) -> Decided {
    if matches!(state, Referral::Supervised { .. }) {
        // the procuratorate was the last resort: the agency handles the case itself
        return Ok(vec![ReferralEvent::Returned { on }]);
    }
    Ok(vec![ReferralEvent::Declined {
        on,
        object: facts.due(OBJECT, on)?,
        reconsidered: matches!(state, Referral::Reconsidering { .. }),
    }])
}

fn in_time_to_object(object: &Due, facts: &Moment<'_>) -> Result<(), Refusal> {
    if !object.has_expired(facts.now) {
        return Ok(());
    }
    Err(
        Refusal::of_rule("objection-too-late", rule_on(OBJECT, object.trigger)?)
            .citing(art("第九条"))
            .missing(format!("an objection by {}", object.raw))
            .cure("handle the case itself (Article 10)")
            .titled(
                "提请复议或者立案监督的期限已过",
                "The time to object is over",
            ),
    )
}

/// The police answer in the same number of days as at first; the article is another.
fn reconsideration_by_police(facts: &Moment<'_>) -> Result<Due, Refusal> {
    let due = facts.due(POLICE, facts.today())?;
    Ok(Due {
        citation: art("第九条第二款"),
        ..due
    })
}

fn run_out(state: &Referral, rule: &str, facts: &Moment<'_>) -> Vec<ReferralEvent> {
    let noted = state
        .dossier()
        .and_then(|dossier| dossier.overdue.get(rule));
    state
        .ran_out(rule, facts.now)
        .filter(|due| noted != Some(&due.raw))
        .map(|due| ReferralEvent::Overdue {
            due: due.clone(),
            on: facts.today(),
        })
        .into_iter()
        .collect()
}
