//! Queries only.

use crate::error::{Error, Result};
use entity::enums::SubjectKind;
use entity::file::{Column, Entity, Model};
use entity::id::FileId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// # Errors
/// Not there.
pub async fn get(rows: &impl ConnectionTrait, id: FileId) -> Result<Model> {
    Entity::find_by_id(id).one(rows).await?.ok_or(Error::NotFound("个文件"))
}

/// The files of these ids.
///
/// # Errors
/// The database fails.
pub async fn by_ids(rows: &impl ConnectionTrait, ids: impl IntoIterator<Item = FileId>) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::Id.is_in(ids)).all(rows).await?)
}

/// The files of a record, oldest first.
///
/// # Errors
/// The database fails.
pub async fn of_subject(rows: &impl ConnectionTrait, kind: SubjectKind, id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.eq(id))
        .order_by_asc(Column::Id)
        .all(rows)
        .await?)
}

/// # Errors
/// The database fails.
pub async fn count_of_subject(rows: &impl ConnectionTrait, kind: SubjectKind, id: Uuid) -> Result<u64> {
    let files = Entity::find().filter(Column::SubjectKind.eq(kind)).filter(Column::SubjectId.eq(id));
    Ok(files.count(rows).await?)
}
