//! One instalment of a signed contract.

use crate::id::{ContractId, DealId, FileId, PaymentId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "payments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    pub deal_id: DealId,
    pub contract_id: ContractId,
    pub instalment: i32,
    pub label: String,
    pub due_on: Option<Date>,
    pub due_fen: i64,
    pub received_on: Option<Date>,
    pub received_fen: Option<i64>,
    /// The bank slip.
    pub file_id: Option<FileId>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
