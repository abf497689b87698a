//! Who reads the outbox, and what may be thrown away of it.
//!
//! Invariants
//! - A position is never ahead of what its reader has done for good. A node tells its own every few seconds, so it lags; a
//!   shared one moves in the transaction that does its work.
//! - [`prune`] deletes from the oldest on only what every known reader has passed, and moves the mark in the same transaction.
//! - A node that was not seen for `index.reader_kept_days` is forgotten; it finds its place lost when it comes back and rebuilds.
//!   Shared readers are never forgotten. Commands register nobody: only a node that serves, or rebuilds its own index, reports.

use super::outbox::{self, PRUNED};
use crate::change::next_value;
use crate::context::Context;
use crate::state::AppState;
use chrono::{DateTime, TimeDelta, Utc};
use entity::{outbox_entry, outbox_reader};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Mutex;
use std::sync::PoisonError;

/// The reader that each node has for its own index.
pub const INDEX: &str = "index";
/// The shared reader of the suggestions.
pub const MATCHES: &str = "matches";

/// Rows deleted in one transaction; as long as fewer could go, nothing is written.
const PRUNE_BATCH: i64 = 1_000;
/// Batches of one turn; the rest waits for the next.
const PRUNE_BATCHES_MAX: usize = 20;
/// A node that has not moved says at least so often that it is there.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);
/// Nodes and shared readers that are shown; more than that are not expected over one database.
const READERS_MAX: u64 = 1_000;

/// What this node last told of its index.
#[derive(Debug, Default)]
pub struct LastReport(Mutex<Option<(i64, DateTime<Utc>)>>);

impl LastReport {
    fn is_fresh(&self, position: i64, now: DateTime<Utc>) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|(told, at)| told == position && now - at < SEEN_EVERY)
    }

    fn remember(&self, position: i64, now: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((position, now));
    }
}

/// All known readers, the furthest behind first.
///
/// # Errors
/// The database fails.
pub async fn known(database: &impl ConnectionTrait) -> anyhow::Result<Vec<outbox_reader::Model>> {
    let readers = outbox_reader::Entity::find()
        .order_by_asc(outbox_reader::Column::Position)
        .order_by_asc(outbox_reader::Column::Name)
        .limit(READERS_MAX);
    Ok(readers.all(database).await?)
}

/// Tells how far this node's index is, when that changed or was not told for a while.
///
/// # Errors
/// The database fails.
pub async fn report(state: &AppState) -> anyhow::Result<()> {
    let (position, now) = (state.index_state.safe_position(state.search.applied_number()), state.clock.now());
    if state.index_state.reported.is_fresh(position, now) {
        return Ok(());
    }
    let row = outbox_reader::ActiveModel {
        name: Set(INDEX.to_owned()),
        node: Set(state.node.clone()),
        position: Set(position),
        seen_at: Set(now),
    };
    let mut known = OnConflict::columns([outbox_reader::Column::Name, outbox_reader::Column::Node]);
    known.update_columns([outbox_reader::Column::Position, outbox_reader::Column::SeenAt]);
    outbox_reader::Entity::insert(row).on_conflict(known).exec_without_returning(&state.database).await?;
    state.index_state.reported.remember(position, now);
    Ok(())
}

/// Where a shared reader is; read without a lock.
///
/// # Errors
/// The database fails.
pub async fn shared_position(database: &impl ConnectionTrait, name: &str) -> anyhow::Result<i64> {
    let row = outbox_reader::Entity::find_by_id((name.to_owned(), String::new())).one(database).await?;
    match row {
        Some(row) => Ok(row.position),
        // A reader that never read begins with the oldest entry that is left.
        None => Ok(outbox::marks(database).await?.pruned),
    }
}

/// Moves a shared reader from where it was to where it is, inside the transaction of its work. False when another node
/// was faster: then the work must not be committed.
///
/// # Errors
/// The database fails.
pub async fn advance(
    rows: &impl ConnectionTrait,
    name: &str,
    (from, to): (i64, i64),
    now: DateTime<Utc>,
) -> crate::error::Result<bool> {
    let row = outbox_reader::ActiveModel {
        name: Set(name.to_owned()),
        node: Set(String::new()),
        position: Set(from),
        seen_at: Set(now),
    };
    let mut known = OnConflict::columns([outbox_reader::Column::Name, outbox_reader::Column::Node]);
    known.do_nothing();
    outbox_reader::Entity::insert(row).on_conflict(known).exec_without_returning(rows).await?;
    let moved = outbox_reader::Entity::update_many()
        .set(outbox_reader::ActiveModel { position: Set(to), seen_at: Set(now), ..Default::default() })
        .filter(outbox_reader::Column::Name.eq(name))
        .filter(outbox_reader::Column::Node.eq(""))
        .filter(outbox_reader::Column::Position.eq(from))
        .exec(rows)
        .await?;
    Ok(moved.rows_affected == 1)
}

/// One turn of the housekeeping.
///
/// # Errors
/// The database fails.
pub async fn step(state: &AppState) -> anyhow::Result<()> {
    report(state).await?;
    let context = Context::system(state.clone());
    forget(&context).await?;
    for _ in 0..PRUNE_BATCHES_MAX {
        if prune(&context, PRUNE_BATCH).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Deletes a batch of entries that all known readers have passed, if there is a whole one; answers how many.
///
/// # Errors
/// The database fails.
pub async fn prune(context: &Context, batch: i64) -> anyhow::Result<i64> {
    let pruned = outbox::marks(context.database()).await?.pruned;
    if passed_by_all(context.database()).await? < pruned + batch {
        return Ok(0);
    }
    let change = context.change().await?;
    let rows = change.rows();
    let pruned = next_value(rows, PRUNED, 0).await?;
    let end = passed_by_all(rows).await?.min(pruned + batch);
    if end < pruned + batch {
        return Ok(0);
    }
    outbox_entry::Entity::delete_many().filter(outbox_entry::Column::Number.lte(end)).exec(rows).await?;
    next_value(rows, PRUNED, end - pruned).await?;
    change.commit_quietly().await?;
    tracing::debug!(end, "outbox entries pruned");
    Ok(end - pruned)
}

/// The number up to which nobody needs the entries. Before the suggestions have begun, all are needed.
async fn passed_by_all(database: &impl ConnectionTrait) -> anyhow::Result<i64> {
    let readers = known(database).await?;
    let has_begun = readers.iter().any(|reader| reader.name == MATCHES);
    Ok(readers.first().filter(|_| has_begun).map_or(0, |reader| reader.position))
}

/// Forgets nodes that were not seen for long; others' entries must not wait for a machine that is gone.
async fn forget(context: &Context) -> anyhow::Result<()> {
    let kept_days = context.state.config.index.reader_kept_days;
    let long_ago = context.now() - TimeDelta::days(kept_days);
    let readers = known(context.database()).await?;
    for reader in readers.iter().filter(|reader| !reader.node.is_empty() && reader.seen_at < long_ago) {
        outbox_reader::Entity::delete_by_id((reader.name.clone(), reader.node.clone()))
            .exec(context.database())
            .await?;
        tracing::info!(node = reader.node, kept_days, "a node was not seen for long and is forgotten");
    }
    Ok(())
}
