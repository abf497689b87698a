//! A model that makes domain vectors of listings. At most one is active: its vectors take part in matching.

use crate::enums::VectorKind;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "vector_models")]
pub struct Model {
    /// 1, 2, 3 …
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub kind: VectorKind,
    /// The service's name of its model; empty for a trained one.
    pub name: String,
    pub dimension: i32,
    /// Listings that had a vector when it was finished; 0 until then.
    pub listings: i32,
    pub active: bool,
    /// What its making measured.
    pub figures: Json,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
