//! Which command is lawful, and what it causes.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::legal_date;
use law::{Refusal, rule_on};

use super::gates::PRECONDITIONS;
use super::state::{Kept, Preservation, PreservationFile};
use super::step::{PreservationCommand, PreservationDraft, PreservationEvent, Treatment};
use super::{KEEP, URGENT};
use crate::hearing::MARKET_SUPERVISION;
use crate::on_site::{Approval, Circumstances, Ruling, Scene, all_hold, happened};
use crate::proceeding::{Facts, Proceeding as _, written};
use crate::property::{Fate, complete, listed, numbers, pick, turn};

type Decided = Result<Vec<PreservationEvent>, Refusal>;

/// The articles on what is done with kept evidence.
const DISPOSAL: &str = "行政处罚法第五十六条；市场监督管理行政处罚程序规定第三十五条";

pub(super) fn judge(
    preservation: &Preservation,
    command: PreservationCommand,
    facts: &Facts<'_>,
) -> Decided {
    match command {
        PreservationCommand::Request(draft) => request(draft, facts),
        PreservationCommand::Rule { approved, opinion } => rule(approved, opinion, facts),
        PreservationCommand::Take { scene, urgency } => take(preservation, *scene, urgency, facts),
        PreservationCommand::Dispose {
            items,
            treatment,
            document,
        } => dispose(preservation, items, treatment, document, facts),
        PreservationCommand::Release { items, document } => {
            let items = only(preservation, items, is_kept_or_tested, &document)?;
            Ok(vec![PreservationEvent::Disposed {
                items,
                treatment: Treatment::Released,
                document,
                on: facts.today(),
            }])
        }
        PreservationCommand::Return { items, document } => {
            let free = |fate: &Fate| matches!(fate, Fate::ToReturn { .. });
            let items = only(preservation, items, free, &document)?;
            let on = facts.today();
            Ok(vec![PreservationEvent::Returned {
                items,
                document,
                on,
            }])
        }
        PreservationCommand::RunOut { rule } => Ok(run_out(preservation, &rule, facts)),
    }
}

fn request(draft: PreservationDraft, facts: &Facts<'_>) -> Decided {
    written(
        &draft.reasons,
        ("reasons-missing", "PEN-56-1", "行政处罚法第五十六条"),
        "why the evidence may be lost or hard to get later",
        "未说明证据可能灭失或者以后难以取得",
    )?;
    complete(&draft.items, "市场监督管理行政处罚程序规定第三十四条第一款")?;
    if let Some(item) = draft.items.iter().find(|item| !item.related) {
        return Err(Refusal::new("property-unrelated", "PEN-56-1")
            .citing("市场监督管理行政处罚程序规定第三十三条第一款")
            .missing(format!(
                "evidence of the suspected violation; `{}` is none",
                item.name
            ))
            .cure("leave the item out")
            .titled("与涉嫌违法行为无关", "The item is no evidence"));
    }
    let file = PreservationFile {
        id: draft.id,
        case: facts.case.id,
        matter: facts.case.matter,
        region: facts.case.region,
        reasons: draft.reasons,
        items: listed(draft.items),
        by: facts.actor.id,
        requested_at: facts.now,
    };
    Ok(vec![PreservationEvent::Requested {
        file: Box::new(file),
    }])
}

fn rule(approved: bool, opinion: String, facts: &Facts<'_>) -> Decided {
    written(
        &opinion,
        ("opinion-missing", "PEN-56-1", "行政处罚法第五十六条"),
        "the opinion of the head",
        "未填写审批意见",
    )?;
    let ruling = Ruling {
        by: facts.actor.id,
        at: facts.now,
        opinion,
    };
    Ok(vec![if approved {
        PreservationEvent::Approved { ruling }
    } else {
        PreservationEvent::Refused { ruling }
    }])
}

fn take(
    preservation: &Preservation,
    scene: Scene,
    urgency: Option<String>,
    facts: &Facts<'_>,
) -> Decided {
    let mut file = preservation.file().ok_or_else(absent)?.clone();
    let prior = match preservation {
        Preservation::Approved { ruling, .. } => Some(ruling.clone()),
        Preservation::Unrequested
        | Preservation::Requested { .. }
        | Preservation::Refused { .. }
        | Preservation::Kept { .. }
        | Preservation::Dealt { .. }
        | Preservation::Lapsed { .. }
        | Preservation::Ended { .. } => None,
    };
    let may_act_first = facts.case.domain == MARKET_SUPERVISION;
    let urgency = urgency.filter(|reason| may_act_first && !reason.trim().is_empty());
    let seen = Circumstances {
        scene: &scene,
        approved_or_urgent: prior.is_some() || urgency.is_some(),
        team: &facts.case.team,
    };
    all_hold(&PRECONDITIONS, &seen)?;
    let earliest = prior.as_ref().map_or(Timestamp::MIN, |ruling| ruling.at);
    happened(&scene, earliest, facts)?;
    let taken_on = legal_date(scene.at);
    let approval = match (prior, urgency) {
        (Some(ruling), _) => Approval::Before { ruling },
        (None, urgency) => Approval::Pending {
            urgency: urgency.unwrap_or_default(),
            due: facts
                .calendar
                .due_at(rule_on(URGENT, taken_on)?, scene.at)?,
        },
    };
    let keep = facts.due_on(KEEP, taken_on)?;
    let all = numbers(&file.items, |_| true);
    turn(&mut file.items, &all, |_| Fate::Held);
    let kept = Kept {
        file,
        scene,
        approval,
        keep,
        overdue: BTreeSet::new(),
    };
    Ok(vec![PreservationEvent::Taken {
        kept: Box::new(kept),
    }])
}

fn dispose(
    preservation: &Preservation,
    items: Vec<u32>,
    treatment: Treatment,
    document: String,
    facts: &Facts<'_>,
) -> Decided {
    match &treatment {
        Treatment::Copied => {}
        Treatment::SentForTesting { institution } => written(
            institution,
            ("institution-missing", KEEP, DISPOSAL),
            "who tests",
            "未载明检测、检验、检疫、鉴定机构",
        )?,
        Treatment::Converted { measure } if facts.in_force.contains(measure) => {}
        Treatment::Converted { .. } => {
            return Err(Refusal::new("no-measure-to-convert", KEEP)
                .citing("市场监督管理行政处罚程序规定第三十五条第一款第三项")
                .missing("a measure of this case that is in force")
                .cure("impose the measure with its own approval, decision and list first")
                .titled("没有已实施的强制措施", "No measure takes the evidence over"));
        }
        Treatment::Confiscated => crate::measure::confiscated(facts)?,
        Treatment::Released => {
            return Err(Refusal::new("release-by-head", KEEP)
                .citing("市场监督管理行政处罚程序规定第三十三条第一款")
                .missing("the head's approval of the release")
                .cure("have the head of the agency release the evidence")
                .titled("解除须经机关负责人批准", "The head releases"));
        }
    }
    // what comes back from the laboratory may be dealt with again, but not be sent again
    let sent = matches!(treatment, Treatment::SentForTesting { .. });
    let fits = |fate: &Fate| *fate == Fate::Held || (!sent && is_kept_or_tested(fate));
    let items = only(preservation, items, fits, &document)?;
    Ok(vec![PreservationEvent::Disposed {
        items,
        treatment,
        document,
        on: facts.today(),
    }])
}

fn is_kept_or_tested(fate: &Fate) -> bool {
    matches!(fate, Fate::Held | Fate::AtLaboratory { .. })
}

/// The numbers, if every item is in a fate that fits and the step has its paper.
fn only(
    preservation: &Preservation,
    items: Vec<u32>,
    fits: impl Fn(&Fate) -> bool,
    document: &str,
) -> Result<Vec<u32>, Refusal> {
    let gate = ("proof-missing", KEEP, DISPOSAL);
    let what = "the number of the paper that proves it";
    written(document, gate, what, "未载明处理凭证文号")?;
    pick(preservation.items(), &items, DISPOSAL, |item| {
        fits(&item.fate)
    })?;
    Ok(items)
}

/// Notes that the clock of `rule` ran out. One that stopped or was noted before causes nothing.
fn run_out(preservation: &Preservation, rule: &str, facts: &Facts<'_>) -> Vec<PreservationEvent> {
    let clock = preservation
        .clocks()
        .into_iter()
        .find(|due| due.rule == rule);
    let Some(due) = clock.filter(|due| due.has_expired(facts.now)) else {
        return Vec::new();
    };
    if preservation.overdue().contains(&rule) {
        return Vec::new();
    }
    let (due, on) = (due.clone(), facts.today());
    if rule == KEEP {
        vec![PreservationEvent::Lapsed { due, on }]
    } else {
        vec![PreservationEvent::DutyOverdue { due, on }]
    }
}

/// Nothing was asked for yet; the state's gate stands before this.
fn absent() -> Refusal {
    Refusal::new("wrong-state", "ENF-STATE")
        .citing("行政处罚法第五十六条")
        .missing("the request")
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
