//! A request and its answer, as tests write them.

use kernel::Actor;
use reqwest::{Client, Method};
use serde_json::Value;
use uuid::Uuid;

use crate::Stage;

/// A request being put together.
#[derive(Debug)]
pub struct Call {
    client: Client,
    method: Method,
    url: String,
    token: Option<String>,
    key: String,
    headers: Vec<(String, String)>,
    body: Option<Value>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// JSON body; null when it is not JSON.
    pub body: Value,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// Content type.
    pub content_type: String,
}

impl Reply {
    /// The code of a problem, without the prefix of its type.
    #[must_use]
    pub fn problem(&self) -> &str {
        self.text("type").rsplit(':').next().unwrap_or_default()
    }

    /// A text field of the body.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.body
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

impl Call {
    pub(crate) fn new(client: Client, (method, url): (Method, String), key: Uuid) -> Self {
        Self {
            client,
            method,
            url,
            token: None,
            key: key.to_string(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// Sent by this person.
    ///
    /// # Panics
    /// When the stage cannot make a token.
    #[must_use]
    pub fn by(mut self, stage: &Stage, actor: &Actor) -> Self {
        self.token = stage.token(actor).ok();
        self
    }

    /// With this token.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// With this idempotency key; empty for none.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// With this header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With this body.
    #[must_use]
    pub fn json(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn send(self) -> anyhow::Result<Reply> {
        let mut request = self.client.request(self.method.clone(), self.url);
        if let Some(token) = self.token {
            request = request.bearer_auth(token);
        }
        if self.method != Method::GET && !self.key.is_empty() {
            request = request.header("Idempotency-Key", self.key);
        }
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        if let Some(body) = self.body {
            request = request.json(&body);
        }
        let response = request.send().await?;
        let status = response.status().as_u16();
        let content_type = response
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let bytes = response.bytes().await?.to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Reply {
            status,
            body,
            bytes,
            content_type,
        })
    }
}
