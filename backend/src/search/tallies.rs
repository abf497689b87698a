//! The table of counted searches: written in batches, read by week and by popularity, pruned by day. Queries only.

use super::log::{Tally, TallyKey};
use crate::error::Result;
use chrono::{DateTime, NaiveDate, Utc};
use entity::search_tally::{ActiveModel, Column, Entity};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use std::collections::HashMap;

/// Rows of one statement.
const ROWS_MAX: usize = 200;

/// Adds the counts to the rows of their keys.
///
/// # Errors
/// The database fails.
pub async fn add(rows: &impl ConnectionTrait, tallies: &HashMap<TallyKey, Tally>) -> Result<()> {
    // One order for all writers, so that two of them cannot wait for each other.
    let mut sorted: Vec<_> = tallies.iter().collect();
    sorted.sort_by_key(|(key, _)| (key.day, &key.words, &key.kind, &key.field));
    for batch in sorted.chunks(ROWS_MAX) {
        let models = batch.iter().map(|(key, tally)| model(key, tally));
        Entity::insert_many(models).on_conflict(added_up()).exec_without_returning(rows).await?;
    }
    Ok(())
}

fn model(key: &TallyKey, tally: &Tally) -> ActiveModel {
    ActiveModel {
        day: Set(key.day),
        words: Set(key.words.clone()),
        kind: Set(key.kind.clone()),
        field: Set(key.field.clone()),
        searches: Set(tally.searches),
        visitors: Set(tally.visitors),
        whole: Set(tally.whole),
        shown: Set(tally.shown),
        given_up: Set(tally.given_up.clone()),
        rescue: Set(tally.rescue.clone()),
        last_at: Set(tally.last_at),
    }
}

fn added_up() -> OnConflict {
    let old = |column: Column| Expr::col((Entity, column));
    let new = |column: Column| Expr::col((Alias::new("excluded"), column));
    let least = |column: Column| -> SimpleExpr {
        Expr::case(new(column).lt(old(column)), new(column)).finally(old(column)).into()
    };
    let most = |column: Column| -> SimpleExpr {
        Expr::case(new(column).gt(old(column)), new(column)).finally(old(column)).into()
    };
    OnConflict::columns([Column::Day, Column::Words, Column::Kind, Column::Field])
        .value(Column::Searches, old(Column::Searches).add(new(Column::Searches)))
        .value(Column::Visitors, old(Column::Visitors).add(new(Column::Visitors)))
        .value(Column::Whole, least(Column::Whole))
        .value(Column::Shown, most(Column::Shown))
        .update_columns([Column::GivenUp, Column::Rescue, Column::LastAt])
        .to_owned()
}

/// Forgets the days before.
///
/// # Errors
/// The database fails.
pub async fn prune(rows: &impl ConnectionTrait, before: NaiveDate) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::Day.lt(before)).exec(rows).await?.rows_affected)
}

/// Words of one field that found nothing whole, of all days of a period together.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct UnmetRow {
    pub words: String,
    pub field: String,
    pub searches: i64,
    pub visitors: i64,
    pub shown: i32,
    pub given_up: String,
    pub rescue: String,
    pub last_at: DateTime<Utc>,
}

/// The days of a period, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

fn unmet(period: Period) -> Select<Entity> {
    Entity::find().filter(Column::Day.between(period.first, period.last)).filter(Column::Whole.eq(0))
}

/// Unmet searches of the period, the most frequent first, and how many there are.
///
/// # Errors
/// The database fails.
pub async fn unmet_rows(
    rows: &impl ConnectionTrait,
    period: Period,
    field: Option<&str>,
    offset: u64,
    limit: u64,
) -> Result<(Vec<UnmetRow>, u64)> {
    let mut query = unmet(period);
    if let Some(field) = field {
        query = query.filter(Column::Field.eq(field));
    }
    let query = query
        .select_only()
        .column(Column::Words)
        .column(Column::Field)
        .column_as(Column::Searches.sum(), "searches")
        .column_as(Column::Visitors.sum(), "visitors")
        .column_as(Column::Shown.max(), "shown")
        .column_as(Column::GivenUp.max(), "given_up")
        .column_as(Column::Rescue.max(), "rescue")
        .column_as(Column::LastAt.max(), "last_at")
        .group_by(Column::Words)
        .group_by(Column::Field);
    let total = query.clone().into_model::<UnmetRow>().count(rows).await?;
    let found = query
        .order_by_desc(Column::Searches.sum())
        .order_by_desc(Column::LastAt.max())
        .order_by_asc(Column::Words)
        .order_by_asc(Column::Field)
        .offset(offset)
        .limit(limit)
        .into_model::<UnmetRow>()
        .all(rows)
        .await?;
    Ok((found, total))
}

/// Searches of a field that found nothing whole.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct UnmetField {
    pub field: String,
    pub searches: i64,
}

/// # Errors
/// The database fails.
pub async fn unmet_fields(rows: &impl ConnectionTrait, period: Period) -> Result<Vec<UnmetField>> {
    let query = unmet(period).select_only().column(Column::Field).column_as(Column::Searches.sum(), "searches");
    let query = query.group_by(Column::Field).order_by_desc(Column::Searches.sum()).order_by_asc(Column::Field);
    Ok(query.into_model::<UnmetField>().all(rows).await?)
}

#[derive(FromQueryResult)]
struct PopularRow {
    words: String,
    searches: i64,
}

/// Words that on one day at least so many different people asked for, each time with a result; the most frequent first.
///
/// # Errors
/// The database fails.
pub async fn popular(
    rows: &impl ConnectionTrait,
    since: NaiveDate,
    visitors: i32,
    most: usize,
) -> Result<Vec<(String, i64)>> {
    let days = Entity::find()
        .filter(Column::Day.gte(since))
        .select_only()
        .column(Column::Words)
        .column_as(Column::Searches.sum(), "searches")
        .group_by(Column::Words)
        .group_by(Column::Day)
        .having(Column::Visitors.sum().gte(visitors))
        .having(Column::Whole.min().gte(1))
        .order_by_desc(Column::Searches.sum())
        .order_by_asc(Column::Words)
        .limit(most as u64)
        .into_model::<PopularRow>()
        .all(rows)
        .await?;
    let mut together: HashMap<String, i64> = HashMap::new();
    for day in days {
        *together.entry(day.words).or_default() += day.searches;
    }
    let mut words: Vec<_> = together.into_iter().collect();
    words.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    Ok(words)
}
