//! A search that a person keeps. What is new in it is counted from the index, never stored.

use crate::id::{PersonId, StandingSearchId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "standing_searches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StandingSearchId,
    pub person_id: PersonId,
    pub name: String,
    /// `standing_searches::dto::SavedSearch` of the backend.
    pub search: Json,
    pub muted: bool,
    /// What was published from here on is new.
    pub seen_at: DateTimeUtc,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
