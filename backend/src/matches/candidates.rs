//! First stage: the listings that resemble a listing's text most, without those that must not meet it.

use super::compare::{Asked, Offered, nearness};
use super::judgements;
use super::models::{self, InUse};
use super::nudge::{Decided, Nudge};
use super::prepared::PreparedTexts;
use super::score::{Nearness, ScorePart, decided, parts, sum};
use super::side::Side;
use crate::context::Context;
use crate::error::Result;
use crate::vectors::store as vectors;
use crate::{achievements, organizations};
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{GrantKind, VectorKind};
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, listing_grant, organization};
use rayon::prelude::*;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use search_index::{Candidate, IndexStore, ListingKind, SimilarRequest, Viewer};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// Listings that the index hands over to be compared exactly.
pub const CANDIDATES_MAX: usize = 150;

/// One demand with many achievements, or one achievement with many demands.
pub struct Candidates {
    /// The side that is suggested to the other.
    suggests: ListingKind,
    pub demands: Vec<demand::Model>,
    pub achievements: Vec<achievement::Model>,
    owners: HashMap<OrganizationId, organization::Model>,
    pub model: InUse,
    /// Achievements that were decided on, of each demand, with their grades.
    decided: HashMap<DemandId, Vec<(achievement::Model, f64)>>,
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
    let ids = resembling(context, ListingKind::Achievement, side, Viewer::Staff).await?;
    let rows = achievement::Entity::find().filter(achievement::Column::Id.is_in(ids)).all(database).await?;
    let blocked = blocked(database, demand.id.0, rows.iter().map(|row| row.id.0)).await?;
    let may_meet = |row: &achievement::Model| {
        row.state.is_live()
            && row.organization_id != demand.organization_id
            && !blocked.contains(&(demand.id.0, row.organization_id.0))
            && !blocked.contains(&(row.id.0, demand.organization_id.0))
    };
    let achievements: Vec<_> = rows.into_iter().filter(may_meet).collect();
    Ok(Some(Candidates::new(context, ListingKind::Achievement, vec![demand], achievements).await?))
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
    let ids = resembling(context, ListingKind::Demand, side, Viewer::Staff).await?;
    let rows = demand::Entity::find().filter(demand::Column::Id.is_in(ids)).all(database).await?;
    let blocked = blocked(database, achievement.id.0, rows.iter().map(|row| row.id.0)).await?;
    let may_meet = |row: &demand::Model| {
        row.state.is_live()
            && row.organization_id != achievement.organization_id
            && !blocked.contains(&(achievement.id.0, row.organization_id.0))
            && !blocked.contains(&(row.id.0, achievement.organization_id.0))
    };
    let demands: Vec<_> = rows.into_iter().filter(may_meet).collect();
    Ok(Some(Candidates::new(context, ListingKind::Demand, demands, vec![achievement]).await?))
}

/// The achievements that a draft of a demand may be matched with, as far as its organisation may know of them: whoever
/// writes, staff too, learns nothing of what is hidden from the one it is written for.
///
/// # Errors
/// The index or the database fails.
pub async fn of_draft(context: &Context, draft: demand::Model, excluded: &[OrganizationId]) -> Result<Candidates> {
    let viewer = Viewer::Verified { organization: draft.organization_id.to_string() };
    let ids = resembling(context, ListingKind::Achievement, Side::of_demand(&draft, None), viewer).await?;
    let ids: Vec<_> = ids.into_iter().map(AchievementId).collect();
    let mut seen = achievements::store::by_ids(context.database(), &context.viewer, ids.iter().copied()).await?;
    let blocked = blocked(context.database(), draft.id.0, ids.iter().map(|id| id.0)).await?;
    let may_meet = |row: &achievement::Model| {
        row.state.is_live()
            && row.organization_id != draft.organization_id
            && !excluded.contains(&row.organization_id)
            && !blocked.contains(&(row.id.0, draft.organization_id.0))
    };
    let achievements: Vec<_> = ids.iter().filter_map(|id| seen.remove(id)).filter(may_meet).collect();
    Candidates::new(context, ListingKind::Achievement, vec![draft], achievements).await
}

/// Ids of listings of a kind that resemble a text.
///
/// # Errors
/// The index fails.
async fn resembling(context: &Context, kind: ListingKind, side: Side, viewer: Viewer) -> Result<Vec<Uuid>> {
    let request =
        SimilarRequest { kind, title: side.head, text: side.text, keywords: Vec::new(), viewer, limit: CANDIDATES_MAX };
    let index = context.state.search.clone();
    let found = tokio::task::spawn_blocking(move || index.similar(&request)).await.map_err(anyhow::Error::from)?;
    let found = found.map_err(anyhow::Error::from)?;
    Ok(found.iter().filter_map(|Candidate { id, .. }| Uuid::parse_str(id).ok()).collect())
}

/// What was decided about the demands, with the achievements as they are now.
async fn decided_of(
    rows: &impl ConnectionTrait,
    demands: &[demand::Model],
) -> Result<HashMap<DemandId, Vec<(achievement::Model, f64)>>> {
    let decided = judgements::decided(rows, demands.iter().map(|row| row.id)).await?;
    let ids = decided.values().flatten().map(|(id, _)| *id).collect::<HashSet<_>>();
    let found = achievement::Entity::find().filter(achievement::Column::Id.is_in(ids)).all(rows).await?;
    let found: HashMap<_, _> = found.into_iter().map(|row| (row.id, row)).collect();
    let rows = |pairs: Vec<(AchievementId, f64)>| {
        pairs.into_iter().filter_map(|(id, grade)| Some((found.get(&id)?.clone(), grade))).collect()
    };
    Ok(decided.into_iter().map(|(demand, pairs)| (demand, rows(pairs))).collect())
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
        suggests: ListingKind,
        demands: Vec<demand::Model>,
        achievements: Vec<achievement::Model>,
    ) -> Result<Self> {
        let of_demands = demands.iter().map(|row| row.organization_id);
        let owners: HashSet<_> = of_demands.chain(achievements.iter().map(|row| row.organization_id)).collect();
        let owners = organizations::store::by_ids(context.database(), owners).await?;
        let model = models::in_use(context.database()).await?;
        let decided = decided_of(context.database(), &demands).await?;
        let of_demands = demands.iter().map(|row| (row.id.0, row.version));
        let of_achievements = achievements.iter().map(|row| (row.id.0, row.version));
        let of_decided = decided.values().flatten().map(|(row, _)| (row.id.0, row.version));
        let versions: Vec<(Uuid, i32)> = of_demands.chain(of_achievements).chain(of_decided).collect();
        let of_listings = vectors::of(context.database(), &versions).await?;
        let active = vectors::active(context.database()).await?;
        let awaits_service = active.is_some_and(|model| model.kind == VectorKind::Service);
        Ok(Self { suggests, demands, achievements, owners, model, decided, vectors: of_listings, awaits_service })
    }

    fn nudge(&self, index: &IndexStore, texts: &PreparedTexts, demand: DemandId, asked: &Asked) -> Option<Nudge> {
        let rows = self.decided.get(&demand)?;
        let decided = rows.iter().map(|(row, grade)| {
            let vector = self.vectors.get(&row.id.0).cloned();
            let offered = Arc::new(texts.offered(index, Side::of_achievement(row, None), vector));
            Decided { offered, grade: *grade }
        });
        Nudge::new(asked, decided.collect())
    }

    /// Every pair with its score.
    #[must_use]
    pub fn rated(&self, index: &IndexStore, texts: &PreparedTexts, now: DateTime<Utc>, today: NaiveDate) -> Vec<Rated> {
        let weights = self.model.weights;
        let owner = |id: OrganizationId| self.owners.get(&id);
        let vector = |id: Uuid| self.vectors.get(&id).cloned();
        let asked = |row: &demand::Model| {
            Arc::new(texts.asked(index, Side::of_demand(row, owner(row.organization_id)), vector(row.id.0)))
        };
        let offered = |row: &achievement::Model| {
            Arc::new(texts.offered(index, Side::of_achievement(row, owner(row.organization_id)), vector(row.id.0)))
        };
        let asked: Vec<_> = self.demands.par_iter().map(asked).collect();
        let offered: Vec<_> = self.achievements.par_iter().map(offered).collect();
        let suggests_demand = self.suggests == ListingKind::Demand;
        let mut rated = Vec::with_capacity(asked.len() * offered.len());
        for (demand, asked) in asked.iter().enumerate() {
            let nudge = self.nudge(index, texts, self.demands[demand].id, asked);
            for (achievement, offered) in offered.iter().enumerate() {
                let near = Nearness { awaits_service: self.awaits_service, ..nearness(asked, offered) };
                let mut parts = parts(&asked.side, &offered.side, near, &weights, now, today);
                parts.extend(nudge.as_ref().and_then(|nudge| decided(near, nudge.shift(offered), &weights)));
                rated.push(Rated {
                    demand,
                    achievement,
                    asked: asked.clone(),
                    offered: offered.clone(),
                    score: sum(&parts),
                    parts,
                    team: self.team(demand, achievement),
                    copies: Vec::new(),
                    suggests_demand,
                });
            }
        }
        rated
    }

    /// Who stands behind what is suggested: of an achievement its organisation and first contributor.
    fn team(&self, demand: usize, achievement: usize) -> String {
        if self.suggests == ListingKind::Demand {
            return self.demands[demand].organization_id.to_string();
        }
        let row = &self.achievements[achievement];
        format!("{} {}", row.organization_id, row.contributors.0.first().map_or("", String::as_str))
    }

    /// The number that people see of a suggested candidate.
    #[must_use]
    pub fn number_of(&self, place: usize) -> String {
        if self.suggests == ListingKind::Demand {
            self.demands[place].number.clone()
        } else {
            self.achievements[place].number.clone()
        }
    }
}
