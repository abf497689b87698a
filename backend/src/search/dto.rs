use crate::organizations::dto::OrganizationRef;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{ListingKind, TransferMode};
use entity::value::Price;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A parameter with several values is repeated: `field=03&field=10`.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SearchQuery {
    /// The company's own words; "phrases" and -exclusions; empty finds everything.
    pub q: String,
    /// achievement, demand
    pub kind: Vec<String>,
    /// Technical field, 01 to 11.
    pub field: Vec<String>,
    /// GB/T 4754 code or its beginning, C or C37.
    pub industry: Vec<String>,
    /// GB/T 2260 code; a province or city means all within.
    pub region: Vec<String>,
    pub trl_min: Option<u8>,
    pub trl_max: Option<u8>,
    pub mode: Vec<String>,
    /// negotiable, to_100k, to_500k, to_2m, to_10m, over_10m
    pub price_band: Vec<String>,
    /// Prices or budgets that reach into the range; negotiable ones do not.
    pub price_min_fen: Option<i64>,
    pub price_max_fen: Option<i64>,
    /// Days in China, both included.
    pub published_from: Option<NaiveDate>,
    pub published_to: Option<NaiveDate>,
    /// relevance, newest
    pub sort: Option<SearchSort>,
    /// At most 10,000 deep; further on with `cursor`.
    pub offset: usize,
    /// `next_cursor` of the page before, of the same search.
    pub cursor: Option<String>,
    /// 1 to 100, 20 unless told.
    pub limit: Option<usize>,
    /// Facets to count: kind, field, industry, region, trl, mode, price_band; all unless told.
    pub facet: Vec<String>,
    /// What each score is made of; for staff only.
    pub explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    Relevance,
    Newest,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchOut {
    /// All listings that fit, not only this page.
    pub total: u64,
    pub hits: Vec<SearchHitOut>,
    pub facets: FacetsOut,
    /// The index is being built: this is only a part of what fits.
    pub index_incomplete: bool,
    /// The words were longer than is searched; the first part was used.
    pub words_cut: bool,
    /// Too few listings had all the telling words; those shown have some of them.
    pub relaxation: Option<RelaxationOut>,
    /// What was probably meant, when little was found.
    pub rescue: Option<String>,
    /// Absent on the last page.
    pub next_cursor: Option<String>,
}

/// What was given up because too few listings had all the words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RelaxationOut {
    /// Listings that have all the words; they stand first.
    pub whole: u64,
    /// Words that none of the shown listings has; empty when each of them is in one or another.
    pub given_up: Vec<String>,
    /// The same in a sentence.
    pub message: String,
}

/// A piece of text; marked where it fits the words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SegmentOut {
    pub text: String,
    pub marked: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchHitOut {
    pub id: Uuid,
    pub kind: ListingKind,
    pub number: String,
    pub title: Vec<SegmentOut>,
    pub passage: Vec<SegmentOut>,
    /// Absent when the company is anonymous to the viewer.
    pub organization: Option<OrganizationRef>,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub region_label: String,
    /// TRL of an achievement, lowest acceptable TRL of a demand.
    pub trl: Option<i16>,
    pub trl_stage: Option<String>,
    pub modes: Vec<TransferMode>,
    /// Asking price or budget.
    pub price: Price,
    pub published_at: Option<DateTime<Utc>>,
    pub score: f32,
    pub is_demo: bool,
    /// The details are open only under an agreement.
    pub confidential: bool,
    pub signs: SignsOut,
    /// Only when asked for; its values add up to the score.
    pub explanation: Option<Vec<ScorePartOut>>,
}

/// What counts a little in the order, and is shown on the card.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SignsOut {
    /// Changed or confirmed within the last 30 days.
    pub fresh: bool,
    /// Its organisation is verified.
    pub verified: bool,
    /// Nothing that helps to judge it is missing.
    pub complete: bool,
}

/// A part of a score, in words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorePartOut {
    pub label: String,
    pub value: f32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetsOut {
    pub kind: Vec<FacetOut>,
    pub field: Vec<FacetOut>,
    pub industry: Vec<FacetOut>,
    pub region: Vec<FacetOut>,
    pub trl: Vec<FacetOut>,
    pub mode: Vec<FacetOut>,
    pub price_band: Vec<FacetOut>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetOut {
    pub value: String,
    pub label: String,
    pub count: u64,
    pub selected: bool,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SuggestionQuery {
    /// What was typed so far.
    pub q: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// Words that others searched for.
    Search,
    /// A word of titles and keywords.
    Word,
    /// A technical field.
    Field,
    Organization,
    /// One achievement or demand.
    Listing,
}

/// What completes the typed beginning.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestionOut {
    pub kind: SuggestionKind,
    pub text: String,
    /// Code of a field, id of an organisation or a listing.
    pub id: Option<String>,
    /// Of a listing.
    pub listing_kind: Option<ListingKind>,
    pub number: Option<String>,
    /// The public page it opens; words and searches are searched for instead.
    pub href: Option<String>,
}

/// Which unmet searches.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct UnmetFilter {
    /// Any day of the week, this week unless told.
    pub week: Option<NaiveDate>,
    /// A technical field, or `none` for those that belong to none.
    pub field: Option<String>,
}

/// Searches of one week that no listing answered whole, the most frequent first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnmetSearchesOut {
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
    /// How many by field, whatever the field asked for.
    pub fields: Vec<UnmetFieldOut>,
    pub items: Vec<UnmetSearchOut>,
    pub next_cursor: Option<String>,
    pub total: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnmetFieldOut {
    pub code: String,
    pub label: String,
    pub searches: i64,
}

/// Words and counts; who asked is not kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnmetSearchOut {
    pub words: String,
    /// Asked for, or of what was shown instead; may be empty.
    pub field: String,
    pub field_label: String,
    pub searches: i64,
    /// Different people, each once a day.
    pub visitors: i64,
    /// Listings shown instead, which have only some of the words.
    pub shown: i32,
    /// Words that none of the shown listings had.
    pub given_up: Vec<String>,
    /// What was offered as probably meant.
    pub rescue: Option<String>,
    pub last_at: DateTime<Utc>,
}
