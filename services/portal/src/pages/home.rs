//! The first page: what is running, the interfaces, the latest matters.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::frame::page;
use super::matter::{Matter, MatterView};
use super::words::beijing;
use crate::Portal;
use crate::look::{Answer, Named, Presence};

/// Matters on the page.
const LATEST: usize = 5;
/// Steps of a matter on the page; its own page has all of them.
const STEPS: usize = 40;

#[derive(Debug, Deserialize)]
struct MatterList {
    matters: Vec<MatterView>,
}

/// What is said instead of matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Instead {
    Nothing,
    None,
    SignIn,
    Unavailable,
}

#[derive(Debug, Template)]
#[template(path = "home.html")]
struct Home {
    now: String,
    now_iso: String,
    movable: bool,
    services: Vec<(Named, Presence)>,
    matters: Vec<Matter>,
    instead: Instead,
}

pub(super) async fn show(State(portal): State<Portal>, caller: HeaderMap) -> Response {
    let path = format!("/api/oversight/v1/matters?limit={LATEST}");
    let (services, latest) = futures::join!(
        portal.look.presence(),
        portal.look.read::<MatterList>("oversight", &path, &caller)
    );
    let (views, instead) = match latest {
        Answer::Found(list) if list.matters.is_empty() => (list.matters, Instead::None),
        Answer::Found(list) => (list.matters, Instead::Nothing),
        Answer::SignIn => (Vec::new(), Instead::SignIn),
        Answer::NotFound | Answer::Unavailable => (Vec::new(), Instead::Unavailable),
    };
    let now = portal.context.clock.now();
    let home = Home {
        now: beijing(now),
        now_iso: now.to_string(),
        movable: portal.context.movable.is_some(),
        services,
        matters: views
            .into_iter()
            .map(|view| Matter::new(view, STEPS))
            .collect(),
        instead,
    };
    page(StatusCode::OK, &home)
}
