//! The live index follows the outbox exactly: the number of the last applied entry travels in tantivy's commit, so a crash at
//! any point replays from there. Putting a listing is idempotent (delete by id, then add what the database says now).
//!
//! An index that is not whole, or whose place in the outbox is gone, takes no changes: it is being replaced
//! (`index_rebuild.rs`).

use super::index_source::{self, IDS_MAX, Subject};
use super::outbox::{self, Next};
use crate::state::AppState;
use anyhow::Context as _;
use entity::outbox_entry;
use search_index::Change;

/// Applies everything that is committed now.
///
/// # Errors
/// The database or the index fails.
pub async fn catch_up(state: &AppState) -> anyhow::Result<()> {
    while !is_incomplete(state) && batch(state).await? {
        state.index_state.bell.send_replace(());
    }
    Ok(())
}

/// The index is empty, partly filled or far behind: what is found is not all, until the rebuild ends.
#[must_use]
pub fn is_incomplete(state: &AppState) -> bool {
    state.search.needs_rebuild() || state.index_state.is_lost()
}

/// One batch; false when there is nothing left.
async fn batch(state: &AppState) -> anyhow::Result<bool> {
    let _turn = state.index_state.turn.lock().await;
    let applied = state.search.applied_number();
    match outbox::after(&state.database, applied, state.config.index.batch_max).await? {
        Next::UpToDate => Ok(false),
        Next::Lost => {
            tracing::warn!(applied, "the entries after this node's index are gone; it is built anew");
            state.index_state.set_lost(true);
            Ok(false)
        }
        Next::Entries(entries) => {
            apply(state, applied, &entries).await?;
            Ok(true)
        }
    }
}

/// Many listings go in in pieces; the number is that of the entries only with the last piece, so a crash between repeats all.
async fn apply(state: &AppState, applied: i64, entries: &[outbox_entry::Model]) -> anyhow::Result<()> {
    let last = entries.last().map_or(applied, |entry| entry.number);
    let subjects: Vec<Subject> = index_source::subjects(&state.database, entries).await?.into_iter().collect();
    let pieces = subjects.len().div_ceil(IDS_MAX).max(1);
    for piece in 0..pieces {
        let end = subjects.len().min((piece + 1) * IDS_MAX);
        let changes = index_source::changes(&state.database, &subjects[piece * IDS_MAX..end]).await?;
        commit(state, changes, if piece + 1 == pieces { last } else { applied }).await?;
    }
    Ok(())
}

async fn commit(state: &AppState, changes: Vec<Change>, number: i64) -> anyhow::Result<()> {
    let index = state.search.clone();
    let applied = tokio::task::spawn_blocking(move || index.apply(&changes, number)).await?;
    applied.context("the index takes no changes")
}
