//! Reading the outbox without skipping.
//!
//! Invariants
//! - Numbers follow the order of commits and have no gaps (`change.rs`), so the entry after `position` is `position + 1`. When it
//!   is not, what lay between was pruned, or the database is older than the reader: the reader has lost its place and
//!   must begin anew. No other mark is trusted.
//! - The newest number is the counter's, not that of the newest row: rows are pruned.

use crate::change::OUTBOX;
use entity::{counter, outbox_entry};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The counter of the newest number that was pruned.
pub(super) const PRUNED: &str = "outbox-pruned";

/// What comes after a place in the outbox.
#[derive(Debug, PartialEq)]
pub enum Next {
    UpToDate,
    /// In their order, without a gap.
    Entries(Vec<outbox_entry::Model>),
    /// The entries after the place are gone.
    Lost,
}

/// Newest number, and newest pruned number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub last: i64,
    pub pruned: i64,
}

/// # Errors
/// The database fails.
pub async fn marks(database: &impl ConnectionTrait) -> anyhow::Result<Marks> {
    let rows = counter::Entity::find().filter(counter::Column::Name.is_in([OUTBOX, PRUNED])).all(database).await?;
    let value = |name: &str| rows.iter().find(|row| row.name == name).map_or(0, |row| row.value);
    Ok(Marks { last: value(OUTBOX), pruned: value(PRUNED) })
}

/// The newest committed number.
///
/// # Errors
/// The database fails.
pub async fn last_number(database: &DatabaseConnection) -> anyhow::Result<i64> {
    Ok(marks(database).await?.last)
}

/// At most `limit` entries after a place.
///
/// # Errors
/// The database fails.
pub async fn after(database: &DatabaseConnection, position: i64, limit: u64) -> anyhow::Result<Next> {
    let entries = outbox_entry::Entity::find()
        .filter(outbox_entry::Column::Number.gt(position))
        .order_by_asc(outbox_entry::Column::Number)
        .limit(limit)
        .all(database)
        .await?;
    if entries.is_empty() {
        // Read after the rows: what is committed between makes `last` larger, which is not a loss.
        let marks = marks(database).await?;
        let is_lost = marks.last < position || marks.pruned > position;
        return Ok(if is_lost { Next::Lost } else { Next::UpToDate });
    }
    Ok(if follows(position, &entries) { Next::Entries(entries) } else { Next::Lost })
}

fn follows(position: i64, entries: &[outbox_entry::Model]) -> bool {
    entries.iter().zip(position + 1..).all(|(entry, number)| entry.number == number)
}
