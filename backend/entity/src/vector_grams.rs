//! The grams of a trained model with their rows (`vectors::model` of the backend writes and reads them).

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "vector_grams")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub model_version: i32,
    pub grams: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
