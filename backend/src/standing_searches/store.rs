//! Queries only; every one is of one person's rows.

use crate::error::{Error, Result};
use entity::id::{PersonId, StandingSearchId};
use entity::standing_search::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

const MISSING: Error = Error::NotFound("个订阅");

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
/// Not there, or somebody else's.
pub async fn get(rows: &impl ConnectionTrait, person: PersonId, id: StandingSearchId) -> Result<Model> {
    own(person).filter(Column::Id.eq(id)).one(rows).await?.ok_or(MISSING)
}

/// The row, locked until the transaction ends.
///
/// # Errors
/// Not there, or somebody else's.
pub async fn lock(rows: &impl ConnectionTrait, person: PersonId, id: StandingSearchId) -> Result<Model> {
    own(person).filter(Column::Id.eq(id)).lock(crate::db::ROW_LOCK).one(rows).await?.ok_or(MISSING)
}
