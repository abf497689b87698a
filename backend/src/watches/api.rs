use super::dto::{WatchIn, WatchOut, WatchesOut};
use super::service;
use crate::context::Context;
use crate::error::Result;
use crate::http::{Json, Path};
use axum::http::StatusCode;
use entity::id::WatchId;

/// The viewer's watches, the newest first, with what changed in each.
#[utoipa::path(get, path = "/watches", tag = "matches", responses((status = 200, body = WatchesOut)))]
pub async fn list_watches(context: Context) -> Result<Json<WatchesOut>> {
    Ok(Json(service::list(&context).await?))
}

/// Watches an achievement.
#[utoipa::path(post, path = "/watches", tag = "matches", request_body = WatchIn,
    responses((status = 201, body = WatchOut)))]
pub async fn create_watch(context: Context, Json(input): Json<WatchIn>) -> Result<(StatusCode, Json<WatchOut>)> {
    Ok((StatusCode::CREATED, Json(service::create(&context, input).await?)))
}

/// Gives a watch up.
#[utoipa::path(delete, path = "/watches/{id}", tag = "matches", params(("id" = WatchId, Path)),
    responses((status = 204)))]
pub async fn delete_watch(context: Context, Path(id): Path<WatchId>) -> Result<StatusCode> {
    service::delete(&context, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that what changed has been looked at.
#[utoipa::path(put, path = "/watches/{id}/seen", tag = "matches", params(("id" = WatchId, Path)),
    responses((status = 200, body = WatchOut)))]
pub async fn mark_watch_seen(context: Context, Path(id): Path<WatchId>) -> Result<Json<WatchOut>> {
    Ok(Json(service::mark_seen(&context, id).await?))
}
