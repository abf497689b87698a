//! The technology contract of a deal.

use crate::enums::{ContractState, PaymentMode};
use crate::id::{ContractId, DealId, FileId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "contracts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractId,
    pub deal_id: DealId,
    pub state: ContractState,
    /// TD, TT, TL, TC or TS with its sub-type, TL1.
    pub contract_type: String,
    pub title: String,
    /// 合同成交总金额
    pub total_amount_fen: i64,
    /// 技术交易额: 0 < it ≤ total.
    pub technical_amount_fen: i64,
    pub payment_mode: PaymentMode,
    pub begins_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub signed_on: Option<Date>,
    /// The signed copy.
    pub file_id: Option<FileId>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
