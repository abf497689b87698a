//! Versions, ignored words and the texts that words are discovered in.

use crate::error::{Error, Result};
use crate::http::page::Window;
use entity::enums::{ListingState, Visibility};
use entity::id::{DictionaryVersionId, IgnoredWordId, PersonId};
use entity::{achievement, demand, dictionary_version, ignored_word, person};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use search_index::Overlay;
use std::collections::{HashMap, HashSet};

/// Ignored words that are kept in mind.
pub const IGNORED_MAX: u64 = 5_000;

/// A version as the desk uses it.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub number: i64,
    pub overlay: Overlay,
}

/// The newest version; version 0, the built-in lists alone, when nothing was ever saved.
///
/// # Errors
/// The database fails, or the row is not ours.
pub async fn newest(rows: &impl ConnectionTrait) -> Result<Words> {
    let found = dictionary_version::Entity::find().order_by_desc(dictionary_version::Column::Number).one(rows).await?;
    found.map_or_else(|| Ok(Words::default()), |row| words(&row))
}

/// The number of the newest version alone: cheap enough to ask before each step of a follower.
///
/// # Errors
/// The database fails.
pub async fn newest_number(rows: &impl ConnectionTrait) -> Result<i64> {
    let number: Option<Option<i64>> = dictionary_version::Entity::find()
        .select_only()
        .column_as(dictionary_version::Column::Number.max(), "number")
        .into_tuple()
        .one(rows)
        .await?;
    Ok(number.flatten().unwrap_or(0))
}

/// # Errors
/// The row does not hold what we write.
pub fn words(row: &dictionary_version::Model) -> Result<Words> {
    let overlay = serde_json::from_value(row.overlay.clone()).map_err(anyhow::Error::from)?;
    Ok(Words { number: row.number, overlay })
}

/// One version; 0 is the built-in lists.
///
/// # Errors
/// There is no such version; the database fails.
pub async fn by_number(rows: &impl ConnectionTrait, number: i64) -> Result<Words> {
    if number == 0 {
        return Ok(Words::default());
    }
    let found = numbered(number).one(rows).await?;
    words(&found.ok_or(Error::NotFound("一版词典"))?)
}

fn numbered(number: i64) -> Select<dictionary_version::Entity> {
    dictionary_version::Entity::find().filter(dictionary_version::Column::Number.eq(number))
}

/// The row of a version, if it is not the built-in one.
///
/// # Errors
/// The database fails.
pub async fn row(rows: &impl ConnectionTrait, number: i64) -> Result<Option<dictionary_version::Model>> {
    Ok(numbered(number).one(rows).await?)
}

/// A page of versions, newest first, with the one before the last of them, and how many there are.
///
/// # Errors
/// The database fails.
pub async fn page(
    rows: &impl ConnectionTrait,
    window: Window,
) -> Result<(Vec<dictionary_version::Model>, Option<dictionary_version::Model>, u64)> {
    let query = dictionary_version::Entity::find();
    let total = query.clone().count(rows).await?;
    let newest_first = query.order_by_desc(dictionary_version::Column::Number);
    let mut found = newest_first.offset(window.offset).limit(window.limit + 1).all(rows).await?;
    let before = if found.len() as u64 > window.limit { found.pop() } else { None };
    Ok((found, before, total))
}

/// Names of people.
///
/// # Errors
/// The database fails.
pub async fn names(
    rows: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>> {
    let ids: HashSet<PersonId> = ids.into_iter().collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(rows).await?;
    Ok(people.into_iter().map(|person| (person.id, person.display_name)).collect())
}

/// All ignored words, folded.
///
/// # Errors
/// The database fails.
pub async fn ignored(rows: &impl ConnectionTrait) -> Result<HashMap<String, IgnoredWordId>> {
    let found = ignored_word::Entity::find().limit(IGNORED_MAX).all(rows).await?;
    Ok(found.into_iter().map(|row| (row.text, row.id)).collect())
}

/// Texts of listings on the market, newest first, as far as staff and everybody else may find by them: of a confidential
/// listing the abstract only.
///
/// # Errors
/// The database fails.
pub async fn listing_texts(rows: &impl ConnectionTrait, most: u64) -> Result<Vec<String>> {
    let live = [ListingState::Published, ListingState::InTalks];
    let achievements = achievement::Entity::find()
        .filter(achievement::Column::State.is_in(live))
        .order_by_desc(achievement::Column::PublishedAt)
        .limit(most / 2)
        .all(rows)
        .await?;
    let demands = demand::Entity::find()
        .filter(demand::Column::State.is_in(live))
        .order_by_desc(demand::Column::PublishedAt)
        .limit(most / 2)
        .all(rows)
        .await?;
    let of_achievement = |row: &achievement::Model| {
        let mut parts = vec![row.title.clone(), row.summary.clone(), row.keywords.0.join("；")];
        if row.visibility != Visibility::Confidential {
            parts.extend([&row.problem, &row.advantage, &row.application, &row.description].map(Clone::clone));
        }
        parts.join("\n")
    };
    let of_demand = |row: &demand::Model| {
        let mut parts = vec![row.title.clone(), row.summary.clone(), row.keywords.0.join("；")];
        if row.visibility != Visibility::Confidential {
            parts.extend([&row.problem, &row.key_technology, &row.target, &row.conditions].map(Clone::clone));
        }
        parts.join("\n")
    };
    Ok(achievements.iter().map(of_achievement).chain(demands.iter().map(of_demand)).collect())
}

/// Titles of listings by id.
///
/// # Errors
/// The database fails.
pub async fn titles(rows: &impl ConnectionTrait, ids: &[uuid::Uuid]) -> Result<Vec<String>> {
    let mut found: Vec<String> = achievement::Entity::find()
        .select_only()
        .column(achievement::Column::Title)
        .filter(achievement::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(rows)
        .await?;
    let demands: Vec<String> = demand::Entity::find()
        .select_only()
        .column(demand::Column::Title)
        .filter(demand::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(rows)
        .await?;
    found.extend(demands);
    Ok(found)
}

/// A new row; a number that is taken means that somebody else saved first.
///
/// # Errors
/// Somebody saved meanwhile; the database fails.
pub async fn insert(rows: &impl ConnectionTrait, row: dictionary_version::Model) -> Result<dictionary_version::Model> {
    use sea_orm::{ActiveModelTrait, IntoActiveModel};
    let inserted = row.into_active_model().reset_all().insert(rows).await;
    inserted.map_err(|error| if crate::error::is_duplicate(&error) { Error::stale_version() } else { error.into() })
}

/// The id of a new version.
#[must_use]
pub fn new_id() -> DictionaryVersionId {
    DictionaryVersionId::generate()
}
