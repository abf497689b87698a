//! Organisations that are invited to, excluded from, or under a confidentiality agreement for one listing.

use crate::auth::viewer::Viewer;
use crate::change::Change;
use crate::context::Context;
use crate::error::{Error, Result};
use entity::enums::{GrantKind, ListingKind, SubjectKind, Visibility};
use entity::id::{DealId, ListingGrantId, OrganizationId};
use entity::listing_grant::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Invited or excluded organisations of one listing.
const ORGANIZATIONS_MAX: usize = 50;

/// All grants of a listing.
///
/// # Errors
/// The database fails.
pub async fn of_listing(rows: &impl ConnectionTrait, listing_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::ListingId.eq(listing_id)).all(rows).await?)
}

/// Replaces the invited or excluded organisations of a listing.
///
/// # Errors
/// Too many; an organisation that does not exist.
pub async fn replace(
    change: &mut Change<'_>,
    context: &Context,
    listing: (ListingKind, Uuid),
    grant: GrantKind,
    organizations: &[OrganizationId],
) -> Result<()> {
    let path = if grant == GrantKind::Invited { "invited_organization_ids" } else { "excluded_organization_ids" };
    if organizations.len() > ORGANIZATIONS_MAX {
        return Err(Error::field(path, "too_many", format!("最多 {ORGANIZATIONS_MAX} 家单位。")));
    }
    let rows = change.rows();
    let known = crate::organizations::store::by_ids(rows, organizations.iter().copied()).await?;
    if let Some(position) = organizations.iter().position(|id| !known.contains_key(id)) {
        return Err(Error::field(format!("{path}[{position}]"), "unknown_value", "没有这家单位，请重新选择。"));
    }
    let before = of_listing(rows, listing.1).await?.into_iter().filter(|row| row.grant == grant);
    let before: BTreeSet<OrganizationId> = before.map(|row| row.organization_id).collect();
    let after: BTreeSet<OrganizationId> = known.keys().copied().collect();
    if before == after {
        return Ok(());
    }
    let of_kind = Entity::delete_many().filter(Column::ListingId.eq(listing.1)).filter(Column::Grant.eq(grant));
    of_kind.exec(rows).await?;
    for organization in known.keys() {
        insert(rows, context, listing, grant, *organization, None).await?;
    }
    let subject = match listing.0 {
        ListingKind::Achievement => SubjectKind::Achievement,
        ListingKind::Demand => SubjectKind::Demand,
    };
    let action = if grant == GrantKind::Invited { "listing.invite" } else { "listing.exclude" };
    change.record(action, (subject, listing.1), Some(&before), Some(&after))
}

/// Opens the confidential details of a listing to an organisation; a second time changes nothing.
///
/// # Errors
/// The database fails.
pub async fn open_confidential(
    rows: &impl ConnectionTrait,
    context: &Context,
    listing: (ListingKind, Uuid),
    organization: OrganizationId,
    deal: DealId,
) -> Result<()> {
    let existing = Entity::find()
        .filter(Column::ListingId.eq(listing.1))
        .filter(Column::OrganizationId.eq(organization))
        .filter(Column::Grant.eq(GrantKind::Confidential));
    if existing.count(rows).await? == 0 {
        insert(rows, context, listing, GrantKind::Confidential, organization, Some(deal)).await?;
    }
    Ok(())
}

async fn insert(
    rows: &impl ConnectionTrait,
    context: &Context,
    listing: (ListingKind, Uuid),
    grant: GrantKind,
    organization_id: OrganizationId,
    deal_id: Option<DealId>,
) -> Result<()> {
    let row = ActiveModel {
        id: Set(ListingGrantId::generate()),
        listing_kind: Set(listing.0),
        listing_id: Set(listing.1),
        organization_id: Set(organization_id),
        grant: Set(grant),
        deal_id: Set(deal_id),
        created_at: Set(context.now()),
    };
    row.insert(rows).await?;
    Ok(())
}

/// Whether the viewer reads the details and not only the abstract of a listing that it may see.
///
/// # Errors
/// The database fails.
pub async fn sees_details(
    rows: &impl ConnectionTrait,
    viewer: &Viewer,
    visibility: Visibility,
    owner: OrganizationId,
    listing_id: Uuid,
) -> Result<bool> {
    if visibility != Visibility::Confidential || viewer.is_staff() || viewer.organization_id() == Some(owner) {
        return Ok(true);
    }
    let Some(own) = viewer.organization_id().filter(|_| viewer.is_verified()) else { return Ok(false) };
    let agreements = Entity::find()
        .filter(Column::ListingId.eq(listing_id))
        .filter(Column::OrganizationId.eq(own))
        .filter(Column::Grant.eq(GrantKind::Confidential));
    Ok(agreements.count(rows).await? > 0)
}
