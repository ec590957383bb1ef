//! HTTP as the people of the matter speak it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::{People, Person};

/// Attempts at a request that met an outage.
const ATTEMPTS_MAX: u32 = 60;
/// Until every process has noticed that the clock was moved.
const CLOCK_SPREADS: Duration = Duration::from_millis(200);
/// Wait between them.
const PAUSE: Duration = Duration::from_millis(250);

/// A client with everybody's tokens and a view of the platform's clock.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    pub(crate) people: People,
    clock: std::sync::Mutex<(Timestamp, Instant)>,
    keys: AtomicU64,
    series: AtomicU64,
}

impl Client {
    /// A client of the platform at `base`, without a slash at its end.
    #[must_use]
    pub fn new(base: String, people: People) -> Self {
        Self {
            http: reqwest::Client::new(),
            base,
            people,
            clock: std::sync::Mutex::new((Timestamp::UNIX_EPOCH, Instant::now())),
            keys: AtomicU64::new(0),
            series: AtomicU64::new(0),
        }
    }

    /// Reads the platform's clock and numbers this run by it.
    ///
    /// # Errors
    /// When the platform does not answer.
    pub async fn begin(&mut self) -> anyhow::Result<Timestamp> {
        let now = self.read_clock().await?;
        let series = u64::try_from(now.as_millisecond()).unwrap_or_default();
        self.people.renumber(series);
        self.series.store(series, Ordering::Relaxed);
        Ok(now)
    }

    /// What time it is on the platform.
    ///
    /// # Errors
    /// When the platform does not answer.
    pub async fn read_clock(&self) -> anyhow::Result<Timestamp> {
        let body = self
            .send(self.request(Method::GET, "/api/portal/v1/clock"))
            .await?;
        let now: Timestamp = body
            .get("now")
            .and_then(Value::as_str)
            .context("the clock tells the time")?
            .parse()?;
        if let Ok(mut clock) = self.clock.lock() {
            *clock = (now, Instant::now());
        }
        Ok(now)
    }

    /// Moves the platform's clock to 09:00 of a day.
    ///
    /// # Errors
    /// When the platform's clock is not movable.
    pub async fn move_clock(&self, to: Date) -> anyhow::Result<()> {
        let at = kernel::timestamp_at(to.at(9, 0, 0, 0));
        let request = self
            .request(Method::POST, "/api/portal/v1/clock")
            .header("Idempotency-Key", self.key())
            .json(&json!({ "to": at.to_string() }));
        self.send(request).await.context(
            "the clock cannot be moved: start the platform with `make run ARGS=--movable-clock`",
        )?;
        // Processes of their own look at the clock's file every now and then.
        tokio::time::sleep(CLOCK_SPREADS).await;
        self.read_clock().await?;
        Ok(())
    }

    fn now(&self) -> Timestamp {
        let (read, at) = self
            .clock
            .lock()
            .map_or((Timestamp::UNIX_EPOCH, Instant::now()), |c| *c);
        let since = SignedDuration::try_from(at.elapsed()).unwrap_or_default();
        read.checked_add(since).unwrap_or(read)
    }

    fn key(&self) -> String {
        let number = self.keys.fetch_add(1, Ordering::Relaxed);
        format!("demo-{}-{number}", self.series.load(Ordering::Relaxed))
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// A read by a person.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn get(&self, person: Person, path: &str) -> anyhow::Result<Value> {
        let token = self.people.token(person, self.now())?;
        self.send(self.request(Method::GET, path).bearer_auth(token))
            .await
    }

    /// A read by anyone.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn get_public(&self, path: &str) -> anyhow::Result<Value> {
        self.send(self.request(Method::GET, path)).await
    }

    /// A write by a person, sent again with the same key while the platform is away.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn post(&self, person: Person, path: &str, body: Value) -> anyhow::Result<Value> {
        let token = self.people.token(person, self.now())?;
        let request = self
            .request(Method::POST, path)
            .bearer_auth(token)
            .header("Idempotency-Key", self.key())
            .json(&body);
        self.send(request).await
    }

    /// A write without a token.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn post_public(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: Value,
    ) -> anyhow::Result<Value> {
        let mut request = self
            .request(Method::POST, path)
            .header("Idempotency-Key", self.key())
            .json(&body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    /// An upload by a person: a JSON part `meta` and a part `file`.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn upload(
        &self,
        person: Person,
        path: &str,
        meta: &Value,
        file: (&str, &str, Vec<u8>),
    ) -> anyhow::Result<Value> {
        let token = self.people.token(person, self.now())?;
        let (name, kind, bytes) = file;
        let boundary = "mingjing-journey-boundary";
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"meta\"\r\n\
             Content-Type: application/json\r\n\r\n{meta}\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: {kind}\r\n\r\n"
        )
        .into_bytes();
        body.extend(bytes);
        body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        let request = self
            .request(Method::POST, path)
            .bearer_auth(token)
            .header("Idempotency-Key", self.key())
            .header(
                "Content-Type",
                format!("multipart/form-data; boundary={boundary}"),
            )
            .body(body);
        self.send(request).await
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Value> {
        for attempt in 1..=ATTEMPTS_MAX {
            let again = request
                .try_clone()
                .context("the request can be sent again")?;
            match again.send().await {
                Ok(response) if response.status() == 503 && attempt < ATTEMPTS_MAX => {}
                Ok(response) => {
                    let status = response.status();
                    let url = response.url().path().to_owned();
                    let text = response.text().await?;
                    ensure!(status.is_success(), "{url} answered {status}: {text}");
                    return Ok(serde_json::from_str(&text).unwrap_or(Value::Null));
                }
                Err(error) if attempt == ATTEMPTS_MAX => return Err(error.into()),
                Err(_away) => {}
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("no answer")
    }
}

/// A text field of an answer.
///
/// # Errors
/// When it is not there.
pub(crate) fn text(body: &Value, field: &str) -> anyhow::Result<String> {
    body.get(field)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .with_context(|| format!("the answer has no `{field}`: {body}"))
}
