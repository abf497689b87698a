//! An organisation that sees, or never sees, one listing: invited, excluded, or under a confidentiality agreement.

use crate::enums::{GrantKind, ListingKind};
use crate::id::{DealId, ListingGrantId, OrganizationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "listing_grants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListingGrantId,
    pub listing_kind: ListingKind,
    pub listing_id: Uuid,
    pub organization_id: OrganizationId,
    pub grant: GrantKind,
    /// The deal whose confidentiality agreement opened it.
    pub deal_id: Option<DealId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
