//! How often some words were searched for on one day, and what stood against them. Never by whom.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "search_tallies")]
pub struct Model {
    /// In China.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// Folded, so that spellings of the same words are one row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub words: String,
    /// achievement, demand; empty when both were asked for.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// The technical field asked for, else the one most found; empty when nothing was.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    pub searches: i32,
    /// Different people, each counted once a day for the same words.
    pub visitors: i32,
    /// The least number of listings that had all the words.
    pub whole: i32,
    /// The most listings that were shown, those with only some of the words included.
    pub shown: i32,
    /// Words that none of the shown listings had, with spaces between.
    pub given_up: String,
    /// 你是不是要找 …
    pub rescue: String,
    pub last_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
