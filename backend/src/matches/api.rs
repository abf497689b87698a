use super::dto::{AcceptIn, MatchDetailOut, MatchFilter, MatchOut, MatchPreviewOut};
use super::{preview, service};
use crate::context::Context;
use crate::demands::dto::DemandIn;
use crate::error::Result;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Path, Query};
use crate::listings::lifecycle::ReasonIn;
use entity::id::MatchId;

/// Suggestions the viewer may see, the best first.
#[utoipa::path(get, path = "/matches", tag = "matches", params(MatchFilter, PageQuery),
    responses((status = 200, body = Page<MatchOut>)))]
pub async fn list_matches(
    context: Context,
    Query(filter): Query<MatchFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<MatchOut>>> {
    Ok(Json(service::list(&context, &filter, &page).await?))
}

/// One suggestion with both texts.
#[utoipa::path(get, path = "/matches/{id}", tag = "matches", params(("id" = MatchId, Path)),
    responses((status = 200, body = MatchDetailOut)))]
pub async fn get_match(context: Context, Path(id): Path<MatchId>) -> Result<Json<MatchDetailOut>> {
    Ok(Json(service::get(&context, id).await?))
}

/// Says that the two should meet.
#[utoipa::path(post, path = "/matches/{id}/accept", tag = "matches", params(("id" = MatchId, Path)),
    request_body = AcceptIn, responses((status = 200, body = MatchOut)))]
pub async fn accept_match(
    context: Context,
    Path(id): Path<MatchId>,
    Json(input): Json<AcceptIn>,
) -> Result<Json<MatchOut>> {
    Ok(Json(service::accept(&context, id, input).await?))
}

/// Says that they do not fit, with a coded reason.
#[utoipa::path(post, path = "/matches/{id}/dismiss", tag = "matches", params(("id" = MatchId, Path)),
    request_body = ReasonIn, responses((status = 200, body = MatchOut)))]
pub async fn dismiss_match(
    context: Context,
    Path(id): Path<MatchId>,
    Json(input): Json<ReasonIn>,
) -> Result<Json<MatchOut>> {
    Ok(Json(service::dismiss(&context, id, input).await?))
}

/// What a draft of a demand would find, and the detail to add next. Nothing is saved.
#[utoipa::path(post, path = "/matches/preview", tag = "matches", request_body = DemandIn,
    responses((status = 200, body = MatchPreviewOut)))]
pub async fn preview_matches(context: Context, Json(input): Json<DemandIn>) -> Result<Json<MatchPreviewOut>> {
    Ok(Json(preview::preview(&context, input).await?))
}
