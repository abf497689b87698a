use super::reasons::MatchReasons;
use crate::achievements::dto::{AchievementOut, AchievementRow};
use crate::demands::dto::{DemandOut, DemandRow};
use chrono::{DateTime, Utc};
use entity::enums::{DealState, MatchState};
use entity::id::{AchievementId, DealId, DemandId, MatchId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct MatchFilter {
    pub state: Option<MatchState>,
    pub demand_id: Option<DemandId>,
    pub achievement_id: Option<AchievementId>,
    /// true: only those that one gap stops; false: only the others.
    pub near_miss: Option<bool>,
    /// Only those that somebody judged so, as the quality page counts it (staff only, as the next three).
    #[param(inline)]
    pub judged: Option<Judged>,
    /// … at this moment or later,
    pub judged_since: Option<DateTime<Utc>>,
    /// … in this field of the demand (`none`: the demand has no field),
    pub judged_field: Option<String>,
    /// … on this scorer.
    pub judged_scorer: Option<String>,
}

/// What a judgement said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    Accepted,
    Dismissed,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchOut {
    pub id: MatchId,
    /// 0 to 1, the sum of the parts.
    pub score: f64,
    /// Which scorer made it.
    pub scorer: String,
    pub state: MatchState,
    pub reasons: MatchReasons,
    pub dismiss_reason: Option<String>,
    pub note: String,
    pub decided_at: Option<DateTime<Utc>>,
    /// Who decided.
    pub decided_by: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub demand: DemandRow,
    pub achievement: AchievementRow,
    /// The viewer may decide on it, or decide anew.
    pub can_decide: bool,
    /// The deal that came of it.
    pub deal: Option<MatchDealOut>,
}

/// Who carries the deal of a match.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchDealOut {
    /// Absent when the viewer may not see the deal: another organisation carries it.
    pub id: Option<DealId>,
    pub state: DealState,
    pub broker_name: String,
    pub manager_name: String,
}

/// A match with both texts, to compare side by side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchDetailOut {
    #[serde(rename = "match")]
    pub suggestion: MatchOut,
    pub demand: DemandOut,
    pub achievement: AchievementOut,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptIn {
    pub version: i32,
    #[serde(default)]
    pub note: String,
}

/// What a draft of a demand would find now.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct MatchPreviewOut {
    /// Absent while too little is written for numbers to mean anything.
    pub counts: Option<PreviewCounts>,
    /// The detail that would tell the candidates apart best.
    pub next: Option<DetailOut>,
    /// Others, the most telling first.
    pub alternatives: Vec<DetailOut>,
    /// The best of the candidates, the best first.
    pub best: Vec<PreviewHit>,
    /// What is to be said when there is no such detail.
    pub note: Option<String>,
}

/// Listings that the viewer may not see are not counted.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PreviewCounts {
    /// Achievements on the market that fit in substance.
    pub candidates: usize,
    /// Those of them that would be suggested.
    pub good: usize,
    /// More were near than were compared.
    pub at_least: bool,
}

/// One of the candidates.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PreviewHit {
    pub id: AchievementId,
    pub title: String,
    /// It scores high enough to be suggested. The score itself stays here: it moves with how often words stand in listings
    /// that the viewer may not see.
    pub is_good: bool,
}

/// A detail that could be added, and what it would change.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DetailOut {
    /// Field of the form.
    pub field: String,
    /// The name to be added, of an indicator or a keyword; at least two listings have it.
    pub word: Option<String>,
    /// Candidates now.
    pub from: usize,
    /// Good ones after; of a limit, whose value is not known yet, the expected number.
    pub to: usize,
    pub text: String,
}
