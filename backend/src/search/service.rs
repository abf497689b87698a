//! Query in, hits with marks and facets out.

use super::dto::{FacetOut, FacetsOut, SearchOut, SearchQuery, SearchSort, SuggestionOut};
use super::hits;
use crate::auth::viewer::Viewer;
use crate::check::Checks;
use crate::context::Context;
use crate::error::Result;
use crate::jobs::index_sync;
use entity::enums::TransferMode;
use search_index::{FacetCount, Filters, ListingKind, PriceBand, SearchRequest, Sort};
use std::str::FromStr;

const HITS_DEFAULT: usize = 20;
const HITS_MAX: usize = 100;
/// Deeper than this the filters must be narrowed.
const DEPTH_MAX: usize = 10_000;
/// Longer questions are cut.
const WORDS_MAX: usize = 20_000;
/// Values of one filter.
const VALUES_MAX: usize = 50;
const SUGGESTIONS_MAX: usize = 8;

/// Searches.
///
/// # Errors
/// An unknown filter value, a page out of range, or the index cannot be read.
pub async fn search(context: &Context, query: &SearchQuery) -> Result<SearchOut> {
    let request = request(context, query)?;
    let index = context.state.search.clone();
    let words_cut = query.q.chars().count() > WORDS_MAX;
    let response = tokio::task::spawn_blocking(move || index.search(&request)).await.map_err(anyhow::Error::from)?;
    let response = response.map_err(anyhow::Error::from)?;
    Ok(SearchOut {
        total: response.total,
        hits: hits::read(context, &response.hits, &response.terms).await?,
        facets: facets(response.facets, query),
        index_incomplete: index_sync::is_incomplete(&context.state),
        words_cut,
        relaxed: response.relaxation.is_some(),
    })
}

fn request(context: &Context, query: &SearchQuery) -> Result<SearchRequest> {
    let mut checks = Checks::default();
    let limit = query.limit.unwrap_or(HITS_DEFAULT);
    checks.require((1..=HITS_MAX).contains(&limit), "limit", "out_of_range", "每页可取 1 到 100 条。");
    let deepest = query.offset.saturating_add(limit);
    checks.require(deepest <= DEPTH_MAX, "offset", "out_of_range", "最多看前 10000 条，请加上筛选条件缩小范围。");
    for (path, level) in [("trl_min", query.trl_min), ("trl_max", query.trl_max)] {
        checks.require(
            level.is_none_or(|level| (1..=9).contains(&level)),
            path,
            "out_of_range",
            "技术成熟度为 1 到 9 级。",
        );
    }
    let filters = Filters {
        kinds: parsed::<ListingKind>(&mut checks, "kind", &query.kind),
        fields: known(&mut checks, "field", &query.field, |code| seeds::field(code).is_some()),
        industries: known(&mut checks, "industry", &query.industry, seeds::industry_is_valid),
        regions: known(&mut checks, "region", &query.region, seeds::region_is_valid),
        trl_min: query.trl_min,
        trl_max: query.trl_max,
        modes: known(&mut checks, "mode", &query.mode, |mode| TransferMode::from_str(mode).is_ok()),
        price_bands: bands(&mut checks, &query.price_band),
        ..Filters::default()
    };
    checks.finish()?;
    let sort = if query.sort == Some(SearchSort::Newest) { Sort::Newest } else { Sort::Relevance };
    let words = query.q.chars().take(WORDS_MAX).collect();
    Ok(SearchRequest {
        words,
        viewer: index_viewer(&context.viewer),
        filters,
        sort,
        offset: query.offset,
        limit,
        after: None,
        explain: false,
        now: context.now().timestamp(),
    })
}

/// The viewer as the index knows it.
#[must_use]
pub fn index_viewer(viewer: &Viewer) -> search_index::Viewer {
    let organization = viewer.organization_id().map(|id| id.to_string());
    match organization {
        _ if viewer.is_staff() => search_index::Viewer::Staff,
        Some(organization) if viewer.is_verified() => search_index::Viewer::Verified { organization },
        Some(organization) => search_index::Viewer::SignedIn { organization: Some(organization) },
        None => search_index::Viewer::Anonymous,
    }
}

fn parsed<T: FromStr>(checks: &mut Checks, path: &str, values: &[String]) -> Vec<T> {
    known(checks, path, values, |value| T::from_str(value).is_ok())
        .iter()
        .filter_map(|value| value.parse().ok())
        .collect()
}

fn bands(checks: &mut Checks, values: &[String]) -> Vec<PriceBand> {
    let band = |value: &str| PriceBand::ALL.into_iter().find(|band| band.as_str() == value);
    known(checks, "price_band", values, |value| band(value).is_some()).iter().filter_map(|value| band(value)).collect()
}

/// The values, each of which must be known.
fn known(checks: &mut Checks, path: &str, values: &[String], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    checks.require(values.len() <= VALUES_MAX, path, "too_many", "选的条件太多，最多 50 个。");
    let values: Vec<String> = values.iter().filter(|value| !value.is_empty()).cloned().collect();
    for value in values.iter().filter(|value| !is_known(value)) {
        checks.add(
            path,
            "unknown_value",
            format!("没有“{}”这个选项，请从列表中选择。", value.chars().take(30).collect::<String>()),
        );
    }
    values
}

fn facets(facets: search_index::Facets, query: &SearchQuery) -> FacetsOut {
    let dictionary = |name: &'static str| move |code: &str| seeds::label(name, code).map(str::to_owned);
    let trl = |level: &str| {
        level.parse::<i16>().is_ok_and(|level| {
            let level = u8::try_from(level).unwrap_or(0);
            (query.trl_min.is_some() || query.trl_max.is_some())
                && level >= query.trl_min.unwrap_or(1)
                && level <= query.trl_max.unwrap_or(9)
        })
    };
    FacetsOut {
        kind: counted(facets.kind, &query.kind, dictionary("listing_kind")),
        field: counted(facets.field, &query.field, |code| seeds::field(code).map(str::to_owned)),
        industry: counted(facets.industry, &query.industry, |code| seeds::industry_label(code).map(str::to_owned)),
        region: counted(facets.region, &query.region, seeds::region_label),
        trl: facets
            .trl
            .into_iter()
            .map(|FacetCount { value, count }| FacetOut {
                label: format!("TRL {value}"),
                selected: trl(&value),
                value,
                count,
            })
            .collect(),
        mode: counted(facets.mode, &query.mode, dictionary("transfer_mode")),
        price_band: counted(facets.price_band, &query.price_band, dictionary("price_band")),
    }
}

fn counted(counts: Vec<FacetCount>, selected: &[String], label: impl Fn(&str) -> Option<String>) -> Vec<FacetOut> {
    let mut facets: Vec<FacetOut> = counts
        .into_iter()
        .map(|FacetCount { value, count }| FacetOut {
            label: label(&value).unwrap_or_else(|| value.clone()),
            selected: selected.contains(&value),
            value,
            count,
        })
        .collect();
    for value in selected.iter().filter(|value| !value.is_empty()) {
        if !facets.iter().any(|facet| facet.value == *value) {
            let label = label(value).unwrap_or_else(|| value.clone());
            facets.push(FacetOut { value: value.clone(), label, count: 0, selected: true });
        }
    }
    facets
}

/// Titles that begin like what was typed.
///
/// # Errors
/// The index cannot be read.
pub async fn suggest(context: &Context, typed: &str) -> Result<Vec<SuggestionOut>> {
    let typed: String = typed.trim().chars().take(100).collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let index = context.state.search.clone();
    let viewer = index_viewer(&context.viewer);
    let found = tokio::task::spawn_blocking(move || index.suggest(&typed, &viewer, SUGGESTIONS_MAX)).await;
    let found = found.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?;
    hits::suggestions(context, &found).await
}
