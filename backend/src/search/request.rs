//! A search as the index is asked, with everything that is wrong in it named by its parameter.

use super::dto::{SearchQuery, SearchSort};
use crate::auth::viewer::Viewer;
use crate::check::Checks;
use crate::clock::first_moment;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::rules::amounts::FEN_MAX;
use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::enums::TransferMode;
use search_index::{Cursor, Facet, Filters, ListingKind, PriceBand, SearchRequest, Sort};
use std::str::FromStr;

const HITS_DEFAULT: usize = 20;
const HITS_MAX: usize = 100;
/// Deeper than this a cursor is asked for.
const DEPTH_MAX: usize = 10_000;
/// Longer questions are cut.
pub(super) const WORDS_MAX: usize = 20_000;
/// Values of one filter.
const VALUES_MAX: usize = 50;

/// # Errors
/// An unknown filter value, a page out of range, ends that are upside down, a cursor that is not ours, or an explanation
/// asked for by others than staff.
pub(super) fn build(context: &Context, query: &SearchQuery) -> Result<SearchRequest> {
    if query.explain {
        context.require_staff()?;
    }
    let mut checks = Checks::default();
    let limit = query.limit.unwrap_or(HITS_DEFAULT);
    checks.require((1..=HITS_MAX).contains(&limit), "limit", "out_of_range", "每页可取 1 到 100 条。");
    let deepest = query.offset.saturating_add(limit);
    checks.require(deepest <= DEPTH_MAX, "offset", "out_of_range", "最多看前 10000 条，请加上筛选条件缩小范围。");
    let after = cursor(&mut checks, query);
    let filters = filters(&mut checks, query);
    let facets = facets(&mut checks, query);
    checks.finish()?;
    let sort = if query.sort == Some(SearchSort::Newest) { Sort::Newest } else { Sort::Relevance };
    let request = SearchRequest {
        words: query.q.chars().take(WORDS_MAX).collect(),
        viewer: index_viewer(&context.viewer),
        filters,
        sort,
        offset: query.offset,
        limit,
        facets,
        after,
        explain: query.explain,
        now: context.now().timestamp().div_euclid(DAY_SECONDS) * DAY_SECONDS,
    };
    if request.after.is_some_and(|cursor| !cursor.belongs_to(&request)) {
        return Err(Error::field("cursor", "bad_cursor", BAD_CURSOR));
    }
    Ok(request)
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

/// Freshness is counted in whole days, so that the pages of one search keep their order.
const DAY_SECONDS: i64 = 86_400;
const BAD_CURSOR: &str = "翻页位置不属于这次检索，请从第一页重新开始。";

fn cursor(checks: &mut Checks, query: &SearchQuery) -> Option<Cursor> {
    let text = query.cursor.as_deref().filter(|text| !text.is_empty())?;
    checks.require(query.offset == 0, "offset", "inconsistent", "cursor 和 offset 只能用一个。");
    let cursor = text.parse().ok();
    checks.require(cursor.is_some(), "cursor", "bad_cursor", BAD_CURSOR);
    cursor
}

fn facets(checks: &mut Checks, query: &SearchQuery) -> Vec<Facet> {
    let named = parsed::<Facet>(checks, "facet", &query.facet);
    if named.is_empty() { Facet::ALL.to_vec() } else { named }
}

fn filters(checks: &mut Checks, query: &SearchQuery) -> Filters {
    levels(checks, query);
    prices(checks, query);
    let (published_from, published_before) = days(checks, query);
    Filters {
        kinds: parsed::<ListingKind>(checks, "kind", &query.kind),
        fields: known(checks, "field", &query.field, |code| seeds::field(code).is_some()),
        industries: known(checks, "industry", &query.industry, seeds::industry_is_valid),
        regions: known(checks, "region", &query.region, seeds::region_is_valid),
        trl_min: query.trl_min,
        trl_max: query.trl_max,
        modes: known(checks, "mode", &query.mode, |mode| TransferMode::from_str(mode).is_ok()),
        price_bands: bands(checks, &query.price_band),
        price_min_fen: query.price_min_fen,
        price_max_fen: query.price_max_fen,
        published_from,
        published_before,
    }
}

fn levels(checks: &mut Checks, query: &SearchQuery) {
    for (path, level) in [("trl_min", query.trl_min), ("trl_max", query.trl_max)] {
        let holds = level.is_none_or(|level| (1..=9).contains(&level));
        checks.require(holds, path, "out_of_range", "技术成熟度为 1 到 9 级。");
    }
    let ordered = ordered(query.trl_min, query.trl_max);
    checks.require(ordered, "trl_min", "upside_down", "成熟度的下限不能高于上限，请对调。");
}

fn prices(checks: &mut Checks, query: &SearchQuery) {
    for (path, fen) in [("price_min_fen", query.price_min_fen), ("price_max_fen", query.price_max_fen)] {
        let holds = fen.is_none_or(|fen| (0..=FEN_MAX).contains(&fen));
        checks.require(holds, path, "out_of_range", "价格不能为负，也不能超过 90 万亿元。");
    }
    let ordered = ordered(query.price_min_fen, query.price_max_fen);
    checks.require(ordered, "price_min_fen", "upside_down", "最低价不能高于最高价，请对调两个金额。");
}

/// The first moment of the first day, and that of the day after the last.
fn days(checks: &mut Checks, query: &SearchQuery) -> (Option<i64>, Option<i64>) {
    let ordered = ordered(query.published_from, query.published_to);
    checks.require(ordered, "published_from", "upside_down", "开始日期不能晚于结束日期，请对调。");
    let moment = |day: NaiveDate| first_moment(day).timestamp();
    let from = query.published_from.map(moment);
    let before = query.published_to.map(|day| day.checked_add_days(Days::new(1)).map_or(i64::MAX, moment));
    (from, before)
}

fn ordered<T: PartialOrd>(low: Option<T>, high: Option<T>) -> bool {
    low.zip(high).is_none_or(|(low, high)| low <= high)
}

/// The same request for what was published since a moment.
pub(super) fn since(mut request: SearchRequest, moment: DateTime<Utc>) -> SearchRequest {
    let moment = moment.timestamp();
    request.filters.published_from = Some(request.filters.published_from.map_or(moment, |from| from.max(moment)));
    request
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
    let values: Vec<String> = values.iter().take(VALUES_MAX).filter(|value| !value.is_empty()).cloned().collect();
    for value in values.iter().filter(|value| !is_known(value)) {
        let shown: String = value.chars().take(30).collect();
        checks.add(path, "unknown_value", format!("没有“{shown}”这个选项，请从列表中选择。"));
    }
    values
}
