//! A watch of a person on an achievement (等它成熟).

use crate::id::{AchievementId, PersonId, WatchId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "watches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WatchId,
    pub person_id: PersonId,
    pub achievement_id: AchievementId,
    /// `watches::snapshot::Snapshot` of the backend: what the person knows of it.
    pub seen: Json,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
