//! What a published listing said before each edit, and which fields the edit changed.

use super::lifecycle::Listing;
use crate::accounts;
use crate::context::Context;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::id::RevisionId;
use entity::revision::{ActiveModel, Column, Entity};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Revisions shown, the newest.
const SHOWN_MAX: u64 = 100;

/// Columns that change with every edit and say nothing.
const SILENT: &[&str] = &["version", "updated_at"];

#[derive(Serialize, ToSchema)]
pub struct RevisionOut {
    /// The version that was replaced.
    pub version: i32,
    pub at: DateTime<Utc>,
    /// Who replaced it.
    pub person: String,
    /// Fields that the edit changed.
    pub changed: Vec<String>,
    /// The listing as it was.
    #[schema(value_type = Object)]
    pub snapshot: Value,
}

/// Keeps what the listing says now, before it is overwritten.
///
/// # Errors
/// The database fails.
pub async fn keep<L: Listing>(rows: &impl ConnectionTrait, context: &Context, before: &L) -> Result<()> {
    let row = ActiveModel {
        id: Set(RevisionId::generate()),
        subject_kind: Set(L::SUBJECT),
        subject_id: Set(before.uuid()),
        version: Set(before.version()),
        snapshot: Set(serde_json::to_value(before).map_err(anyhow::Error::from)?),
        person_id: Set(context.signed_in()?.person_id),
        at: Set(context.now()),
    };
    row.insert(rows).await?;
    Ok(())
}

/// The revisions of a listing, the newest first; `now` is what it says today.
///
/// # Errors
/// The database fails.
pub async fn of_listing<L: Listing>(context: &Context, now: &L) -> Result<Vec<RevisionOut>> {
    let found = Entity::find()
        .filter(Column::SubjectId.eq::<Uuid>(now.uuid()))
        .order_by_desc(Column::Version)
        .limit(SHOWN_MAX)
        .all(context.database())
        .await?;
    let people = accounts::store::people(context.database(), found.iter().map(|row| row.person_id)).await?;
    let mut next = serde_json::to_value(now).map_err(anyhow::Error::from)?;
    let mut revisions = Vec::with_capacity(found.len());
    for row in found {
        let changed = changed(&row.snapshot, &next);
        next = row.snapshot.clone();
        revisions.push(RevisionOut {
            version: row.version,
            at: row.at,
            person: people.get(&row.person_id).map(|person| person.display_name.clone()).unwrap_or_default(),
            changed,
            snapshot: row.snapshot,
        });
    }
    Ok(revisions)
}

fn changed(before: &Value, after: &Value) -> Vec<String> {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return Vec::new() };
    let differs = |key: &&String| !SILENT.contains(&key.as_str()) && before.get(*key) != after.get(*key);
    after.keys().filter(differs).cloned().collect()
}
