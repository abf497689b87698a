use super::dto::IndexOut;
use super::service;
use crate::context::Context;
use crate::error::Result;
use crate::http::Json;

/// The state of the search index: how far it is, whether it is being rebuilt, and who reads the outbox. For staff.
#[utoipa::path(get, path = "/index", tag = "search", responses((status = 200, body = IndexOut)))]
pub async fn get_index(context: Context) -> Result<Json<IndexOut>> {
    Ok(Json(service::state(&context).await?))
}
