use crate::search::dto::SearchQuery;
use chrono::{DateTime, Utc};
use entity::id::StandingSearchId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A search without its page and order; the names are those of `GET /search`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SavedSearch {
    pub q: String,
    pub kind: Vec<String>,
    pub field: Vec<String>,
    pub industry: Vec<String>,
    pub region: Vec<String>,
    pub trl_min: Option<u8>,
    pub trl_max: Option<u8>,
    pub mode: Vec<String>,
    pub price_band: Vec<String>,
    pub price_min_fen: Option<i64>,
    pub price_max_fen: Option<i64>,
}

impl SavedSearch {
    /// The search as it is asked.
    #[must_use]
    pub fn query(&self) -> SearchQuery {
        let saved = self.clone();
        SearchQuery {
            q: saved.q,
            kind: saved.kind,
            field: saved.field,
            industry: saved.industry,
            region: saved.region,
            trl_min: saved.trl_min,
            trl_max: saved.trl_max,
            mode: saved.mode,
            price_band: saved.price_band,
            price_min_fen: saved.price_min_fen,
            price_max_fen: saved.price_max_fen,
            ..SearchQuery::default()
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingSearchIn {
    /// The words, or what is filtered, unless told.
    #[serde(default)]
    pub name: String,
    pub search: SavedSearch,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingSearchPatch {
    pub version: i32,
    #[serde(default)]
    pub name: Option<String>,
    /// A muted search is not counted in the badge.
    #[serde(default)]
    pub muted: Option<bool>,
}

/// The person has looked at the results.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenIn {
    /// `as_of` of what was looked at: what came later stays new.
    pub as_of: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StandingSearchOut {
    pub id: StandingSearchId,
    pub name: String,
    pub search: SavedSearch,
    /// The filters in words, such as "技术领域：轨道交通".
    pub filters: Vec<String>,
    pub muted: bool,
    /// Listings that fit whole, that the viewer may see, published since `seen_at`.
    pub unread: u64,
    /// What was published from here on is new.
    pub seen_at: DateTime<Utc>,
    /// When `unread` was counted; to be sent with "seen".
    pub as_of: DateTime<Utc>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StandingSearchesOut {
    pub items: Vec<StandingSearchOut>,
    /// Of all that are not muted.
    pub unread: u64,
    /// So many can be kept.
    pub most: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnreadOut {
    /// New listings in all searches that are not muted; one that fits two searches counts in both.
    pub unread: u64,
}
