//! The outermost layer: an [`Error`] becomes JSON for the API and HTML for people; internals are logged here, once.

use crate::error::{Error, ErrorBody, ErrorDetail, ErrorExtension};
use crate::http::Json;
use crate::http::context::request_id;
use crate::site;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub async fn render(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let wants_json = request.uri().path().starts_with("/api/") || request.method() != Method::GET;
    let (parts, body) = request.into_parts();
    let id = request_id(&parts);
    let path = parts.uri.path().to_owned();
    let target = parts.uri.path_and_query().map_or_else(|| path.clone(), ToString::to_string);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(error) = error_of(&mut response, &path) else { return response };
    if error.status() == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!(request_id = %id, path = %path, error = ?error, "request {id} failed");
    }
    let mut answer = if wants_json { json(&error, id) } else { site::error_page(&state, &error, &target, &id) };
    // A wrong method is the framework's answer; its status says more than that of an unreadable request.
    let wrong_method = response.status() == StatusCode::METHOD_NOT_ALLOWED;
    *answer.status_mut() = if wrong_method { response.status() } else { error.status() };
    if let Some(retry_after) = response.headers().get("retry-after") {
        answer.headers_mut().insert("retry-after", retry_after.clone());
    }
    answer
}

/// Our own error, or the framework's: an unknown path, a wrong method, a panic, a body over the limit.
fn error_of(response: &mut Response, path: &str) -> Option<Arc<Error>> {
    if let Some(ErrorExtension(error)) = response.extensions_mut().remove() {
        return Some(error);
    }
    let error = match response.status() {
        StatusCode::NOT_FOUND => Error::NotFound("个页面"),
        StatusCode::METHOD_NOT_ALLOWED => {
            Error::Unreadable { code: "method_not_allowed", message: "这个地址不支持这种操作。".to_owned() }
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            Error::TooLarge { message: "提交的内容太大，请删减后再试。".to_owned() }
        }
        StatusCode::REQUEST_TIMEOUT => Error::Internal(anyhow::anyhow!("{path} took too long")),
        StatusCode::INTERNAL_SERVER_ERROR => Error::Internal(anyhow::anyhow!("{path} panicked")),
        _ => return None,
    };
    Some(Arc::new(error))
}

fn json(error: &Error, request_id: String) -> Response {
    let detail = ErrorDetail {
        code: error.code().to_owned(),
        message: error.message(),
        fields: error.fields().to_vec(),
        request_id,
    };
    Json(ErrorBody { error: detail }).into_response()
}
