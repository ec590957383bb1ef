//! From filing to the report that ends the investigation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::OfficerId;
use law::{Adjustments, Refusal, rule_on};

use super::assess::assessed;
use super::{Decided, between, file_of, not_heavier};
use crate::case::clocks;
use crate::case::command::{CaseFacts, Opening, ReportDraft};
use crate::case::event::CaseEvent;
use crate::case::file::{File, Grade, Report};
use crate::case::gates::enough_officers;
use crate::case::proceedings::Proceedings;
use crate::case::state::Case;
use crate::penalty::Penalties;
use crate::service_of_process::ServiceLog;

pub(super) fn open(opening: Opening, facts: &CaseFacts<'_>) -> Decided {
    let decide = facts.calendar.due(
        rule_on(clocks::decide_in(&opening.domain), opening.filed_on)?,
        opening.filed_on,
        &Adjustments::none(),
    )?;
    let file = File {
        id: opening.id,
        matter: opening.matter,
        region: opening.region,
        domain: opening.domain,
        power_item: opening.power_item,
        unit: opening.unit,
        party_kind: opening.party_kind,
        party_uscc: opening.party_uscc,
        filed_on: opening.filed_on,
        decide,
        investigators: Vec::new(),
        investigated: BTreeSet::new(),
        reviewed: BTreeSet::new(),
        evidence: None,
        ceiling: None,
        hearing_finished: false,
        overdue: BTreeSet::new(),
        proceedings: Proceedings::default(),
        service_log: ServiceLog::default(),
    };
    Ok(vec![CaseEvent::CaseOpened {
        file: Box::new(file),
    }])
}

pub(super) fn team(mut officers: Vec<OfficerId>, facts: &CaseFacts<'_>) -> Decided {
    officers.sort_unstable();
    officers.dedup();
    enough_officers(officers.len())?;
    Ok(vec![CaseEvent::InvestigatorsRecorded {
        officers,
        on: facts.today(),
    }])
}

pub(super) fn conclude(case: &Case, draft: ReportDraft, facts: &CaseFacts<'_>) -> Decided {
    let file = file_of(case)?;
    draft.identity.check()?;
    let penalties = Penalties::new(draft.penalties.clone())?;
    if draft.facts.trim().is_empty() || draft.violation_code.trim().is_empty() {
        return Err(Refusal::new("facts-missing", "G9")
            .citing("行政处罚法第四十条；市场监督管理行政处罚程序规定第四十八条")
            .missing("the facts found and the code of the violation")
            .cure("state what was found and which violation it is")
            .titled("未查明违法事实", "The facts are not stated"));
    }
    between(Date::MIN, draft.act_ended_on, facts, "the end of the act")?;
    if draft.grade != Grade::General && draft.reasons.trim().is_empty() {
        return Err(Refusal::new("grade-without-reasons", "PEN-BENCHMARK")
            .citing("行政处罚法第五条第二款、第三十四条")
            .missing(format!("the reasons for grade `{}`", draft.grade))
            .cure("say which circumstances lead to the grade")
            .titled("裁量未说明理由", "The grade is not reasoned"));
    }
    let assessed = assessed(file, &draft, &penalties, facts)?;
    if let Some(ceiling) = &file.ceiling {
        not_heavier(&penalties, ceiling)?;
    }
    let report = Report {
        facts: draft.facts,
        violation_code: draft.violation_code,
        act_ended_on: draft.act_ended_on,
        party: draft.party,
        penalties,
        grade: draft.grade,
        reasons: draft.reasons,
        significance: draft.significance,
        assessed: Some(Box::new(assessed)),
        by: facts.actor.id,
        reported_on: facts.today(),
    };
    let report = Box::new(report);
    Ok(vec![CaseEvent::InvestigationConcluded {
        report,
        identity: draft.identity,
    }])
}
