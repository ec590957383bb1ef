//! One step asked of one thing: what every such handler takes from its request, as one extractor.

use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;
use axum::response::Response;
use futures::future::BoxFuture;
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidJson};
use kernel::{Actor, RegionScope};
use ledger::{Ledger, UnitOfWork};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Fault, once, request_key};

/// Who asks, of which thing, under which key, and what. `I` is the id in the path, several of
/// them as a tuple, or `()` where the path names none; `T` is the body.
#[derive(Debug)]
pub struct Asked<I, T> {
    /// Who asks.
    pub actor: Actor,
    /// Of which thing.
    pub id: I,
    /// What.
    pub body: T,
    key: IdempotencyKey,
    request_hash: [u8; 32],
}

impl<S, I, T> FromRequest<S> for Asked<I, T>
where
    S: Send + Sync,
    I: DeserializeOwned + Send,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    /// The caller is asked for first, so that a stranger learns nothing about ids and bodies.
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let Caller(actor) = Caller::from_request_parts(&mut parts, state).await?;
        let PathId(id) = PathId::<I>::from_request_parts(&mut parts, state).await?;
        let key = IdempotencyKey::from_request_parts(&mut parts, state).await?;
        let json = ValidJson::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Self {
            actor,
            id,
            body: json.value,
            key,
            request_hash: json.request_hash,
        })
    }
}

impl<I, T> Asked<I, T> {
    /// A request whose path says all: `meaning` is what it asks for.
    #[must_use]
    pub const fn without_body(actor: Actor, id: I, key: IdempotencyKey, meaning: T) -> Self {
        Self {
            actor,
            id,
            body: meaning,
            key,
            request_hash: [0; 32],
        }
    }

    /// The same request, with what `read` makes of its body.
    #[must_use]
    pub fn map<U>(self, read: impl FnOnce(T) -> U) -> Asked<I, U> {
        Asked {
            actor: self.actor,
            id: self.id,
            body: read(self.body),
            key: self.key,
            request_hash: self.request_hash,
        }
    }

    /// As [`map`](Self::map), for a body that may not make sense.
    ///
    /// # Errors
    /// What `read` refuses.
    pub fn try_map<U>(
        self,
        read: impl FnOnce(T) -> Result<U, Fault>,
    ) -> Result<Asked<I, U>, Fault> {
        let read = self.map(read);
        Ok(Asked {
            actor: read.actor,
            id: read.id,
            body: read.body?,
            key: read.key,
            request_hash: read.request_hash,
        })
    }

    /// Does it [`once`], seeing the regions of `scope`. `path` keeps one key from serving two
    /// different routes.
    ///
    /// # Errors
    /// What `work` refuses, a conflict with another writer, or an outage; nothing is written then.
    pub async fn once<R, F>(
        self,
        ledger: &Ledger,
        scope: &RegionScope,
        path: &str,
        work: F,
    ) -> Result<Response, Fault>
    where
        I: Send,
        T: Send,
        R: Serialize,
        F: for<'u> FnOnce(
                &'u mut UnitOfWork,
                (Actor, I, T),
            ) -> BoxFuture<'u, Result<(StatusCode, R), Fault>>
            + Send,
    {
        let key = request_key(Some(&self.actor), self.key, path, self.request_hash);
        let asked = (self.actor, self.id, self.body);
        once(ledger, scope, key, |unit| work(unit, asked)).await
    }
}
