//! `/search`: every option is a link that changes one filter and keeps the others.

use super::address::Address;
use super::layout::Visitor;
use super::{cards, labels};
use crate::error::{Error, Result};
use crate::http::Query;
use crate::search::dto::{SearchOut, SearchQuery, SearchSort};
use crate::search::service;
use axum::response::Response;
use chrono::NaiveDate;
use frontend::pages::SearchPage;
use frontend::pages::search::HiddenField;
use frontend::view::{CountLink, FacetOption, Link, Paging};
use serde::Deserialize;

mod filters;
mod ranges;
mod words;

const HITS_OF_A_PAGE: u64 = 10;
/// Pages that can be reached: 10,000 hits.
const PAGES_MAX: u64 = 1_000;
/// Every link of the page repeats the words, so a pasted document is cut to what a search box takes.
const WORDS_MAX: usize = 200;
/// A result as thin as this is offered ways on.
const THIN_RESULT: u64 = 3;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    q: String,
    kind: Vec<String>,
    field: Vec<String>,
    industry: Vec<String>,
    region: Vec<String>,
    trl_min: Option<u8>,
    trl_max: Option<u8>,
    mode: Vec<String>,
    price_band: Vec<String>,
    /// In 万元, as typed.
    price_min: String,
    price_max: String,
    published_from: Option<NaiveDate>,
    published_to: Option<NaiveDate>,
    sort: Option<SearchSort>,
    page: Option<u64>,
}

impl PageQuery {
    fn page(&self) -> u64 {
        self.page.unwrap_or(1).max(1)
    }

    fn words(&self) -> String {
        self.q.trim().chars().take(WORDS_MAX).collect()
    }

    /// The address of this search, without the page.
    fn address(&self) -> Address {
        let level = |level: Option<u8>| level.map(|level| level.to_string()).unwrap_or_default();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Address::new("/search")
            .with("q", self.words())
            .with_all("kind", &self.kind)
            .with_all("field", &self.field)
            .with_all("industry", &self.industry)
            .with_all("region", &self.region)
            .with("trl_min", level(self.trl_min))
            .with("trl_max", level(self.trl_max))
            .with_all("mode", &self.mode)
            .with_all("price_band", &self.price_band)
            .with("price_min", self.price_min.trim())
            .with("price_max", self.price_max.trim())
            .with("published_from", day(self.published_from))
            .with("published_to", day(self.published_to))
            .with("sort", if self.sort == Some(SearchSort::Newest) { "newest" } else { "" })
    }

    fn search(&self) -> Result<SearchQuery> {
        let query = self.clone();
        let before = (query.page() - 1).saturating_mul(HITS_OF_A_PAGE);
        Ok(SearchQuery {
            q: query.words(),
            price_min_fen: ranges::fen("price_min", &query.price_min)?,
            price_max_fen: ranges::fen("price_max", &query.price_max)?,
            published_from: query.published_from,
            published_to: query.published_to,
            offset: usize::try_from(before).unwrap_or(usize::MAX),
            limit: usize::try_from(HITS_OF_A_PAGE).ok(),
            kind: query.kind,
            field: query.field,
            industry: query.industry,
            region: query.region,
            trl_min: query.trl_min,
            trl_max: query.trl_max,
            mode: query.mode,
            price_band: query.price_band,
            sort: query.sort,
            ..SearchQuery::default()
        })
    }
}

pub async fn show(visitor: Visitor, Query(query): Query<PageQuery>) -> Result<Response> {
    let explain = visitor.context.viewer.is_staff();
    let search = SearchQuery { explain, ..query.search()? };
    let found = service::search(&visitor.context, &search).await?;
    if found.hits.is_empty() && query.page() > 1 {
        return Err(Error::NotFound("个页面"));
    }
    let relaxations = if found.total < THIN_RESULT { relaxations(&visitor, &query, &found).await? } else { Vec::new() };
    let page = SearchPage { relaxations, ..page(&visitor, &query, &search, found) };
    visitor.answer(&page)
}

fn page(visitor: &Visitor, query: &PageQuery, search: &SearchQuery, found: SearchOut) -> SearchPage {
    let address = query.address();
    let pages = found.total.div_ceil(HITS_OF_A_PAGE).min(PAGES_MAX);
    let words = query.words();
    let rescue = found.rescue.map(|meant| {
        let href = address.clone().replaced("q", meant.as_str()).href();
        Link::new(meant, href)
    });
    SearchPage {
        layout: visitor.layout.clone(),
        canonical_path: address.clone().page(query.page()).href(),
        index_incomplete: found.index_incomplete,
        rescue,
        relaxation: found.relaxation.map(|relaxation| relaxation.message),
        searched_part: (words.len() < query.q.trim().len()).then(|| words.clone()),
        total: found.total,
        sorts: sorts(&address, query),
        hidden_fields: hidden_fields(&address),
        active_filters: filters::active(query, &address),
        clear_href: Address::new("/search").with("q", words.as_str()).href(),
        facets: filters::facets(query, &address, found.facets),
        ranges: ranges::of(query, &address, visitor.context.today()),
        hits: found.hits.into_iter().map(cards::of_hit).collect(),
        paging: Paging::new(query.page(), pages, |page| address.clone().page(page).href()),
        relaxations: Vec::new(),
        post_demand_href: visitor.workbench_href(&words::demand_form(&words)),
        subscribe_href: visitor.workbench_href(&words::standing_search_form(search)),
        query: words,
    }
}

fn sorts(address: &Address, query: &PageQuery) -> Vec<FacetOption> {
    let is_newest = query.sort == Some(SearchSort::Newest);
    let option = |label: &str, address: Address, selected| FacetOption {
        label: label.to_owned(),
        href: address.href(),
        count: None,
        selected,
    };
    let relevance = address.clone().without("sort");
    vec![option("最相关", relevance.clone(), !is_newest), option("最新", relevance.with("sort", "newest"), is_newest)]
}

/// What the search box keeps when other words are typed.
fn hidden_fields(address: &Address) -> Vec<HiddenField> {
    let kept = address.pairs().iter().filter(|(name, _)| *name != "q");
    kept.map(|(name, value)| HiddenField { name: (*name).to_owned(), value: value.clone() }).collect()
}

/// The same search with one filter less, where that finds more.
async fn relaxations(visitor: &Visitor, query: &PageQuery, found: &SearchOut) -> Result<Vec<CountLink>> {
    let mut ways = Vec::new();
    for (label, wider) in filters::wider(query) {
        let total = service::find(&visitor.context, &SearchQuery { limit: Some(1), ..wider.search()? }).await?.total;
        if total > found.total {
            ways.push(CountLink { label: format!("不限{label}"), count: total, href: wider.address().href() });
        }
    }
    Ok(ways)
}

/// A value as the filter list shows it.
fn label(name: &str, value: &str) -> String {
    match name {
        "kind" => labels::of("listing_kind", value),
        "field" => labels::field(value),
        "industry" => labels::industry(value),
        "region" => labels::place(value),
        "mode" => labels::of("transfer_mode", value),
        _ => labels::of("price_band", value),
    }
}

#[cfg(test)]
mod tests {
    use super::PageQuery;

    #[test]
    fn the_address_keeps_every_filter_and_leaves_the_page_out() {
        let query = PageQuery {
            q: " 防水 ".into(),
            field: vec!["10".into(), "01".into()],
            trl_min: Some(7),
            trl_max: Some(8),
            page: Some(3),
            ..PageQuery::default()
        };
        let href = query.address().href();
        assert_eq!(href, "/search?q=%E9%98%B2%E6%B0%B4&field=10&field=01&trl_min=7&trl_max=8");
        assert_eq!(query.search().expect("a search").offset, 20);
    }

    #[test]
    fn a_page_out_of_any_range_does_not_overflow() {
        let query = PageQuery { page: Some(u64::MAX), ..PageQuery::default() };
        assert!(query.search().expect("a search").offset > 10_000);
    }
}
