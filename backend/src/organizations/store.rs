//! Queries only.

use super::dto::OrganizationFilter;
use crate::auth::viewer::Viewer;
use crate::error::{Error, Result};
use entity::enums::Verification;
use entity::id::OrganizationId;
use entity::organization::{Column, Entity, Model};
use sea_orm::sea_query::{ExprTrait, LikeExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use std::collections::HashMap;

/// Verified organisations are public; the others only to their members and to staff.
#[must_use]
pub fn visible_to(viewer: &Viewer) -> Select<Entity> {
    if viewer.is_staff() {
        return Entity::find();
    }
    let mut condition = Condition::any().add(Column::Verification.eq(Verification::Verified));
    if let Some(own) = viewer.organization_id() {
        condition = condition.add(Column::Id.eq(own));
    }
    Entity::find().filter(condition)
}

/// # Errors
/// Not there, or not for this viewer.
pub async fn get(rows: &impl ConnectionTrait, viewer: &Viewer, id: OrganizationId) -> Result<Model> {
    visible_to(viewer).filter(Column::Id.eq(id)).one(rows).await?.ok_or(Error::NotFound("家单位"))
}

/// The row, locked until the transaction ends.
///
/// # Errors
/// Not there.
pub async fn lock(rows: &impl ConnectionTrait, id: OrganizationId) -> Result<Model> {
    Entity::find_by_id(id).lock(crate::db::ROW_LOCK).one(rows).await?.ok_or(Error::NotFound("家单位"))
}

pub fn filtered(query: Select<Entity>, filter: &OrganizationFilter) -> Select<Entity> {
    let mut query = query;
    if let Some(words) = filter.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        query = query.filter(contains(Column::Name, words));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind));
    }
    if let Some(verification) = filter.verification {
        query = query.filter(Column::Verification.eq(verification));
    }
    query
}

/// `LIKE %words%` with the wildcards of the words taken literally.
pub fn contains<C: ColumnTrait>(column: C, words: &str) -> sea_orm::sea_query::SimpleExpr {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    column.into_expr().like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
}

/// The organisations of these ids.
///
/// # Errors
/// The database fails.
pub async fn by_ids(
    rows: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganizationId>,
) -> Result<HashMap<OrganizationId, Model>> {
    let ids: Vec<OrganizationId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = Entity::find().filter(Column::Id.is_in(ids)).all(rows).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

/// The organisations of these names, of those the viewer may see.
///
/// # Errors
/// The database fails.
pub async fn by_names(rows: &impl ConnectionTrait, viewer: &Viewer, names: &[String]) -> Result<Vec<Model>> {
    Ok(visible_to(viewer).filter(Column::Name.is_in(names)).all(rows).await?)
}
