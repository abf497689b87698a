use super::snapshot::WatchChange;
use crate::achievements::dto::AchievementRow;
use chrono::{DateTime, Utc};
use entity::id::{AchievementId, WatchId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchIn {
    pub achievement_id: AchievementId,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WatchOut {
    pub id: WatchId,
    pub achievement_id: AchievementId,
    /// Nothing when the viewer can no longer see it.
    pub achievement: Option<AchievementRow>,
    /// What is different from what the person knows.
    pub changes: Vec<WatchChange>,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WatchesOut {
    pub items: Vec<WatchOut>,
    /// How many of them changed.
    pub changed: usize,
    /// So many can be kept.
    pub most: u64,
}
