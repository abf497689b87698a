//! JSON bodies, query strings and path parameters, with errors a person can act on.

use crate::error::{Error, Result};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A JSON body or answer.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/json"));
        if !is_json {
            return Err(Error::UnsupportedMedia {
                message: "请求内容必须是 JSON（content-type: application/json）。".into(),
            });
        }
        let body = axum::body::Bytes::from_request(request, state).await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Error::TooLarge { message: "提交的内容太大，请删减后再试。".into() }
            }
            _ => Error::Unreadable {
                code: "unreadable_body", message: "没有读到完整的内容，请重新提交。".into()
            },
        })?;
        from_slice(&body).map(Self)
    }
}

fn from_slice<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() {
            let (code, message) = explain(&inner.to_string());
            return Error::field(if path == "." { String::new() } else { path }, code, message);
        }
        invalid_json(&inner)
    })?;
    deserializer.end().map_err(|error| invalid_json(&error))?;
    Ok(value)
}

fn invalid_json(error: &serde_json::Error) -> Error {
    Error::Unreadable {
        code: "invalid_json",
        message: format!("内容不是正确的 JSON（第 {} 行第 {} 列）。", error.line(), error.column()),
    }
}

/// serde's English reason as a stable code and a Chinese sentence.
fn explain(reason: &str) -> (&'static str, String) {
    if let Some(rest) = reason.strip_prefix("unknown variant `") {
        let value = rest.split('`').next().unwrap_or_default();
        let allowed = rest.split_once("expected ").map_or("", |(_, allowed)| allowed);
        let allowed = allowed.split(" at line").next().unwrap_or_default().replace('`', "").replace(" or ", ", ");
        return ("unknown_value", format!("“{value}”不是可选的值，可选：{}。", allowed.trim_start_matches("one of ")));
    }
    if let Some(rest) = reason.strip_prefix("missing field `") {
        return ("required", format!("缺少 {}。", rest.split('`').next().unwrap_or_default()));
    }
    if let Some(rest) = reason.strip_prefix("unknown field `") {
        return ("unknown_field", format!("没有 {} 这一项。", rest.split('`').next().unwrap_or_default()));
    }
    ("wrong_type", "格式不对，请检查这一项的写法。".to_owned())
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// No text of ours holds a NUL, and PostgreSQL refuses even to compare with one.
fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// The query string.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let query = parts.uri.query().unwrap_or_default();
        if let Some((name, _)) =
            form_urlencoded::parse(query.as_bytes()).find(|(name, value)| has_nul(name) || has_nul(value))
        {
            return Err(Error::field(name, "control_characters", "含有不可见的控制字符，请删除后重试。"));
        }
        let deserializer = serde_html_form::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(deserializer).map(Self).map_err(|error| {
            let path = error.path().to_string();
            let (code, message) = explain(&error.into_inner().to_string());
            Error::field(if path == "." { String::new() } else { path }, code, message)
        })
    }
}

/// Path parameters; a malformed id answers 404 like an unknown one.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    #[expect(clippy::disallowed_types, reason = "the one place that wraps axum's")]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        if parts.uri.path().contains("%00") {
            return Err(Error::NotFound("个页面"));
        }
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Error::NotFound("个页面"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::enums::Visibility;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Row {
        #[expect(dead_code, reason = "only its reading is tested")]
        visibility: Visibility,
    }

    #[derive(Debug, Deserialize)]
    struct Form {
        #[expect(dead_code, reason = "only its reading is tested")]
        rows: Vec<Row>,
    }

    #[test]
    fn an_unknown_enum_value_names_its_path() {
        let error = from_slice::<Form>(br#"{"rows":[{"visibility":"public"},{"visibility":"all"}]}"#).expect_err("all");
        let field = &error.fields()[0];
        assert_eq!((field.path.as_str(), field.code.as_str()), ("rows[1].visibility", "unknown_value"));
        assert!(field.message.contains("all") && field.message.contains("confidential"), "{}", field.message);
    }

    #[test]
    fn a_body_that_is_not_json_says_where() {
        let error = from_slice::<Form>(b"{\"rows\": [").expect_err("cut off");
        assert_eq!(error.code(), "invalid_json");
    }
}
