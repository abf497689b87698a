use super::dto::{SeenIn, StandingSearchIn, StandingSearchOut, StandingSearchPatch, StandingSearchesOut, UnreadOut};
use super::service;
use crate::context::Context;
use crate::error::Result;
use crate::http::idempotency::IdempotencyKey;
use crate::http::{Json, Path};
use axum::http::StatusCode;
use entity::id::StandingSearchId;

/// The viewer's standing searches, the newest first, with what is new in each.
#[utoipa::path(get, path = "/standing-searches", tag = "search", responses((status = 200, body = StandingSearchesOut)))]
pub async fn list_standing_searches(context: Context) -> Result<Json<StandingSearchesOut>> {
    Ok(Json(service::list(&context).await?))
}

/// New listings in all of them together, for the badge.
#[utoipa::path(get, path = "/standing-searches/unread", tag = "search", responses((status = 200, body = UnreadOut)))]
pub async fn count_unread(context: Context) -> Result<Json<UnreadOut>> {
    Ok(Json(service::unread(&context).await?))
}

/// Keeps a search; what is published from now on is new.
#[utoipa::path(post, path = "/standing-searches", tag = "search", request_body = StandingSearchIn,
    responses((status = 201, body = StandingSearchOut)))]
pub async fn create_standing_search(
    context: Context,
    key: IdempotencyKey,
    Json(input): Json<StandingSearchIn>,
) -> Result<(StatusCode, Json<StandingSearchOut>)> {
    Ok((StatusCode::CREATED, Json(service::create(&context, &key, input).await?)))
}

/// One of them.
#[utoipa::path(get, path = "/standing-searches/{id}", tag = "search", params(("id" = StandingSearchId, Path)),
    responses((status = 200, body = StandingSearchOut)))]
pub async fn get_standing_search(
    context: Context,
    Path(id): Path<StandingSearchId>,
) -> Result<Json<StandingSearchOut>> {
    Ok(Json(service::get(&context, id).await?))
}

/// Renames or mutes.
#[utoipa::path(patch, path = "/standing-searches/{id}", tag = "search", params(("id" = StandingSearchId, Path)),
    request_body = StandingSearchPatch, responses((status = 200, body = StandingSearchOut)))]
pub async fn update_standing_search(
    context: Context,
    Path(id): Path<StandingSearchId>,
    Json(input): Json<StandingSearchPatch>,
) -> Result<Json<StandingSearchOut>> {
    Ok(Json(service::update(&context, id, input).await?))
}

/// Gives a search up.
#[utoipa::path(delete, path = "/standing-searches/{id}", tag = "search", params(("id" = StandingSearchId, Path)),
    responses((status = 204)))]
pub async fn delete_standing_search(context: Context, Path(id): Path<StandingSearchId>) -> Result<StatusCode> {
    service::delete(&context, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says up to when the results have been looked at.
#[utoipa::path(put, path = "/standing-searches/{id}/seen", tag = "search", params(("id" = StandingSearchId, Path)),
    request_body = SeenIn, responses((status = 200, body = StandingSearchOut)))]
pub async fn mark_standing_search_seen(
    context: Context,
    Path(id): Path<StandingSearchId>,
    Json(input): Json<SeenIn>,
) -> Result<Json<StandingSearchOut>> {
    Ok(Json(service::mark_seen(&context, id, &input).await?))
}
