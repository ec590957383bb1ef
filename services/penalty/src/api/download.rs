//! Files as answers.

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

/// Media type of a printed document.
pub(super) const PDF: &str = "application/pdf";
/// Media type of a signature.
pub(super) const SIGNATURE: &str = "application/octet-stream";
/// Media type of a case file.
pub(super) const ARCHIVE: &str = "application/zip";

/// `content` to be saved as `name`, which is made of letters, digits, `-` and `.` only.
pub(super) fn attachment(
    content: impl Into<Bytes>,
    media_type: &'static str,
    name: &str,
) -> Response {
    let mut response = content.into().into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    response
}
