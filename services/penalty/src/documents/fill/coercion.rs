//! Measures of coercion, preserved evidence, and the list of property. What a head approved or officers
//! carried out is fixed; a paper written before the measure is carried out gets the day it is sealed.

use documents::Form;
use kernel::legal_date;
use penalty_domain::measure::{Held, LiftGround, Lifting, Measure, MeasureFile, MeasureKind};
use penalty_domain::preservation::Preservation;
use penalty_domain::property::Item;
use serde_json::{Value, json};

use super::{Filled, words};
use crate::app::{Sources, Topic};

/// Items that a decision names by themselves; it refers to the list for the rest.
const NAMED: usize = 8;
/// What the forms write where nothing is to be written.
const NOTHING: &str = "／";

pub(super) fn fill(filled: &mut Filled, sources: &Sources) {
    // a list bears a number of its own
    if let Some(number) = &sources.list_number
        && filled.form != Form::PropertyList
    {
        filled.suggest("list_number", number.as_str());
    }
    match &sources.topic {
        Topic::Measure(measure) => of_measure(filled, measure, sources),
        Topic::Preservation(preservation) => of_preservation(filled, preservation, sources),
        Topic::Owner | Topic::Document(_) | Topic::Correction(_) => {}
    }
}

fn of_measure(filled: &mut Filled, measure: &Measure, sources: &Sources) {
    let Some(file) = measure.file() else {
        return;
    };
    filled.fix("measure", kind(file.kind));
    if let Some(name) = &file.form {
        filled.fix("measure_name", name.as_str());
    }
    filled.fix("items", rows(&file.items));
    purpose(filled, sources, Form::CoercionDecision);
    let form = filled.form;
    if form == Form::CoercionDecision {
        decision(filled, file, measure.held(), sources);
    }
    let Some(held) = measure.held() else {
        return;
    };
    if form == Form::CoercionExtension {
        extension(filled, held, sources);
    }
    if form == Form::CoercionLifting {
        lifting(filled, held, sources);
    }
}

fn decision(filled: &mut Filled, file: &MeasureFile, held: Option<&Held>, sources: &Sources) {
    filled.fix("basis", words::provision(&file.basis));
    filled.fix("object", named(&file.items));
    filled.suggest("reasons", file.reasons.as_str());
    let day = held.map_or_else(|| legal_date(sources.at), Held::executed_on);
    let Ok(period) = file.period_from(day, &sources.calendar) else {
        return;
    };
    let (from, until) = (day.to_string(), period.raw.to_string());
    if held.is_some() {
        filled.fix("starts_on", from);
        filled.fix("ends_on", until);
    } else {
        filled.suggest("starts_on", from);
        filled.suggest("ends_on", until);
    }
}

/// Number and day of the decision that an extension or a lifting refers to: those in the register, else
/// what the officers noted on the spot.
fn refer(filled: &mut Filled, held: &Held, sources: &Sources) {
    if let Some((_, seal)) = sources.sealed(Form::CoercionDecision) {
        filled.fix("decided_on", seal.dated.to_string());
        if let Some(number) = &seal.number {
            filled.fix("decision_number", number.to_string());
        }
        return;
    }
    filled.suggest("decided_on", held.executed_on().to_string());
    let delivered = held.delivered.as_ref();
    let noted = delivered.map_or(&held.scene.document, |notice| &notice.document);
    filled.suggest("decision_number", noted.as_str());
}

fn extension(filled: &mut Filled, held: &Held, sources: &Sources) {
    refer(filled, held, sources);
    let first = held.file.period_from(held.executed_on(), &sources.calendar);
    if let Some(next) = first.ok().and_then(|first| first.raw.tomorrow().ok()) {
        filled.suggest("extended_from", next.to_string());
    }
    if let Some(extension) = &held.period.extension {
        filled.suggest("reason", extension.reasons.as_str());
        filled.fix("extended_until", held.period.due.raw.to_string());
    }
}

fn lifting(filled: &mut Filled, held: &Held, sources: &Sources) {
    refer(filled, held, sources);
    if let Some(extension) = &held.period.extension {
        filled.fix("extension_on", extension.decided_on.to_string());
        let registered = sources.number_of(Form::CoercionExtension);
        let number = registered.unwrap_or_else(|| extension.document.clone());
        filled.fix("extension_number", number);
        filled.fix("extended_until", held.period.due.raw.to_string());
    }
    filled.suggest("basis", words::article(held.file.kind.lifting_citation()));
    let Some(last) = held.liftings.last() else {
        return;
    };
    filled.suggest("reason", reason(last));
    filled.fix("lifted_from", last.lifted_on.to_string());
    let all = held
        .file
        .items
        .iter()
        .all(|item| last.items.contains(&item.no));
    filled.fix("scope", if all { "全部" } else { "部分" });
}

fn of_preservation(filled: &mut Filled, preservation: &Preservation, sources: &Sources) {
    let Some(file) = preservation.file() else {
        return;
    };
    filled.suggest("reasons", file.reasons.as_str());
    filled.fix("items", rows(&file.items));
    filled.fix("keeping_place", places(&file.items));
    purpose(filled, sources, Form::PreservationNotice);
}

/// The paper to which a list belongs.
fn purpose(filled: &mut Filled, sources: &Sources, form: Form) {
    let number = sources.number_of(form).unwrap_or_default();
    filled.suggest("purpose", format!("《{}》{number}", form.title_zh()));
}

const fn kind(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Seal => "查封",
        MeasureKind::Seize => "扣押",
        MeasureKind::Freeze => "冻结",
        MeasureKind::Other => "其他行政强制措施",
    }
}

fn reason(lifting: &Lifting) -> String {
    let ground = match lifting.ground {
        LiftGround::NoViolation => "当事人没有违法行为",
        LiftGround::Unrelated => "被采取措施的财物与违法行为无关",
        LiftGround::Decided => "案件已作出处理决定，不再需要采取该措施",
        LiftGround::PeriodOver => "强制措施期限已经届满",
        LiftGround::NotNeeded => "不再需要采取该措施",
        LiftGround::NotApproved => "紧急情况下实施的措施未获批准",
    };
    match lifting.reasons.trim() {
        "" => ground.to_owned(),
        reasons => format!("{ground}（{reasons}）"),
    }
}

/// The first items with their quantities, and how many there are.
fn named(items: &[Item]) -> String {
    let one = |item: &Item| format!("{}{}", item.name, item.quantity);
    let first: Vec<String> = items.iter().take(NAMED).map(one).collect();
    let all = if items.len() > NAMED {
        format!("等共{}项", items.len())
    } else {
        String::new()
    };
    format!("{}{all}", first.join("、"))
}

/// Every place where something is kept, once.
fn places(items: &[Item]) -> String {
    let mut places: Vec<&str> = Vec::new();
    for item in items {
        if !places.contains(&item.place.as_str()) {
            places.push(&item.place);
        }
    }
    places.join("、")
}

/// The list as the form shows it.
fn rows(items: &[Item]) -> Value {
    let row = |item: &Item| {
        let (quantity, unit) = measured(&item.quantity);
        json!({
            "name": item.name,
            "spec": item.mark.as_deref().unwrap_or(NOTHING),
            "unit": unit,
            "quantity": quantity,
            "remarks": format!("存放于{}", item.place),
        })
    };
    items.iter().map(row).collect()
}

/// A quantity and its unit, as in 20箱; one in words stays whole.
fn measured(quantity: &str) -> (&str, &str) {
    let quantity = quantity.trim();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = quantity
        .find(|c: char| !digits(c))
        .unwrap_or(quantity.len());
    let (number, unit) = quantity.split_at(end);
    match (number, unit.trim()) {
        ("", _) => (quantity, NOTHING),
        (number, "") => (number, NOTHING),
        (number, unit) => (number, unit),
    }
}

#[cfg(test)]
mod tests {
    use penalty_domain::property::Fate;

    use super::*;

    #[test]
    fn a_quantity_is_divided_into_number_and_unit_and_one_in_words_stays_whole() {
        assert_eq!(measured("20箱"), ("20", "箱"));
        assert_eq!(measured(" 1.5 吨"), ("1.5", "吨"));
        assert_eq!(measured("12"), ("12", NOTHING));
        assert_eq!(measured("若干"), ("若干", NOTHING));
    }

    #[test]
    fn a_decision_names_a_few_items_and_counts_the_rest() {
        let item = |no| Item {
            no,
            name: format!("白酒{no}"),
            mark: None,
            quantity: "1箱".to_owned(),
            place: "仓库".to_owned(),
            value: None,
            fate: Fate::Listed,
        };
        let two: Vec<Item> = (1..=2).map(item).collect();
        assert_eq!(named(&two), "白酒11箱、白酒21箱");
        let many: Vec<Item> = (1..=20).map(item).collect();
        assert!(named(&many).ends_with("等共20项"), "{}", named(&many));
        assert_eq!(places(&many), "仓库");
    }
}
