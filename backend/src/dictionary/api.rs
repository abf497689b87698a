use super::dto::{
    DictionaryOut, DictionaryRestoreIn, DictionaryVersionIn, DictionaryVersionOut, EntryFilter, EntryOut,
    IgnoredWordIn, PreviewIn, PreviewOut, ProposalFilter, ProposalOut,
};
use super::{preview, proposals, service};
use crate::context::Context;
use crate::error::Result;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Query};
use axum::http::StatusCode;

/// The words of the search: version in force, sizes, and what this node has still to do (staff).
#[utoipa::path(get, path = "/dictionary", tag = "dictionary", responses((status = 200, body = DictionaryOut)))]
pub async fn get_dictionary(context: Context) -> Result<Json<DictionaryOut>> {
    Ok(Json(service::get(&context).await?))
}

/// Entries of one list: own ones first, then built-in ones that were taken out, then the rest (staff).
#[utoipa::path(get, path = "/dictionary/entries", tag = "dictionary", params(EntryFilter, PageQuery),
    responses((status = 200, body = Page<EntryOut>)))]
pub async fn list_dictionary_entries(
    context: Context,
    Query(filter): Query<EntryFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<EntryOut>>> {
    Ok(Json(service::list_entries(&context, &filter, &page).await?))
}

/// What a change would do, before it is saved (administrator).
#[utoipa::path(post, path = "/dictionary/preview", tag = "dictionary", request_body = PreviewIn,
    responses((status = 200, body = PreviewOut)))]
pub async fn preview_dictionary(context: Context, Json(input): Json<PreviewIn>) -> Result<Json<PreviewOut>> {
    Ok(Json(preview::preview(&context, input).await?))
}

/// Versions, newest first, each with what it changed (staff).
#[utoipa::path(get, path = "/dictionary/versions", tag = "dictionary", params(PageQuery),
    responses((status = 200, body = Page<DictionaryVersionOut>)))]
pub async fn list_dictionary_versions(
    context: Context,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<DictionaryVersionOut>>> {
    Ok(Json(service::versions(&context, &page).await?))
}

/// Saves a change as a new version; every node then brings its index to it (administrator).
#[utoipa::path(post, path = "/dictionary/versions", tag = "dictionary", request_body = DictionaryVersionIn,
    responses((status = 201, body = DictionaryVersionOut)))]
pub async fn save_dictionary(
    context: Context,
    Json(input): Json<DictionaryVersionIn>,
) -> Result<(StatusCode, Json<DictionaryVersionOut>)> {
    Ok((StatusCode::CREATED, Json(service::save(&context, input).await?)))
}

/// Makes the words of an older version the newest again; 0 is the built-in lists alone (administrator).
#[utoipa::path(post, path = "/dictionary/restorations", tag = "dictionary", request_body = DictionaryRestoreIn,
    responses((status = 201, body = DictionaryVersionOut)))]
pub async fn restore_dictionary(
    context: Context,
    Json(input): Json<DictionaryRestoreIn>,
) -> Result<(StatusCode, Json<DictionaryVersionOut>)> {
    Ok((StatusCode::CREATED, Json(service::restore(&context, input).await?)))
}

/// Words that the dictionary might learn, from listings and from searches without an answer (staff).
#[utoipa::path(get, path = "/dictionary/proposals", tag = "dictionary", params(ProposalFilter, PageQuery),
    responses((status = 200, body = Page<ProposalOut>)))]
pub async fn list_dictionary_proposals(
    context: Context,
    Query(filter): Query<ProposalFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ProposalOut>>> {
    Ok(Json(proposals::list(&context, &filter, &page).await?))
}

/// Sets a proposed word aside, or takes that back (administrator).
#[utoipa::path(put, path = "/dictionary/ignored-words", tag = "dictionary", request_body = IgnoredWordIn,
    responses((status = 204)))]
pub async fn set_word_ignored(context: Context, Json(input): Json<IgnoredWordIn>) -> Result<StatusCode> {
    proposals::set_ignored(&context, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
