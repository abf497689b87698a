//! The registration of a signed contract (技术合同认定登记).

use crate::enums::RegistrationState;
use crate::id::{ContractId, ContractRegistrationId, DealId, FileId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "contract_registrations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractRegistrationId,
    pub contract_id: ContractId,
    pub deal_id: DealId,
    pub state: RegistrationState,
    pub office: String,
    /// Expert review (30 working days) instead of the normal route (15).
    pub expert_review: bool,
    pub submitted_on: Option<Date>,
    pub accepted_on: Option<Date>,
    pub due_on: Option<Date>,
    pub decided_on: Option<Date>,
    /// 16 digits, given by the office, never by us.
    pub number: Option<String>,
    pub decision_note: String,
    pub file_id: Option<FileId>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
