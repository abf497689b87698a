//! An uploaded file; the bytes lie in the data folder under their SHA-256.

use crate::enums::SubjectKind;
use crate::id::{FileId, OrganizationId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    pub sha256: String,
    pub size_bytes: i64,
    pub media_type: String,
    /// The safe name under which it is offered.
    pub name: String,
    /// The record whose readers may read it.
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
    pub uploaded_by: PersonId,
    pub organization_id: OrganizationId,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
