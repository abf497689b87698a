//! Writes the counted searches down, away from the requests, and reads back which words are popular.

use crate::context::Context;
use crate::error::Result;
use crate::search::{popular, tallies};
use crate::state::AppState;
use chrono::{Days, NaiveDate};
use std::time::Duration;

const FLUSH_EVERY: Duration = Duration::from_secs(3);
/// Rounds between two readings of the popular words.
const ROUNDS_OF_POPULAR: u32 = 20;
/// Words are forgotten after so many days.
const KEPT: Days = Days::new(400);

/// Runs until the process ends.
pub async fn run(state: AppState) {
    let mut pruned_on = None;
    for round in 0_u32.. {
        let popular_is_due = round % ROUNDS_OF_POPULAR == 0;
        if let Err(error) = step(&state, popular_is_due, &mut pruned_on).await {
            tracing::error!(error = ?error, "the search log was not written; it is tried again");
        }
        tokio::time::sleep(FLUSH_EVERY).await;
    }
}

async fn step(state: &AppState, popular_is_due: bool, pruned_on: &mut Option<NaiveDate>) -> Result<()> {
    flush(state).await?;
    let context = Context::system(state.clone());
    if popular_is_due {
        popular::refresh(&context).await?;
    }
    if *pruned_on != Some(context.today()) {
        prune(&context).await?;
        *pruned_on = Some(context.today());
    }
    Ok(())
}

/// Writes what waits; what cannot be written waits on.
///
/// # Errors
/// The database fails.
pub async fn flush(state: &AppState) -> Result<()> {
    let waiting = state.search_log.take();
    if waiting.is_empty() {
        return Ok(());
    }
    let context = Context::system(state.clone());
    let written = async {
        let change = context.change().await?;
        tallies::add(change.rows(), &waiting).await?;
        change.commit_quietly().await
    };
    let written = written.await;
    if written.is_err() {
        state.search_log.give_back(waiting);
    }
    written
}

/// Forgets what is older than is kept.
///
/// # Errors
/// The database fails.
pub async fn prune(context: &Context) -> Result<u64> {
    let Some(before) = context.today().checked_sub_days(KEPT) else { return Ok(0) };
    let change = context.change().await?;
    let forgotten = tallies::prune(change.rows(), before).await?;
    change.commit_quietly().await?;
    Ok(forgotten)
}
