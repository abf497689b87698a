use super::dto::{AchievementIn, AchievementOut, AchievementRow};
use super::service;
use crate::context::Context;
use crate::error::Result;
use crate::http::idempotency::IdempotencyKey;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Path, Query};
use crate::listings::advice::AdviceOut;
use crate::listings::dto::ListingFilter;
use crate::listings::lifecycle::{ReasonIn, StepIn};
use crate::listings::revisions::RevisionOut;
use axum::http::StatusCode;
use entity::id::AchievementId;

/// Achievements the viewer may see, the last changed first.
#[utoipa::path(get, path = "/achievements", tag = "achievements", params(ListingFilter, PageQuery),
    responses((status = 200, body = Page<AchievementRow>)))]
pub async fn list_achievements(
    context: Context,
    Query(filter): Query<ListingFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AchievementRow>>> {
    Ok(Json(service::list(&context, &filter, &page).await?))
}

/// A new draft.
#[utoipa::path(post, path = "/achievements", tag = "achievements", request_body = AchievementIn,
    params(("Idempotency-Key" = Option<String>, Header, description = "UUID of the form; the same again answers the same record")),
    responses((status = 201, body = AchievementOut)))]
pub async fn create_achievement(
    context: Context,
    key: IdempotencyKey,
    Json(input): Json<AchievementIn>,
) -> Result<(StatusCode, Json<AchievementOut>)> {
    Ok((StatusCode::CREATED, Json(service::create(&context, input, &key).await?)))
}

/// What would make a draft easier to find and to believe. Nothing is saved, and nothing depends on it.
#[utoipa::path(post, path = "/achievements/check", tag = "achievements", request_body = AchievementIn,
    responses((status = 200, body = Vec<AdviceOut>)))]
pub async fn check_achievement(context: Context, Json(input): Json<AchievementIn>) -> Result<Json<Vec<AdviceOut>>> {
    Ok(Json(service::check(&context, input).await?))
}

#[utoipa::path(get, path = "/achievements/{id}", tag = "achievements", params(("id" = AchievementId, Path)),
    responses((status = 200, body = AchievementOut)))]
pub async fn get_achievement(context: Context, Path(id): Path<AchievementId>) -> Result<Json<AchievementOut>> {
    Ok(Json(service::get(&context, id).await?))
}

/// Saves one or more sections.
#[utoipa::path(patch, path = "/achievements/{id}", tag = "achievements", params(("id" = AchievementId, Path)),
    request_body = AchievementIn, responses((status = 200, body = AchievementOut)))]
pub async fn update_achievement(
    context: Context,
    Path(id): Path<AchievementId>,
    Json(input): Json<AchievementIn>,
) -> Result<Json<AchievementOut>> {
    Ok(Json(service::update(&context, id, input).await?))
}

/// Hands it in for review (owner).
#[utoipa::path(post, path = "/achievements/{id}/submit", tag = "achievements", params(("id" = AchievementId, Path)),
    request_body = StepIn, responses((status = 200, body = AchievementOut)))]
pub async fn submit_achievement(
    context: Context,
    Path(id): Path<AchievementId>,
    Json(step): Json<StepIn>,
) -> Result<Json<AchievementOut>> {
    Ok(Json(service::submit(&context, id, step.version).await?))
}

/// Puts it on the market (staff).
#[utoipa::path(post, path = "/achievements/{id}/publish", tag = "achievements", params(("id" = AchievementId, Path)),
    request_body = StepIn, responses((status = 200, body = AchievementOut)))]
pub async fn publish_achievement(
    context: Context,
    Path(id): Path<AchievementId>,
    Json(step): Json<StepIn>,
) -> Result<Json<AchievementOut>> {
    Ok(Json(service::publish(&context, id, step.version).await?))
}

/// Sends it back with a reason (staff).
#[utoipa::path(post, path = "/achievements/{id}/return", tag = "achievements", params(("id" = AchievementId, Path)),
    request_body = ReasonIn, responses((status = 200, body = AchievementOut)))]
pub async fn return_achievement(
    context: Context,
    Path(id): Path<AchievementId>,
    Json(input): Json<ReasonIn>,
) -> Result<Json<AchievementOut>> {
    Ok(Json(service::send_back(&context, id, input).await?))
}

/// Closes it with a coded reason (owner or staff).
#[utoipa::path(post, path = "/achievements/{id}/close", tag = "achievements", params(("id" = AchievementId, Path)),
    request_body = ReasonIn, responses((status = 200, body = AchievementOut)))]
pub async fn close_achievement(
    context: Context,
    Path(id): Path<AchievementId>,
    Json(input): Json<ReasonIn>,
) -> Result<Json<AchievementOut>> {
    Ok(Json(service::close(&context, id, input).await?))
}

/// Makes a closed one a draft again (owner).
#[utoipa::path(post, path = "/achievements/{id}/reopen", tag = "achievements", params(("id" = AchievementId, Path)),
    request_body = StepIn, responses((status = 200, body = AchievementOut)))]
pub async fn reopen_achievement(
    context: Context,
    Path(id): Path<AchievementId>,
    Json(step): Json<StepIn>,
) -> Result<Json<AchievementOut>> {
    Ok(Json(service::reopen(&context, id, step.version).await?))
}

/// What it said before each edit, the newest first (owner or staff).
#[utoipa::path(get, path = "/achievements/{id}/revisions", tag = "achievements", params(("id" = AchievementId, Path)),
    responses((status = 200, body = Vec<RevisionOut>)))]
pub async fn list_achievement_revisions(
    context: Context,
    Path(id): Path<AchievementId>,
) -> Result<Json<Vec<RevisionOut>>> {
    Ok(Json(service::list_revisions(&context, id).await?))
}
