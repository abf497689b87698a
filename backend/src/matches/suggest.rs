//! Finds the counterparts of a listing and keeps the best as match rows.
//!
//! Invariants
//! - What somebody decided stays decided; only undecided suggestions are replaced or expire. What was dismissed is suggested
//!   again when one of the two changed in what matters, and says so.
//! - No suggestion inside one organisation or to one that is excluded.
//! - A listing that left the market loses its undecided suggestions.

use super::candidates::{self, Candidates, Rated};
use super::order;
use super::reasons::{MatchReasons, explain};
use super::texts;
use crate::change::Change;
use crate::context::Context;
use crate::error::Result;
use crate::vectors::service as vectors;
use entity::enums::{ListingState, MatchState, SubjectKind};
use entity::id::{AchievementId, DemandId, MatchId};
use entity::match_suggestion::{ActiveModel, Column, Entity, Model};
use entity::{achievement, demand};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A pair and its score.
struct Pair {
    demand: demand::Model,
    achievement: achievement::Model,
    score: f64,
    reasons: MatchReasons,
    /// Of both sides.
    substance: String,
    scorer: String,
}

/// The new suggestions of one listing, ready to be written.
pub struct Renewal {
    kind: SubjectKind,
    id: Uuid,
    side: Column,
    pairs: Vec<Pair>,
    /// Pairs that score too little by now: what an earlier score suggested goes.
    too_low: HashSet<(DemandId, AchievementId)>,
}

impl Renewal {
    /// Finds and scores the counterparts; none for records that are no listings.
    ///
    /// # Errors
    /// The index or the database fails.
    pub async fn prepare(context: &Context, kind: SubjectKind, id: Uuid) -> Result<Option<Self>> {
        vectors::renew(context, kind, id).await;
        let (side, found) = match kind {
            SubjectKind::Demand => (Column::DemandId, candidates::of_demand(context, DemandId(id)).await?),
            SubjectKind::Achievement => {
                (Column::AchievementId, candidates::of_achievement(context, AchievementId(id)).await?)
            }
            _ => return Ok(None),
        };
        let (pairs, too_low) = match found {
            Some(found) => best(context, found).await?,
            None => Default::default(),
        };
        Ok(Some(Self { kind, id, side, pairs, too_low }))
    }

    /// Number of suggestions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Writes them in place of the undecided ones.
    ///
    /// # Errors
    /// The database fails.
    pub async fn write(self, context: &Context, change: &mut Change<'_>) -> Result<()> {
        let existing =
            Entity::find().filter(self.side.eq(self.id)).lock(crate::db::ROW_LOCK).all(change.rows()).await?;
        let kept = keep(context, change, self.pairs, &existing).await?;
        let expired = expire(context, change, existing, &kept, &self.too_low).await?;
        if !kept.is_empty() || expired > 0 {
            let after = serde_json::json!({ "suggested": kept.len(), "expired": expired });
            change.record("match.suggest", (self.kind, self.id), None::<&()>, Some(&after))?;
        }
        Ok(())
    }
}

/// The best of the candidates, explained; scored off the async threads.
async fn best(context: &Context, found: Candidates) -> Result<(Vec<Pair>, HashSet<(DemandId, AchievementId)>)> {
    let state = context.state.clone();
    let (now, today, limits) = (context.now(), context.today(), context.state.config.matching.clone());
    let ranked = tokio::task::spawn_blocking(move || {
        let index = &state.search;
        let rated = found.rated(index, &state.prepared_texts, now, today);
        let score_min = found.model.score_min(limits.score_min);
        let low = rated.iter().filter(|one| one.score < score_min);
        let ids = |one: &Rated| (found.demands[one.demand].id, found.achievements[one.achievement].id);
        let mut too_low: HashSet<_> = low.map(ids).collect();
        let listed = order::listed(rated, score_min, limits.suggestions_max);
        // one of the two sides is the same in all pairs: its words are cut once
        let (mut texts_asked, mut texts_offered) = (HashMap::new(), HashMap::new());
        let explained = listed.into_iter().map(|one| {
            let (demand, achievement) = (&found.demands[one.demand], &found.achievements[one.achievement]);
            let asked = texts_asked.entry(one.demand).or_insert_with(|| texts::of_demand(index, demand));
            let offered =
                texts_offered.entry(one.achievement).or_insert_with(|| texts::of_achievement(index, achievement));
            let mut reasons = explain(index, (asked, &one.asked), (offered, &one.offered), one.parts);
            reasons.copies = one.copies.iter().map(|&copy| found.number_of(copy)).collect();
            let substance = one.asked.side.substance()? + &one.offered.side.substance()?;
            let scorer = found.model.scorer();
            Ok(Pair {
                demand: demand.clone(),
                achievement: achievement.clone(),
                score: one.score,
                reasons,
                substance,
                scorer,
            })
        });
        let explained: Vec<Pair> = explained.collect::<anyhow::Result<_>>()?;
        // without one word or sense in common the rest of the score is no reason
        let (pairs, empty): (Vec<_>, Vec<_>) = explained.into_iter().partition(|pair| pair.reasons.has_substance());
        too_low.extend(empty.iter().map(|pair| (pair.demand.id, pair.achievement.id)));
        anyhow::Ok((pairs, too_low))
    });
    Ok(ranked.await.map_err(anyhow::Error::from)??)
}

/// Writes the pairs; decided rows stay as they are. Answers the ids of the rows that stand.
async fn keep(
    context: &Context,
    change: &Change<'_>,
    pairs: Vec<Pair>,
    existing: &[Model],
) -> Result<HashSet<MatchId>> {
    let mut kept = HashSet::new();
    for mut pair in pairs {
        let found =
            existing.iter().find(|row| row.demand_id == pair.demand.id && row.achievement_id == pair.achievement.id);
        match found {
            Some(row) if is_settled(row, &pair) => {}
            Some(row) => {
                if row.state == MatchState::Dismissed {
                    pair.reasons.notes.push("此前判为不合适，之后有一方的内容变了，请再看一次。".to_owned());
                }
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

/// Accepted, or dismissed and since then unchanged in what matters.
fn is_settled(row: &Model, pair: &Pair) -> bool {
    match row.state {
        MatchState::Accepted => true,
        MatchState::Dismissed => row.substance.is_empty() || row.substance == pair.substance,
        MatchState::Suggested | MatchState::Expired => false,
    }
}

fn fresh(context: &Context, pair: &Pair) -> Result<ActiveModel> {
    let now = context.now();
    let row = Model {
        id: MatchId::generate(),
        demand_id: pair.demand.id,
        achievement_id: pair.achievement.id,
        score: pair.score,
        reasons: serde_json::to_value(&pair.reasons).map_err(anyhow::Error::from)?,
        scorer: pair.scorer.clone(),
        gap: pair.reasons.gap.as_ref().map(|gap| gap.limit.as_str().to_owned()),
        substance: pair.substance.clone(),
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
    too_low: &HashSet<(DemandId, AchievementId)>,
) -> Result<usize> {
    let mut expired = 0;
    for row in existing {
        if row.state != MatchState::Suggested || kept.contains(&row.id) {
            continue;
        }
        if !too_low.contains(&(row.demand_id, row.achievement_id)) && still_stands(change, &row).await? {
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
