//! Queries only; every one is of one person's rows.

use crate::error::{Error, Result};
use entity::id::{AchievementId, PersonId, WatchId};
use entity::watch::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

const MISSING: Error = Error::NotFound("个关注");

fn own(person: PersonId) -> Select<Entity> {
    Entity::find().filter(Column::PersonId.eq(person))
}

/// The newest first; `most` bounds them as it bounds their making.
///
/// # Errors
/// The database fails.
pub async fn list(rows: &impl ConnectionTrait, person: PersonId, most: u64) -> Result<Vec<Model>> {
    Ok(own(person).order_by_desc(Column::Id).limit(most).all(rows).await?)
}

/// # Errors
/// The database fails.
pub async fn of_achievement(
    rows: &impl ConnectionTrait,
    person: PersonId,
    achievement: AchievementId,
) -> Result<Option<Model>> {
    Ok(own(person).filter(Column::AchievementId.eq(achievement)).one(rows).await?)
}

/// The row, locked until the transaction ends.
///
/// # Errors
/// Not there, or somebody else's.
pub async fn lock(rows: &impl ConnectionTrait, person: PersonId, id: WatchId) -> Result<Model> {
    own(person).filter(Column::Id.eq(id)).lock(crate::db::ROW_LOCK).one(rows).await?.ok_or(MISSING)
}
