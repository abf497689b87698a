//! The one follower of the outbox on this node: first the index, then the suggestions (they ask the index).
//! Rung by local commits, polling for those of other nodes. A failure is logged and tried again; nothing is skipped.

use super::{index_sync, match_suggest, reindex};
use crate::state::AppState;
use std::time::Duration;

/// After a failure the follower waits this long.
const RETRY: Duration = Duration::from_secs(2);

/// Runs until the process ends.
pub async fn run(state: AppState) {
    let poll = Duration::from_millis(state.config.index.poll_milliseconds);
    loop {
        let wait = match step(&state).await {
            Ok(()) => poll,
            Err(error) => {
                tracing::error!(error = ?error, "following the outbox failed");
                RETRY
            }
        };
        let _rung = tokio::time::timeout(wait, state.outbox_bell.notified()).await;
    }
}

/// Catches up with everything that is committed now.
///
/// # Errors
/// The database or the index fails; what was applied before stays applied.
pub async fn step(state: &AppState) -> anyhow::Result<()> {
    index_sync::catch_up(state).await?;
    reindex::follow(state).await?;
    match_suggest::catch_up(state).await?;
    Ok(())
}
