//! A whole re-matching in the background: every live demand anew after a new version of the weights or other vectors.
//!
//! Invariants
//! - A step writes the suggestions of a few demands and its place in one transaction: a crash repeats a step, of several
//!   nodes one writes, and the suggestions of a demand are the old ones until its new ones are complete.
//! - A newer re-matching ends an older one that is under way.

use super::suggest::Renewal;
use crate::context::Context;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::demand;
use entity::enums::{ListingState, SubjectKind};
use entity::id::DemandId;
use entity::rematching::{Column, Entity, Model};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Demands of one step.
const STEP: u64 = 10;
/// Demands that are prepared at once: while the rows of one are read, the texts of the other are compared.
const AT_ONCE: usize = 2;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RematchingOut {
    pub reason: String,
    pub done: i32,
    pub total: i32,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

fn live() -> Select<demand::Entity> {
    demand::Entity::find().filter(demand::Column::State.is_in([ListingState::Published, ListingState::InTalks]))
}

/// Asks for one, in the transaction of its reason.
///
/// # Errors
/// The database fails.
pub async fn start(rows: &impl ConnectionTrait, now: DateTime<Utc>, reason: &str) -> Result<()> {
    let newest = Entity::find().order_by_desc(Column::Number).one(rows).await?;
    end_all(rows, now).await?;
    let row = Model {
        number: newest.map_or(0, |row| row.number) + 1,
        reason: reason.to_owned(),
        done: 0,
        total: i32::try_from(live().count(rows).await?).unwrap_or(i32::MAX),
        after_demand_id: None,
        started_at: now,
        finished_at: None,
    };
    row.into_active_model().reset_all().insert(rows).await?;
    Ok(())
}

async fn end_all(rows: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    let open = Entity::update_many().filter(Column::FinishedAt.is_null());
    open.col_expr(Column::FinishedAt, Expr::value(now)).exec(rows).await?;
    Ok(())
}

/// The newest, for the page.
///
/// # Errors
/// The database fails.
pub async fn latest(rows: &impl ConnectionTrait) -> Result<Option<RematchingOut>> {
    let newest = Entity::find().order_by_desc(Column::Number).one(rows).await?;
    Ok(newest.map(|row| RematchingOut {
        reason: row.reason,
        done: row.done,
        total: row.total,
        started_at: row.started_at,
        finished_at: row.finished_at,
    }))
}

/// Works one step on; false when nothing is to be done.
///
/// # Errors
/// The index or the database fails; the step is repeated.
pub async fn step(context: &Context) -> Result<bool> {
    let open = Entity::find().filter(Column::FinishedAt.is_null()).order_by_desc(Column::Number);
    let Some(running) = open.one(context.database()).await? else { return Ok(false) };
    let mut next = live().select_only().column(demand::Column::Id).order_by_asc(demand::Column::Id).limit(STEP);
    if let Some(after) = running.after_demand_id {
        next = next.filter(demand::Column::Id.gt(after));
    }
    let ids: Vec<DemandId> = next.into_tuple().all(context.database()).await?;
    let prepared = stream::iter(ids.clone()).map(|id| Renewal::prepare(context, SubjectKind::Demand, id.0));
    let renewals: Vec<Option<Renewal>> = prepared.buffered(AT_ONCE).try_collect().await?;
    let mut change = context.change().await?;
    if advance(change.rows(), &running, &ids, context.now()).await? {
        for renewal in renewals.into_iter().flatten() {
            renewal.write(context, &mut change).await?;
        }
        change.commit_quietly().await?;
    }
    Ok(true)
}

/// Moves the place on; false when another node did.
async fn advance(rows: &impl ConnectionTrait, running: &Model, ids: &[DemandId], now: DateTime<Utc>) -> Result<bool> {
    let mut update = Entity::update_many()
        .filter(Column::Number.eq(running.number))
        .filter(Column::FinishedAt.is_null())
        .filter(match running.after_demand_id {
            Some(after) => Column::AfterDemandId.eq(after),
            None => Column::AfterDemandId.is_null(),
        });
    update = match ids.last() {
        Some(last) => update
            .col_expr(Column::AfterDemandId, Expr::value(last.0))
            .col_expr(Column::Done, Expr::value(running.done + i32::try_from(ids.len()).unwrap_or(i32::MAX))),
        None => update.col_expr(Column::FinishedAt, Expr::value(now)),
    };
    Ok(update.exec(rows).await?.rows_affected == 1)
}
