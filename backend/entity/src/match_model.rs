//! A version of the weights of the score, with its figures.

use crate::enums::MatchModelState;
use crate::id::PersonId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "match_models")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub state: MatchModelState,
    /// `matches::weights::Weights` of the backend.
    pub weights: Json,
    /// `matches::models::Figures` of the backend.
    pub figures: Json,
    /// Nobody when the schedule made it.
    pub made_by: Option<PersonId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
