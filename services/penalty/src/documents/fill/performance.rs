//! Papers about the performance of a decision, which all refer to it.

use documents::Form;
use kernel::{Fen, legal_date};
use penalty_domain::case::{Case, Record};
use penalty_domain::enforcement::{Application, Demand, Enforcement};
use penalty_domain::payment::{Account, Owed, Plan, StopGround};
use serde_json::{Value, json};

use super::{Filled, words};
use crate::app::{CaseSeen, Sources};

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen, sources: &Sources) {
    let state = &seen.case.state;
    refer(filled, state);
    let Some(record) = state.record() else {
        return;
    };
    decided(filled, record);
    if let Some(account) = state.account() {
        if let Some(plan) = &account.plan {
            planned(filled, plan);
        }
        owed(filled, account, sources);
    }
    if filled.form == Form::EnforcementApplication {
        application(filled, seen, sources);
    }
}

/// Number and day of the decision.
pub(super) fn refer(filled: &mut Filled, state: &Case) {
    if let Some(record) = state.record() {
        filled.fix("decision_number", record.decision.number.to_string());
        filled.fix("decided_on", record.decision.made_on.to_string());
    }
}

fn decided(filled: &mut Filled, record: &Record) {
    let decision = &record.decision;
    if let Some(penalties) = decision.penalties() {
        filled.fix("fine", penalties.fine().get());
        let duties = words::list(words::penalties(penalties));
        filled.suggest("duties", duties.clone());
        filled.suggest("unperformed", duties);
    }
    filled.fix("surcharge", words::surcharge(decision.states_surcharge));
    if let Some(terms) = &decision.terms {
        filled.suggest("manner", terms.performance.as_str());
        if let Some(bank) = &terms.bank {
            let payee = format!("到{}（地址：{}）缴纳", bank.name, bank.address);
            filled.suggest("payee", payee);
        }
    }
}

/// One day is a deferral, more are instalments.
fn planned(filled: &mut Filled, plan: &Plan) {
    filled.fix("applied_on", plan.applied_on.to_string());
    if let [only] = plan.instalments.as_slice() {
        filled.fix("relief", "延期");
        filled.fix("deferred_until", only.due.raw.to_string());
        return;
    }
    filled.fix("relief", "分期");
    let rows = plan.instalments.iter();
    let rows: Vec<Value> = rows
        .map(|one| json!({"due": one.due.raw.to_string(), "amount": one.amount.get()}))
        .collect();
    filled.fix("instalments", rows);
}

/// What is owed on the day of the paper.
fn owed(filled: &mut Filled, account: &Account, sources: &Sources) {
    let today = legal_date(sources.at);
    let Ok(Owed {
        fine,
        income,
        surcharge,
    }) = account.owed_on(today)
    else {
        return;
    };
    // under a plan the paper may demand what fell due of it only
    let mut sum_of = |field: &str, amount: Fen| match &account.plan {
        None => filled.fix(field, amount.get()),
        Some(_) => filled.suggest(field, amount.get()),
    };
    let principal = fine.checked_add(income).unwrap_or(fine);
    if !principal.is_zero() {
        sum_of("amount", principal);
    }
    if surcharge.is_zero() {
        return;
    }
    sum_of("surcharge_amount", surcharge);
    let mut sum = format!(
        "自{}起至{}止，以到期未缴的罚款为基数，每日按百分之三计算，总额不超过罚款数额",
        words::day(account.pay.effective.tomorrow().unwrap_or(today)),
        words::day(today),
    );
    if !account.stops.is_empty() {
        sum.push_str("；行政复议或者行政诉讼期间不予计算");
    }
    filled.suggest("surcharge_sum", sum);
}

fn application(filled: &mut Filled, seen: &CaseSeen, sources: &Sources) {
    let enforcement = sources.enforcement.as_ref();
    let demand = enforcement.and_then(Enforcement::demand);
    if let Some(number) = sources.number_of(Form::DemandNotice) {
        filled.fix("demand_number", number);
    }
    if let Some(demand) = demand {
        filled.fix("demand_served_on", demand.served_on.to_string());
    }
    if let Some(applied) = enforcement.and_then(applied) {
        filled.fix("court", applied.court.as_str());
        let object = words::list(vec![applied.object.clone()]);
        filled.suggest("unperformed", object);
    }
    let told = history(&seen.case.state, demand, sources.challenged);
    filled.suggest("history", told);
    let attached = [
        "行政处罚决定书及作出决定的事实、理由和依据",
        "当事人的意见及催告情况",
        "申请强制执行标的情况",
    ];
    let attached = attached.map(str::to_owned).to_vec();
    filled.suggest("attachments", words::list(attached));
}

fn applied(enforcement: &Enforcement) -> Option<&Application> {
    match enforcement {
        Enforcement::Applied { application, .. }
        | Enforcement::Accepted { application, .. }
        | Enforcement::Granted { application, .. } => Some(application),
        Enforcement::Suspended { before, .. } => applied(before),
        Enforcement::Absent
        | Enforcement::Open { .. }
        | Enforcement::Demanded { .. }
        | Enforcement::Finished { .. } => None,
    }
}

/// What the party did since the decision reached it: payments, relief, remedies, answers.
fn history(state: &Case, demand: Option<&Demand>, challenged: Option<bool>) -> String {
    let mut told = Vec::new();
    if let Some(served) = state.served() {
        let day = words::day(served.served_on);
        told.push(format!("《行政处罚决定书》于{day}送达被申请人。"));
    }
    if let Some(account) = state.account() {
        told.extend(paid(account));
    }
    match challenged {
        Some(false) => {
            let none = "被申请人在法定期限内未申请行政复议，也未提起行政诉讼。";
            told.push(none.to_owned());
        }
        Some(true) => told.push("被申请人曾申请行政复议或者提起行政诉讼。".to_owned()),
        None => {}
    }
    for answer in demand.into_iter().flat_map(|demand| &demand.answers) {
        told.push(format!(
            "被申请人于{}对催告提出意见：{}。经核实：{}。",
            words::day(answer.received_on),
            words::unstopped(&answer.statement),
            words::unstopped(&answer.finding),
        ));
    }
    told.join("\n")
}

fn paid(account: &Account) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(plan) = &account.plan {
        let day = words::day(plan.granted_on);
        told.push(format!("本局于{day}同意被申请人延期或者分期缴纳罚款。"));
    }
    for payment in &account.payments {
        let day = words::day(payment.paid_on);
        let sum = payment.principal.checked_add(payment.surcharge);
        let sum = sum.unwrap_or(payment.principal);
        told.push(format!("被申请人于{day}缴纳{sum}元。"));
    }
    if account.payments.is_empty() {
        told.push("被申请人未缴纳罚没款。".to_owned());
    }
    for stop in &account.stops {
        let remedy = match stop.ground {
            StopGround::Reconsideration => "申请行政复议",
            StopGround::Litigation => "提起行政诉讼",
        };
        let from = words::day(stop.from);
        let end = stop.to.map_or_else(
            || "尚未终结".to_owned(),
            |to| format!("于{}终结", words::day(to)),
        );
        told.push(format!("被申请人于{from}{remedy}，{end}。"));
    }
    told
}
