//! The index follows the outbox exactly: the number of the last applied entry travels in tantivy's commit, so a crash at any
//! point replays from there. Putting a listing is idempotent (delete by id, then add what the database says now).

use crate::listings::document;
use crate::state::AppState;
use anyhow::Context as _;
use entity::enums::SubjectKind;
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, listing_grant, organization, outbox_entry};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use search_index::{Change, IndexError, ListingDocument};
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};
use uuid::Uuid;

/// Rows read at a time while rebuilding.
const PAGE_ROWS: u64 = 500;
/// Documents on their way to the writer.
const QUEUE_MAX: usize = 1_000;

/// What `/health` tells of the index.
#[derive(Debug, Default)]
pub struct IndexState {
    pub applied: AtomicI64,
    pub suggested: AtomicI64,
    pub rebuilding: AtomicBool,
}

/// The newest outbox number.
///
/// # Errors
/// The database fails.
pub async fn last_number(database: &DatabaseConnection) -> anyhow::Result<i64> {
    let last = outbox_entry::Entity::find().order_by_desc(outbox_entry::Column::Number).one(database).await?;
    Ok(last.map_or(0, |entry| entry.number))
}

/// Applies everything that is committed; rebuilds first when the index is new, damaged or of another schema.
///
/// # Errors
/// The database or the index fails.
pub async fn catch_up(state: &AppState) -> anyhow::Result<()> {
    if state.search.needs_rebuild() {
        rebuild(state).await?;
    }
    loop {
        let applied = state.search.applied_number();
        state.index_state.applied.store(applied, Ordering::Relaxed);
        let entries = outbox_entry::Entity::find()
            .filter(outbox_entry::Column::Number.gt(applied))
            .order_by_asc(outbox_entry::Column::Number)
            .limit(state.config.index.batch_max)
            .all(&state.database)
            .await?;
        let Some(last) = entries.last().map(|entry| entry.number) else { return Ok(()) };
        let changes = changes(&state.database, &entries).await?;
        let index = state.search.clone();
        tokio::task::spawn_blocking(move || index.apply(&changes, last))
            .await?
            .context("the index takes no changes")?;
    }
}

async fn changes(database: &DatabaseConnection, entries: &[outbox_entry::Model]) -> anyhow::Result<Vec<Change>> {
    let (mut achievements, mut demands) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        match entry.subject_kind {
            SubjectKind::Achievement => drop(achievements.insert(entry.subject_id)),
            SubjectKind::Demand => drop(demands.insert(entry.subject_id)),
            SubjectKind::Organization => {
                let own = OrganizationId(entry.subject_id);
                achievements.extend(
                    ids_of::<achievement::Entity>(
                        database,
                        achievement::Column::Id,
                        achievement::Column::OrganizationId,
                        own,
                    )
                    .await?,
                );
                demands.extend(
                    ids_of::<demand::Entity>(database, demand::Column::Id, demand::Column::OrganizationId, own).await?,
                );
            }
            _ => {}
        }
    }
    let rows = achievement::Entity::find()
        .filter(achievement::Column::Id.is_in(achievements.iter().copied().map(AchievementId)));
    let mut documents = of_achievements(database, rows.all(database).await?).await?;
    let rows = demand::Entity::find().filter(demand::Column::Id.is_in(demands.iter().copied().map(DemandId)));
    documents.extend(of_demands(database, rows.all(database).await?).await?);
    let mut by_id: HashMap<String, ListingDocument> = documents.into_iter().map(|one| (one.id.clone(), one)).collect();
    let change = |id: &Uuid| {
        let id = id.to_string();
        by_id.remove(&id).map_or(Change::Delete { id }, |document| Change::Put(Box::new(document)))
    };
    Ok(achievements.iter().chain(demands.iter()).map(change).collect())
}

async fn ids_of<E: EntityTrait>(
    database: &DatabaseConnection,
    id: E::Column,
    owner: E::Column,
    organization: OrganizationId,
) -> anyhow::Result<Vec<Uuid>> {
    let ids = E::find().select_only().column(id).filter(owner.eq(organization)).into_tuple().all(database).await?;
    Ok(ids)
}

async fn of_achievements(
    database: &DatabaseConnection,
    rows: Vec<achievement::Model>,
) -> anyhow::Result<Vec<ListingDocument>> {
    let owners = owners(database, rows.iter().map(|row| row.organization_id)).await?;
    let grants = grants(database, rows.iter().map(|row| row.id.0)).await?;
    let document = |row: &achievement::Model| {
        let grants = grants.get(&row.id.0).map_or(&[][..], Vec::as_slice);
        document::of_achievement(row, owners.get(&row.organization_id)?, grants)
    };
    Ok(rows.iter().filter_map(document).collect())
}

async fn of_demands(database: &DatabaseConnection, rows: Vec<demand::Model>) -> anyhow::Result<Vec<ListingDocument>> {
    let owners = owners(database, rows.iter().map(|row| row.organization_id)).await?;
    let grants = grants(database, rows.iter().map(|row| row.id.0)).await?;
    let document = |row: &demand::Model| {
        let grants = grants.get(&row.id.0).map_or(&[][..], Vec::as_slice);
        document::of_demand(row, owners.get(&row.organization_id)?, grants)
    };
    Ok(rows.iter().filter_map(document).collect())
}

async fn owners(
    database: &DatabaseConnection,
    ids: impl Iterator<Item = OrganizationId>,
) -> anyhow::Result<HashMap<OrganizationId, organization::Model>> {
    let found = organization::Entity::find().filter(organization::Column::Id.is_in(ids)).all(database).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

async fn grants(
    database: &DatabaseConnection,
    ids: impl Iterator<Item = Uuid>,
) -> anyhow::Result<HashMap<Uuid, Vec<listing_grant::Model>>> {
    let found = listing_grant::Entity::find().filter(listing_grant::Column::ListingId.is_in(ids)).all(database).await?;
    let mut by_listing: HashMap<Uuid, Vec<listing_grant::Model>> = HashMap::new();
    for grant in found {
        by_listing.entry(grant.listing_id).or_default().push(grant);
    }
    Ok(by_listing)
}

/// Builds a new index beside the live one and swaps. The outbox number is read first: what is committed while the pages
/// are read is applied once more afterwards.
///
/// # Errors
/// The database or the index fails; the live index stays.
pub async fn rebuild(state: &AppState) -> anyhow::Result<u64> {
    state.index_state.rebuilding.store(true, Ordering::Relaxed);
    let rebuilt = rebuild_beside(state).await;
    state.index_state.rebuilding.store(false, Ordering::Relaxed);
    rebuilt
}

async fn rebuild_beside(state: &AppState) -> anyhow::Result<u64> {
    let number = last_number(&state.database).await?;
    let (sender, receiver) = std::sync::mpsc::sync_channel::<Item>(QUEUE_MAX);
    let index = state.search.clone();
    let writer = tokio::task::spawn_blocking(move || index.rebuild(Listings(receiver), number));
    let reading = send_all(&state.database, &sender).await;
    if reading.is_ok() {
        let _stopped = tokio::task::spawn_blocking(move || sender.send(Item::End)).await?;
    } else {
        drop(sender);
    }
    let written = writer.await?;
    let documents = reading?;
    written.context("the index cannot be rebuilt")?;
    tracing::info!(documents, number, "index rebuilt");
    Ok(documents)
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

/// Reads all live listings page by page, in the order of their ids.
async fn send_all(database: &DatabaseConnection, sender: &SyncSender<Item>) -> anyhow::Result<u64> {
    let mut sent = 0;
    let mut after = Uuid::nil();
    loop {
        let rows = achievement::Entity::find()
            .filter(achievement::Column::Id.gt(AchievementId(after)))
            .order_by_asc(achievement::Column::Id)
            .limit(PAGE_ROWS)
            .all(database)
            .await?;
        let Some(last) = rows.last() else { break };
        after = last.id.0;
        sent += send(sender, of_achievements(database, rows).await?).await?;
    }
    after = Uuid::nil();
    loop {
        let rows = demand::Entity::find()
            .filter(demand::Column::Id.gt(DemandId(after)))
            .order_by_asc(demand::Column::Id)
            .limit(PAGE_ROWS)
            .all(database)
            .await?;
        let Some(last) = rows.last() else { break };
        after = last.id.0;
        sent += send(sender, of_demands(database, rows).await?).await?;
    }
    Ok(sent)
}

/// Hands one page to the writer; waiting for a full queue happens off the async threads.
async fn send(sender: &SyncSender<Item>, documents: Vec<ListingDocument>) -> anyhow::Result<u64> {
    let sender = sender.clone();
    let sent = documents.len() as u64;
    let all_sent = move || documents.into_iter().all(|one| sender.send(Item::Listing(Box::new(one))).is_ok());
    anyhow::ensure!(tokio::task::spawn_blocking(all_sent).await?, "the index writer stopped");
    Ok(sent)
}
