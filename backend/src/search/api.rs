use super::dto::{SearchOut, SearchQuery, SuggestionOut, SuggestionQuery, UnmetFilter, UnmetSearchesOut};
use super::{service, suggestions, unmet};
use crate::context::Context;
use crate::error::Result;
use crate::http::page::PageQuery;
use crate::http::{Json, Query};

/// One search over achievements and demands.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery), responses((status = 200, body = SearchOut)))]
pub async fn search(context: Context, Query(query): Query<SearchQuery>) -> Result<Json<SearchOut>> {
    Ok(Json(service::search(&context, &query).await?))
}

/// What completes a typed beginning, by characters, full pinyin or initials.
#[utoipa::path(get, path = "/suggestions", tag = "search", params(SuggestionQuery),
    responses((status = 200, body = Vec<SuggestionOut>)))]
pub async fn suggest(context: Context, Query(query): Query<SuggestionQuery>) -> Result<Json<Vec<SuggestionOut>>> {
    Ok(Json(suggestions::list(&context, &query.q).await?))
}

/// Searches of a week that no listing answered whole, by field; for staff.
#[utoipa::path(get, path = "/searches/unmet", tag = "search", params(UnmetFilter, PageQuery),
    responses((status = 200, body = UnmetSearchesOut)))]
pub async fn list_unmet_searches(
    context: Context,
    Query(filter): Query<UnmetFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<UnmetSearchesOut>> {
    Ok(Json(unmet::list(&context, &filter, &page).await?))
}
