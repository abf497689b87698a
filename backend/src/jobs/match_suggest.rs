//! Suggestions follow the outbox. Their place in it is a counter row that is written in the same transaction as the
//! suggestions: of several nodes that work on the same entries one writes, and a crash repeats a batch whole.

use crate::change::next_value;
use crate::context::Context;
use crate::matches::suggest::Renewal;
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

/// One batch; false when there is nothing left. The pairs are scored before the write begins, so that nobody waits for it.
async fn batch(context: &Context) -> anyhow::Result<bool> {
    let applied = context.state.search.applied_number();
    let done = done(context).await?;
    context.state.index_state.suggested.store(done, Ordering::Relaxed);
    if done >= applied {
        return Ok(false);
    }
    let entries = outbox_entry::Entity::find()
        .filter(outbox_entry::Column::Number.gt(done))
        .filter(outbox_entry::Column::Number.lte(applied))
        .order_by_asc(outbox_entry::Column::Number)
        .limit(BATCH)
        .all(context.database())
        .await?;
    let last = entries.last().map_or(applied, |entry| entry.number);
    let renewals = renewals(context, &entries).await?;
    let mut change = context.change().await?;
    if next_value(change.rows(), READER, 0).await? != done {
        // another node worked on these entries meanwhile
        return Ok(true);
    }
    for renewal in renewals {
        renewal.write(context, &mut change).await?;
    }
    next_value(change.rows(), READER, last - done).await?;
    change.commit_quietly().await?;
    Ok(true)
}

async fn renewals(context: &Context, entries: &[outbox_entry::Model]) -> anyhow::Result<Vec<Renewal>> {
    let mut seen = BTreeSet::new();
    let mut renewals = Vec::new();
    for entry in entries {
        if seen.insert(entry.subject_id) {
            renewals.extend(Renewal::prepare(context, entry.subject_kind, entry.subject_id).await?);
        }
    }
    Ok(renewals)
}

async fn done(context: &Context) -> anyhow::Result<i64> {
    let row = counter::Entity::find_by_id(READER.to_owned()).one(context.database()).await?;
    Ok(row.map_or(0, |row| row.value))
}
