//! Who is asking.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use kernel::Actor;

use crate::{HttpContext, Problem};

/// Someone with a valid token; everybody else gets 401.
#[derive(Debug, Clone)]
pub struct Caller(pub Actor);

/// Someone with a valid token, or nobody in particular; a wrong token still gets 401.
#[derive(Debug, Clone)]
pub struct MaybeCaller(pub Option<Actor>);

impl Deref for Caller {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        actor(parts)
            .await?
            .map(Self)
            .ok_or_else(Problem::unauthorized)
    }
}

impl<S: Sync> FromRequestParts<S> for MaybeCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        actor(parts).await.map(Self)
    }
}

async fn actor(parts: &Parts) -> Result<Option<Actor>, Problem> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let Some(header) = headers.next() else {
        return Ok(None);
    };
    if headers.next().is_some() {
        return Err(Problem::bad_request("Authorization 请求头只能出现一次"));
    }
    let token = header
        .to_str()
        .ok()
        .and_then(bearer)
        .ok_or_else(Problem::unauthorized)?;
    let Some(context) = parts.extensions.get::<Arc<HttpContext>>() else {
        tracing::error!("a route that asks for its caller was not finished with http_kit::finish");
        return Err(Problem::broken());
    };
    let actor = context
        .verifier
        .authenticate(token, context.clock.now())
        .await?;
    Ok(Some(actor))
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
