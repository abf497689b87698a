//! What is asked of the index and what it answers.

use crate::document::{ListingKind, PriceBand};
use crate::highlight::QueryTerms;

/// Who is asking; every question carries one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    Anonymous,
    SignedIn {
        organization: Option<String>,
    },
    Verified {
        organization: String,
    },
    /// Sees everything.
    Staff,
}

/// Values within one list are alternatives, the lists narrow each other.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    pub kinds: Vec<ListingKind>,
    pub fields: Vec<String>,
    /// Code prefixes: `C`, `C37`, `C371`, `C3715`.
    pub industries: Vec<String>,
    /// `21`, `2102` or six digits; `210200` and `210000` mean the whole city and province.
    pub regions: Vec<String>,
    pub trl_min: Option<u8>,
    pub trl_max: Option<u8>,
    pub modes: Vec<String>,
    pub price_bands: Vec<PriceBand>,
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Relevance,
    Newest,
}

/// A search. `limit` is cut to 100, `offset + limit` to 10,000.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    pub words: String,
    pub viewer: Viewer,
    pub filters: Filters,
    pub sort: Sort,
    pub offset: usize,
    pub limit: usize,
}

/// The answer to a search.
#[derive(Debug, Clone)]
pub struct SearchResponse {
    pub total: u64,
    pub hits: Vec<SearchHit>,
    pub facets: Facets,
    /// Marks the words of the query in texts that the caller shows.
    pub terms: QueryTerms,
    /// No listing had all telling words, so fewer were asked for.
    pub relaxed: bool,
}

/// One found listing; the score is 0 when the order is by date.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    pub id: String,
    pub kind: ListingKind,
    pub score: f32,
}

/// Exact counts of what the viewer may see; each facet is counted without its own filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    pub kind: Vec<FacetCount>,
    pub field: Vec<FacetCount>,
    /// Two-digit divisions such as `C37`.
    pub industry: Vec<FacetCount>,
    /// Cities as six digits such as `210200`.
    pub region: Vec<FacetCount>,
    pub trl: Vec<FacetCount>,
    pub mode: Vec<FacetCount>,
    pub price_band: Vec<FacetCount>,
}

/// One value of a facet; the most frequent come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    pub value: String,
    pub count: u64,
}

/// Asks for listings of the wanted kind that resemble a text.
#[derive(Debug, Clone)]
pub struct SimilarRequest {
    pub kind: ListingKind,
    pub title: String,
    pub text: String,
    pub keywords: Vec<String>,
    pub viewer: Viewer,
    pub limit: usize,
}

/// A listing that resembles the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub id: String,
    pub score: f32,
}

/// A title that completes what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub title: String,
    pub id: String,
    pub kind: ListingKind,
}
