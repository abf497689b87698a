use super::dto::{DemandIn, DemandOut, DemandRow};
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
use entity::id::DemandId;

/// Demands the viewer may see, the last changed first.
#[utoipa::path(get, path = "/demands", tag = "demands", params(ListingFilter, PageQuery),
    responses((status = 200, body = Page<DemandRow>)))]
pub async fn list_demands(
    context: Context,
    Query(filter): Query<ListingFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DemandRow>>> {
    Ok(Json(service::list(&context, &filter, &page).await?))
}

/// A new draft.
#[utoipa::path(post, path = "/demands", tag = "demands", request_body = DemandIn,
    params(("Idempotency-Key" = Option<String>, Header, description = "UUID of the form; the same again answers the same record")),
    responses((status = 201, body = DemandOut)))]
pub async fn create_demand(
    context: Context,
    key: IdempotencyKey,
    Json(input): Json<DemandIn>,
) -> Result<(StatusCode, Json<DemandOut>)> {
    Ok((StatusCode::CREATED, Json(service::create(&context, input, &key).await?)))
}

/// What would make a draft easier to find and to believe. Nothing is saved, and nothing depends on it.
#[utoipa::path(post, path = "/demands/check", tag = "demands", request_body = DemandIn,
    responses((status = 200, body = Vec<AdviceOut>)))]
pub async fn check_demand(context: Context, Json(input): Json<DemandIn>) -> Result<Json<Vec<AdviceOut>>> {
    Ok(Json(service::check(&context, input).await?))
}

#[utoipa::path(get, path = "/demands/{id}", tag = "demands", params(("id" = DemandId, Path)),
    responses((status = 200, body = DemandOut)))]
pub async fn get_demand(context: Context, Path(id): Path<DemandId>) -> Result<Json<DemandOut>> {
    Ok(Json(service::get(&context, id).await?))
}

/// Saves one or more sections.
#[utoipa::path(patch, path = "/demands/{id}", tag = "demands", params(("id" = DemandId, Path)),
    request_body = DemandIn, responses((status = 200, body = DemandOut)))]
pub async fn update_demand(
    context: Context,
    Path(id): Path<DemandId>,
    Json(input): Json<DemandIn>,
) -> Result<Json<DemandOut>> {
    Ok(Json(service::update(&context, id, input).await?))
}

/// Hands it in for review (owner).
#[utoipa::path(post, path = "/demands/{id}/submit", tag = "demands", params(("id" = DemandId, Path)),
    request_body = StepIn, responses((status = 200, body = DemandOut)))]
pub async fn submit_demand(
    context: Context,
    Path(id): Path<DemandId>,
    Json(step): Json<StepIn>,
) -> Result<Json<DemandOut>> {
    Ok(Json(service::submit(&context, id, step.version).await?))
}

/// Puts it on the market (staff).
#[utoipa::path(post, path = "/demands/{id}/publish", tag = "demands", params(("id" = DemandId, Path)),
    request_body = StepIn, responses((status = 200, body = DemandOut)))]
pub async fn publish_demand(
    context: Context,
    Path(id): Path<DemandId>,
    Json(step): Json<StepIn>,
) -> Result<Json<DemandOut>> {
    Ok(Json(service::publish(&context, id, step.version).await?))
}

/// Sends it back with a reason (staff).
#[utoipa::path(post, path = "/demands/{id}/return", tag = "demands", params(("id" = DemandId, Path)),
    request_body = ReasonIn, responses((status = 200, body = DemandOut)))]
pub async fn return_demand(
    context: Context,
    Path(id): Path<DemandId>,
    Json(input): Json<ReasonIn>,
) -> Result<Json<DemandOut>> {
    Ok(Json(service::send_back(&context, id, input).await?))
}

/// Closes it with a coded reason (owner or staff).
#[utoipa::path(post, path = "/demands/{id}/close", tag = "demands", params(("id" = DemandId, Path)),
    request_body = ReasonIn, responses((status = 200, body = DemandOut)))]
pub async fn close_demand(
    context: Context,
    Path(id): Path<DemandId>,
    Json(input): Json<ReasonIn>,
) -> Result<Json<DemandOut>> {
    Ok(Json(service::close(&context, id, input).await?))
}

/// Makes a closed one a draft again (owner).
#[utoipa::path(post, path = "/demands/{id}/reopen", tag = "demands", params(("id" = DemandId, Path)),
    request_body = StepIn, responses((status = 200, body = DemandOut)))]
pub async fn reopen_demand(
    context: Context,
    Path(id): Path<DemandId>,
    Json(step): Json<StepIn>,
) -> Result<Json<DemandOut>> {
    Ok(Json(service::reopen(&context, id, step.version).await?))
}

/// What it said before each edit, the newest first (owner or staff).
#[utoipa::path(get, path = "/demands/{id}/revisions", tag = "demands", params(("id" = DemandId, Path)),
    responses((status = 200, body = Vec<RevisionOut>)))]
pub async fn list_demand_revisions(context: Context, Path(id): Path<DemandId>) -> Result<Json<Vec<RevisionOut>>> {
    Ok(Json(service::list_revisions(&context, id).await?))
}
