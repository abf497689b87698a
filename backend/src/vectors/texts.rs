//! What models read of listings: those on the market, and of confidential ones the abstract only (as [`Side`] does).

use crate::jobs::index_source::Place;
use crate::matches::side::Side;
use entity::enums::{ListingState, SubjectKind};
use entity::id::{AchievementId, DemandId};
use entity::{achievement, demand};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Listings of a page.
const PAGE: u64 = 500;
const LIVE: [ListingState; 2] = [ListingState::Published, ListingState::InTalks];

/// The text of a version of a listing.
#[derive(Clone, Debug)]
pub struct ListingText {
    pub id: Uuid,
    pub version: i32,
    pub text: String,
}

impl ListingText {
    fn of_achievement(row: &achievement::Model) -> Self {
        Self { id: row.id.0, version: row.version, text: Side::of_achievement(row, None).text }
    }

    fn of_demand(row: &demand::Model) -> Self {
        let Side { head, text, .. } = Side::of_demand(row, None);
        Self { id: row.id.0, version: row.version, text: format!("{head}\n{text}") }
    }
}

/// How many there are.
///
/// # Errors
/// The database fails.
pub async fn count(rows: &impl ConnectionTrait) -> anyhow::Result<usize> {
    let achievements = achievement::Entity::find().filter(achievement::Column::State.is_in(LIVE)).count(rows).await?;
    let demands = demand::Entity::find().filter(demand::Column::State.is_in(LIVE)).count(rows).await?;
    Ok(usize::try_from(achievements + demands)?)
}

/// One of them; nothing for what is no listing or not on the market.
///
/// # Errors
/// The database fails.
pub async fn one(rows: &impl ConnectionTrait, kind: SubjectKind, id: Uuid) -> anyhow::Result<Option<ListingText>> {
    match kind {
        SubjectKind::Achievement => {
            let row = achievement::Entity::find_by_id(AchievementId(id)).one(rows).await?;
            Ok(row.filter(|row| row.state.is_live()).as_ref().map(ListingText::of_achievement))
        }
        SubjectKind::Demand => {
            let row = demand::Entity::find_by_id(DemandId(id)).one(rows).await?;
            Ok(row.filter(|row| row.state.is_live()).as_ref().map(ListingText::of_demand))
        }
        _ => Ok(None),
    }
}

/// The next page in the order of ids, and where the one after it begins. A page may be empty.
///
/// # Errors
/// The database fails.
pub async fn page(rows: &impl ConnectionTrait, place: Place) -> anyhow::Result<(Vec<ListingText>, Place)> {
    match place {
        Place::Achievements(after) => {
            let found = achievement::Entity::find()
                .filter(achievement::Column::Id.gt(AchievementId(after)))
                .filter(achievement::Column::State.is_in(LIVE))
                .order_by_asc(achievement::Column::Id)
                .limit(PAGE)
                .all(rows)
                .await?;
            let next = found.last().map_or(Place::Demands(Uuid::nil()), |last| Place::Achievements(last.id.0));
            Ok((found.iter().map(ListingText::of_achievement).collect(), next))
        }
        Place::Demands(after) => {
            let found = demand::Entity::find()
                .filter(demand::Column::Id.gt(DemandId(after)))
                .filter(demand::Column::State.is_in(LIVE))
                .order_by_asc(demand::Column::Id)
                .limit(PAGE)
                .all(rows)
                .await?;
            let next = found.last().map_or(Place::End, |last| Place::Demands(last.id.0));
            Ok((found.iter().map(ListingText::of_demand).collect(), next))
        }
        Place::End => Ok((Vec::new(), Place::End)),
    }
}
