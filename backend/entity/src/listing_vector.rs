//! The domain vector of a listing, as one model makes it of one version of the listing.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "listing_vectors")]
pub struct Model {
    /// Of an achievement or a demand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub model_version: i32,
    /// The version of the listing whose texts it stands for; another one has no vector yet.
    pub listing_version: i32,
    /// Numbers of 32 bits, little end first.
    pub vector: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
