//! How good the suggestions are, by what people decided: the figures of the quality page, each with the pairs behind it.
//!
//! Only decided pairs count: what nobody looked at says nothing. A pair is ranked by the score that it had when it was decided.

use super::judgements;
use crate::context::Context;
use crate::error::Result;
use crate::eval::ndcg;
use chrono::{DateTime, TimeDelta, Utc};
use entity::id::{AchievementId, DemandId, MatchId};
use entity::match_judgement::Model;
use entity::{achievement, demand, dictionary_version, match_model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use utoipa::ToSchema;

/// What counts as this month.
const MONTH: TimeDelta = TimeDelta::days(30);
/// A pair of at least this grade fits.
const RELEVANT: f64 = 1.5;
/// Places of a list that recall looks at.
const RECALL_DEPTH: usize = 20;
/// Changes whose effect is shown, the latest first.
const CHANGES_SHOWN: u64 = 10;
/// Pairs decided against the score, the clearest first.
const AGAINST_SHOWN: usize = 20;

/// Figures over decided pairs.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct QualityRow {
    /// A field's code, a scorer, or empty for all.
    pub key: String,
    pub label: String,
    pub accepted: usize,
    pub dismissed: usize,
    /// Of all decisions; nothing when there is none.
    pub accept_rate: Option<f64>,
    /// Demands with pairs that fit and pairs that do not: those that have an order to measure.
    pub demands: usize,
    pub ndcg10: Option<f64>,
    pub recall20: Option<f64>,
}

/// The accept rate in the month before and after a change.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeEffect {
    pub at: DateTime<Utc>,
    pub label: String,
    pub before: QualityRow,
    pub after: QualityRow,
}

/// A pair that people decided against its score.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgainstOut {
    pub match_id: MatchId,
    pub demand: String,
    pub achievement: String,
    pub score: f64,
    pub accepted: bool,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QualityOut {
    /// The month begins here.
    pub since: DateTime<Utc>,
    pub month: QualityRow,
    pub by_field: Vec<QualityRow>,
    pub by_scorer: Vec<QualityRow>,
    pub changes: Vec<ChangeEffect>,
    /// As many of this month's decided pairs score above it as were accepted; absent until there are decisions of both kinds.
    pub boundary: Option<f64>,
    /// Accepted below the boundary or dismissed above it.
    pub against: Vec<AgainstOut>,
}

/// # Errors
/// Not staff; the database fails.
pub async fn quality(context: &Context) -> Result<QualityOut> {
    context.require_staff()?;
    let all = standing(judgements::latest(context.database()).await?);
    let since = context.now() - MONTH;
    let month: Vec<&Model> = all.iter().filter(|row| row.at >= since).collect();
    let boundary = boundary(&month);
    let field_label = |code: &str| seeds::field(code).unwrap_or("未填技术领域").to_owned();
    Ok(QualityOut {
        since,
        by_field: split(&month, |row| row.field.clone(), field_label),
        by_scorer: split(&month, |row| row.scorer.clone(), scorer_label),
        changes: changes(context, &all).await?,
        against: against(context, boundary.map_or_else(Vec::new, |boundary| opposite(&month, boundary))).await?,
        boundary,
        month: row("", "全部", &month),
    })
}

/// The last decision of each match: whoever was overruled is not counted beside who overruled him. (A fit learns from both.)
fn standing(latest_first: Vec<Model>) -> Vec<Model> {
    let mut seen = HashSet::new();
    latest_first.into_iter().filter(|row| seen.insert(row.match_id)).collect()
}

/// The version of the weights in words, after the way of scoring.
fn scorer_label(scorer: &str) -> String {
    match scorer.split_once('.') {
        Some((way, "0")) => format!("{way} 出厂权重"),
        Some((way, version)) => format!("{way} 第 {version} 版"),
        None => scorer.to_owned(),
    }
}

fn split(rows: &[&Model], key: impl Fn(&Model) -> String, label: impl Fn(&str) -> String) -> Vec<QualityRow> {
    let mut groups: BTreeMap<String, Vec<&Model>> = BTreeMap::new();
    for one in rows {
        groups.entry(key(one)).or_default().push(one);
    }
    groups.iter().map(|(key, rows)| row(key, &label(key), rows)).collect()
}

/// A dismissal has a reason.
fn is_accepted(row: &Model) -> bool {
    row.reason.is_none()
}

fn row(key: &str, label: &str, rows: &[&Model]) -> QualityRow {
    let accepted = rows.iter().filter(|row| is_accepted(row)).count();
    let mut demands: BTreeMap<DemandId, Vec<&Model>> = BTreeMap::new();
    for one in rows {
        demands.entry(one.demand_id).or_default().push(one);
    }
    let ordered: Vec<Vec<f64>> = demands.into_values().map(order).filter(|grades| has_order(grades)).collect();
    let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    QualityRow {
        key: key.to_owned(),
        label: label.to_owned(),
        accepted,
        dismissed: rows.len() - accepted,
        accept_rate: (!rows.is_empty()).then(|| accepted as f64 / rows.len() as f64),
        demands: ordered.len(),
        ndcg10: mean(ordered.iter().filter_map(|grades| ndcg(grades)).collect()),
        recall20: mean(ordered.iter().map(|grades| recall(grades)).collect()),
    }
}

fn has_order(grades: &[f64]) -> bool {
    let fitting = grades.iter().filter(|grade| **grade >= RELEVANT).count();
    fitting > 0 && fitting < grades.len()
}

/// The grades of a demand's decided pairs, the best scored first; several judges of a pair meet in the middle.
fn order(rows: Vec<&Model>) -> Vec<f64> {
    let mut pairs: BTreeMap<AchievementId, (f64, f64, f64)> = BTreeMap::new();
    for row in rows {
        let pair = pairs.entry(row.achievement_id).or_insert((row.score, 0.0, 0.0));
        pair.1 += row.grade;
        pair.2 += 1.0;
    }
    let mut pairs: Vec<(f64, f64)> = pairs.into_values().map(|(score, sum, count)| (score, sum / count)).collect();
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0));
    pairs.into_iter().map(|(_, grade)| grade).collect()
}

fn recall(grades: &[f64]) -> f64 {
    let good = |grades: &[f64]| grades.iter().filter(|grade| **grade >= RELEVANT).count() as f64;
    good(&grades[..grades.len().min(RECALL_DEPTH)]) / good(grades)
}

/// Versions of the dictionary and of the weights, with the month before and after.
async fn changes(context: &Context, all: &[Model]) -> Result<Vec<ChangeEffect>> {
    let database = context.database();
    let versions = dictionary_version::Entity::find().order_by_desc(dictionary_version::Column::CreatedAt);
    let versions = versions.limit(CHANGES_SHOWN).all(database).await?;
    let models = match_model::Entity::find().order_by_desc(match_model::Column::CreatedAt);
    let taken = match_model::Column::State.ne(entity::enums::MatchModelState::Refused);
    let models = models.filter(taken).limit(CHANGES_SHOWN).all(database).await?;
    let mut moments: Vec<(DateTime<Utc>, String)> =
        versions.into_iter().map(|row| (row.created_at, format!("词典第 {} 版", row.number))).collect();
    moments.extend(models.into_iter().map(|row| (row.created_at, format!("匹配模型第 {} 版", row.version))));
    moments.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    moments.truncate(usize::try_from(CHANGES_SHOWN).unwrap_or(usize::MAX));
    let between = |from: DateTime<Utc>, to: DateTime<Utc>| -> Vec<&Model> {
        all.iter().filter(|row| row.at >= from && row.at < to).collect()
    };
    let effect = |(at, label): (DateTime<Utc>, String)| ChangeEffect {
        before: row("before", "之前 30 天", &between(at - MONTH, at)),
        after: row("after", "之后 30 天", &between(at, at + MONTH)),
        at,
        label,
    };
    Ok(moments.into_iter().map(effect).collect())
}

/// The score that would part the accepted from the dismissed if all had been decided by score: as many stand above it as
/// were accepted. Nothing while all decisions are the same.
fn boundary(rows: &[&Model]) -> Option<f64> {
    let mut scores: Vec<f64> = rows.iter().map(|row| row.score).collect();
    scores.sort_by(|left, right| right.total_cmp(left));
    let accepted = rows.iter().filter(|row| is_accepted(row)).count();
    let last_above = scores.get(accepted.checked_sub(1)?)?;
    Some(f64::midpoint(*last_above, *scores.get(accepted)?))
}

/// Dismissed above the boundary or accepted below it, the farthest first.
fn opposite<'a>(rows: &[&'a Model], boundary: f64) -> Vec<&'a Model> {
    let distance = |row: &Model| if is_accepted(row) { boundary - row.score } else { row.score - boundary };
    let mut against: Vec<&Model> = rows.iter().copied().filter(|row| distance(row) > 0.0).collect();
    against.sort_by(|left, right| distance(right).total_cmp(&distance(left)));
    against.truncate(AGAINST_SHOWN);
    against
}

async fn against(context: &Context, against: Vec<&Model>) -> Result<Vec<AgainstOut>> {
    let (demands, achievements) = titles(context, &against).await?;
    let out = |row: &Model| AgainstOut {
        match_id: row.match_id,
        demand: demands.get(&row.demand_id).cloned().unwrap_or_default(),
        achievement: achievements.get(&row.achievement_id).cloned().unwrap_or_default(),
        score: row.score,
        accepted: is_accepted(row),
        reason: row.reason.clone(),
        at: row.at,
    };
    Ok(against.into_iter().map(out).collect())
}

type Titles = (HashMap<DemandId, String>, HashMap<AchievementId, String>);

async fn titles(context: &Context, rows: &[&Model]) -> Result<Titles> {
    let demands = demand::Column::Id.is_in(rows.iter().map(|row| row.demand_id));
    let demands = demand::Entity::find().filter(demands).all(context.database()).await?;
    let achievements = achievement::Column::Id.is_in(rows.iter().map(|row| row.achievement_id));
    let achievements = achievement::Entity::find().filter(achievements).all(context.database()).await?;
    Ok((
        demands.into_iter().map(|row| (row.id, row.title)).collect(),
        achievements.into_iter().map(|row| (row.id, row.title)).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::enums::Judge;
    use entity::id::{JudgementId, PersonId};

    fn judged(score: f64, accepted: bool) -> Model {
        Model {
            id: JudgementId::generate(),
            match_id: MatchId::generate(),
            demand_id: DemandId::generate(),
            achievement_id: AchievementId::generate(),
            person_id: PersonId::generate(),
            judge: Judge::Manager,
            grade: if accepted { 2.0 } else { 0.0 },
            reason: (!accepted).then(|| "scope_mismatch".to_owned()),
            field: String::new(),
            score,
            values: serde_json::Value::Null,
            scorer: String::new(),
            at: DateTime::default(),
        }
    }

    fn against_of(rows: &[Model]) -> Option<Vec<f64>> {
        let rows: Vec<&Model> = rows.iter().collect();
        Some(opposite(&rows, boundary(&rows)?).iter().map(|row| row.score).collect())
    }

    #[test]
    fn only_what_stands_on_the_wrong_side_is_against_the_score() {
        let mut rows: Vec<Model> = (1..10).map(|place| judged(f64::from(place) / 10.0, true)).collect();
        assert_eq!(against_of(&rows), None, "nothing to part");
        rows.push(judged(0.05, false));
        assert_eq!(against_of(&rows), Some(vec![]), "a perfect order of many accepted");
        rows.push(judged(0.95, false));
        assert_eq!(against_of(&rows), Some(vec![0.95, 0.1]), "each side once, the farthest first");
        let dismissed: Vec<Model> = (1..9).map(|place| judged(f64::from(place) / 10.0, false)).collect();
        assert_eq!(against_of(&[dismissed, vec![judged(0.9, true)]].concat()), Some(vec![]), "of few accepted");
    }
}
