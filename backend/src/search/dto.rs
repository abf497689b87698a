use crate::organizations::dto::OrganizationRef;
use chrono::{DateTime, Utc};
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
    /// relevance, newest
    pub sort: Option<SearchSort>,
    pub offset: usize,
    /// 1 to 100, 20 unless told.
    pub limit: Option<usize>,
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
    /// No listing had all the telling words; these have some of them.
    pub relaxed: bool,
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

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestionOut {
    pub title: String,
    pub kind: ListingKind,
    pub number: String,
}
