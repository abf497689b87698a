//! The live index follows the outbox exactly: the number of the last applied entry travels in tantivy's commit, so a crash at
//! any point replays from there. Putting a listing is idempotent (delete by id, then add what the database says now).
//!
//! An index that is not whole, or whose place in the outbox is gone, takes no changes: it is being replaced
//! (`index_rebuild.rs`).

use super::index_source;
use super::index_state::RebuildReason;
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
    state.search.needs_rebuild() || state.index_state.fault().is_some()
}

/// One batch; false when there is nothing left.
async fn batch(state: &AppState) -> anyhow::Result<bool> {
    let _turn = state.index_state.turn.lock().await;
    let applied = state.search.applied_number();
    match outbox::after(&state.database, applied, state.config.index.batch_max).await? {
        Next::UpToDate => Ok(false),
        Next::Lost => {
            tracing::warn!(applied, "the entries after this node's index are gone; it is built anew");
            state.index_state.set_fault(Some(RebuildReason::Behind));
            Ok(false)
        }
        Next::Entries(entries) => {
            apply(state, applied, &entries).await?;
            Ok(true)
        }
    }
}

async fn apply(state: &AppState, applied: i64, entries: &[outbox_entry::Model]) -> anyhow::Result<()> {
    for piece in index_source::pieces(&state.database, applied, entries).await? {
        let changes = index_source::changes(&state.database, &piece.subjects).await?;
        commit(state, changes, piece.number).await?;
    }
    Ok(())
}

async fn commit(state: &AppState, changes: Vec<Change>, number: i64) -> anyhow::Result<()> {
    let index = state.search.clone();
    let applying = move || index.apply(&changes, number).map_err(|error| (error, index.is_readable()));
    let Err((error, is_readable)) = tokio::task::spawn_blocking(applying).await? else { return Ok(()) };
    if !is_readable {
        // somebody deleted or damaged the files under the running server; a full disk is another matter
        state.index_state.set_fault(Some(RebuildReason::Missing));
    }
    Err(error).context("the index takes no changes")
}
