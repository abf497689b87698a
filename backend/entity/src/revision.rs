//! What a published listing said before it was edited.

use crate::enums::SubjectKind;
use crate::id::{PersonId, RevisionId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "revisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RevisionId,
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
    /// The version that the snapshot shows.
    pub version: i32,
    pub snapshot: Json,
    /// Who replaced it.
    pub person_id: PersonId,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
