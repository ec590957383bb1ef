//! A form that is not filled as the law wants is refused.

use documents::{Condition, Error, Field, FieldKind, Form, Problem, check, specimen};
use serde_json::{Value, json};

use crate::support::{PRESS, sheet};

#[test]
fn the_official_list_is_whole_and_every_form_has_a_specimen() {
    assert_eq!(Form::ALL.len(), 28);
    for form in Form::ALL {
        assert!(!form.fields().is_empty(), "{}", form.name());
        assert!(!form.citation().is_empty(), "{}", form.name());
        let problems = check(*form, &specimen(*form));
        assert!(problems.is_empty(), "{}: {problems:?}", form.name());
    }
}

#[test]
fn every_article_that_a_form_names_is_one_that_the_platform_can_look_up() {
    for form in Form::ALL {
        assert!(
            !law::citations(form.citation()).is_empty(),
            "{}",
            form.name()
        );
        let cited = form.fields().iter().map(|field| field.citation);
        for citation in cited.filter(|citation| citation.contains('第')) {
            let places: Vec<String> = law::citations(citation)
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(law::separate(citation), places, "{citation}");
        }
    }
}

#[test]
fn field_names_are_unique_in_a_form_and_their_conditions_name_fields_before_or_beside_them() {
    for form in Form::ALL {
        let fields = form.fields();
        for field in fields {
            let same = fields
                .iter()
                .filter(|other| other.name == field.name)
                .count();
            assert_eq!(same, 1, "{}.{}", form.name(), field.name);
            let Some(Condition::Filled(name) | Condition::Is(name, _)) = field.when else {
                continue;
            };
            let named = fields.iter().find(|other| other.name == name);
            assert!(
                named.is_some(),
                "{}.{} needs {name}",
                form.name(),
                field.name
            );
        }
    }
}

#[test]
fn every_mandatory_field_that_is_missing_or_empty_is_named_with_its_article() {
    for form in Form::ALL {
        let whole = specimen(*form);
        for field in form.fields().iter().filter(|field| field.mandatory) {
            let mut without = whole.clone();
            without.remove(field.name);
            let mut emptied = whole.clone();
            emptied.insert(field.name.to_owned(), json!(""));
            for values in [&without, &emptied] {
                let problems = check(*form, values);
                let found = problems.iter().find(|problem| problem.name == field.name);
                let found = found.unwrap_or_else(|| panic!("{}.{}", form.name(), field.name));
                assert_eq!(found.problem, Problem::Missing);
                assert_eq!(found.label, field.label);
                assert_eq!(found.citation, field.citation);
                let refused = PRESS.render(&sheet(*form, values));
                assert!(matches!(refused, Err(Error::Fields(_))));
            }
        }
    }
}

#[test]
fn a_value_of_another_kind_is_refused_in_every_field() {
    for form in Form::ALL {
        for field in form.fields() {
            let mut values = specimen(*form);
            values.insert(field.name.to_owned(), another_kind(field));
            let found = check(*form, &values);
            assert!(
                found
                    .iter()
                    .any(|problem| problem.name.starts_with(field.name)),
                "{}.{}",
                form.name(),
                field.name
            );
        }
    }
}

fn another_kind(field: &Field) -> Value {
    match field.kind {
        FieldKind::Text | FieldKind::LongText => json!(7),
        FieldKind::Date => json!("2026-02-30"),
        FieldKind::Money => json!(-1),
        FieldKind::List => json!([3]),
        FieldKind::Table(_) => json!(["not a row"]),
    }
}

fn with(form: Form, name: &str, value: Value) -> Vec<(String, Problem)> {
    let mut values = specimen(form);
    values.insert(name.to_owned(), value);
    check(form, &values)
        .into_iter()
        .map(|found| (found.name, found.problem))
        .collect()
}

fn without(form: Form, name: &str) -> Vec<(String, Problem)> {
    with(form, name, Value::Null)
}

fn one(name: &str, problem: Problem) -> Vec<(String, Problem)> {
    vec![(name.to_owned(), problem)]
}

#[test]
fn a_decision_with_a_fine_names_the_bank_and_says_whether_a_surcharge_follows() {
    for name in ["payee", "payee_address", "surcharge"] {
        assert_eq!(
            without(Form::PenaltyDecision, name),
            one(name, Problem::Missing)
        );
    }
    let mut values = specimen(Form::PenaltyDecision);
    for name in [
        "fine",
        "payee",
        "payee_address",
        "payee_account",
        "surcharge",
    ] {
        values.remove(name);
    }
    assert_eq!(check(Form::PenaltyDecision, &values), []);
}

#[test]
fn cash_on_the_spot_needs_its_ground_and_no_bank() {
    let mut values = specimen(Form::SpotPenaltyDecision);
    values.insert("payment".to_owned(), json!("当场缴纳"));
    values.remove("payee");
    values.remove("payee_address");
    let found = check(Form::SpotPenaltyDecision, &values);
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap().name, "cash_reason");
}

#[test]
fn records_name_two_officers_at_least() {
    let alone = json!([{ "name": "王晓明", "card": "34070011001" }]);
    for form in [
        Form::SceneRecord,
        Form::InterviewRecord,
        Form::SpotPenaltyDecision,
    ] {
        assert_eq!(
            with(form, "officers", alone.clone()),
            one("officers", Problem::TooFew)
        );
    }
}

#[test]
fn whoever_is_not_penalised_is_educated_unless_the_facts_are_unproven() {
    let form = Form::NoPenaltyDecision;
    assert_eq!(
        without(form, "education"),
        one("education", Problem::Missing)
    );
    let mut values = specimen(form);
    values.remove("education");
    values.insert("finding".to_owned(), json!("违法事实不能成立"));
    assert_eq!(check(form, &values), []);
}

#[test]
fn a_word_that_the_form_does_not_offer_is_refused() {
    assert_eq!(
        with(Form::ServiceReceipt, "method", json!("口头送达")),
        one("method", Problem::Choice)
    );
}

#[test]
fn a_field_or_a_column_that_the_form_does_not_have_is_refused() {
    assert_eq!(
        with(Form::ServiceReceipt, "weather", json!("晴")),
        one("weather", Problem::Unknown)
    );
    let row = json!([{ "title": "现场笔录", "page": "1", "colour": "red" }]);
    assert_eq!(
        with(Form::FileCatalogue, "entries", row),
        one("entries.1.colour", Problem::Unknown)
    );
}

#[test]
fn marks_that_turn_the_direction_of_reading_are_refused() {
    for mark in ['\u{202E}', '\u{200B}', '\u{0007}', '\u{FEFF}'] {
        let text = json!(format!("当事人{mark}甲"));
        assert_eq!(
            with(Form::DemandNotice, "party", text),
            one("party", Problem::Character)
        );
    }
}

#[test]
fn text_has_a_limit() {
    let longest = json!("字".repeat(30_000));
    assert_eq!(with(Form::PenaltyDecision, "facts", longest), []);
    let longer = json!("字".repeat(30_001));
    assert_eq!(
        with(Form::PenaltyDecision, "facts", longer),
        one("facts", Problem::TooLong)
    );
}
