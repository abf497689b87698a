//! A research result that its owner wants to carry into companies (科技成果).

use crate::enums::{Level, ListingState, Novelty, Origin, PriceKind, ResultForm, Visibility};
use crate::id::{AchievementId, OrganizationId, PersonId};
use crate::value::{Indicators, IpRights, Modes, Texts};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "achievements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AchievementId,
    /// What people call it: CG-2026-00012.
    pub number: String,
    pub organization_id: OrganizationId,
    pub created_by: PersonId,
    pub state: ListingState,
    pub visibility: Visibility,
    pub title: String,
    pub summary: String,
    pub keywords: Texts,
    /// Technical field, 01 to 11.
    pub field: String,
    /// GB/T 4754 with letter, C3715.
    pub industry: String,
    pub region: String,
    pub functional_zone: String,
    pub chain: String,
    pub form: Option<ResultForm>,
    pub novelty: Option<Novelty>,
    pub level: Option<Level>,
    pub origin: Option<Origin>,
    /// Technology readiness level, 1 to 9 (GB/T 22900).
    pub trl: Option<i16>,
    pub trl_evidence: String,
    pub trl_rated_by: String,
    pub trl_rated_on: Option<Date>,
    pub problem: String,
    pub advantage: String,
    pub application: String,
    pub description: String,
    pub indicators: Indicators,
    pub ip_rights: IpRights,
    pub modes: Modes,
    pub price_kind: PriceKind,
    pub price_low_fen: Option<i64>,
    pub price_high_fen: Option<i64>,
    pub price_note: String,
    pub contributors: Texts,
    /// 还缺什么: pilot test, proof of concept, money, a scene, a partner.
    pub next_steps: String,
    pub wants_manager: bool,
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
    /// When the owner last said that it is still true.
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
