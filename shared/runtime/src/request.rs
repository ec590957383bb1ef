//! How a handler writes: once per idempotency key, with every failure as a problem.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures::future::BoxFuture;
use http_kit::{IdempotencyKey, Problem};
use kernel::{Actor, Post, Region, RegionScope};
use law::Refusal;
use ledger::{Answer, Conflict, Ledger, RequestKey, UnitOfWork};
use serde::Serialize;

/// How long a client waits before it sends a request again that met another one.
const RETRY_SOON: Duration = Duration::from_secs(1);
/// How long it waits while the database is away.
const RETRY_LATER: Duration = Duration::from_secs(5);

/// Why a request failed. Becomes a problem document.
#[derive(Debug)]
pub struct Fault(Problem);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl Fault {
    /// The problem, for tests and for callers that change it.
    #[must_use]
    pub fn problem(self) -> Problem {
        self.0
    }

    /// As a consumer or a timer sees it: a refusal is not cured by trying again, an outage and a
    /// meeting with another writer are.
    #[must_use]
    pub fn into_apply_error(self) -> ledger::ApplyError {
        let status = self.0.status();
        let body = self.0.body();
        let text = format!(
            "{}: {}",
            self.0.code(),
            body.detail.as_deref().unwrap_or(&body.title)
        );
        if status == StatusCode::CONFLICT && body.rule.is_none() {
            return ledger::Error::Conflict(Conflict::Version).into();
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            return sqlx::Error::PoolTimedOut.into();
        }
        ledger::ApplyError::Permanent(text)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.into())
    }
}

impl From<access::Denied> for Fault {
    fn from(denied: access::Denied) -> Self {
        Self(denied.into())
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        ledger::Error::from(error).into()
    }
}

impl From<ledger::Error> for Fault {
    fn from(error: ledger::Error) -> Self {
        if error.is_outage() {
            tracing::warn!(error = %Chain(&error), "the database did not answer");
            return Self(Problem::unavailable(RETRY_LATER));
        }
        Self(match error {
            ledger::Error::Conflict(Conflict::KeyReused) => {
                Problem::unprocessable("此 Idempotency-Key 已用于另一请求")
                    .with_code("idempotency-key-reused")
                    .cure("use a new key for a new request")
            }
            ledger::Error::Conflict(conflict) => Problem::conflict(match conflict {
                Conflict::InProgress => "同一请求正在处理",
                Conflict::Version | Conflict::KeyReused => "记录已被他人更改",
            })
            .cure("send the request again with the same Idempotency-Key")
            .retry_after(RETRY_SOON),
            other @ (ledger::Error::Database(_)
            | ledger::Error::Migration { .. }
            | ledger::Error::Inconsistent { .. }
            | ledger::Error::NoBasis(_)) => Problem::internal(&other),
        })
    }
}

struct Chain<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(formatter, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

/// Refuses unless `actor` holds one of `posts` and may act in `region`. A region that is not the
/// actor's does not exist for them: 404.
///
/// # Errors
/// The refusal.
pub fn allow(actor: &Actor, posts: &[Post], region: Region) -> Result<(), Fault> {
    if !actor.scope.covers(region) {
        return Err(Problem::not_found().into());
    }
    access::require(actor, posts, region)?;
    Ok(())
}

/// The key of a request: who, which, and a digest over what was asked. `path` keeps one key from
/// serving two different routes.
#[must_use]
pub fn request_key(
    actor: Option<&Actor>,
    key: IdempotencyKey,
    path: &str,
    body_hash: [u8; 32],
) -> RequestKey {
    let mut hasher = crypto::DualHasher::new();
    hasher.update(path.as_bytes());
    hasher.update(&[0]);
    hasher.update(&body_hash);
    RequestKey {
        scope: actor.map_or_else(|| "public".to_owned(), |actor| actor.id.to_string()),
        key: key.into_string(),
        hash: *hasher.finish().sha256.as_bytes(),
    }
}

/// Runs `work` in one unit of work, keeps its answer under `key`, commits, and answers. The same
/// request again gets the same answer and has no second effect.
///
/// # Errors
/// What `work` refuses, a conflict with another writer, or an outage; nothing is written then.
pub async fn once<T, F>(
    ledger: &Ledger,
    scope: &RegionScope,
    key: RequestKey,
    work: F,
) -> Result<Response, Fault>
where
    T: Serialize,
    F: for<'u> FnOnce(&'u mut UnitOfWork) -> BoxFuture<'u, Result<(StatusCode, T), Fault>> + Send,
{
    let mut unit = ledger.begin(scope).await?;
    if let Some(answer) = unit.replayed(&key).await? {
        return Ok(respond(&answer));
    }
    let (status, body) = work(&mut unit).await?;
    let body = serde_json::to_value(&body).map_err(|error| Problem::internal(&error))?;
    let answer = Answer {
        status: status.as_u16(),
        body,
    };
    let response = respond(&answer);
    unit.answer(key, answer);
    unit.commit().await?;
    Ok(response)
}

fn respond(answer: &Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    (status, axum::Json(&answer.body)).into_response()
}
