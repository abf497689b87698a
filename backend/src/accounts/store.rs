//! Queries only.

use super::dto::MembershipOut;
use crate::error::{Error, Result};
use crate::organizations;
use crate::organizations::dto::OrganizationRef;
use entity::enums::{MembershipState, Role};
use entity::id::{MembershipId, OrganizationId, PersonId};
use entity::{membership, person};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// # Errors
/// The database fails.
pub async fn by_login(rows: &impl ConnectionTrait, login_name: &str) -> Result<Option<person::Model>> {
    Ok(person::Entity::find().filter(person::Column::LoginName.eq(login_name)).one(rows).await?)
}

/// # Errors
/// Not there.
pub async fn lock(rows: &impl ConnectionTrait, id: PersonId) -> Result<person::Model> {
    person::Entity::find_by_id(id).lock(crate::db::ROW_LOCK).one(rows).await?.ok_or(Error::NotFound("个账号"))
}

/// Memberships that have not ended, with their organisations, by person.
///
/// # Errors
/// The database fails.
pub async fn memberships(
    rows: &impl ConnectionTrait,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Vec<MembershipOut>>> {
    let found = membership::Entity::find()
        .filter(membership::Column::PersonId.is_in(people))
        .filter(membership::Column::State.ne(MembershipState::Ended))
        .order_by_asc(membership::Column::Id)
        .all(rows)
        .await?;
    let organizations = organizations::store::by_ids(rows, found.iter().map(|row| row.organization_id)).await?;
    let mut by_person: HashMap<PersonId, Vec<MembershipOut>> = HashMap::new();
    for row in found {
        let Some(organization) = organizations.get(&row.organization_id) else { continue };
        by_person.entry(row.person_id).or_default().push(MembershipOut {
            id: row.id,
            role: row.role,
            state: row.state,
            organization: OrganizationRef::from(organization),
        });
    }
    Ok(by_person)
}

/// # Errors
/// Not there.
pub async fn membership(rows: &impl ConnectionTrait, id: MembershipId) -> Result<membership::Model> {
    membership::Entity::find_by_id(id).one(rows).await?.ok_or(Error::NotFound("个身份"))
}

/// Active technology managers.
///
/// # Errors
/// The database fails.
pub async fn managers(rows: &impl ConnectionTrait) -> Result<Vec<membership::Model>> {
    Ok(membership::Entity::find()
        .filter(membership::Column::Role.eq(Role::Manager))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .all(rows)
        .await?)
}

/// Everybody who belongs or belonged to an organisation.
///
/// # Errors
/// The database fails.
pub async fn colleagues(
    rows: &impl ConnectionTrait,
    organization: Option<OrganizationId>,
) -> Result<HashSet<PersonId>> {
    let Some(organization) = organization else { return Ok(HashSet::new()) };
    let found =
        membership::Entity::find().filter(membership::Column::OrganizationId.eq(organization)).all(rows).await?;
    Ok(found.into_iter().map(|row| row.person_id).collect())
}

/// Names by id.
///
/// # Errors
/// The database fails.
pub async fn people(
    rows: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, person::Model>> {
    let found = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(rows).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}
