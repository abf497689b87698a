//! One state of the platform's own changes to the word lists of the search. Append-only: the newest is the one in force,
//! and going back to an older one makes a new row with its words.

use crate::id::{DictionaryVersionId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "dictionary_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DictionaryVersionId,
    /// 1, 2, 3 …; 0 would be the built-in lists alone.
    pub number: i64,
    /// `search_index::Overlay`
    pub overlay: Json,
    pub note: String,
    pub author_id: PersonId,
    /// The version whose words these are again.
    pub restored_from: Option<i64>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
