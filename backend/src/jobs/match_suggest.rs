//! Suggestions follow the outbox. Their place in it is a counter row that is locked while an entry is worked on and written in
//! the same transaction as the suggestions: with several nodes each entry is worked on once, and a crash repeats it whole.

use crate::change::{Change, next_value};
use crate::context::Context;
use crate::matches::suggest;
use crate::state::AppState;
use entity::{counter, outbox_entry};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

const READER: &str = "reader-matches";
/// Entries of one transaction.
const BATCH: u64 = 20;

/// Works through everything that the index has applied.
///
/// # Errors
/// The database or the index fails.
pub async fn catch_up(state: &AppState) -> anyhow::Result<()> {
    let context = Context::system(state.clone());
    while batch(&context).await? {}
    Ok(())
}

/// One batch; false when there is nothing left.
async fn batch(context: &Context) -> anyhow::Result<bool> {
    let applied = context.state.search.applied_number();
    let done = done(context).await?;
    context.state.index_state.suggested.store(done, Ordering::Relaxed);
    if done >= applied {
        return Ok(false);
    }
    let mut change = context.change().await?;
    let done = next_value(change.rows(), READER, 0).await?;
    let entries = outbox_entry::Entity::find()
        .filter(outbox_entry::Column::Number.gt(done))
        .filter(outbox_entry::Column::Number.lte(applied))
        .order_by_asc(outbox_entry::Column::Number)
        .limit(BATCH)
        .all(change.rows())
        .await?;
    let last = entries.last().map_or(applied, |entry| entry.number);
    renew_all(context, &mut change, &entries).await?;
    next_value(change.rows(), READER, last - done).await?;
    change.commit_quietly().await?;
    Ok(true)
}

async fn renew_all(context: &Context, change: &mut Change<'_>, entries: &[outbox_entry::Model]) -> anyhow::Result<()> {
    let mut seen = BTreeSet::new();
    for entry in entries {
        if seen.insert(entry.subject_id) {
            suggest::renew(context, change, entry.subject_kind, entry.subject_id).await?;
        }
    }
    Ok(())
}

async fn done(context: &Context) -> anyhow::Result<i64> {
    let row = counter::Entity::find_by_id(READER.to_owned()).one(context.database()).await?;
    Ok(row.map_or(0, |row| row.value))
}
