//! One transport-free error for all services, and its form over HTTP.
//!
//! `code` is stable (docs/api.md lists them), `message` is Chinese and says what to do, `path` is the form field.
//! What the caller may not know of is [`Error::NotFound`], never "forbidden". Internals go to the log, once, with the
//! request id, and never to the caller.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields of the request are wrong.
    #[error("invalid request: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The request as a whole cannot be read.
    #[error("unreadable request: {message}")]
    Unreadable { code: &'static str, message: String },
    #[error("not signed in")]
    Unauthenticated { code: &'static str, message: &'static str },
    /// The thing is known to exist, but this person may not do that.
    #[error("forbidden: {0}")]
    Forbidden(String),
    #[error("{0} not found")]
    NotFound(&'static str),
    /// The state of the record does not allow it.
    #[error("conflict: {message}")]
    Conflict { code: &'static str, message: String },
    #[error("payload too large")]
    TooLarge { message: String },
    #[error("unsupported media type")]
    UnsupportedMedia { message: String },
    #[error("too many requests")]
    TooManyRequests { message: String, retry_after_seconds: i64 },
    #[error(transparent)]
    Database(#[from] sea_orm::DbErr),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The form field, `ip_rights[0].number`.
    pub path: String,
    pub code: String,
    /// Chinese, says the way out.
    pub message: String,
}

/// The body of every error answer.
#[derive(Serialize, ToSchema)]
pub struct ErrorBody {
    pub error: ErrorDetail,
}

#[derive(Serialize, ToSchema)]
pub struct ErrorDetail {
    /// Stable; docs/api.md lists them.
    pub code: String,
    pub message: String,
    pub fields: Vec<FieldError>,
    pub request_id: String,
}

impl Error {
    /// One wrong field.
    pub fn field(path: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { path: path.into(), code: code.into(), message: message.into() }])
    }

    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::Conflict { code, message: message.into() }
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::Forbidden(message.into())
    }

    /// Somebody else changed the record meanwhile.
    #[must_use]
    pub fn stale_version() -> Self {
        Self::conflict("stale_version", "这条记录刚被别人改过，您的修改没有保存。请刷新后对照新内容再改。")
    }

    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::Unauthenticated { code: "unauthenticated", message: "请先登录。" }
    }

    #[must_use]
    pub fn session_ended() -> Self {
        Self::Unauthenticated {
            code: "session_ended", message: "登录已结束，请重新登录；未保存的内容还在页面上。"
        }
    }

    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unreadable { .. } => StatusCode::BAD_REQUEST,
            Self::Unauthenticated { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Database(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Unreadable { code, .. } | Self::Unauthenticated { code, .. } | Self::Conflict { code, .. } => code,
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::TooLarge { .. } => "too_large",
            Self::UnsupportedMedia { .. } => "unsupported_media",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::Database(_) | Self::Internal(_) => "internal",
        }
    }

    /// What the person reads.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Invalid(fields) => match fields.as_slice() {
                [one] => one.message.clone(),
                many => format!("有 {} 处需要修改，请看各栏的提示。", many.len()),
            },
            Self::Unreadable { message, .. }
            | Self::Conflict { message, .. }
            | Self::TooLarge { message }
            | Self::UnsupportedMedia { message }
            | Self::TooManyRequests { message, .. }
            | Self::Forbidden(message) => message.clone(),
            Self::Unauthenticated { message, .. } => (*message).to_owned(),
            Self::NotFound(what) => format!("没有找到这{what}：它不存在，或者您无权查看。"),
            Self::Database(_) | Self::Internal(_) => {
                "系统出了问题，您的操作没有生效。请稍后再试；若仍不行，请把请求编号告诉管理员。".to_owned()
            }
        }
    }

    /// The fields to mark in the form.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        if let Self::Invalid(fields) = self { fields } else { &[] }
    }
}

/// The error travels to the outermost middleware, which knows the request id and whether HTML or JSON is wanted.
#[derive(Clone)]
pub struct ErrorExtension(pub std::sync::Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooManyRequests { retry_after_seconds, .. } = &self {
            response.headers_mut().insert("retry-after", (*retry_after_seconds).into());
        }
        response.extensions_mut().insert(ErrorExtension(std::sync::Arc::new(self)));
        response
    }
}

/// Whether a unique index refused the row.
#[must_use]
pub fn is_duplicate(error: &sea_orm::DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
