//! What the database says of listings, as the index takes it. Every reading is cut into pieces: a statement binds only so
//! many values, and an organisation may have any number of listings.

use crate::listings::document;
use entity::enums::SubjectKind;
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, listing_grant, organization, outbox_entry};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use search_index::{Change, ListingDocument};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Ids bound in one statement (SQLite takes 32,766 values, PostgreSQL 65,535), and rows of a page.
const IDS_MAX: usize = 500;

/// A listing by its kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Achievement(Uuid),
    Demand(Uuid),
}

impl Subject {
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::Achievement(id) | Self::Demand(id) => id,
        }
    }
}

/// Listings of one commit of the index, and the number that it carries.
pub struct Piece {
    pub subjects: Vec<Subject>,
    pub number: i64,
}

/// What some entries speak of, cut into commits. The number is that of the entries only with the last piece, so a crash
/// between repeats all.
///
/// # Errors
/// The database fails.
pub async fn pieces(
    database: &DatabaseConnection,
    applied: i64,
    entries: &[outbox_entry::Model],
) -> anyhow::Result<Vec<Piece>> {
    let subjects: Vec<Subject> = subjects(database, entries).await?.into_iter().collect();
    let mut pieces: Vec<Piece> =
        subjects.chunks(IDS_MAX).map(|part| Piece { subjects: part.to_vec(), number: applied }).collect();
    let last = entries.last().map_or(applied, |entry| entry.number);
    match pieces.last_mut() {
        Some(piece) => piece.number = last,
        None => pieces.push(Piece { subjects: Vec::new(), number: last }),
    }
    Ok(pieces)
}

/// The listings that some entries speak of; those of an organisation are all its listings.
///
/// # Errors
/// The database fails.
pub async fn subjects(
    database: &DatabaseConnection,
    entries: &[outbox_entry::Model],
) -> anyhow::Result<BTreeSet<Subject>> {
    let mut subjects = BTreeSet::new();
    for entry in entries {
        match entry.subject_kind {
            SubjectKind::Achievement => drop(subjects.insert(Subject::Achievement(entry.subject_id))),
            SubjectKind::Demand => drop(subjects.insert(Subject::Demand(entry.subject_id))),
            SubjectKind::Organization => subjects.extend(of_owner(database, OrganizationId(entry.subject_id)).await?),
            _ => {}
        }
    }
    Ok(subjects)
}

async fn of_owner(database: &DatabaseConnection, owner: OrganizationId) -> anyhow::Result<Vec<Subject>> {
    let achievements: Vec<Uuid> = achievement::Entity::find()
        .select_only()
        .column(achievement::Column::Id)
        .filter(achievement::Column::OrganizationId.eq(owner))
        .into_tuple()
        .all(database)
        .await?;
    let demands: Vec<Uuid> = demand::Entity::find()
        .select_only()
        .column(demand::Column::Id)
        .filter(demand::Column::OrganizationId.eq(owner))
        .into_tuple()
        .all(database)
        .await?;
    Ok(achievements.into_iter().map(Subject::Achievement).chain(demands.into_iter().map(Subject::Demand)).collect())
}

/// What the index has to do so that it says of these listings what the database says now; at most [`IDS_MAX`] of them.
///
/// # Errors
/// The database fails.
pub async fn changes(database: &DatabaseConnection, subjects: &[Subject]) -> anyhow::Result<Vec<Change>> {
    let (mut achievements, mut demands) = (Vec::new(), Vec::new());
    for subject in subjects {
        match subject {
            Subject::Achievement(id) => achievements.push(AchievementId(*id)),
            Subject::Demand(id) => demands.push(DemandId(*id)),
        }
    }
    let rows = achievement::Entity::find().filter(achievement::Column::Id.is_in(achievements));
    let mut documents = of_achievements(database, &rows.all(database).await?).await?;
    let rows = demand::Entity::find().filter(demand::Column::Id.is_in(demands));
    documents.extend(of_demands(database, &rows.all(database).await?).await?);
    let mut by_id: HashMap<String, ListingDocument> = documents.into_iter().map(|one| (one.id.clone(), one)).collect();
    let change = |subject: &Subject| {
        let id = subject.id().to_string();
        by_id.remove(&id).map_or(Change::Delete { id }, |document| Change::Put(Box::new(document)))
    };
    Ok(subjects.iter().map(change).collect())
}

/// Where a walk through all listings is.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    Achievements(Uuid),
    Demands(Uuid),
    End,
}

impl Place {
    #[must_use]
    pub fn start() -> Self {
        Self::Achievements(Uuid::nil())
    }
}

/// The next page of live listings, in the order of their ids, and where the one after it begins. A page may be empty.
///
/// # Errors
/// The database fails.
pub async fn page(database: &DatabaseConnection, place: Place) -> anyhow::Result<(Vec<ListingDocument>, Place)> {
    match place {
        Place::Achievements(after) => {
            let rows = achievement::Entity::find()
                .filter(achievement::Column::Id.gt(AchievementId(after)))
                .order_by_asc(achievement::Column::Id)
                .limit(IDS_MAX as u64)
                .all(database)
                .await?;
            let next = rows.last().map_or(Place::Demands(Uuid::nil()), |last| Place::Achievements(last.id.0));
            Ok((of_achievements(database, &rows).await?, next))
        }
        Place::Demands(after) => {
            let rows = demand::Entity::find()
                .filter(demand::Column::Id.gt(DemandId(after)))
                .order_by_asc(demand::Column::Id)
                .limit(IDS_MAX as u64)
                .all(database)
                .await?;
            let next = rows.last().map_or(Place::End, |last| Place::Demands(last.id.0));
            Ok((of_demands(database, &rows).await?, next))
        }
        Place::End => Ok((Vec::new(), Place::End)),
    }
}

async fn of_achievements(
    database: &DatabaseConnection,
    rows: &[achievement::Model],
) -> anyhow::Result<Vec<ListingDocument>> {
    let owners = owners(database, rows.iter().map(|row| row.organization_id)).await?;
    let grants = grants(database, rows.iter().map(|row| row.id.0)).await?;
    let document = |row: &achievement::Model| {
        let grants = grants.get(&row.id.0).map_or(&[][..], Vec::as_slice);
        document::of_achievement(row, owners.get(&row.organization_id)?, grants)
    };
    Ok(rows.iter().filter_map(document).collect())
}

async fn of_demands(database: &DatabaseConnection, rows: &[demand::Model]) -> anyhow::Result<Vec<ListingDocument>> {
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
    let ids: BTreeSet<OrganizationId> = ids.collect();
    let found = organization::Entity::find().filter(organization::Column::Id.is_in(ids)).all(database).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

async fn grants(
    database: &DatabaseConnection,
    ids: impl Iterator<Item = Uuid>,
) -> anyhow::Result<HashMap<Uuid, Vec<listing_grant::Model>>> {
    let found = listing_grant::Entity::find()
        .filter(listing_grant::Column::ListingId.is_in(ids))
        .order_by_asc(listing_grant::Column::Id)
        .all(database)
        .await?;
    let mut by_listing: HashMap<Uuid, Vec<listing_grant::Model>> = HashMap::new();
    for grant in found {
        by_listing.entry(grant.listing_id).or_default().push(grant);
    }
    Ok(by_listing)
}
