//! Query in, hits with marks and facets out.

use super::dto::{SearchOut, SearchQuery};
use super::log::Asked;
use super::request::{self, WORDS_MAX};
use super::{facets, hits, relaxation};
use crate::context::Context;
use crate::error::Result;
use crate::jobs::index_sync;
use chrono::{DateTime, Utc};
use search_index::{SearchRequest, SearchResponse};

/// Searches, and counts what was asked.
///
/// # Errors
/// An unknown filter value, a page out of range, or the index cannot be read.
pub async fn search(context: &Context, query: &SearchQuery) -> Result<SearchOut> {
    let found = find(context, query).await?;
    let is_first_page = query.offset == 0 && query.cursor.as_deref().unwrap_or_default().is_empty();
    if is_first_page && !found.index_incomplete && !is_narrowed(query) {
        context.state.search_log.note(asked(context, query, &found));
    }
    Ok(found)
}

/// Whether filters may be the reason that little is found; kind and field are counted with the words.
fn is_narrowed(query: &SearchQuery) -> bool {
    let lists = [&query.industry, &query.region, &query.mode, &query.price_band];
    let ranges = [query.trl_min.is_some(), query.trl_max.is_some(), query.price_min_fen.is_some()];
    let more = [query.price_max_fen.is_some(), query.published_from.is_some(), query.published_to.is_some()];
    lists.into_iter().any(|list| !list.is_empty()) || ranges.into_iter().chain(more).any(|is_set| is_set)
}

/// Searches without counting, for the pages' own questions.
///
/// # Errors
/// As [`search`].
pub async fn find(context: &Context, query: &SearchQuery) -> Result<SearchOut> {
    let response = ask(context, request::build(context, query)?).await?;
    Ok(SearchOut {
        total: response.total,
        hits: hits::read(context, &response).await?,
        words_cut: query.q.chars().count() > WORDS_MAX,
        relaxation: response.relaxation.map(|one| relaxation::out(&query.q, one)),
        rescue: response.rescue,
        next_cursor: response.next.map(|cursor| cursor.to_string()),
        facets: facets::out(response.facets, query),
        index_incomplete: index_sync::is_incomplete(&context.state),
    })
}

/// Whether a search would be answered at all.
///
/// # Errors
/// What is wrong with it, by parameter.
pub fn check(context: &Context, query: &SearchQuery) -> Result<()> {
    request::build(context, query).map(drop)
}

/// Listings that have all the words and were published since a moment.
///
/// # Errors
/// As [`search`].
pub async fn count_since(context: &Context, query: &SearchQuery, since: DateTime<Utc>) -> Result<u64> {
    let request = request::since(request::build(context, query)?, since);
    let index = context.state.search.clone();
    let counted = tokio::task::spawn_blocking(move || index.count(&request)).await.map_err(anyhow::Error::from)?;
    Ok(counted.map_err(anyhow::Error::from)?)
}

async fn ask(context: &Context, request: SearchRequest) -> Result<SearchResponse> {
    let index = context.state.search.clone();
    let response = tokio::task::spawn_blocking(move || index.search(&request)).await.map_err(anyhow::Error::from)?;
    Ok(response.map_err(anyhow::Error::from)?)
}

fn asked(context: &Context, query: &SearchQuery, found: &SearchOut) -> Asked {
    let person = context.viewer.signed_in().map(|person| person.person_id.to_string());
    let relaxation = found.relaxation.as_ref();
    Asked {
        at: context.now(),
        day: context.today(),
        words: query.q.clone(),
        kind: if let [kind] = query.kind.as_slice() { kind.clone() } else { String::new() },
        field: main_field(query, found),
        whole: relaxation.map_or(found.total, |relaxation| relaxation.whole),
        shown: found.total,
        given_up: relaxation.map(|relaxation| relaxation.given_up.join(" ")).unwrap_or_default(),
        rescue: found.rescue.clone().unwrap_or_default(),
        visitor: person.unwrap_or_else(|| context.address.clone()),
    }
}

/// The field asked for, else the one of most hits.
fn main_field(query: &SearchQuery, found: &SearchOut) -> String {
    let asked_for = |code: &str| query.field.is_empty() || query.field.iter().any(|field| field == code);
    if let [field] = query.field.as_slice() {
        return field.clone();
    }
    let counted = found.facets.field.iter().filter(|facet| facet.count > 0 && asked_for(&facet.value));
    counted.max_by_key(|facet| facet.count).map(|facet| facet.value.clone()).unwrap_or_default()
}
