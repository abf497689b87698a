//! `jiqiao reindex`: asks every node to build its index anew, beside the live one. The request is a counter row, so that it
//! reaches nodes that are running elsewhere or come back later; each node keeps in its data folder how far it has followed.

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

/// The number of the newest request.
///
/// # Errors
/// The database fails.
pub(super) async fn newest(state: &AppState) -> anyhow::Result<i64> {
    let row = counter::Entity::find_by_id(REQUESTS.to_owned()).one(&state.database).await?;
    Ok(row.map_or(0, |row| row.value))
}

/// The request that this node has followed last; none on a node that has yet to build its index.
pub(super) fn followed(state: &AppState) -> Option<i64> {
    std::fs::read_to_string(mark(state)).ok().and_then(|text| text.trim().parse().ok())
}

/// Notes that the index was built after this request.
///
/// # Errors
/// The mark cannot be written.
pub(super) fn set_followed(state: &AppState, request: i64) -> anyhow::Result<()> {
    let path = mark(state);
    std::fs::write(&path, request.to_string()).with_context(|| format!("{} cannot be written", path.display()))
}

fn mark(state: &AppState) -> PathBuf {
    state.config.storage.data_dir.join("reindexed")
}
