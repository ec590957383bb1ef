//! What a caller is told when something is refused: RFC 9457, with the law behind it.

mod articles;
mod kinds;

use std::borrow::Cow;
use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

pub use articles::CitedArticle;

use crate::door;

/// Content type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What stands before a problem's code in its `type`.
const TYPE_PREFIX: &str = "urn:mingjing:problem:";

/// One thing wrong with a request, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// Path to the field, such as `parties[0].uscc`; empty for the whole.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

/// A problem document as it travels. Texts that do not apply are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Stable name: `urn:mingjing:problem:` and a code.
    #[serde(rename = "type")]
    pub kind: String,
    /// Chinese title.
    pub title: String,
    /// English title.
    pub title_en: String,
    /// The HTTP status again.
    pub status: u16,
    /// What happened this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The path that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The rule that blocks, such as `HRG-REQUEST`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Instrument and article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// The words of the articles that are cited, as in force today; or, where no text was loaded,
    /// what they are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<CitedArticle>,
    /// The fact that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// What would cure it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cure: Option<String>,
    /// The trace to name when asking for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    /// What is wrong with the request, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A refusal on its way to the caller. Trace, instance and the words of the articles are filled in
/// when it is sent.
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    body: ProblemBody,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem of its own kind: `code` in kebab case, a Chinese and an English title.
    #[must_use]
    pub fn new(status: StatusCode, code: &str, title: &str, title_en: &str) -> Self {
        let body = ProblemBody {
            kind: format!("{TYPE_PREFIX}{code}"),
            title: title.to_owned(),
            title_en: title_en.to_owned(),
            status: status.as_u16(),
            ..ProblemBody::default()
        };
        Self(Box::new(Inner {
            status,
            body,
            headers: Vec::new(),
        }))
    }

    /// Sets the status, for a refusal that is not a conflict.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self.0.body.status = status.as_u16();
        self
    }

    /// Sets the stable code.
    #[must_use]
    pub fn with_code(mut self, code: &str) -> Self {
        self.0.body.kind = format!("{TYPE_PREFIX}{code}");
        self
    }

    /// Sets the titles.
    #[must_use]
    pub fn titled(mut self, title: &str, title_en: &str) -> Self {
        title.clone_into(&mut self.0.body.title);
        title_en.clone_into(&mut self.0.body.title_en);
        self
    }

    /// Sets what happened this time. Public: nothing internal, nothing personal.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.body.detail = some(detail.into());
        self
    }

    /// Sets what would cure it.
    #[must_use]
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.0.body.cure = some(cure.into());
        self
    }

    /// Adds something wrong with one field.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>, message: impl Into<String>) -> Self {
        self.0.body.errors.push(FieldError {
            path: path.into(),
            message: message.into(),
        });
        self
    }

    /// Tells the caller when to try again; whole seconds, at least one.
    #[must_use]
    pub fn retry_after(self, wait: Duration) -> Self {
        self.header(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)))
    }

    pub(crate) fn challenge(self, challenge: &'static str) -> Self {
        self.header(WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
    }

    fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// The status it is sent with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The document so far.
    #[must_use]
    pub fn body(&self) -> &ProblemBody {
        &self.0.body
    }

    /// The stable code, without the prefix of `type`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0
            .body
            .kind
            .strip_prefix(TYPE_PREFIX)
            .unwrap_or_default()
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl From<law::Refusal> for Problem {
    /// A conflict (409) between what was asked and the law or the state of the matter.
    fn from(refusal: law::Refusal) -> Self {
        let titles = (refusal.title_zh.as_str(), refusal.title_en.as_str());
        let mut problem = Self::new(StatusCode::CONFLICT, &refusal.code, titles.0, titles.1);
        let body = &mut problem.0.body;
        body.rule = some(refusal.rule.clone());
        body.citation = some(refusal.citation.clone());
        body.missing = some(refusal.missing.clone());
        body.cure = some(refusal.cure.clone());
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Inner {
            status,
            mut body,
            headers,
        } = *self.0;
        body.instance = body.instance.or_else(door::current_path);
        body.trace_id = body.trace_id.or_else(door::current_trace_id);
        if let Some(citation) = &body.citation {
            body.articles = door::current_articles(citation);
        }
        // Plain data with string keys: nothing in it could fail to be written.
        let text = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (status, text).into_response();
        let content_type = HeaderValue::from_static(PROBLEM_JSON);
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        response.headers_mut().extend(headers);
        response
    }
}

impl PartialSchema for Problem {
    fn schema() -> RefOr<Schema> {
        ProblemBody::schema()
    }
}

impl ToSchema for Problem {
    fn name() -> Cow<'static, str> {
        ProblemBody::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        ProblemBody::schemas(schemas);
    }
}
