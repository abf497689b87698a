//! What is asked of the index and what it answers.

use crate::cursor::Cursor;
use crate::document::{ListingKind, PriceBand};
use crate::highlight::QueryTerms;
use crate::sieve::Facet;

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
    /// Prices or budgets that reach into this range, in fen; negotiable ones do not.
    pub price_min_fen: Option<i64>,
    pub price_max_fen: Option<i64>,
    /// Publication in `[from, before)`, Unix seconds.
    pub published_from: Option<i64>,
    pub published_before: Option<i64>,
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Relevance,
    Newest,
}

/// A search. `limit` is cut to 100, `offset + limit` to 10,000; beyond that a cursor goes on.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    pub words: String,
    pub viewer: Viewer,
    pub filters: Filters,
    pub sort: Sort,
    pub offset: usize,
    pub limit: usize,
    /// What is counted; each costs a look at every listing found.
    pub facets: Vec<Facet>,
    /// Goes on after the last hit of an earlier answer to the same question; `offset` is then ignored.
    pub after: Option<Cursor>,
    /// Tells for each hit what its score is made of.
    pub explain: bool,
    /// The time that freshness is counted from, Unix seconds.
    pub now: i64,
}

/// The answer to a search.
#[derive(Debug, Clone)]
pub struct SearchResponse {
    pub total: u64,
    pub hits: Vec<SearchHit>,
    pub facets: Facets,
    /// Marks the words of the query in texts that the caller shows.
    pub terms: QueryTerms,
    /// Too few listings had all telling words, so fewer were asked for.
    pub relaxation: Option<Relaxation>,
    /// What was probably meant, when little was found.
    pub rescue: Option<String>,
    /// Where the next page begins; nothing after the last one.
    pub next: Option<Cursor>,
}

/// What was given up because too few listings had all telling words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    /// Listings that have all words; they stand first.
    pub whole: u64,
    /// Words that none of the shown listings has; empty when each of them is in one or another.
    pub given_up: Vec<String>,
}

/// One found listing; the score is 0 when the order is by date.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    pub id: String,
    pub kind: ListingKind,
    pub score: f32,
    pub explanation: Option<Explanation>,
}

/// The parts of a score; their sum is the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    pub parts: Vec<(ScorePart, f32)>,
}

/// What a part of a score is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScorePart {
    /// A word, in any of its forms.
    Word(String),
    /// Pieces of the words as they stand.
    Pieces,
    /// A piece between spaces or quotes, exactly as it stands.
    Phrase(String),
    /// All words are there, though fewer were asked for.
    Whole,
    /// More words are there than were asked for in the end.
    Most,
    /// The number of the listing itself.
    Number,
    Freshness,
    Verification,
    Completeness,
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

/// What completes the typed beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// A listing whose title begins so or has the words; the caller knows its title.
    Listing {
        id: String,
        kind: ListingKind,
    },
    /// A word of titles and keywords.
    Word(String),
    Organization(String),
}
