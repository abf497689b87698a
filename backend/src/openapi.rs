//! The OpenAPI document: generated from the code, committed as `backend/openapi.json`, and the source of the workbench's
//! types. Drift fails the tests on either side.

use crate::context::Context;
use crate::error::Result;
use crate::http::Json;
use crate::index::dto::RebuildOut;
use crate::jobs::{index_sync, outbox};
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use std::sync::atomic::Ordering;
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "技桥 API",
        description = "Research results find the companies that build them. Error envelope, paging and codes: docs/api.md."
    ),
    components(schemas(crate::error::ErrorBody, crate::listings::dto::Scope, crate::search::dto::SearchSort))
)]
struct Base;

/// Title, version and shared schemas.
#[must_use]
pub fn base() -> utoipa::openapi::OpenApi {
    Base::openapi()
}

/// The whole document, pretty printed, as it is committed.
#[must_use]
pub fn json() -> String {
    let (_, document) = OpenApiRouter::with_openapi(base()).nest("/api/v1", crate::router::api()).split_for_parts();
    to_json(&document)
}

pub(crate) fn to_json(document: &utoipa::openapi::OpenApi) -> String {
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

pub(crate) async fn document(bytes: Bytes) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], bytes)
}

#[derive(Serialize, ToSchema)]
pub struct HealthOut {
    /// ok
    pub status: String,
    pub index: IndexHealthOut,
}

/// How far the followers of the outbox are on this node.
#[derive(Serialize, ToSchema)]
pub struct IndexHealthOut {
    /// Newest number in the database.
    pub last_number: i64,
    /// Applied to this node's index.
    pub applied_number: i64,
    /// Worked through by the suggestions.
    pub suggested_number: i64,
    /// The index is not whole: searches find only a part, until the rebuild ends.
    pub incomplete: bool,
    pub rebuilding: bool,
    pub rebuild: Option<RebuildOut>,
    pub documents: u64,
}

/// Whether the node answers, and how far its index is.
#[utoipa::path(get, path = "/health", tag = "reference", responses((status = 200, body = HealthOut)))]
pub async fn get_health(context: Context) -> Result<Json<HealthOut>> {
    let state = &context.state;
    let rebuild = state.index_state.rebuild().map(RebuildOut::from);
    Ok(Json(HealthOut {
        status: "ok".to_owned(),
        index: IndexHealthOut {
            last_number: outbox::last_number(&state.database).await?,
            applied_number: state.search.applied_number(),
            suggested_number: state.index_state.suggested.load(Ordering::Relaxed),
            incomplete: index_sync::is_incomplete(state),
            rebuilding: rebuild.is_some(),
            rebuild,
            documents: state.search.document_count(),
        },
    }))
}
