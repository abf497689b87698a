//! A demand and an achievement that fit, with the reasons (Rust reserves `match`, hence the module's name).

use crate::enums::MatchState;
use crate::id::{AchievementId, DemandId, MatchId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "matches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MatchId,
    pub demand_id: DemandId,
    pub achievement_id: AchievementId,
    /// 0 to 1.
    pub score: f64,
    /// `matches::score::MatchReasons` of the backend.
    pub reasons: Json,
    /// Which scorer made it.
    pub scorer: String,
    /// The one limit that stops a near miss.
    pub gap: Option<String>,
    /// Of both texts and limits; what was dismissed returns when it changes.
    pub substance: String,
    pub demand_version: i32,
    pub achievement_version: i32,
    pub state: MatchState,
    pub dismiss_reason: Option<String>,
    pub note: String,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
