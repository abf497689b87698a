//! A word that was proposed for the dictionary and that an administrator does not want to see again.

use crate::id::{IgnoredWordId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "ignored_words")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IgnoredWordId,
    /// Folded.
    pub text: String,
    pub person_id: PersonId,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
