//! Suggestions follow the outbox, after the index. Their place in it is written in the same transaction as the suggestions: of
//! several nodes that work on the same entries one writes, and a crash repeats a batch whole.

use super::index_sync;
use super::outbox::{self, Next};
use super::readers::{self, MATCHES};
use crate::context::Context;
use crate::matches::suggest::Renewal;
use crate::matches::{models, rematching};
use crate::state::AppState;
use entity::outbox_entry;
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

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
    let done = readers::shared_position(context.database(), MATCHES).await?;
    context.state.index_state.suggested.store(done, Ordering::Relaxed);
    if done >= applied {
        return Ok(false);
    }
    let entries = match outbox::after(context.database(), done, BATCH).await? {
        Next::UpToDate => return Ok(false),
        Next::Lost => anyhow::bail!("the outbox has no entry after {done}, where the suggestions are"),
        Next::Entries(entries) => entries,
    };
    let entries: Vec<_> = entries.into_iter().filter(|entry| entry.number <= applied).collect();
    let Some(last) = entries.last().map(|entry| entry.number) else { return Ok(false) };
    let renewals = renewals(context, &entries).await?;
    let mut change = context.change().await?;
    if !readers::advance(change.rows(), MATCHES, (done, last), context.now()).await? {
        // another node worked on these entries meanwhile
        return Ok(true);
    }
    for renewal in renewals {
        renewal.write(context, &mut change).await?;
    }
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

/// Works through a whole re-matching that is asked for; an index that lacks listings would expire good suggestions, so it
/// waits until the index is whole.
///
/// # Errors
/// The database or the index fails.
pub async fn rematch(state: &AppState) -> anyhow::Result<()> {
    let context = Context::system(state.clone());
    while !index_sync::is_incomplete(state) && rematching::step(&context).await? {}
    Ok(())
}

/// Fits new weights when enough was decided since the last time.
///
/// # Errors
/// The database fails.
pub async fn learn(state: &AppState) -> anyhow::Result<()> {
    Ok(models::fit_when_due(&Context::system(state.clone())).await?)
}
