//! What follows the outbox on this node, each in a task of its own: slow suggestions or a rebuild never hold up the index.
//! Rung by local commits, polling for those of other nodes. A failure or a panic is logged and tried again; nothing is
//! skipped and nobody is silently dead.

use super::{index_rebuild, index_sync, match_suggest, readers, search_log};
use crate::state::AppState;
use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// After a failure a follower waits this long.
const RETRY: Duration = Duration::from_secs(2);
/// How often a node tells its place, looks for entries that can go, and for a re-matching that is asked for.
const HOUSEKEEPING: Duration = Duration::from_secs(5);

/// How often a node looks whether there is enough to learn from.
const LEARNING: Duration = Duration::from_secs(6 * 3_600);

/// One task.
#[derive(Clone, Copy, Debug)]
enum Follower {
    /// The live index applies what is committed.
    Index,
    /// A new index is built beside the live one when there is a reason.
    Rebuild,
    /// Suggestions, after the index.
    Matches,
    /// A whole re-matching, when one is asked for.
    Rematching,
    /// The places of the readers, and pruning.
    Readers,
    /// New weights from what people decided.
    Learning,
}

impl Follower {
    const ALL: [Self; 6] = [Self::Index, Self::Rebuild, Self::Matches, Self::Rematching, Self::Readers, Self::Learning];

    async fn step(self, state: &AppState) -> anyhow::Result<()> {
        match self {
            Self::Index => index_sync::catch_up(state).await,
            Self::Rebuild => index_rebuild::follow(state).await,
            Self::Matches => match_suggest::catch_up(state).await,
            Self::Rematching => match_suggest::rematch(state).await,
            Self::Readers => readers::step(state).await,
            Self::Learning => match_suggest::learn(state).await,
        }
    }

    /// What wakes it before its time.
    fn bell(self, state: &AppState) -> Option<watch::Receiver<()>> {
        match self {
            Self::Index => Some(state.outbox_bell.subscribe()),
            Self::Matches => Some(state.index_state.bell.subscribe()),
            Self::Rebuild | Self::Rematching | Self::Readers | Self::Learning => None,
        }
    }

    fn every(self, state: &AppState) -> Duration {
        match self {
            Self::Readers | Self::Rematching => HOUSEKEEPING,
            Self::Learning => LEARNING,
            _ => Duration::from_millis(state.config.index.poll_milliseconds),
        }
    }

    async fn run(self, state: AppState) {
        let mut bell = self.bell(&state);
        loop {
            let wait = match self.step(&state).await {
                Ok(()) => self.every(&state),
                Err(error) => {
                    tracing::error!(follower = ?self, ?error, "following the outbox failed");
                    RETRY
                }
            };
            match &mut bell {
                Some(bell) => drop(tokio::time::timeout(wait, bell.changed()).await),
                None => tokio::time::sleep(wait).await,
            }
        }
    }
}

/// Starts all of them; they end with the set.
#[must_use]
pub fn start(state: &AppState) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    for follower in Follower::ALL {
        let state = state.clone();
        tasks.spawn(keep(follower, RETRY, move || follower.run(state.clone())));
    }
    let state = state.clone();
    tasks.spawn(keep("SearchLog", RETRY, move || search_log::run(state.clone())));
    tasks
}

/// Runs a task again whenever it ends, which only a panic makes it do.
async fn keep<F>(follower: impl std::fmt::Debug, pause: Duration, run: impl Fn() -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    loop {
        // a set of one: dropping it ends the task too
        let mut task = JoinSet::new();
        task.spawn(run());
        let ended = task.join_next().await;
        tracing::error!(?follower, ?ended, "a follower ended and starts again");
        tokio::time::sleep(pause).await;
    }
}

/// Catches up with everything that is committed now, for the loaders.
///
/// # Errors
/// The database or the index fails; what was applied before stays applied.
pub async fn step(state: &AppState) -> anyhow::Result<()> {
    index_rebuild::follow(state).await?;
    index_sync::catch_up(state).await?;
    match_suggest::catch_up(state).await?;
    match_suggest::rematch(state).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn a_panic_is_not_the_end() {
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = runs.clone();
        let kept = keep(Follower::Matches, Duration::ZERO, move || {
            let runs = counted.clone();
            async move {
                assert!(runs.fetch_add(1, Ordering::SeqCst) >= 2, "the first two times it fails");
                std::future::pending::<()>().await;
            }
        });
        let third = async {
            while runs.load(Ordering::SeqCst) < 3 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            () = kept => panic!("it ended"),
            () = third => {}
        }
    }
}
