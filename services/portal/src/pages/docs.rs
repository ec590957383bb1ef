//! The interfaces as a list that people can read, from the services' own descriptions.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use futures::future::join_all;
use serde::Deserialize;
use serde_json::Value;

use super::frame::page;
use super::words::Words;
use crate::look::{Answer, SERVICES};
use crate::{NAME, Portal};

/// What an operation does to what it names, in the order in which readers look for it.
const METHODS: [&str; 6] = ["get", "head", "post", "put", "patch", "delete"];

#[derive(Debug, Deserialize)]
struct Description {
    paths: BTreeMap<String, BTreeMap<String, Value>>,
}

#[derive(Debug, Template)]
#[template(path = "docs.html")]
struct Docs {
    sections: Vec<Section>,
}

#[derive(Debug)]
struct Section {
    name: &'static str,
    title: Words,
    /// Nothing when the service did not answer.
    operations: Option<Vec<Operation>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Operation {
    method: String,
    path: String,
    summary: String,
    /// A token is needed.
    token: bool,
}

pub(super) async fn show(State(portal): State<Portal>, caller: HeaderMap) -> Response {
    let own = (NAME, Words::new("门户", "Portal"));
    let services = SERVICES
        .iter()
        .map(|service| (service.name, Words::new(service.zh, service.en)));
    let sections = services.chain([own]).map(async |(name, title)| {
        let path = format!("/api/{name}/openapi.json");
        let operations = match portal.look.read::<Description>(name, &path, &caller).await {
            Answer::Found(description) => Some(operations(&description)),
            Answer::NotFound | Answer::SignIn | Answer::Unavailable => None,
        };
        Section {
            name,
            title,
            operations,
        }
    });
    let sections = join_all(sections).await;
    page(StatusCode::OK, &Docs { sections })
}

fn operations(description: &Description) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in &description.paths {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            found.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(operation, "summary"),
                token: needs_token(operation),
            });
        }
    }
    found
}

fn text(operation: &Value, field: &str) -> String {
    operation
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// An operation that lists ways to sign in, none of which is "not at all".
fn needs_token(operation: &Value) -> bool {
    let ways = operation.get("security").and_then(Value::as_array);
    ways.is_some_and(|ways| {
        !ways.is_empty()
            && !ways
                .iter()
                .any(|way| way.as_object().is_some_and(serde_json::Map::is_empty))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn operations_are_listed_with_what_they_do_and_whether_they_need_a_token() {
        let description = json!({ "paths": { "/b": {
            "post": { "summary": "Does", "security": [{ "bearer": [] }] },
            "get": { "summary": "Shows", "security": [{}, { "bearer": [] }] },
            "parameters": [],
        }, "/a": { "get": {} } } });
        let found = operations(&serde_json::from_value(description).unwrap());
        let rows: Vec<(&str, &str, bool)> = found
            .iter()
            .map(|row| (row.method.as_str(), row.path.as_str(), row.token))
            .collect();
        assert_eq!(
            rows,
            [
                ("GET", "/a", false),
                ("GET", "/b", false),
                ("POST", "/b", true)
            ]
        );
        assert_eq!(found[2].summary, "Does");
    }
}
