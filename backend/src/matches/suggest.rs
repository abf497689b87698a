//! Finds the counterparts of a listing and keeps the best as match rows.
//!
//! Invariants
//! - What somebody decided stays decided; only undecided suggestions are replaced or expire.
//! - No suggestion inside one organisation or to one that is excluded.
//! - A listing that left the market loses its undecided suggestions.

use super::score::{MatchReasons, SCORER, ScorePart, explain, parts, sum};
use super::texts;
use crate::change::Change;
use crate::context::Context;
use crate::error::Result;
use chrono::NaiveDate;
use entity::enums::{GrantKind, ListingState, MatchState, SubjectKind};
use entity::id::{AchievementId, DemandId, MatchId};
use entity::match_suggestion::{ActiveModel, Column, Entity, Model};
use entity::{achievement, demand, listing_grant};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
};
use search_index::{Candidate, IndexStore, ListingKind, SimilarRequest, TextVector};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Candidates that the index hands over for exact scoring.
const CANDIDATES_MAX: usize = 60;

/// A pair and its score.
struct Pair {
    demand: demand::Model,
    achievement: achievement::Model,
    score: f64,
    reasons: MatchReasons,
}

/// The new suggestions of one listing, ready to be written.
pub struct Renewal {
    kind: SubjectKind,
    id: Uuid,
    side: Column,
    pairs: Vec<Pair>,
}

impl Renewal {
    /// Finds and scores the counterparts; none for records that are no listings.
    ///
    /// # Errors
    /// The index or the database fails.
    pub async fn prepare(context: &Context, kind: SubjectKind, id: Uuid) -> Result<Option<Self>> {
        let (side, pairs) = match kind {
            SubjectKind::Demand => (Column::DemandId, of_demand(context, DemandId(id)).await?),
            SubjectKind::Achievement => (Column::AchievementId, of_achievement(context, AchievementId(id)).await?),
            _ => return Ok(None),
        };
        Ok(Some(Self { kind, id, side, pairs }))
    }

    /// Writes them in place of the undecided ones.
    ///
    /// # Errors
    /// The database fails.
    pub async fn write(self, context: &Context, change: &mut Change<'_>) -> Result<()> {
        let existing =
            Entity::find().filter(self.side.eq(self.id)).lock(crate::db::ROW_LOCK).all(change.rows()).await?;
        let kept = keep(context, change, self.pairs, &existing).await?;
        let expired = expire(context, change, existing, &kept).await?;
        if !kept.is_empty() || expired > 0 {
            let after = serde_json::json!({ "scorer": SCORER, "suggested": kept.len(), "expired": expired });
            change.record("match.suggest", (self.kind, self.id), None::<&()>, Some(&after))?;
        }
        Ok(())
    }
}

async fn of_demand(context: &Context, id: DemandId) -> Result<Vec<Pair>> {
    let Some(demand) = demand::Entity::find_by_id(id).one(context.database()).await?.filter(|row| row.state.is_live())
    else {
        return Ok(Vec::new());
    };
    let text = texts::of_demand(&demand).text;
    let request = SimilarRequest {
        kind: ListingKind::Achievement,
        title: demand.title.clone(),
        text: text.clone(),
        keywords: demand.keywords.0.clone(),
        viewer: search_index::Viewer::Staff,
        limit: CANDIDATES_MAX,
    };
    let ids: Vec<AchievementId> = candidates(context, request).await?.into_iter().map(AchievementId).collect();
    let rows = achievement::Entity::find().filter(achievement::Column::Id.is_in(ids)).all(context.database()).await?;
    let blocked = blocked(context.database(), demand.id.0, rows.iter().map(|row| row.id.0)).await?;
    let pairs = rows
        .into_iter()
        .filter(|row| row.state.is_live() && row.organization_id != demand.organization_id)
        .filter(|row| !blocked.contains(&(demand.id.0, row.organization_id.0)))
        .filter(|row| !blocked.contains(&(row.id.0, demand.organization_id.0)))
        .map(|row| (demand.clone(), row));
    scored(context, pairs.collect()).await
}

async fn of_achievement(context: &Context, id: AchievementId) -> Result<Vec<Pair>> {
    let found = achievement::Entity::find_by_id(id).one(context.database()).await?;
    let Some(achievement) = found.filter(|row| row.state.is_live()) else { return Ok(Vec::new()) };
    let request = SimilarRequest {
        kind: ListingKind::Demand,
        title: achievement.title.clone(),
        text: texts::of_achievement(&achievement).text,
        keywords: achievement.keywords.0.clone(),
        viewer: search_index::Viewer::Staff,
        limit: CANDIDATES_MAX,
    };
    let ids: Vec<DemandId> = candidates(context, request).await?.into_iter().map(DemandId).collect();
    let rows = demand::Entity::find().filter(demand::Column::Id.is_in(ids)).all(context.database()).await?;
    let blocked = blocked(context.database(), achievement.id.0, rows.iter().map(|row| row.id.0)).await?;
    let pairs = rows
        .into_iter()
        .filter(|row| row.state.is_live() && row.organization_id != achievement.organization_id)
        .filter(|row| !blocked.contains(&(achievement.id.0, row.organization_id.0)))
        .filter(|row| !blocked.contains(&(row.id.0, achievement.organization_id.0)))
        .map(|row| (row, achievement.clone()));
    scored(context, pairs.collect()).await
}

async fn candidates(context: &Context, request: SimilarRequest) -> Result<Vec<Uuid>> {
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

/// Scores off the async threads, drops the weak, best first, cut to the limit.
async fn scored(context: &Context, pairs: Vec<(demand::Model, achievement::Model)>) -> Result<Vec<Pair>> {
    let index = context.state.search.clone();
    let (today, limits) = (context.today(), context.state.config.matching.clone());
    let ranked = tokio::task::spawn_blocking(move || {
        let rated = rate(&index, pairs, today);
        let mut kept: Vec<_> = rated.into_iter().filter(|(_, _, parts)| sum(parts) >= limits.score_min).collect();
        kept.sort_by(|left, right| sum(&right.2).total_cmp(&sum(&left.2)));
        kept.truncate(limits.suggestions_max);
        let explained = kept.into_iter().map(|(demand, achievement, parts)| Pair {
            score: sum(&parts),
            reasons: explain(&index, &demand, &achievement, parts),
            demand,
            achievement,
        });
        explained.collect()
    });
    Ok(ranked.await.map_err(anyhow::Error::from)?)
}

type Rated = (demand::Model, achievement::Model, Vec<ScorePart>);

fn rate(index: &IndexStore, pairs: Vec<(demand::Model, achievement::Model)>, today: NaiveDate) -> Vec<Rated> {
    let mut vectors: HashMap<Uuid, TextVector> = HashMap::new();
    let mut rated = Vec::with_capacity(pairs.len());
    for (demand, achievement) in pairs {
        vectors.entry(demand.id.0).or_insert_with(|| index.text_vector(&texts::of_demand(&demand).text));
        vectors.entry(achievement.id.0).or_insert_with(|| index.text_vector(&texts::of_achievement(&achievement).text));
        let cosine = vectors[&demand.id.0].cosine(&vectors[&achievement.id.0]);
        let parts = parts(&demand, &achievement, cosine, today);
        rated.push((demand, achievement, parts));
    }
    rated
}

/// Writes the pairs; decided rows stay as they are. Answers the ids of the rows that stand.
async fn keep(
    context: &Context,
    change: &Change<'_>,
    pairs: Vec<Pair>,
    existing: &[Model],
) -> Result<HashSet<MatchId>> {
    let mut kept = HashSet::new();
    for pair in pairs {
        let found =
            existing.iter().find(|row| row.demand_id == pair.demand.id && row.achievement_id == pair.achievement.id);
        match found {
            Some(row) if matches!(row.state, MatchState::Accepted | MatchState::Dismissed) => {}
            Some(row) => {
                kept.insert(row.id);
                let mut active = fresh(context, &pair)?;
                active.id = Set(row.id);
                active.version = Set(row.version + 1);
                active.created_at = Set(row.created_at);
                active.update(change.rows()).await?;
            }
            None => {
                let row = fresh(context, &pair)?.insert(change.rows()).await?;
                kept.insert(row.id);
            }
        }
    }
    Ok(kept)
}

fn fresh(context: &Context, pair: &Pair) -> Result<ActiveModel> {
    let now = context.now();
    let row = Model {
        id: MatchId::generate(),
        demand_id: pair.demand.id,
        achievement_id: pair.achievement.id,
        score: pair.score,
        reasons: serde_json::to_value(&pair.reasons).map_err(anyhow::Error::from)?,
        scorer: SCORER.to_owned(),
        demand_version: pair.demand.version,
        achievement_version: pair.achievement.version,
        state: MatchState::Suggested,
        dismiss_reason: None,
        note: String::new(),
        decided_by: None,
        decided_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Ok(row.into_active_model().reset_all())
}

/// Undecided suggestions that no longer stand expire.
async fn expire(
    context: &Context,
    change: &Change<'_>,
    existing: Vec<Model>,
    kept: &HashSet<MatchId>,
) -> Result<usize> {
    let mut expired = 0;
    for row in existing {
        if row.state != MatchState::Suggested || kept.contains(&row.id) || still_stands(change, &row).await? {
            continue;
        }
        let version = row.version + 1;
        let mut active = row.into_active_model();
        active.state = Set(MatchState::Expired);
        active.version = Set(version);
        active.updated_at = Set(context.now());
        active.update(change.rows()).await?;
        expired += 1;
    }
    Ok(expired)
}

/// A suggestion of the other side's best that this side's list is too long for still stands while both are live.
async fn still_stands(change: &Change<'_>, row: &Model) -> Result<bool> {
    let demand = demand::Entity::find_by_id(row.demand_id).one(change.rows()).await?;
    let achievement = achievement::Entity::find_by_id(row.achievement_id).one(change.rows()).await?;
    let live = |state: Option<ListingState>| state.is_some_and(ListingState::is_live);
    let both_live = live(demand.as_ref().map(|row| row.state)) && live(achievement.as_ref().map(|row| row.state));
    let unchanged = demand.is_some_and(|demand| demand.version == row.demand_version)
        && achievement.is_some_and(|achievement| achievement.version == row.achievement_version);
    Ok(both_live && unchanged)
}
