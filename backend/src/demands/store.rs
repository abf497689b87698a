//! Queries only.

use crate::auth::viewer::Viewer;
use crate::error::{Error, Result};
use crate::listings::access;
use crate::listings::dto::{ListingFilter, Scope};
use crate::organizations::store::contains;
use entity::demand::{Column, Entity, Model};
use entity::enums::{ListingState, PublishMode};
use entity::id::{DemandId, OrganizationId};
use entity::organization;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select};
use std::collections::HashMap;

/// The rows the viewer may see: every query begins here.
#[must_use]
pub fn visible_to(viewer: &Viewer) -> Select<Entity> {
    Entity::find().filter(access::visible_to::<Column>(viewer))
}

/// # Errors
/// Not there, or not for this viewer.
pub async fn get(rows: &impl ConnectionTrait, viewer: &Viewer, id: DemandId) -> Result<Model> {
    visible_to(viewer).filter(Column::Id.eq(id)).one(rows).await?.ok_or(Error::NotFound("项需求"))
}

/// By the number people see.
///
/// # Errors
/// Not there, or not for this viewer.
pub async fn get_by_number(rows: &impl ConnectionTrait, viewer: &Viewer, number: &str) -> Result<Model> {
    visible_to(viewer).filter(Column::Number.eq(number)).one(rows).await?.ok_or(Error::NotFound("项需求"))
}

#[must_use]
pub fn filtered(viewer: &Viewer, filter: &ListingFilter) -> Select<Entity> {
    let mut query = visible_to(viewer);
    match (filter.scope, viewer.organization_id()) {
        (Scope::Mine, Some(own)) => query = query.filter(Column::OrganizationId.eq(own)),
        (Scope::Mine, None) => query = query.filter(Column::Id.is_null()),
        (Scope::Review, _) => query = query.filter(Column::State.eq(ListingState::Submitted)),
        (Scope::All, _) => {}
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state));
    }
    if let Some(field) = &filter.field {
        query = query.filter(Column::Field.eq(field));
    }
    if let Some(organization) = filter.organization_id {
        query = query.filter(Column::OrganizationId.eq(organization));
        if !viewer.is_staff() && viewer.organization_id() != Some(organization) {
            // Asking by company would name the company behind an anonymous demand.
            query = query.filter(Column::PublishMode.ne(PublishMode::Anonymous));
        }
    }
    if let Some(words) = filter.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        query = query.filter(Condition::any().add(contains(Column::Title, words)).add(contains(Column::Number, words)));
    }
    query
}

/// Of those of the ids that the viewer may see: which version of them and of their organisations counts.
///
/// # Errors
/// The database fails.
pub async fn versions(
    rows: &impl ConnectionTrait,
    viewer: &Viewer,
    ids: Vec<DemandId>,
) -> Result<Vec<(DemandId, i32, OrganizationId, i32)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let owner = Entity::belongs_to(organization::Entity).from(Column::OrganizationId).to(organization::Column::Id);
    let select = visible_to(viewer).filter(Column::Id.is_in(ids)).join(JoinType::InnerJoin, owner.into());
    let select = select.select_only().columns([Column::Id, Column::Version]);
    let select = select.columns([organization::Column::Id, organization::Column::Version]);
    Ok(select.into_tuple().all(rows).await?)
}

/// Those of the ids that the viewer may see.
///
/// # Errors
/// The database fails.
pub async fn by_ids(
    rows: &impl ConnectionTrait,
    viewer: &Viewer,
    ids: impl IntoIterator<Item = DemandId>,
) -> Result<HashMap<DemandId, Model>> {
    let ids: Vec<DemandId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = visible_to(viewer).filter(Column::Id.is_in(ids)).all(rows).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}
