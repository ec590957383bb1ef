//! A JSON body that is what it should be.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use crypto::Sha256Hex;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::{Limits, Problem};

/// A body that was JSON and fitted `T`. What `T` does not know is refused when `T` says
/// `deny_unknown_fields`, as every request type does.
#[derive(Debug, Clone)]
pub struct ValidJson<T> {
    /// What was asked.
    pub value: T,
    /// SHA-256 of the body as it was sent: the same idempotency key with another body is another
    /// request.
    pub request_hash: [u8; 32],
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ValidJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::unsupported_media_type("application/json"));
        }
        let limits = request
            .extensions()
            .get::<Limits>()
            .copied()
            .unwrap_or_default();
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                    Problem::too_large(limits.body_bytes)
                } else {
                    Problem::bad_request("请求内容未能完整接收")
                }
            })?;
        let value = parse(&body)?;
        Ok(Self {
            value,
            request_hash: *Sha256Hex::of(&body).as_bytes(),
        })
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refuse(&path, error.inner())
    })?;
    reader.end().map_err(|error| refuse("", &error))?;
    Ok(value)
}

fn refuse(path: &str, error: &serde_json::Error) -> Problem {
    let path = if path == "." { "" } else { path };
    match error.classify() {
        Category::Data => Problem::unprocessable("请求内容与接口约定不符"),
        Category::Syntax | Category::Eof | Category::Io => {
            Problem::bad_request("请求内容不是有效的 JSON").with_code("malformed-json")
        }
    }
    .field(path, error.to_string())
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let (kind, subtype) = essence.split_once('/').unwrap_or_default();
    let suffix = subtype.rsplit('+').next().unwrap_or_default();
    kind.eq_ignore_ascii_case("application") && suffix.eq_ignore_ascii_case("json")
}
