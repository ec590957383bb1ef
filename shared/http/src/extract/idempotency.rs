//! The key that makes a repeated request one request.

use std::fmt;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use crate::{Problem, openapi};

/// Name of the header.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Fewest characters of a key: enough that two callers do not meet by chance.
pub(crate) const KEY_LEN_MIN: usize = 8;
/// Most characters of a key.
pub(crate) const KEY_LEN_MAX: usize = 128;

/// The caller's name for one change, in the header `Idempotency-Key`: 8 to 128 visible ASCII
/// characters. Every handler of POST, PUT, PATCH and DELETE that changes something takes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key as it was sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key as an owned text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<&HeaderValue> for IdempotencyKey {
    type Error = Problem;

    fn try_from(value: &HeaderValue) -> Result<Self, Problem> {
        value
            .to_str()
            .ok()
            .filter(|key| (KEY_LEN_MIN..=KEY_LEN_MAX).contains(&key.len()))
            .filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic()))
            .map(|key| Self(key.to_owned()))
            .ok_or_else(|| refuse("Idempotency-Key 的格式不正确"))
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(IDEMPOTENCY_KEY).iter();
        let value = values
            .next()
            .ok_or_else(|| refuse("缺少 Idempotency-Key 请求头"))?;
        if values.next().is_some() {
            return Err(refuse("Idempotency-Key 请求头只能出现一次"));
        }
        Self::try_from(value)
    }
}

impl IntoParams for IdempotencyKey {
    fn into_params(_place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![openapi::idempotency_parameter()]
    }
}

fn refuse(detail: &str) -> Problem {
    Problem::bad_request(detail)
        .with_code("idempotency-key")
        .titled("需要幂等键", "Idempotency-Key required")
        .cure(format!(
            "请为每次办理生成一个新的 Idempotency-Key({KEY_LEN_MIN} 至 {KEY_LEN_MAX} 个可见 ASCII \
             字符,例如 UUID);重试同一次办理时使用同一个值"
        ))
}
