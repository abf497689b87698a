//! Technology managers and what they have in their hands.

use super::dto::ManagerOut;
use super::store;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::organizations;
use entity::enums::{DealState, MembershipState, Role, Verification};
use entity::id::{OrganizationId, PersonId};
use entity::{deal, membership, organization, person};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Somebody who can take a deal.
struct Manager {
    membership: membership::Model,
    person: person::Model,
    organization: organization::Model,
    active_deals: u64,
}

/// Technology managers with their active deals.
///
/// # Errors
/// Not staff.
pub async fn list(context: &Context) -> Result<Vec<ManagerOut>> {
    context.require_staff()?;
    let found = available(context.database()).await?;
    let out = found.into_iter().map(|manager| ManagerOut {
        person_id: manager.person.id,
        display_name: manager.person.display_name,
        organization_id: manager.organization.id,
        organization_name: manager.organization.name,
        active_deals: manager.active_deals,
    });
    Ok(out.collect())
}

/// Who takes a deal that nobody of the staff began: the manager with the fewest active deals, of the platform's own
/// operator before any other organisation.
///
/// # Errors
/// The database fails.
pub async fn least_busy(rows: &impl ConnectionTrait, operator: &str) -> Result<Option<membership::Model>> {
    let found = available(rows).await?.into_iter();
    let order =
        |manager: &Manager| (manager.organization.name != operator, manager.active_deals, manager.membership.id.0);
    Ok(found.min_by_key(order).map(|manager| manager.membership))
}

/// The active membership of a technology manager or administrator, that of one organisation before others.
///
/// # Errors
/// There is none.
pub async fn membership_of(
    rows: &impl ConnectionTrait,
    person: PersonId,
    first: OrganizationId,
) -> Result<membership::Model> {
    let found = membership::Entity::find()
        .filter(membership::Column::PersonId.eq(person))
        .filter(membership::Column::Role.is_in([Role::Manager, Role::Admin]))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .order_by_asc(membership::Column::Id)
        .all(rows)
        .await?;
    let enabled = person::Entity::find_by_id(person).one(rows).await?.is_some_and(|person| !person.is_disabled);
    let of = organizations::store::by_ids(rows, found.iter().map(|row| row.organization_id)).await?;
    let is_verified = |row: &membership::Model| {
        of.get(&row.organization_id).is_some_and(|owner| owner.verification == Verification::Verified)
    };
    let mut able: Vec<membership::Model> = found.into_iter().filter(|row| enabled && is_verified(row)).collect();
    able.sort_by_key(|row| row.organization_id != first);
    able.into_iter().next().ok_or_else(|| Error::field("manager_id", "unknown_value", "请选择一位在职的技术经理人。"))
}

async fn available(rows: &impl ConnectionTrait) -> Result<Vec<Manager>> {
    let memberships = store::managers(rows).await?;
    let people = store::people(rows, memberships.iter().map(|row| row.person_id)).await?;
    let organizations = organizations::store::by_ids(rows, memberships.iter().map(|row| row.organization_id)).await?;
    let counts = active_deals(rows).await?;
    let found = memberships.into_iter().filter_map(|membership| {
        let person = people.get(&membership.person_id).filter(|person| !person.is_disabled)?.clone();
        let organization = organizations.get(&membership.organization_id)?.clone();
        (organization.verification == Verification::Verified).then_some(())?;
        let active_deals = counts.get(&person.id).copied().unwrap_or(0).unsigned_abs();
        Some(Manager { membership, person, organization, active_deals })
    });
    Ok(found.collect())
}

async fn active_deals(rows: &impl ConnectionTrait) -> Result<HashMap<PersonId, i64>> {
    let counts: Vec<(PersonId, i64)> = deal::Entity::find()
        .select_only()
        .column(deal::Column::ManagerId)
        .column_as(deal::Column::Id.count(), "deals")
        .filter(deal::Column::State.eq(DealState::Active))
        .group_by(deal::Column::ManagerId)
        .into_tuple()
        .all(rows)
        .await?;
    Ok(counts.into_iter().collect())
}
