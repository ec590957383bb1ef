//! Which command is lawful in which state, and what it causes.

use kernel::{Decider, Post};
use law::{Adjustments, Extension, Refusal, rule};

use super::state::About;
use super::{Clue, ClueCommand, ClueEvent, ClueFacts, Finding, PartyKind, Registration};
use crate::limitation::within_limitation;

/// The deadline rule of verification.
pub(super) const VERIFY: &str = "INT-SAMR-VERIFY";

/// The rules of a clue.
#[derive(Debug, Clone, Copy)]
pub struct ClueRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Decider for ClueRules<'a> {
    type State = Clue;
    type Command = ClueCommand;
    type Event = ClueEvent;
    type Facts = ClueFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Clue,
        command: ClueCommand,
        facts: &ClueFacts<'a>,
    ) -> Result<Vec<ClueEvent>, Refusal> {
        let name = command.name();
        match (state, command) {
            (Clue::Unknown, ClueCommand::Register(entry)) => register(entry, facts),
            (
                Clue::Verifying {
                    about,
                    extended,
                    overdue,
                    ..
                },
                ClueCommand::Extend { ground },
            ) => extend(about, *extended || *overdue, &ground, facts),
            (Clue::Verifying { about, .. }, command @ ClueCommand::File { .. }) => {
                file(about, command, facts)
            }
            (Clue::Verifying { .. }, ClueCommand::Decline { reason }) => {
                head_decides(facts)?;
                Ok(vec![ClueEvent::NotFiled { reason }])
            }
            (Clue::Verifying { .. }, ClueCommand::Transfer { to_unit, to_region }) => {
                head_decides(facts)?;
                Ok(vec![ClueEvent::Transferred { to_unit, to_region }])
            }
            (
                Clue::Verifying {
                    due,
                    overdue: false,
                    ..
                },
                ClueCommand::NoteOverdue,
            ) => Ok(vec![ClueEvent::WentOverdue { due: due.clone() }]),
            (state, ClueCommand::NoteOverdue) if *state != Clue::Unknown => Ok(Vec::new()),
            (state, _) => Err(wrong_state(state, name)),
        }
    }

    fn evolve(state: Clue, event: &ClueEvent) -> Clue {
        match (state, event.clone()) {
            (_, ClueEvent::Registered { about, due }) => Clue::Verifying {
                about,
                due,
                extended: false,
                overdue: false,
            },
            (Clue::Verifying { about, overdue, .. }, ClueEvent::Extended { due }) => {
                Clue::Verifying {
                    about,
                    due,
                    extended: true,
                    overdue,
                }
            }
            (
                Clue::Verifying {
                    about, extended, ..
                },
                ClueEvent::WentOverdue { due },
            ) => Clue::Verifying {
                about,
                due,
                extended,
                overdue: true,
            },
            (Clue::Verifying { about, .. }, ClueEvent::Filed { case, filed_on, .. }) => {
                Clue::Filed {
                    about,
                    case,
                    filed_on,
                }
            }
            (Clue::Verifying { about, .. }, ClueEvent::NotFiled { reason }) => {
                Clue::NotFiled { about, reason }
            }
            (Clue::Verifying { about, .. }, ClueEvent::Transferred { to_unit, .. }) => {
                Clue::Transferred { about, to_unit }
            }
            (state, _) => state,
        }
    }
}

fn register(entry: Registration, facts: &ClueFacts<'_>) -> Result<Vec<ClueEvent>, Refusal> {
    if entry.domain.trim().is_empty() {
        return Err(Refusal::new("domain-missing", "INT-REGISTER")
            .citing("市场监督管理行政处罚程序规定第十八条")
            .missing("the field of enforcement")
            .cure("name it, for example city-management")
            .titled("未填写执法领域", "The field of enforcement is missing"));
    }
    let due = facts
        .calendar
        .due(rule(VERIFY)?, entry.discovered_on, &Adjustments::none())?;
    let about = About {
        id: entry.id,
        matter: entry.matter,
        region: entry.region,
        source: entry.source,
        submission: entry.submission,
        domain: entry.domain,
        respondent: entry.respondent,
        discovered_on: entry.discovered_on,
    };
    Ok(vec![ClueEvent::Registered { about, due }])
}

fn extend(
    about: &About,
    used: bool,
    ground: &str,
    facts: &ClueFacts<'_>,
) -> Result<Vec<ClueEvent>, Refusal> {
    let verify = rule(VERIFY)?;
    head_decides(facts)?;
    if used {
        return Err(Refusal::of_rule("extension-used", verify)
            .missing("an extension: it is granted once, and before the period ends")
            .cure("decide to file, not to file, or to transfer")
            .titled(
                "核查期限只能延长一次",
                "Verification can be extended once only",
            ));
    }
    if ground.trim().is_empty() {
        return Err(Refusal::of_rule("ground-missing", verify)
            .missing("the ground of the extension")
            .cure("say what makes the matter complex")
            .titled("未说明延长理由", "The ground of the extension is missing"));
    }
    let Some(length) = verify.length else {
        return Err(Refusal::of_rule("no-length", verify).missing("a length in the rule"));
    };
    let longer = Adjustments::none().extended(Extension::new(length.n, length.unit, ground));
    let due = facts.calendar.due(verify, about.discovered_on, &longer)?;
    Ok(vec![ClueEvent::Extended { due }])
}

fn file(
    about: &About,
    command: ClueCommand,
    facts: &ClueFacts<'_>,
) -> Result<Vec<ClueEvent>, Refusal> {
    let ClueCommand::File {
        case,
        finding,
        power_item,
        unit,
        party_kind,
        party_uscc,
    } = command
    else {
        return Err(wrong_state(&Clue::Unknown, command.name()));
    };
    head_decides(facts)?;
    conditions(&finding)?;
    within_limitation(
        facts.calendar,
        finding.act_ended_on,
        about.discovered_on,
        finding.grave_harm,
    )?;
    if power_item.trim().is_empty() || unit.trim().is_empty() {
        return Err(Refusal::new("power-item-missing", "INT-POWER-ITEM")
            .citing("行政处罚法第十七条")
            .missing("the item of the power and responsibility list, and the handling unit")
            .cure("choose the item under which this agency may punish the act")
            .titled("未关联权责清单事项", "No item of the power list is named"));
    }
    if party_kind == PartyKind::Organisation && party_uscc.is_none() {
        return Err(Refusal::new("party-code-missing", "INT-PARTY")
            .citing("市场监督管理行政处罚程序规定第十九条")
            .missing("the unified social credit code of the organisation")
            .cure("look it up in the register and enter it")
            .titled(
                "未填写统一社会信用代码",
                "The credit code of the party is missing",
            ));
    }
    Ok(vec![ClueEvent::Filed {
        case,
        filed_on: facts.today,
        power_item,
        unit,
        party_kind,
        party_uscc,
    }])
}

/// The conditions of filing (立案条件).
fn conditions(finding: &Finding) -> Result<(), Refusal> {
    let unmet = [
        (
            finding.evidence,
            "evidence that shows the breach at first sight",
        ),
        (
            finding.punishable,
            "a penalty set for the act by a published law",
        ),
        (
            finding.competent,
            "competence of this agency by place and level",
        ),
    ];
    match unmet.iter().find(|(met, _)| !met) {
        None => Ok(()),
        Some((_, missing)) => Err(Refusal::new("filing-conditions", "INT-FILE-CONDITIONS")
            .citing("市场监督管理行政处罚程序规定第十九条")
            .missing(*missing)
            .cure("verify further, decline to file, or transfer to the competent body")
            .titled("不符合立案条件", "The conditions of filing are not met")),
    }
}

/// Filing, not filing and transferring are decided by the head of the agency.
fn head_decides(facts: &ClueFacts<'_>) -> Result<(), Refusal> {
    if facts.actor.holds(Post::Decider) {
        return Ok(());
    }
    Err(Refusal::new("head-decides", "INT-HEAD-DECIDES")
        .citing("市场监督管理行政处罚程序规定第十八条、第十九条")
        .missing("the approval of the head of the agency")
        .cure("submit it to a person who holds the post Decider")
        .titled("须由行政机关负责人决定", "The head of the agency decides"))
}

fn wrong_state(state: &Clue, command: &str) -> Refusal {
    let lawful = match state {
        Clue::Unknown => "register",
        Clue::Verifying { .. } => "extend, file, decline, transfer",
        Clue::Filed { .. } | Clue::NotFiled { .. } | Clue::Transferred { .. } => "none",
    };
    Refusal::new("wrong-state", "INT-STATE")
        .citing("市场监督管理行政处罚程序规定第十八条、第十九条")
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
