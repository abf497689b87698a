//! Who reads the outbox and how far each is. Rows of the outbox that all of them have passed are deleted.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "outbox_readers")]
pub struct Model {
    /// What it makes of the entries: `index`, `matches`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The node whose own reader it is; empty when all nodes share it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node: String,
    /// Everything up to this number is done; a node's own reader may be further by a few seconds.
    pub position: i64,
    pub seen_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
