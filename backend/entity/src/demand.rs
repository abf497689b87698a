//! What a company needs solved (技术需求).

use crate::enums::{DemandKind, ListingState, PriceKind, PublishMode, Urgency, Visibility};
use crate::id::{DemandId, OrganizationId, PersonId};
use crate::value::{Elements, Modes, Targets, Texts};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "demands")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DemandId,
    /// What people call it: XQ-2026-00012.
    pub number: String,
    pub organization_id: OrganizationId,
    pub created_by: PersonId,
    pub state: ListingState,
    pub visibility: Visibility,
    pub publish_mode: PublishMode,
    pub title: String,
    pub summary: String,
    pub keywords: Texts,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub functional_zone: String,
    pub chain: String,
    pub kind: Option<DemandKind>,
    pub problem: String,
    pub key_technology: String,
    pub target: String,
    pub elements: Elements,
    pub indicators: Targets,
    pub modes: Modes,
    pub budget_kind: PriceKind,
    pub budget_low_fen: Option<i64>,
    pub budget_high_fen: Option<i64>,
    pub includes_equipment: bool,
    pub funding_source: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub urgency: Urgency,
    /// The lowest maturity that is acceptable.
    pub trl_min: Option<i16>,
    pub tried: String,
    pub conditions: String,
    pub wanted_partners: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub review_reason: Option<String>,
    pub review_note: String,
    pub close_reason: Option<String>,
    pub close_note: String,
    pub submitted_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub source: Option<String>,
    pub is_demo: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
