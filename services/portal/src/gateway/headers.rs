//! Which headers go on, and which end here.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::header::{
    CONNECTION, EXPECT, FORWARDED, HOST, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue};

/// Headers of one connection (RFC 9110, 7.6.1). `Expect` is answered by the server in front.
const HOP_BY_HOP: [HeaderName; 10] = [
    CONNECTION,
    EXPECT,
    HeaderName::from_static("keep-alive"),
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    HeaderName::from_static("proxy-connection"),
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// What only a proxy may say, and anybody could have written; and what is said anew for each hop.
const NOT_BELIEVED: [HeaderName; 7] = [
    FORWARDED,
    HOST,
    X_FORWARDED_FOR,
    HeaderName::from_static("x-forwarded-host"),
    HeaderName::from_static("x-forwarded-proto"),
    HeaderName::from_static("x-real-ip"),
    HeaderName::from_static("tracestate"),
];

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who is at the other end, when the server notes it.
pub(super) fn peer(extensions: &Extensions) -> Option<SocketAddr> {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0)
}

/// The headers of a request as an upstream gets them.
pub(super) fn onward(headers: &HeaderMap, peer: Option<SocketAddr>) -> HeaderMap {
    let mut passed = end_to_end(headers);
    for name in NOT_BELIEVED {
        passed.remove(name);
    }
    let address = peer.and_then(|peer| HeaderValue::from_str(&peer.ip().to_string()).ok());
    if let Some(address) = address {
        passed.insert(X_FORWARDED_FOR, address);
    }
    passed
}

/// The headers of an answer as the client gets them.
pub(super) fn back(headers: &HeaderMap) -> HeaderMap {
    end_to_end(headers)
}

fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut passed = headers.clone();
    let named = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok());
    for name in named.flat_map(|list| list.split(',')) {
        if let Ok(name) = name.trim().parse::<HeaderName>() {
            passed.remove(name);
        }
    }
    for name in HOP_BY_HOP {
        passed.remove(name);
    }
    passed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        };
        list.iter().map(pair).collect()
    }

    #[test]
    fn headers_of_one_connection_end_here_with_those_it_names() {
        let given = headers(&[
            ("connection", "close, X-Private"),
            ("x-private", "1"),
            ("keep-alive", "timeout=5"),
            ("transfer-encoding", "chunked"),
            ("te", "trailers"),
            ("idempotency-key", "k"),
            ("content-length", "3"),
        ]);
        let passed = onward(&given, None);
        let mut names: Vec<&str> = passed.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["content-length", "idempotency-key"]);
    }

    #[test]
    fn nobody_is_believed_about_where_a_request_came_from() {
        let given = headers(&[
            ("x-forwarded-for", "10.0.0.1"),
            ("forwarded", "for=10.0.0.1"),
            ("x-real-ip", "10.0.0.1"),
            ("host", "elsewhere"),
        ]);
        assert!(onward(&given, None).is_empty());
        let passed = onward(&given, Some("192.0.2.7:4711".parse().unwrap()));
        assert_eq!(passed.get("x-forwarded-for").unwrap(), "192.0.2.7");
        assert_eq!(passed.len(), 1);
    }
}
