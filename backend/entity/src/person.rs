//! A person with one login; what the person may do stands in the memberships.

use crate::id::PersonId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub login_name: String,
    pub display_name: String,
    /// argon2id, PHC string. Never leaves the server.
    #[serde(skip)]
    pub password_hash: String,
    pub email: String,
    pub phone: String,
    pub is_disabled: bool,
    pub is_demo: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
