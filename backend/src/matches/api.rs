use super::dto::{AcceptIn, MatchDetailOut, MatchFilter, MatchOut, MatchPreviewOut};
use super::managers::MatchManagersOut;
use super::models::MatchModelsOut;
use super::quality::QualityOut;
use super::{managers, models, preview, quality, service};
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

/// Technology managers who know the field of the match and have a hand free (staff).
#[utoipa::path(get, path = "/matches/{id}/managers", tag = "matches", params(("id" = MatchId, Path)),
    responses((status = 200, body = MatchManagersOut)))]
pub async fn list_match_managers(context: Context, Path(id): Path<MatchId>) -> Result<Json<MatchManagersOut>> {
    Ok(Json(managers::of_match(&context, id).await?))
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

/// How good the suggestions were this month, by what people decided.
#[utoipa::path(get, path = "/match-quality", tag = "matches", responses((status = 200, body = QualityOut)))]
pub async fn get_match_quality(context: Context) -> Result<Json<QualityOut>> {
    Ok(Json(quality::quality(&context).await?))
}

/// The versions of the weights, the newest first.
#[utoipa::path(get, path = "/match-models", tag = "matches", responses((status = 200, body = MatchModelsOut)))]
pub async fn list_match_models(context: Context) -> Result<Json<MatchModelsOut>> {
    Ok(Json(models::list(&context).await?))
}

/// Fits the weights anew on what people decided; taken only when better beyond noise.
#[utoipa::path(post, path = "/match-models", tag = "matches", responses((status = 200, body = MatchModelsOut)))]
pub async fn fit_match_model(context: Context) -> Result<Json<MatchModelsOut>> {
    Ok(Json(models::fit(&context).await?))
}

/// Takes a version into use; 0 is the shipped one.
#[utoipa::path(post, path = "/match-models/{version}/activate", tag = "matches", params(("version" = i32, Path)),
    responses((status = 200, body = MatchModelsOut)))]
pub async fn activate_match_model(context: Context, Path(version): Path<i32>) -> Result<Json<MatchModelsOut>> {
    Ok(Json(models::activate(&context, version).await?))
}

/// What a draft of a demand would find, and the detail to add next. Nothing is saved.
#[utoipa::path(post, path = "/matches/preview", tag = "matches", request_body = DemandIn,
    responses((status = 200, body = MatchPreviewOut)))]
pub async fn preview_matches(context: Context, Json(input): Json<DemandIn>) -> Result<Json<MatchPreviewOut>> {
    Ok(Json(preview::preview(&context, input).await?))
}
