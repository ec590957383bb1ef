//! Service, closing and the case file.

use penalty_domain::case::ClosureOutcome;
use penalty_domain::service_of_process::Method;

use super::{Filled, performance, words};
use crate::app::CaseSeen;

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen) {
    let state = &seen.case.state;
    // an announcement tells of any document, not only of the decision
    if !filled.has("document_number") {
        performance::refer(filled, state);
    }
    filled.fix("filed_on", seen.case.filed_on.to_string());
    if let Some(file) = state.file() {
        filled.suggest("unit", file.unit.as_str());
    }
    if let Some(penalties) = state
        .record()
        .and_then(|record| record.decision.penalties())
    {
        filled.suggest("penalties", words::penalties(penalties).join("；"));
    }
    if let Some(served) = state.served() {
        filled.suggest("method", method(served.service.method));
        filled.suggest("served_at", words::day(served.served_on));
    }
    if let Some(closure) = state.closure() {
        filled.fix("closed_on", closure.closed_on.to_string());
        let situation = match closure.outcome {
            ClosureOutcome::Performed => "行政处罚决定执行完毕",
            ClosureOutcome::NotPenalised => "依法不予行政处罚",
            ClosureOutcome::Transferred => "案件已移送",
            ClosureOutcome::Withdrawn => "案件已撤销",
            ClosureOutcome::Terminated => "案件已终止调查",
            ClosureOutcome::CourtEnded => "人民法院已裁定终结执行",
            ClosureOutcome::Other => "其他应予结案的情形",
        };
        filled.suggest("situation", situation);
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
