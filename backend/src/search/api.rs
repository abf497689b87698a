use super::dto::{SearchOut, SearchQuery, SuggestionOut, SuggestionQuery};
use super::service;
use crate::context::Context;
use crate::error::Result;
use crate::http::{Json, Query};

/// One search over achievements and demands.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery), responses((status = 200, body = SearchOut)))]
pub async fn search(context: Context, Query(query): Query<SearchQuery>) -> Result<Json<SearchOut>> {
    Ok(Json(service::search(&context, &query).await?))
}

/// Titles that begin like what was typed.
#[utoipa::path(get, path = "/suggestions", tag = "search", params(SuggestionQuery),
    responses((status = 200, body = Vec<SuggestionOut>)))]
pub async fn suggest(context: Context, Query(query): Query<SuggestionQuery>) -> Result<Json<Vec<SuggestionOut>>> {
    Ok(Json(service::suggest(&context, &query.q).await?))
}
