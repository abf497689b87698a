//! First stage: the listings that resemble a listing's text most, without those that must not meet it.

use super::compare::{Asked, Offered, nearness};
use super::score::{Nearness, ScorePart, parts, sum};
use super::side::Side;
use super::weights::Weights;
use crate::context::Context;
use crate::error::Result;
use crate::organizations;
use crate::vectors::store as vectors;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{GrantKind, VectorKind};
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, listing_grant, organization};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use search_index::{Candidate, IndexStore, ListingKind, SimilarRequest, Viewer};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// Listings that the index hands over to be compared exactly.
const CANDIDATES_MAX: usize = 150;

/// One demand with many achievements, or one achievement with many demands.
pub struct Candidates {
    pub demands: Vec<demand::Model>,
    pub achievements: Vec<achievement::Model>,
    owners: HashMap<OrganizationId, organization::Model>,
    /// Domain vectors of those that have one.
    vectors: HashMap<Uuid, Vec<f32>>,
    /// They come from a service, so a missing one was asked for and not given.
    awaits_service: bool,
}

/// A scored pair; demand and achievement by their places among the candidates.
pub struct Rated {
    pub demand: usize,
    pub achievement: usize,
    pub asked: Arc<Asked>,
    pub offered: Arc<Offered>,
    pub parts: Vec<ScorePart>,
    pub score: f64,
    /// Who stands behind what is suggested: one team.
    pub team: String,
    /// Places of candidates that say the same.
    pub copies: Vec<usize>,
    /// Which side is suggested.
    pub suggests_demand: bool,
}

/// The achievements that a live demand may be matched with.
///
/// # Errors
/// The index or the database fails.
pub async fn of_demand(context: &Context, id: DemandId) -> Result<Option<Candidates>> {
    let database = context.database();
    let found = demand::Entity::find_by_id(id).one(database).await?;
    let Some(demand) = found.filter(|row| row.state.is_live()) else { return Ok(None) };
    let side = Side::of_demand(&demand, None);
    let ids = resembling(context, ListingKind::Achievement, side).await?;
    let rows = achievement::Entity::find().filter(achievement::Column::Id.is_in(ids)).all(database).await?;
    let blocked = blocked(database, demand.id.0, rows.iter().map(|row| row.id.0)).await?;
    let may_meet = |row: &achievement::Model| {
        row.state.is_live()
            && row.organization_id != demand.organization_id
            && !blocked.contains(&(demand.id.0, row.organization_id.0))
            && !blocked.contains(&(row.id.0, demand.organization_id.0))
    };
    let achievements: Vec<_> = rows.into_iter().filter(may_meet).collect();
    Ok(Some(Candidates::new(context, vec![demand], achievements).await?))
}

/// The demands that a live achievement may be matched with.
///
/// # Errors
/// The index or the database fails.
pub async fn of_achievement(context: &Context, id: AchievementId) -> Result<Option<Candidates>> {
    let database = context.database();
    let found = achievement::Entity::find_by_id(id).one(database).await?;
    let Some(achievement) = found.filter(|row| row.state.is_live()) else { return Ok(None) };
    let side = Side::of_achievement(&achievement, None);
    let ids = resembling(context, ListingKind::Demand, side).await?;
    let rows = demand::Entity::find().filter(demand::Column::Id.is_in(ids)).all(database).await?;
    let blocked = blocked(database, achievement.id.0, rows.iter().map(|row| row.id.0)).await?;
    let may_meet = |row: &demand::Model| {
        row.state.is_live()
            && row.organization_id != achievement.organization_id
            && !blocked.contains(&(achievement.id.0, row.organization_id.0))
            && !blocked.contains(&(row.id.0, achievement.organization_id.0))
    };
    let demands: Vec<_> = rows.into_iter().filter(may_meet).collect();
    Ok(Some(Candidates::new(context, demands, vec![achievement]).await?))
}

/// Ids of listings of a kind that resemble a text.
///
/// # Errors
/// The index fails.
pub async fn resembling(context: &Context, kind: ListingKind, side: Side) -> Result<Vec<Uuid>> {
    let request = SimilarRequest {
        kind,
        title: side.head,
        text: side.text,
        keywords: Vec::new(),
        viewer: Viewer::Staff,
        limit: CANDIDATES_MAX,
    };
    let index = context.state.search.clone();
    let found = tokio::task::spawn_blocking(move || index.similar(&request)).await.map_err(anyhow::Error::from)?;
    let found = found.map_err(anyhow::Error::from)?;
    Ok(found.iter().filter_map(|Candidate { id, .. }| Uuid::parse_str(id).ok()).collect())
}

/// (listing, organisation) pairs that exclude each other.
async fn blocked(
    rows: &impl ConnectionTrait,
    one: Uuid,
    others: impl Iterator<Item = Uuid>,
) -> Result<HashSet<(Uuid, Uuid)>> {
    let grants = listing_grant::Entity::find()
        .filter(listing_grant::Column::Grant.eq(GrantKind::Excluded))
        .filter(listing_grant::Column::ListingId.is_in(others.chain([one])))
        .all(rows)
        .await?;
    Ok(grants.into_iter().map(|grant| (grant.listing_id, grant.organization_id.0)).collect())
}

impl Candidates {
    async fn new(
        context: &Context,
        demands: Vec<demand::Model>,
        achievements: Vec<achievement::Model>,
    ) -> Result<Self> {
        let of_demands = demands.iter().map(|row| row.organization_id);
        let owners: HashSet<_> = of_demands.chain(achievements.iter().map(|row| row.organization_id)).collect();
        let owners = organizations::store::by_ids(context.database(), owners).await?;
        let of_demands = demands.iter().map(|row| (row.id.0, row.version));
        let of_achievements = achievements.iter().map(|row| (row.id.0, row.version));
        let versions: Vec<(Uuid, i32)> = of_demands.chain(of_achievements).collect();
        let of_listings = vectors::of(context.database(), &versions).await?;
        let active = vectors::active(context.database()).await?;
        let awaits_service = active.is_some_and(|model| model.kind == VectorKind::Service);
        Ok(Self { demands, achievements, owners, vectors: of_listings, awaits_service })
    }

    /// Every pair with its score.
    #[must_use]
    pub fn rated(&self, index: &IndexStore, now: DateTime<Utc>, today: NaiveDate) -> Vec<Rated> {
        let weights = Weights::shipped();
        let owner = |id: OrganizationId| self.owners.get(&id);
        let vector = |id: Uuid| self.vectors.get(&id).cloned();
        let asked = |row: &demand::Model| {
            let mut asked = Asked::new(index, Side::of_demand(row, owner(row.organization_id)));
            asked.vector = vector(row.id.0);
            Arc::new(asked)
        };
        let offered = |row: &achievement::Model| {
            let mut offered = Offered::new(index, Side::of_achievement(row, owner(row.organization_id)));
            offered.vector = vector(row.id.0);
            Arc::new(offered)
        };
        let asked: Vec<_> = self.demands.iter().map(asked).collect();
        let offered: Vec<_> = self.achievements.iter().map(offered).collect();
        let suggests_demand = asked.len() > 1;
        let mut rated = Vec::with_capacity(asked.len() * offered.len());
        for (demand, asked) in asked.iter().enumerate() {
            for (achievement, offered) in offered.iter().enumerate() {
                let near = Nearness { awaits_service: self.awaits_service, ..nearness(asked, offered) };
                let parts = parts(&asked.side, &offered.side, near, &weights, now, today);
                rated.push(Rated {
                    demand,
                    achievement,
                    asked: asked.clone(),
                    offered: offered.clone(),
                    score: sum(&parts),
                    parts,
                    team: self.team(demand, achievement, suggests_demand),
                    copies: Vec::new(),
                    suggests_demand,
                });
            }
        }
        rated
    }

    /// Who stands behind what is suggested: of an achievement its organisation and first contributor.
    fn team(&self, demand: usize, achievement: usize, suggests_demand: bool) -> String {
        if suggests_demand {
            return self.demands[demand].organization_id.to_string();
        }
        let row = &self.achievements[achievement];
        format!("{} {}", row.organization_id, row.contributors.0.first().map_or("", String::as_str))
    }

    /// The number that people see of a suggested candidate.
    #[must_use]
    pub fn number_of(&self, place: usize) -> String {
        if self.demands.len() > 1 {
            self.demands[place].number.clone()
        } else {
            self.achievements[place].number.clone()
        }
    }
}
