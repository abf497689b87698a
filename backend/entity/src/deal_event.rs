//! One entry of a deal's timeline: who, when, why, with its evidence. Append-only.

use crate::enums::{DealEventKind, DealStage};
use crate::id::{DealEventId, DealId, FileId, OrganizationId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "deal_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DealEventId,
    pub deal_id: DealId,
    pub kind: DealEventKind,
    pub from_stage: Option<DealStage>,
    pub to_stage: Option<DealStage>,
    pub note: String,
    pub file_id: Option<FileId>,
    pub person_id: PersonId,
    pub organization_id: OrganizationId,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
