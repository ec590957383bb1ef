//! Receipt of service (送达回证) and announcement (送达公告): of the document that is named, else of the
//! decision of the case.

use documents::Form;
use penalty_domain::case::{DecisionTerms, Served};
use penalty_domain::document::{Draft, Seal};
use penalty_domain::service_of_process::{AttemptOutcome, Method, Paper, ServiceLog};

use super::{Filled, performance, words};
use crate::app::{CaseSeen, Sources, Topic};

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen, sources: &Sources) {
    let state = &seen.case.state;
    if let Topic::Document(stored) = &sources.topic
        && let Some((draft, seal)) = stored.state.draft().zip(stored.state.seal())
    {
        of_document(filled, (draft, seal), stored.state.served());
        let paper = paper_of(&draft.form.name);
        if let Some(file) = state.file() {
            tried(filled, paper, &file.service_log);
        }
        if paper == Paper::Decision {
            of_decision(filled, seen);
        }
        return;
    }
    // an announcement tells of any document, not only of the decision
    if !filled.has("document_number") {
        performance::refer(filled, state);
    }
    if let Some(record) = state.record() {
        let title = match record.decision.penalties() {
            Some(_) => Form::PenaltyDecision.title_zh(),
            None => Form::NoPenaltyDecision.title_zh(),
        };
        let number = record.decision.number.to_string();
        filled.suggest("documents", words::list(vec![titled(title, &number)]));
    }
    if let Some(served) = state.served() {
        reached(filled, served);
    }
}

fn of_document(filled: &mut Filled, (draft, seal): (&Draft, &Seal), served: Option<&Served>) {
    let number = seal.number.as_ref().map(ToString::to_string);
    let number = number.unwrap_or_default();
    filled.fix(
        "documents",
        words::list(vec![titled(&draft.form.title, &number)]),
    );
    filled.fix("document", draft.form.title.as_str());
    filled.fix("document_number", number);
    filled.fix("decided_on", seal.dated.to_string());
    if let Some(served) = served {
        reached(filled, served);
    }
}

fn titled(title: &str, number: &str) -> String {
    format!("《{title}》{number}")
}

fn reached(filled: &mut Filled, served: &Served) {
    filled.suggest("method", method(served.service.method));
    filled.suggest("served_at", words::day(served.served_on));
}

/// What the log of attempts says of the paper.
fn tried(filled: &mut Filled, paper: Paper, log: &ServiceLog) {
    let attempts = || log.attempts.iter().filter(|one| one.paper == paper);
    let unknown = attempts().any(|one| one.outcome == AttemptOutcome::WhereaboutsUnknown);
    if unknown {
        filled.fix("ground", "下落不明");
    } else if attempts().next().is_some() {
        filled.fix("ground", "采取其他送达方式无法送达");
    }
    let last_refused = attempts().rfind(|one| one.outcome == AttemptOutcome::Refused);
    if let Some(last) = last_refused {
        let note = format!("{}：{}", words::day(last.tried_on), last.account);
        filled.suggest("refusal_note", one_line(&note));
    }
}

/// The line of a form holds no line feeds.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an announcement of the decision repeats of it.
fn of_decision(filled: &mut Filled, seen: &CaseSeen) {
    let Some(record) = seen.case.state.record() else {
        return;
    };
    let decision = &record.decision;
    let content = match decision.penalties() {
        Some(penalties) => format!(
            "本局决定给予以下行政处罚：{}。",
            words::penalties(penalties).join("；")
        ),
        None => "本局决定对你（单位）不予行政处罚。".to_owned(),
    };
    filled.suggest("content", content);
    if let Some(terms) = &decision.terms {
        filled.suggest("rights", rights(terms));
    }
}

fn rights(terms: &DecisionTerms) -> String {
    format!(
        "不服本决定的，可以自送达之日起{}；也可以自送达之日起{}。",
        terms.reconsideration, terms.litigation
    )
}

fn paper_of(form: &str) -> Paper {
    let is = |known: Form| known.name() == form;
    if is(Form::PenaltyDecision) || is(Form::NoPenaltyDecision) {
        Paper::Decision
    } else if is(Form::PenaltyNotice) {
        Paper::Notice
    } else if is(Form::HearingNotice) {
        Paper::HearingNotice
    } else if is(Form::DemandNotice) {
        Paper::Demand
    } else {
        Paper::Other
    }
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Direct | Method::Substitute => "直接送达",
        Method::LeftBehind => "留置送达",
        Method::Electronic => "电子送达",
        Method::Post => "邮寄送达",
        Method::Entrusted => "委托送达",
        Method::Announcement => "公告送达",
    }
}
