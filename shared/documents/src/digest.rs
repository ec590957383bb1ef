//! The digest that names the content of a paper.

use std::collections::BTreeMap;

use crypto::Sm3Hex;
use serde_json::{Value, json};

use crate::Values;
use crate::form::Form;

/// The SM3 digest of form, number and values, as 64 lowercase hexadecimal digits. It is the digest
/// of JSON without spaces whose keys are in the order of their code points, so that the order in
/// which fields were filled does not count.
#[must_use]
pub fn content_digest(form: Form, number: Option<&str>, values: &Values) -> String {
    let content = json!({ "form": form.name(), "number": number, "values": values });
    let mut text = String::new();
    write_canonical(&content, &mut text);
    Sm3Hex::of(text.as_bytes()).to_string()
}

fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(entries) => {
            let sorted: BTreeMap<&String, &Value> = entries.iter().collect();
            out.push('{');
            for (place, (key, entry)) in sorted.into_iter().enumerate() {
                separate(place, out);
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(entry, out);
            }
            out.push('}');
        }
        Value::Array(entries) => {
            out.push('[');
            for (place, entry) in entries.iter().enumerate() {
                separate(place, out);
                write_canonical(entry, out);
            }
            out.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string());
        }
    }
}

fn separate(place: usize, out: &mut String) {
    if place > 0 {
        out.push(',');
    }
}
