//! Models and vectors in the database. Derived data: written outside [`Change`](crate::change::Change), without an audit event;
//! which model takes part is a choice and has one.

use super::bytes;
use super::model::Trained;
use anyhow::{Context as _, ensure};
use entity::{listing_vector, vector_grams, vector_model};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Models that are kept: the newest ones, and the active one beside them.
pub const MODELS_KEPT: u64 = 5;
/// Ids of one statement, and vectors of one insert.
const STATEMENT_MAX: usize = 500;

/// A vector of a version of a listing.
#[derive(Clone, Debug)]
pub struct ListingVector {
    pub id: Uuid,
    pub version: i32,
    pub vector: Vec<f32>,
}

/// The model whose vectors take part in matching.
///
/// # Errors
/// The database fails.
pub async fn active(rows: &impl ConnectionTrait) -> anyhow::Result<Option<vector_model::Model>> {
    let active = vector_model::Entity::find().filter(vector_model::Column::Active.eq(true));
    Ok(active.one(rows).await?)
}

/// All models, the newest first.
///
/// # Errors
/// The database fails.
pub async fn models(rows: &impl ConnectionTrait) -> anyhow::Result<Vec<vector_model::Model>> {
    let newest_first = vector_model::Entity::find().order_by_desc(vector_model::Column::Version);
    Ok(newest_first.limit(MODELS_KEPT + 2).all(rows).await?)
}

/// Makes one model the active one, or none. One statement: there is no moment with two.
///
/// # Errors
/// There is no such model, or it was never finished; the database fails.
pub async fn activate(rows: &impl ConnectionTrait, version: Option<i32>) -> anyhow::Result<()> {
    if let Some(version) = version {
        let found = vector_model::Entity::find_by_id(version).one(rows).await?;
        let model = found.with_context(|| format!("没有第 {version} 版向量模型"))?;
        ensure!(model.listings > 0, "第 {version} 版向量模型没有做完，不能启用");
    }
    let chosen = version.map_or_else(|| Expr::value(false), |version| vector_model::Column::Version.eq(version));
    vector_model::Entity::update_many().col_expr(vector_model::Column::Active, chosen).exec(rows).await?;
    Ok(())
}

/// The vectors of the active model for these listings, given with their versions; none for those it has not seen in that
/// version.
///
/// # Errors
/// The database fails.
pub async fn of(rows: &impl ConnectionTrait, listings: &[(Uuid, i32)]) -> anyhow::Result<HashMap<Uuid, Vec<f32>>> {
    let mut vectors = HashMap::new();
    for part in listings.chunks(STATEMENT_MAX) {
        let versions: HashMap<Uuid, i32> = part.iter().copied().collect();
        let found = listing_vector::Entity::find()
            .join(JoinType::InnerJoin, of_model())
            .filter(vector_model::Column::Active.eq(true))
            .filter(listing_vector::Column::ListingId.is_in(versions.keys().copied()))
            .all(rows)
            .await?;
        let current = found.into_iter().filter(|row| versions.get(&row.listing_id) == Some(&row.listing_version));
        vectors.extend(current.filter_map(|row| Some((row.listing_id, bytes::decode(&row.vector)?))));
    }
    Ok(vectors)
}

fn of_model() -> sea_orm::RelationDef {
    listing_vector::Entity::belongs_to(vector_model::Entity)
        .from(listing_vector::Column::ModelVersion)
        .to(vector_model::Column::Version)
        .into()
}

/// The version of each of these listings that a model has a vector of.
///
/// # Errors
/// The database fails.
pub async fn versions(
    rows: &impl ConnectionTrait,
    model: i32,
    listings: impl IntoIterator<Item = Uuid>,
) -> anyhow::Result<HashMap<Uuid, i32>> {
    let found: Vec<(Uuid, i32)> = listing_vector::Entity::find()
        .select_only()
        .columns([listing_vector::Column::ListingId, listing_vector::Column::ListingVersion])
        .filter(listing_vector::Column::ModelVersion.eq(model))
        .filter(listing_vector::Column::ListingId.is_in(listings))
        .into_tuple()
        .all(rows)
        .await?;
    Ok(found.into_iter().collect())
}

/// Writes vectors of a model; one of an older version of the listing never takes the place of a newer one.
///
/// # Errors
/// The database fails.
pub async fn put(rows: &impl ConnectionTrait, model: i32, vectors: &[ListingVector]) -> anyhow::Result<()> {
    for part in vectors.chunks(STATEMENT_MAX) {
        let row = |one: &ListingVector| listing_vector::ActiveModel {
            listing_id: Set(one.id),
            model_version: Set(model),
            listing_version: Set(one.version),
            vector: Set(bytes::encode(&one.vector)),
        };
        let conflict = OnConflict::columns([listing_vector::Column::ListingId, listing_vector::Column::ModelVersion])
            .update_columns([listing_vector::Column::ListingVersion, listing_vector::Column::Vector])
            .action_and_where(Expr::cust("excluded.listing_version >= listing_vectors.listing_version"))
            .to_owned();
        let insert = listing_vector::Entity::insert_many(part.iter().map(row)).on_conflict(conflict);
        insert.exec_without_returning(rows).await?;
    }
    Ok(())
}

/// Writes a new model under the next number; inactive and, until [`finish`], not usable.
///
/// # Errors
/// Another model took the number meanwhile; the database fails.
pub async fn begin(rows: &impl ConnectionTrait, mut model: vector_model::Model) -> anyhow::Result<i32> {
    model.version = models(rows).await?.first().map_or(1, |newest| newest.version + 1);
    let version = model.version;
    vector_model::Entity::insert(model.into_active_model()).exec_without_returning(rows).await?;
    Ok(version)
}

/// Notes how many listings have a vector: from now on the model can be used.
///
/// # Errors
/// The database fails.
pub async fn finish(rows: &impl ConnectionTrait, version: i32, listings: usize) -> anyhow::Result<()> {
    vector_model::Entity::update_many()
        .col_expr(vector_model::Column::Listings, Expr::value(i32::try_from(listings)?))
        .filter(vector_model::Column::Version.eq(version))
        .exec(rows)
        .await?;
    Ok(())
}

/// Forgets the models before the newest ones, with their grams and vectors.
///
/// # Errors
/// The database fails.
pub async fn prune(rows: &impl ConnectionTrait) -> anyhow::Result<()> {
    let newest_first = vector_model::Entity::find().order_by_desc(vector_model::Column::Version);
    let Some(last) = newest_first.offset(MODELS_KEPT - 1).limit(1).one(rows).await? else { return Ok(()) };
    vector_model::Entity::delete_many()
        .filter(vector_model::Column::Version.lt(last.version))
        .filter(vector_model::Column::Active.eq(false))
        .exec(rows)
        .await?;
    Ok(())
}

/// Writes the grams of a trained model.
///
/// # Errors
/// The database fails.
pub async fn put_grams(rows: &impl ConnectionTrait, version: i32, model: &Trained) -> anyhow::Result<()> {
    let grams = vector_grams::ActiveModel { model_version: Set(version), grams: Set(model.encode()?) };
    vector_grams::Entity::insert(grams).exec_without_returning(rows).await?;
    Ok(())
}

/// Reads a trained model.
///
/// # Errors
/// It is not there or damaged; the database fails.
pub async fn trained(rows: &impl ConnectionTrait, version: i32) -> anyhow::Result<Trained> {
    let found = vector_grams::Entity::find_by_id(version).one(rows).await?;
    let written = found.with_context(|| format!("the grams of vector model {version} are gone"))?;
    Trained::decode(&written.grams).with_context(|| format!("vector model {version}"))
}
