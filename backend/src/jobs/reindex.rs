//! `jiqiao reindex`: asks every node to build its index anew, beside the live one. The request is a counter row, so that it
//! reaches nodes that are running elsewhere or come back later; each node keeps in its data folder how far it has followed.

use super::index_sync;
use crate::change::next_value;
use crate::context::Context;
use crate::state::AppState;
use anyhow::Context as _;
use entity::counter;
use sea_orm::EntityTrait;
use std::path::PathBuf;

const REQUESTS: &str = "reindex-requests";

/// Asks all nodes.
///
/// # Errors
/// The database fails.
pub async fn request(context: &Context) -> anyhow::Result<()> {
    let change = context.change().await?;
    next_value(change.rows(), REQUESTS, 1).await?;
    change.commit_quietly().await?;
    Ok(())
}

/// Follows requests that this node has not seen yet. A node without a mark has just built its index.
///
/// # Errors
/// The database or the index fails, or the mark cannot be written.
pub async fn follow(state: &AppState) -> anyhow::Result<()> {
    let row = counter::Entity::find_by_id(REQUESTS.to_owned()).one(&state.database).await?;
    let requested = row.map_or(0, |row| row.value);
    let path = mark(state);
    let followed: Option<i64> = std::fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
    if followed == Some(requested) {
        return Ok(());
    }
    if followed.is_some() {
        index_sync::rebuild(state).await?;
    }
    std::fs::write(&path, requested.to_string()).with_context(|| format!("{} cannot be written", path.display()))
}

fn mark(state: &AppState) -> PathBuf {
    state.config.storage.data_dir.join("reindexed")
}
