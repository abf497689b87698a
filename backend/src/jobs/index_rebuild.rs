//! A new index beside the live one, when there is a reason, and its replacement in a short turn.
//!
//! Invariants
//! - Searches never wait, and the live index goes on following the outbox while the new one is filled. The newest number is read before the first listing: what is committed while the pages are read is
//!   applied once more afterwards.
//! - Before that number is read the node has told that it needs everything after its live index; so nothing that the new
//!   one needs is pruned.
//! - A stream of listings that breaks off before its end is an error, and the live index stays.

use super::index_source::{self, Place};
use super::index_state::{FinishedRebuild, RebuildReason};
use super::outbox::{self, Next};
use super::{index_words, readers, reindex};
use crate::state::AppState;
use anyhow::Context as _;
use entity::enums::ListingState;
use entity::{achievement, demand, outbox_entry};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use search_index::{Beside, IndexError, ListingDocument};
use std::sync::mpsc::{Receiver, SyncSender};

/// Documents on their way to the writer.
const QUEUE_MAX: usize = 1_000;

/// Rebuilds when there is a reason.
///
/// # Errors
/// The database or the index fails, or the mark of the followed request cannot be written.
pub async fn follow(state: &AppState) -> anyhow::Result<()> {
    if let Some(reason) = reason(state).await? {
        rebuild(state, reason).await?;
    }
    Ok(())
}

async fn reason(state: &AppState) -> anyhow::Result<Option<RebuildReason>> {
    if state.search.needs_rebuild() {
        return Ok(Some(RebuildReason::Missing));
    }
    if let Some(reason) = state.index_state.fault() {
        return Ok(Some(reason));
    }
    if index_words::follow(state).await? {
        return Ok(Some(RebuildReason::Words));
    }
    let newest = reindex::newest(state).await?;
    match reindex::followed(state) {
        Some(followed) if followed == newest => Ok(None),
        Some(_) => Ok(Some(RebuildReason::Requested)),
        None => reindex::set_followed(state, newest).map(|()| None),
    }
}

/// Builds a new index from the database and puts it in the place of the live one; answers how many listings it has.
///
/// # Errors
/// The database or the index fails; the live index stays.
pub async fn rebuild(state: &AppState, reason: RebuildReason) -> anyhow::Result<u64> {
    let _one = state.index_state.building.lock().await;
    let since = state.clock.now();
    let _begun = state.index_state.start(reason, since, state.search.applied_number());
    readers::report(state).await?;
    let request = reindex::newest(state).await?;
    let documents = build(state).await?;
    state.index_state.set_fault(None);
    reindex::set_followed(state, request)?;
    let ended_at = state.clock.now();
    let milliseconds = (ended_at - since).num_milliseconds();
    tracing::info!(?reason, documents, milliseconds, "index rebuilt");
    state.index_state.finish(FinishedRebuild { reason, documents, milliseconds, ended_at });
    state.index_state.bell.send_replace(());
    Ok(documents)
}

async fn build(state: &AppState) -> anyhow::Result<u64> {
    let number = outbox::last_number(&state.database).await?;
    let total = count(&state.database).await?;
    state.index_state.progress(|rebuild| rebuild.total = total);
    let beside = fill(state, begin(state).await?, number).await?;
    let beside = follow_up(state, beside).await?;
    // Only what is committed from here on waits, for as long as the last few changes and the swap take.
    let _turn = state.index_state.turn.lock().await;
    let beside = follow_up(state, beside).await?;
    let documents = beside.document_count();
    let index = state.search.clone();
    tokio::task::spawn_blocking(move || index.swap(beside)).await?.context("the new index cannot take its place")?;
    Ok(documents)
}

/// An empty index with the words in force.
async fn begin(state: &AppState) -> anyhow::Result<Beside> {
    let lexicon = index_words::lexicon(state).await?;
    let index = state.search.clone();
    Ok(tokio::task::spawn_blocking(move || index.begin(lexicon)).await??)
}

async fn fill(state: &AppState, mut beside: Beside, number: i64) -> anyhow::Result<Beside> {
    let (sender, receiver) = std::sync::mpsc::sync_channel::<Item>(QUEUE_MAX);
    let writer = tokio::task::spawn_blocking(move || beside.fill(Listings(receiver), number).map(|_| beside));
    let read = send_all(state, sender).await;
    let written = writer.await?;
    // when both fail, the writer knows why
    let beside = written.context("the index cannot be rebuilt")?;
    read?;
    Ok(beside)
}

/// Applies to the new index what is committed after it.
async fn follow_up(state: &AppState, mut beside: Beside) -> anyhow::Result<Beside> {
    loop {
        let applied = beside.applied();
        match outbox::after(&state.database, applied, state.config.index.batch_max).await? {
            Next::UpToDate => return Ok(beside),
            Next::Lost => anyhow::bail!("entries after {applied} were pruned while the index was rebuilt"),
            Next::Entries(entries) => beside = follow_entries(state, beside, &entries).await?,
        }
    }
}

async fn follow_entries(
    state: &AppState,
    mut beside: Beside,
    entries: &[outbox_entry::Model],
) -> anyhow::Result<Beside> {
    for piece in index_source::pieces(&state.database, beside.applied(), entries).await? {
        let changes = index_source::changes(&state.database, &piece.subjects).await?;
        let applying = move || beside.apply(&changes, piece.number).map(|()| beside);
        beside = tokio::task::spawn_blocking(applying).await?.context("the new index takes no changes")?;
    }
    Ok(beside)
}

/// About how many listings there are to read, for the progress.
async fn count(database: &DatabaseConnection) -> anyhow::Result<u64> {
    let live = [ListingState::Published, ListingState::InTalks];
    let achievements = achievement::Entity::find().filter(achievement::Column::State.is_in(live));
    let demands = demand::Entity::find().filter(demand::Column::State.is_in(live));
    Ok(achievements.count(database).await? + demands.count(database).await?)
}

/// What travels to the writer of a new index; a stream without its end was broken off.
enum Item {
    Listing(Box<ListingDocument>),
    End,
}

struct Listings(Receiver<Item>);

impl Iterator for Listings {
    type Item = Result<ListingDocument, IndexError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.0.recv() {
            Ok(Item::Listing(listing)) => Some(Ok(*listing)),
            Ok(Item::End) => None,
            Err(_) => Some(Err(IndexError::Interrupted)),
        }
    }
}

/// Reads all live listings page by page and hands them to the writer.
async fn send_all(state: &AppState, sender: SyncSender<Item>) -> anyhow::Result<u64> {
    let (mut sent, mut place) = (0, Place::start());
    while !matches!(place, Place::End) {
        let (documents, next) = index_source::page(&state.database, place).await?;
        let count = documents.len() as u64;
        send(&sender, documents).await?;
        state.index_state.progress(|rebuild| rebuild.count(count));
        sent += count;
        place = next;
    }
    // a full queue is waited for off the async threads
    let ended = tokio::task::spawn_blocking(move || sender.send(Item::End).is_ok()).await?;
    anyhow::ensure!(ended, "the index writer stopped");
    Ok(sent)
}

async fn send(sender: &SyncSender<Item>, documents: Vec<ListingDocument>) -> anyhow::Result<()> {
    let sender = sender.clone();
    let all_sent = move || documents.into_iter().all(|one| sender.send(Item::Listing(Box::new(one))).is_ok());
    anyhow::ensure!(tokio::task::spawn_blocking(all_sent).await?, "the index writer stopped");
    Ok(())
}
