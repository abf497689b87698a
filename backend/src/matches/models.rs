//! Versions of the weights: fitted, compared on held-out demands, taken when better beyond noise, and rolled back.
//!
//! Invariants
//! - Version 0 is the shipped prior; it has no row and can always be returned to.
//! - At most one version is active. A version that was no better is kept with its figures, for the record.
//! - A change of the version starts a whole re-matching in the same transaction.

use super::fit::{self, DEMANDS_MIN, HeldOut};
use super::judgements;
use super::rematching;
use super::score::SCORER;
use super::weights::{PARTS, Weights};
use crate::accounts;
use crate::change::Change;
use crate::context::Context;
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use entity::enums::{MatchModelState, Role, SubjectKind};
use entity::match_model::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Versions shown, the newest first.
const VERSIONS_SHOWN: u64 = 50;
/// The schedule fits anew after so many new judgements.
const NEW_JUDGEMENTS_MIN: u64 = 20;

/// The weights in use.
#[derive(Clone, Copy, Debug)]
pub struct InUse {
    pub version: i32,
    pub weights: Weights,
    threshold_shift: f64,
}

impl InUse {
    /// What a match says made it.
    #[must_use]
    pub fn scorer(&self) -> String {
        format!("{SCORER}.{}", self.version)
    }

    /// The least score of a suggestion, of which the configuration says what it is with the shipped weights.
    #[must_use]
    pub fn score_min(&self, configured: f64) -> f64 {
        (configured + self.threshold_shift).clamp(0.0, 1.0)
    }
}

/// How a version did when it was fitted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    pub judgements: usize,
    /// Held-out demands with decisions for and against.
    pub demands: usize,
    /// Share of their pairs in the right order, by the weights in use then.
    pub current: f64,
    /// The same by the fitted weights.
    pub fitted: f64,
    pub gain: f64,
    /// Standard error of the gain.
    pub error: f64,
    /// By how much the least score of a suggestion moves with these weights.
    #[serde(default)]
    pub threshold_shift: f64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ModelWeight {
    pub name: &'static str,
    pub label: &'static str,
    pub weight: f64,
    pub shipped: f64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchModelOut {
    /// 0 is what 技桥 ships.
    pub version: i32,
    pub state: MatchModelState,
    pub weights: Vec<ModelWeight>,
    pub figures: Option<Figures>,
    /// Nobody when the schedule made it.
    pub made_by: Option<String>,
    pub created_at: Option<DateTime<Utc>>,
}

/// All versions, and how far a re-matching has come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchModelsOut {
    pub items: Vec<MatchModelOut>,
    /// Judgements since the newest version was fitted.
    pub new_judgements: u64,
    pub rematching: Option<rematching::RematchingOut>,
}

/// # Errors
/// The database fails.
pub async fn in_use(rows: &impl ConnectionTrait) -> Result<InUse> {
    let active = Entity::find().filter(Column::State.eq(MatchModelState::Active)).one(rows).await?;
    Ok(active.map_or(InUse { version: 0, weights: Weights::shipped(), threshold_shift: 0.0 }, |row| InUse {
        version: row.version,
        weights: weights(&row),
        threshold_shift: serde_json::from_value(row.figures).map_or(0.0, |figures: Figures| figures.threshold_shift),
    }))
}

fn weights(row: &Model) -> Weights {
    serde_json::from_value(row.weights.clone()).map_or_else(|_| Weights::shipped(), Weights::normalised)
}

/// # Errors
/// Not staff; the database fails.
pub async fn list(context: &Context) -> Result<MatchModelsOut> {
    context.require_staff()?;
    let database = context.database();
    let rows = Entity::find().order_by_desc(Column::Version).limit(VERSIONS_SHOWN).all(database).await?;
    let makers = accounts::store::people(database, rows.iter().filter_map(|row| row.made_by)).await?;
    let shipped_state = if rows.iter().any(|row| row.state == MatchModelState::Active) {
        MatchModelState::Kept
    } else {
        MatchModelState::Active
    };
    let newest = rows.first().map(|row| row.created_at);
    let mut items = Vec::with_capacity(rows.len() + 1);
    for row in rows {
        items.push(MatchModelOut {
            version: row.version,
            state: row.state,
            weights: shown(&weights(&row)),
            figures: serde_json::from_value(row.figures).ok(),
            made_by: row.made_by.and_then(|id| makers.get(&id)).map(|person| person.display_name.clone()),
            created_at: Some(row.created_at),
        });
    }
    items.push(MatchModelOut {
        version: 0,
        state: shipped_state,
        weights: shown(&Weights::shipped()),
        figures: None,
        made_by: None,
        created_at: None,
    });
    let new_judgements = judgements::count_after(database, newest).await?;
    Ok(MatchModelsOut { items, new_judgements, rematching: rematching::latest(database).await? })
}

fn shown(weights: &Weights) -> Vec<ModelWeight> {
    let one = |(part, weight): (&super::weights::Part, &f64)| ModelWeight {
        name: part.name,
        label: part.label,
        weight: *weight,
        shipped: part.shipped,
    };
    PARTS.iter().zip(&weights.0).map(one).collect()
}

/// Fits a new version on the judgements; it is taken when it is better on held-out demands beyond noise.
///
/// # Errors
/// Not an administrator; too few demands with decisions for and against; the database fails.
pub async fn fit(context: &Context) -> Result<MatchModelsOut> {
    let person = context.require(&[Role::Admin])?.person_id;
    let judgements = judgements::latest(context.database()).await?;
    let Some((weights, figures, is_better)) = fitted(context, judgements).await? else {
        let message =
            format!("还不够学习：需要至少 {DEMANDS_MIN} 条既有认可又有不合适的需求，请先在匹配里多做一些决定。");
        return Err(Error::conflict("too_few_judgements", message));
    };
    keep(context, weights, figures, is_better, Some(person.0)).await?;
    list(context).await
}

/// By schedule: the same, when there are enough new judgements.
///
/// # Errors
/// The database fails.
pub async fn fit_when_due(context: &Context) -> Result<()> {
    let newest = Entity::find().order_by_desc(Column::Version).one(context.database()).await?;
    let fitted_at = newest.map(|model| model.created_at);
    if judgements::count_after(context.database(), fitted_at).await? < NEW_JUDGEMENTS_MIN {
        return Ok(());
    }
    let judgements = judgements::latest(context.database()).await?;
    if let Some((weights, figures, is_better)) = fitted(context, judgements).await? {
        keep(context, weights, figures, is_better, None).await?;
    }
    Ok(())
}

/// The fitted weights, how they did, and whether they are better; nothing when there is too little to learn from.
async fn fitted(
    context: &Context,
    judgements: Vec<entity::match_judgement::Model>,
) -> Result<Option<(Weights, Figures, bool)>> {
    let current = in_use(context.database()).await?.weights;
    let score_min = context.state.config.matching.score_min;
    let fitted = tokio::task::spawn_blocking(move || {
        let samples = judgements::samples(&judgements);
        let held_out = fit::held_out(&samples, &current);
        (held_out.demands >= DEMANDS_MIN).then(|| {
            let weights = fit::fit(&samples);
            let threshold_shift = fit::threshold_shift(&samples, &weights, score_min);
            (weights, Figures { threshold_shift, ..figures(judgements.len(), &held_out) }, held_out.is_better())
        })
    });
    Ok(fitted.await.map_err(anyhow::Error::from)?)
}

fn figures(judgements: usize, held_out: &HeldOut) -> Figures {
    Figures {
        judgements,
        demands: held_out.demands,
        current: held_out.current,
        fitted: held_out.fitted,
        gain: held_out.gain,
        error: held_out.error,
        threshold_shift: 0.0,
    }
}

async fn keep(
    context: &Context,
    weights: Weights,
    figures: Figures,
    is_better: bool,
    made_by: Option<Uuid>,
) -> Result<()> {
    let mut change = context.change().await?;
    let newest = Entity::find().order_by_desc(Column::Version).one(change.rows()).await?;
    let version = newest.map_or(0, |row| row.version) + 1;
    if is_better {
        rest(&change).await?;
    }
    let row = Model {
        version,
        state: if is_better { MatchModelState::Active } else { MatchModelState::Refused },
        weights: serde_json::to_value(weights).map_err(anyhow::Error::from)?,
        figures: serde_json::to_value(&figures).map_err(anyhow::Error::from)?,
        made_by: made_by.map(entity::id::PersonId),
        created_at: context.now(),
    };
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    change.record(
        "match_model.fit",
        (SubjectKind::MatchModel, Uuid::from_u128(version as u128)),
        None::<&()>,
        Some(&row),
    )?;
    if is_better {
        rematching::start(change.rows(), context.now(), &format!("启用匹配模型第 {version} 版")).await?;
    }
    change.commit().await
}

/// Whatever is active only stays kept.
async fn rest(change: &Change<'_>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MatchModelState::Kept.as_str()))
        .filter(Column::State.eq(MatchModelState::Active))
        .exec(change.rows())
        .await?;
    Ok(())
}

/// Takes a version into use, 0 for the shipped one: the way back.
///
/// # Errors
/// Not an administrator; no such version; in use already; the database fails.
pub async fn activate(context: &Context, version: i32) -> Result<MatchModelsOut> {
    context.require(&[Role::Admin])?;
    let mut change = context.change().await?;
    let before = in_use(change.rows()).await?.version;
    if before == version {
        return Err(Error::conflict("wrong_state", format!("第 {version} 版已在使用。")));
    }
    rest(&change).await?;
    if version != 0 {
        let row = Entity::find_by_id(version).one(change.rows()).await?.ok_or(Error::NotFound("个匹配模型"))?;
        let active = ActiveModel { state: Set(MatchModelState::Active), ..row.into_active_model() };
        active.update(change.rows()).await?;
    }
    let subject = (SubjectKind::MatchModel, Uuid::from_u128(version as u128));
    change.record("match_model.activate", subject, Some(&before), Some(&version))?;
    rematching::start(change.rows(), context.now(), &format!("启用匹配模型第 {version} 版")).await?;
    change.commit().await?;
    list(context).await
}
