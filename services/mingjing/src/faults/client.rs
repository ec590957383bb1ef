//! A client that never gives up on a request, as the platform tells its clients to be: it sends the
//! same request with the same key until an answer comes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use access::Issuer;
use jiff::SignedDuration;
use kernel::{Actor, Clock as _, Ids as _};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use reqwest::{Method, RequestBuilder};
use runtime::{MovableClock, SystemIds};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::fleet::Addresses;
use super::history::{Asked, History};

/// Patience of one attempt.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(8);
/// Life of a token: longer than any attempt, shorter than a step of the clock matters.
const TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(30);
/// Share of first attempts that hang up before an answer can come: the request may have its effect,
/// and its sender does not know.
const HANG_UP: f64 = 0.05;
/// Share of answered requests that are sent once more.
const SEND_AGAIN: f64 = 0.05;

/// What all clients share.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) http: reqwest::Client,
    pub(super) addresses: Addresses,
    pub(super) issuer: Arc<Issuer>,
    pub(super) clock: Arc<MovableClock>,
    pub(super) ids: Arc<SystemIds>,
    pub(super) history: Arc<History>,
    /// The run is over: what has no answer now gets none.
    pub(super) over: CancellationToken,
    pub(super) random: Random,
}

/// The dice of one client.
#[derive(Debug, Clone)]
pub(super) struct Random {
    seed: u64,
    dice: Arc<Mutex<StdRng>>,
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        let dice = Arc::new(Mutex::new(StdRng::seed_from_u64(seed)));
        Self { seed, dice }
    }

    /// Dice that depend on this seed and `number` alone.
    pub(super) fn of(&self, number: u64) -> Self {
        Self::new(self.seed ^ number.rotate_left(17))
    }

    fn chance(&self, share: f64) -> bool {
        self.with(|random| random.random_bool(share))
    }

    pub(super) fn below(&self, end: u64) -> u64 {
        self.with(|random| random.random_range(0..end.max(1)))
    }

    fn with<T>(&self, draw: impl FnOnce(&mut StdRng) -> T) -> T {
        draw(&mut self.dice.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A write.
#[derive(Debug)]
pub(super) struct Write<'a> {
    pub(super) service: &'static str,
    pub(super) what: &'static str,
    pub(super) path: String,
    /// Nobody: a citizen without an account.
    pub(super) by: Option<&'a Actor>,
    pub(super) body: Body,
}

/// What is sent.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Json(Value),
    /// A part `meta` and a part `file`.
    Upload(Value, Vec<u8>),
}

/// What came back from one attempt.
enum Came {
    Answer(u16, Value),
    /// No answer, or one that says to try again.
    Again(String),
}

impl Client {
    /// Sends until it is answered. `None`: refused, or the run is over; either is in the history.
    pub(super) async fn write(&self, write: Write<'_>) -> Option<Value> {
        let key = self.history.key(write.what);
        let mut asked = Asked {
            service: write.service,
            what: write.what,
            key,
            attempts: 0,
            last: String::new(),
            answer: None,
            contradicted: None,
        };
        let work = self.until_answered(&write, &mut asked);
        tokio::select! {
            () = self.over.cancelled() => {}
            () = work => {}
        }
        let body = asked
            .accepted()
            .then(|| asked.answer.as_ref().map(|(_, body)| body.clone()))
            .flatten();
        self.history.note(asked);
        body
    }

    async fn until_answered(&self, write: &Write<'_>, asked: &mut Asked) {
        loop {
            let hang_up = asked.attempts == 0 && self.random.chance(HANG_UP);
            let limit = if hang_up {
                Duration::from_millis(1 + self.random.below(12))
            } else {
                ATTEMPT_LIMIT
            };
            asked.attempts += 1;
            match self.attempt(write, &asked.key, limit).await {
                Came::Answer(status, body) => {
                    asked.answer = Some((status, body));
                    break;
                }
                Came::Again(why) => asked.last = why,
            }
            self.pause(asked.attempts).await;
        }
        if asked.accepted() && self.random.chance(SEND_AGAIN) {
            self.send_again(write, asked).await;
        }
    }

    /// The same request once more: it must get the same answer.
    async fn send_again(&self, write: &Write<'_>, asked: &mut Asked) {
        self.history.note_resent();
        let mut attempts = 0;
        loop {
            if let Came::Answer(status, body) = self.attempt(write, &asked.key, ATTEMPT_LIMIT).await
            {
                if asked.answer.as_ref() != Some(&(status, body.clone())) {
                    asked.contradicted = Some(format!("{status} {body}"));
                }
                return;
            }
            attempts += 1;
            self.pause(attempts).await;
        }
    }

    async fn attempt(&self, write: &Write<'_>, key: &str, limit: Duration) -> Came {
        let url = format!("{}{}", self.addresses.of(write.service), write.path);
        let request = self
            .http
            .request(Method::POST, url)
            .header("Idempotency-Key", key);
        let request = match &write.body {
            Body::Json(json) => request.json(json),
            Body::Upload(meta, file) => multipart(request, meta, file),
        };
        self.send(request, write.by, limit).await
    }

    /// Looks once; `None` while it cannot be seen.
    pub(super) async fn read(&self, service: &str, path: &str, by: &Actor) -> Option<Value> {
        let url = format!("{}{path}", self.addresses.of(service));
        match self.send(self.http.get(url), Some(by), ATTEMPT_LIMIT).await {
            Came::Answer(200, body) => Some(body),
            Came::Answer(..) | Came::Again(_) => None,
        }
    }

    async fn send(&self, request: RequestBuilder, by: Option<&Actor>, limit: Duration) -> Came {
        let request = match by {
            None => request,
            Some(actor) => match self.token(actor) {
                Some(token) => request.bearer_auth(token),
                None => return Came::Again("no token".to_owned()),
            },
        };
        let answered = async {
            let response = request.send().await?;
            let status = response.status().as_u16();
            Ok::<_, reqwest::Error>((status, response.bytes().await?))
        };
        match tokio::time::timeout(limit, answered).await {
            Err(_elapsed) => Came::Again("no answer in time".to_owned()),
            Ok(Err(error)) => Came::Again(error.to_string()),
            Ok(Ok((status, bytes))) => {
                let body: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
                if is_passing(status, &body) {
                    Came::Again(format!("{status} {body}"))
                } else {
                    Came::Answer(status, body)
                }
            }
        }
    }

    /// Longer after each attempt, so that a platform that comes up is not trodden down.
    async fn pause(&self, attempts: u32) {
        let longest = 100_u64 << attempts.min(5);
        let pause = 20 + self.random.below(longest);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }

    fn token(&self, actor: &Actor) -> Option<String> {
        self.issuer
            .issue(actor, TOKEN_LIFE, self.clock.now(), self.ids.uuid())
            .ok()
    }
}

/// Whether the answer says to come again. A 401 is one too: the clock of this run moves, and a process
/// follows it a moment later.
fn is_passing(status: u16, body: &Value) -> bool {
    let refused_by_a_rule = body.get("rule").is_some_and(|rule| !rule.is_null());
    status >= 500 || matches!(status, 401 | 408 | 429) || (status == 409 && !refused_by_a_rule)
}

fn multipart(request: RequestBuilder, meta: &Value, file: &[u8]) -> RequestBuilder {
    const BOUNDARY: &str = "mingjing-faults-boundary";
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"meta\"\r\n\
         Content-Type: application/json\r\n\r\n{meta}\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"record.txt\"\r\n\
         Content-Type: text/plain\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.header("Content-Type", kind).body(body)
}
