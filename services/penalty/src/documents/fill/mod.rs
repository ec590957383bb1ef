//! What a case, or what it names beside the case, fills into a document: one file for each family of forms.
//!
//! What the law makes of the case is **fixed**: numbers, days, names, amounts, outcomes. A document
//! that says something else is refused. Text that a person may word better is **suggested**: it
//! stands until the caller gives another. Everything else the caller gives.

mod archive;
mod coercion;
mod decision;
mod hearing;
mod investigation;
mod notice;
mod performance;
mod service;
mod spot;
mod words;

use documents::{Form, Values};
use serde_json::Value;

use crate::app::{CaseSeen, Owner, Sources};

/// What the case fills in.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    form: Form,
    fixed: Values,
    suggested: Values,
}

impl Filled {
    fn new(form: Form) -> Self {
        Self {
            form,
            fixed: Values::new(),
            suggested: Values::new(),
        }
    }

    /// Fills `field` for good, if the form has it.
    fn fix(&mut self, field: &str, value: impl Into<Value>) {
        if self.has(field) {
            self.fixed.insert(field.to_owned(), value.into());
        }
    }

    /// Fills `field` until the caller gives something better, if the form has it.
    fn suggest(&mut self, field: &str, value: impl Into<Value>) {
        if self.has(field) {
            self.suggested.insert(field.to_owned(), value.into());
        }
    }

    fn has(&self, field: &str) -> bool {
        self.form.fields().iter().any(|known| known.name == field)
    }

    /// The labels of fields in `given` that say something else than the case.
    pub(crate) fn contradictions(&self, given: &Values) -> Vec<String> {
        let differs = |name: &str| {
            let (Some(fixed), Some(given)) = (self.fixed.get(name), given.get(name)) else {
                return false;
            };
            !is_empty(given) && fixed != given
        };
        self.form
            .fields()
            .iter()
            .filter(|field| differs(field.name))
            .map(|field| format!("{}（{}）", field.label, field.name))
            .collect()
    }

    /// Everything that fills the document: the case's own, then what was given, then suggestions.
    pub(crate) fn with(&self, given: &Values) -> Values {
        let mut values = self.suggested.clone();
        let given = given.iter().filter(|(_, value)| !is_empty(value));
        values.extend(given.map(|(name, value)| (name.clone(), value.clone())));
        values.extend(self.fixed.clone());
        values
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(entries) => entries.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// What `sources` fill into `form`.
pub(crate) fn fill(form: Form, sources: &Sources) -> Filled {
    let mut filled = Filled::new(form);
    match &sources.owner {
        Owner::Case(seen) => of_case(&mut filled, seen, sources),
        Owner::Spot(seen) => spot::fill(&mut filled, seen),
    }
    filled
}

fn of_case(filled: &mut Filled, seen: &CaseSeen, sources: &Sources) {
    party(filled, seen);
    match filled.form {
        Form::FilingApproval | Form::InvestigationReport | Form::LegalReviewForm => {
            investigation::fill(filled, seen);
        }
        Form::PenaltyNotice | Form::StatementRecord => notice::fill(filled, seen),
        Form::CorrectionOrder => notice::correction(filled, seen, sources),
        Form::HearingNotice
        | Form::HearingRecord
        | Form::HearingReport
        | Form::DiscussionRecord => hearing::fill(filled, seen, sources),
        Form::PenaltyDecision | Form::NoPenaltyDecision => decision::fill(filled, seen),
        Form::InstalmentNotice | Form::DemandNotice | Form::EnforcementApplication => {
            performance::fill(filled, seen, sources);
        }
        Form::ServiceReceipt | Form::ServiceAnnouncement => service::fill(filled, seen, sources),
        Form::ClosingApproval | Form::FileCover | Form::FileCatalogue => {
            archive::fill(filled, seen);
        }
        Form::PreservationNotice
        | Form::CoercionDecision
        | Form::CoercionExtension
        | Form::CoercionLifting
        | Form::PropertyList => coercion::fill(filled, sources),
        Form::SceneRecord | Form::InterviewRecord | Form::SpotPenaltyDecision => {}
    }
}

/// Who the party is, once it is reported: the same on every paper.
fn party(filled: &mut Filled, seen: &CaseSeen) {
    let state = &seen.case.state;
    if let Some(identity) = &seen.identity {
        filled.fix("party", identity.name.as_str());
        filled.fix("address", identity.address.as_str());
        filled.suggest("recipient", identity.name.as_str());
        filled.suggest("case_name", format!("{}案", identity.name));
    }
    if let Some(penalty_domain::party::Party::Organisation {
        uscc: Some(uscc), ..
    }) = state.report().map(|report| &report.party)
    {
        filled.fix("uscc", uscc.to_string());
    } else if let Some(uscc) = state.file().and_then(|file| file.party_uscc) {
        filled.suggest("uscc", uscc.to_string());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn values(value: &Value) -> Values {
        value.as_object().unwrap().clone()
    }

    fn filled() -> Filled {
        let mut filled = Filled::new(Form::PenaltyDecision);
        filled.fix("fine", 50_000);
        filled.suggest("facts", "销售过期食品");
        filled.fix("no-such-field", "x");
        filled
    }

    #[test]
    fn what_the_case_knows_wins_and_what_it_suggests_gives_way() {
        let given = values(&json!({"facts": "另写的事实", "payee": "工商银行", "fine": ""}));
        let whole = filled().with(&given);
        assert_eq!(whole["fine"], 50_000);
        assert_eq!(whole["facts"], "另写的事实");
        assert_eq!(whole["payee"], "工商银行");
        assert!(!whole.contains_key("no-such-field"));
        assert_eq!(
            filled().with(&values(&json!({"facts": " "})))["facts"],
            "销售过期食品"
        );
    }

    #[test]
    fn a_field_that_says_something_else_than_the_case_is_named() {
        let other = filled().contradictions(&values(&json!({"fine": 60_000, "facts": "x"})));
        assert_eq!(other, ["罚款数额（fine）"]);
        assert!(
            filled()
                .contradictions(&values(&json!({"fine": 50_000})))
                .is_empty()
        );
        assert!(
            filled()
                .contradictions(&values(&json!({"fine": null})))
                .is_empty()
        );
    }
}
