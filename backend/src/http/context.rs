//! The context of a request: session cookie → viewer, request id, address.

use crate::auth::session;
use crate::auth::viewer::Viewer;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::state::AppState;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use std::net::SocketAddr;
use tower_http::request_id::RequestId;

pub const SESSION_COOKIE: &str = "jiqiao_session";

impl FromRequestParts<AppState> for Context {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        let mut context = Self {
            state: state.clone(),
            viewer: Viewer::Anonymous,
            session_ended: false,
            request_id: request_id(parts),
            address: address(parts, state.config.server.trust_proxy),
        };
        if let Some(cookie) = CookieJar::from_headers(&parts.headers).get(SESSION_COOKIE) {
            context.viewer = session::viewer(&context, cookie.value()).await?;
            context.session_ended = context.viewer.signed_in().is_none();
        }
        Ok(context)
    }
}

pub fn request_id(parts: &Parts) -> String {
    let id = parts.extensions.get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    id.unwrap_or("unknown").to_owned()
}

fn address(parts: &Parts, trust_proxy: bool) -> String {
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    if let (true, Some(list)) = (trust_proxy, forwarded) {
        return list.split(',').next_back().unwrap_or_default().trim().to_owned();
    }
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string()).unwrap_or_default()
}
