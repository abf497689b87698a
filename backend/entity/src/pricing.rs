//! How the price was found, and the publicity (公示) that a negotiated one needs. A new price or party supersedes the row.

use crate::enums::{ObjectionDecision, PricingMethod, PricingState, TransferMode};
use crate::id::{DealId, FileId, PricingId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "pricings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PricingId,
    pub deal_id: DealId,
    pub method: PricingMethod,
    pub state: PricingState,
    pub price_fen: i64,
    pub transfer_mode: TransferMode,
    pub achievement_title: String,
    pub counterparty: String,
    /// Grounds of the price (定价依据).
    pub basis: String,
    /// Where it is publicised (公示范围).
    pub scope: String,
    pub objection_department: String,
    pub objection_phone: String,
    pub objection_email: String,
    pub published_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub earliest_signing_on: Option<Date>,
    /// SHA-256 of the frozen content.
    pub content_hash: Option<String>,
    pub objection: String,
    pub objected_on: Option<Date>,
    pub objection_decision: Option<ObjectionDecision>,
    pub objection_decision_note: String,
    /// Proof of the listing or auction, or of the publicity.
    pub file_id: Option<FileId>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
