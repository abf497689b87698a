//! Writes are taken only from our own pages (against forged requests): beside the SameSite cookie, the browser's `Origin`
//! or `Sec-Fetch-Site` must be ours. Programs send neither and carry no cookie of a person.

use crate::error::Error;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_read || is_ours(request.headers(), &state.config.server.public_url) {
        return next.run(request).await;
    }
    Error::forbidden("这个操作不是从本站页面发出的，已拒绝。请回到本站页面重试。").into_response()
}

fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    if let Some(origin) = text(header::ORIGIN) {
        let host = text(header::HOST).unwrap_or_default();
        let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
        return origin_host == host || (!public_url.is_empty() && origin == public_url.trim_end_matches('/'));
    }
    text(header::HeaderName::from_static("sec-fetch-site")).is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().expect("value")))
            .collect()
    }

    #[test]
    fn only_our_own_origin_may_write() {
        assert!(is_ours(&headers(&[("origin", "http://a.cn"), ("host", "a.cn")]), ""));
        assert!(!is_ours(&headers(&[("origin", "http://b.cn"), ("host", "a.cn")]), ""));
        assert!(!is_ours(&headers(&[("origin", "null"), ("host", "a.cn")]), ""));
        assert!(is_ours(&headers(&[("origin", "https://jiqiao.cn"), ("host", "10.0.0.1")]), "https://jiqiao.cn/"));
        assert!(!is_ours(&headers(&[("sec-fetch-site", "cross-site")]), ""));
        assert!(is_ours(&headers(&[]), ""));
    }
}
