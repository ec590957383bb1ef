//! The problems every service has.

use std::error::Error;
use std::time::Duration;

use access::{AccessError, Denied};
use axum::http::StatusCode;

use super::Problem;

impl Problem {
    /// 400: the request makes no sense.
    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "bad-request",
            "请求有误",
            "Malformed request",
        )
        .detail(detail)
    }

    /// 401: nobody is signed in.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "需要登录",
            "Sign-in required",
        )
        .cure("请登录后在 Authorization 请求头中携带访问令牌(Bearer)")
        .challenge("Bearer")
    }

    /// 403: signed in, but not allowed. Where existence itself is secret, answer
    /// [`Problem::not_found`] instead.
    #[must_use]
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            "无权进行此项操作",
            "Not allowed",
        )
        .detail(detail)
    }

    /// 404: nothing there, or nothing for this caller.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "未找到", "Not found")
    }

    /// 405: there is something, but it does not do this.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        Self::new(
            status,
            "method-not-allowed",
            "不支持此请求方法",
            "Method not allowed",
        )
    }

    /// 409: someone else was faster, or the request contradicts what is there.
    #[must_use]
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "conflict",
            "与当前状态冲突",
            "Conflict",
        )
        .detail(detail)
    }

    /// 413: a body of more than `max` bytes.
    #[must_use]
    pub fn too_large(max: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            "请求内容过大",
            "Body too large",
        )
        .detail(format!("请求内容不得超过 {max} 字节"))
    }

    /// 415: a body in a form nobody reads here.
    #[must_use]
    pub fn unsupported_media_type(expected: &str) -> Self {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::new(
            status,
            "unsupported-media-type",
            "不支持此内容类型",
            "Unsupported media type",
        )
        .cure(format!("请将 Content-Type 设为 {expected}"))
    }

    /// 422: well-formed, but the values are not acceptable. Name them with [`Problem::field`].
    #[must_use]
    pub fn unprocessable(detail: impl Into<String>) -> Self {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self::new(status, "invalid-fields", "内容不符合要求", "Invalid fields").detail(detail)
    }

    /// 429: too often; try again after `wait`.
    #[must_use]
    pub fn too_many(wait: Duration) -> Self {
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self::new(
            status,
            "too-many-requests",
            "请求过于频繁",
            "Too many requests",
        )
        .retry_after(wait)
    }

    /// 503: not now; try again after `wait`.
    #[must_use]
    pub fn unavailable(wait: Duration) -> Self {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Self::new(
            status,
            "unavailable",
            "服务暂不可用",
            "Temporarily unavailable",
        )
        .retry_after(wait)
    }

    /// 503: no answer in time. What was asked may have happened: the same idempotency key tells.
    #[must_use]
    pub fn timed_out() -> Self {
        Self::unavailable(Duration::from_secs(1))
            .with_code("timed-out")
            .titled("处理超时", "Timed out")
            .cure("请使用同一 Idempotency-Key 重试,系统不会重复办理")
    }

    /// 500: something broke. `error` and its sources go to the log, here and nowhere else; the
    /// caller learns the trace.
    #[must_use]
    pub fn internal(error: &(dyn Error + 'static)) -> Self {
        tracing::error!(error, "request failed");
        Self::broken()
    }

    /// 500 for what has been logged already.
    pub(crate) fn broken() -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, "internal", "系统内部错误", "Internal error")
            .cure("请稍后重试;如仍失败,请将 trace_id 告知管理员")
    }
}

impl From<AccessError> for Problem {
    /// 401 with what is wrong with the token.
    fn from(error: AccessError) -> Self {
        let status = StatusCode::UNAUTHORIZED;
        Self::new(
            status,
            "invalid-token",
            "访问令牌无效",
            "Invalid access token",
        )
        .detail(error.to_string())
        .cure("请重新登录")
        .challenge(r#"Bearer error="invalid_token""#)
    }
}

impl From<Denied> for Problem {
    /// 403 with the posts or the region that are lacking.
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Post { needed } => {
                let titles: Vec<&str> = needed.iter().map(|post| post.title_zh()).collect();
                Self::forbidden(format!("需要以下岗位之一:{}", titles.join("、")))
                    .with_code("post-required")
            }
            Denied::Region { region } => {
                Self::forbidden(format!("{region} 不在您的管辖区域内")).with_code("outside-region")
            }
        }
    }
}
