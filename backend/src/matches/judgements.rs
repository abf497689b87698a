//! Accept and dismiss, kept as judgements: one row for each person and match, with what the score was made of.
//!
//! Invariants
//! - Who decides again replaces his own judgement, nobody else's: two sides may contradict each other, and both count.
//! - A judgement keeps the values it was made on; later scores do not rewrite it.

use super::fit::Sample;
use super::nudge::DECISIONS_MAX;
use super::reasons::MatchReasons;
use super::weights::PARTS;
use crate::auth::viewer::SignedIn;
use crate::change::Change;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::enums::{Judge, MatchState, Role};
use entity::id::{AchievementId, DemandId, JudgementId, MatchId};
use entity::match_judgement::{Column, Entity, Model};
use entity::{demand, match_suggestion};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Grades of decisions, as in the graded data: 0 none, 1 weak, 2 fairly strong, 3 strong.
const FITS_NOT: f64 = 0.0;
const FITS_BUT_FOR_SOMETHING_ELSE: f64 = 1.0;
const FITS: f64 = 2.0;
const CONTRACT: f64 = 3.0;

/// Judgements that a fit reads, the latest first.
pub const JUDGEMENTS_MAX: u64 = 50_000;
/// Decisions read for one list of suggestions.
const DECIDED_MAX: u64 = 500;

/// Keeps what a person decided.
///
/// # Errors
/// The database fails.
pub async fn keep(
    change: &Change<'_>,
    person: &SignedIn,
    decided: &match_suggestion::Model,
    at: DateTime<Utc>,
) -> Result<()> {
    let demand = demand::Entity::find_by_id(decided.demand_id).one(change.rows()).await?;
    let reasons: MatchReasons = serde_json::from_value(decided.reasons.clone()).map_err(anyhow::Error::from)?;
    let row = Model {
        id: JudgementId::generate(),
        match_id: decided.id,
        demand_id: decided.demand_id,
        achievement_id: decided.achievement_id,
        person_id: person.person_id,
        judge: judge(person, demand.as_ref()),
        grade: grade(decided.state, decided.dismiss_reason.as_deref()),
        reason: decided.dismiss_reason.clone(),
        field: demand.map(|row| row.field).unwrap_or_default(),
        score: decided.score,
        values: serde_json::to_value(values(&reasons)).map_err(anyhow::Error::from)?,
        scorer: decided.scorer.clone(),
        at,
    };
    let newer =
        [Column::Judge, Column::Grade, Column::Reason, Column::Score, Column::Values, Column::Scorer, Column::At];
    let again = OnConflict::columns([Column::MatchId, Column::PersonId]).update_columns(newer).to_owned();
    Entity::insert(row.into_active_model().reset_all())
        .on_conflict(again)
        .exec_without_returning(change.rows())
        .await?;
    Ok(())
}

/// What a decision says of how well the two fit, on the scale of the graded data: who is stopped by a limit or
/// an unclear text, or knows the other side already, has not said that the substance is wrong.
fn grade(state: MatchState, reason: Option<&str>) -> f64 {
    match reason {
        _ if state == MatchState::Accepted => FITS,
        Some("already_in_contact") => FITS,
        None | Some("scope_mismatch" | "other") => FITS_NOT,
        Some(_) => FITS_BUT_FOR_SOMETHING_ELSE,
    }
}

/// A contract was signed out of the match: nothing says more clearly that the two fit.
///
/// # Errors
/// The database fails.
pub async fn confirm(rows: &impl ConnectionTrait, id: MatchId) -> Result<()> {
    let of_match = Entity::update_many().filter(Column::MatchId.eq(id)).filter(Column::Reason.is_null());
    of_match.col_expr(Column::Grade, Expr::value(CONTRACT)).exec(rows).await?;
    Ok(())
}

fn judge(person: &SignedIn, demand: Option<&demand::Model>) -> Judge {
    match person.role {
        Role::Manager | Role::Admin => Judge::Manager,
        _ if demand.is_some_and(|row| row.organization_id == person.organization_id) => Judge::Demand,
        _ => Judge::Achievement,
    }
}

/// The values of the parts in the order of [`PARTS`]; a part that an older scorer did not have is in the middle.
fn values(reasons: &MatchReasons) -> [f64; PARTS.len()] {
    PARTS.map(|part| reasons.parts.iter().find(|one| one.name == part.name).map_or(0.5, |one| one.value))
}

/// The latest decisions about each demand: achievement and grade, several judges' mean.
///
/// # Errors
/// The database fails.
pub async fn decided(
    rows: &impl ConnectionTrait,
    demands: impl IntoIterator<Item = DemandId>,
) -> Result<HashMap<DemandId, Vec<(AchievementId, f64)>>> {
    let found = Entity::find()
        .filter(Column::DemandId.is_in(demands))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(DECIDED_MAX)
        .all(rows)
        .await?;
    let mut decided: HashMap<DemandId, Vec<(AchievementId, Vec<f64>)>> = HashMap::new();
    for row in found {
        let of_demand = decided.entry(row.demand_id).or_default();
        match of_demand.iter().position(|(achievement, _)| *achievement == row.achievement_id) {
            Some(place) => of_demand[place].1.push(row.grade),
            None if of_demand.len() < DECISIONS_MAX => of_demand.push((row.achievement_id, vec![row.grade])),
            None => {}
        }
    }
    let mean = |grades: Vec<f64>| grades.iter().sum::<f64>() / grades.len() as f64;
    let means = |pairs: Vec<(_, Vec<f64>)>| pairs.into_iter().map(|(id, grades)| (id, mean(grades))).collect();
    Ok(decided.into_iter().map(|(demand, pairs)| (demand, means(pairs))).collect())
}

/// Matches whose last decision, as they hold it, was made for the platform and not by one of the sides.
///
/// # Errors
/// The database fails.
pub async fn decided_by_staff(
    rows: &impl ConnectionTrait,
    matches: &[match_suggestion::Model],
) -> Result<HashSet<MatchId>> {
    let of_staff = Entity::find()
        .filter(Column::MatchId.is_in(matches.iter().map(|row| row.id)))
        .filter(Column::Judge.eq(Judge::Manager))
        .all(rows)
        .await?;
    let deciders: HashSet<_> = matches.iter().filter_map(|row| Some((row.id, row.decided_by?))).collect();
    let ids = of_staff.into_iter().filter(|row| deciders.contains(&(row.match_id, row.person_id)));
    Ok(ids.map(|row| row.match_id).collect())
}

/// The latest judgements.
///
/// # Errors
/// The database fails.
pub async fn latest(rows: &impl ConnectionTrait) -> Result<Vec<Model>> {
    Ok(Entity::find().order_by_desc(Column::At).order_by_desc(Column::Id).limit(JUDGEMENTS_MAX).all(rows).await?)
}

/// How many were made or changed after a moment; all when there is none.
///
/// # Errors
/// The database fails.
pub async fn count_after(rows: &impl ConnectionTrait, moment: Option<DateTime<Utc>>) -> Result<u64> {
    let after = moment.map(|moment| Column::At.gt(moment));
    Ok(Entity::find().filter(Condition::all().add_option(after)).count(rows).await?)
}

/// What a fit learns from: one sample a pair, contradicting judges meet in the middle.
#[must_use]
pub fn samples(judgements: &[Model]) -> Vec<Sample> {
    let mut by_pair: BTreeMap<(Uuid, Uuid), (f64, f64, [f64; PARTS.len()])> = BTreeMap::new();
    for row in judgements {
        let Ok(values) = serde_json::from_value::<[f64; PARTS.len()]>(row.values.clone()) else { continue };
        let pair = by_pair.entry((row.demand_id.0, row.achievement_id.0)).or_insert((0.0, 0.0, values));
        pair.0 += row.grade;
        pair.1 += 1.0;
    }
    let sample = |((demand, _), (grades, count, values))| Sample { demand, values, grade: grades / count };
    by_pair.into_iter().map(sample).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_how_wrong_a_match_is() {
        let dismissed = |reason: &str| grade(MatchState::Dismissed, Some(reason));
        assert!(dismissed("scope_mismatch") < dismissed("price_gap"));
        assert!(dismissed("price_gap") < grade(MatchState::Accepted, None));
        assert_eq!(dismissed("already_in_contact"), grade(MatchState::Accepted, None), "the right pair, met before");
        for reason in ["scope_mismatch", "price_gap", "already_in_contact"] {
            assert!(seeds::contains_code("dismiss_reason", reason), "{reason}");
        }
    }
}
