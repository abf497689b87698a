//! Keeping the vector of a listing up to date with what it says, and those of all listings with an embedding service.

use super::remote::Remote;
use super::store::{self, ListingVector};
use super::texts::{self, ListingText};
use crate::change::Change;
use crate::context::Context;
use crate::jobs::index_source::Place;
use crate::matches::rematching;
use anyhow::{Context as _, ensure};
use chrono::{DateTime, Utc};
use entity::enums::{SubjectKind, VectorKind};
use entity::vector_model;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

/// Computes and writes the vector of a listing with the active model, when there is one and the vector is not current. It
/// never fails: matching goes on without a vector.
pub async fn renew(context: &Context, kind: SubjectKind, id: Uuid) {
    if let Err(error) = try_renew(context, kind, id).await {
        tracing::warn!(%kind, %id, error = format!("{error:#}"), "a listing has no vector; it is matched by its words");
    }
}

async fn try_renew(context: &Context, kind: SubjectKind, id: Uuid) -> anyhow::Result<()> {
    let database = context.database();
    let Some(model) = store::active(database).await? else { return Ok(()) };
    let Some(listing) = texts::one(database, kind, id).await? else { return Ok(()) };
    let known = store::versions(database, model.version, [id]).await?;
    if known.get(&id) == Some(&listing.version) {
        return Ok(());
    }
    let vector = match model.kind {
        VectorKind::Trained => {
            let trained = context.state.vectors.trained(database, model.version).await?;
            trained.vector(&listing.text)
        }
        VectorKind::Service => Some(asked(context.state.vectors.remote.as_ref(), &model, &listing.text).await?),
    };
    let Some(vector) = vector else { return Ok(()) };
    store::put(database, model.version, &[ListingVector { id, version: listing.version, vector }]).await
}

async fn asked(remote: Option<&Remote>, model: &vector_model::Model, text: &str) -> anyhow::Result<Vec<f32>> {
    let remote = remote.context("vectors of an embedding service are in use, but none is configured")?;
    ensure!(is_of(model, remote), "the embedding service is configured for another model than the one in use");
    let vector = remote.embed(&[text]).await?.pop();
    vector.context("the embedding service gave no vector")
}

fn is_of(model: &vector_model::Model, remote: &Remote) -> bool {
    let same_dimension = usize::try_from(model.dimension).is_ok_and(|dimension| dimension == remote.dimension);
    model.kind == VectorKind::Service && model.name == remote.model && same_dimension
}

/// Lets a model take part in matching, or none, and begins the re-matching that follows from it.
///
/// # Errors
/// There is no such model, it was never finished, or it is in use already; the database fails.
pub async fn choose(database: &DatabaseConnection, version: Option<i32>, at: DateTime<Utc>) -> anyhow::Result<()> {
    let mut change = Change::by_command(database, at).await?;
    let before = store::active(change.rows()).await?.map(|model| model.version);
    ensure!(before != version, "没有改动：{}", version.map_or("本来就不用向量".to_owned(), in_use));
    store::activate(change.rows(), version).await?;
    let reason = version.map_or("不再使用向量".to_owned(), |number| format!("启用向量模型第 {number} 版"));
    rematching::start(change.rows(), at, &reason).await?;
    let number = version.or(before).unwrap_or_default().unsigned_abs();
    let subject = (SubjectKind::VectorModel, Uuid::from_u128(number.into()));
    change.record("vector_model.choose", subject, before.as_ref(), version.as_ref())?;
    Ok(change.commit().await?)
}

fn in_use(version: i32) -> String {
    format!("第 {version} 版已在使用")
}

/// Asks the service for the vectors of all live listings that have none, as a model that is made when there is none of this
/// service yet. What was written stays when it breaks off: the next call goes on. Answers the number of the model and how
/// many listings were asked for.
///
/// # Errors
/// The service is away or answers something else; the database fails.
pub async fn embed_all(
    database: &DatabaseConnection,
    remote: &Remote,
    now: DateTime<Utc>,
) -> anyhow::Result<(i32, usize)> {
    let known = store::models(database).await?.into_iter().find(|model| is_of(model, remote));
    let version = match known {
        Some(model) => model.version,
        None => store::begin(database, row(remote, now)?).await?,
    };
    let (mut place, mut live, mut asked) = (Place::start(), 0, 0);
    while !matches!(place, Place::End) {
        let (page, next) = texts::page(database, place).await?;
        live += page.len();
        place = next;
        let known = store::versions(database, version, page.iter().map(|one| one.id)).await?;
        let missing: Vec<_> = page.iter().filter(|one| known.get(&one.id) != Some(&one.version)).collect();
        for part in missing.chunks(remote.batch()) {
            store::put(database, version, &embedded(remote, part).await?).await?;
            asked += part.len();
        }
    }
    store::finish(database, version, live).await?;
    store::prune(database).await?;
    Ok((version, asked))
}

async fn embedded(remote: &Remote, listings: &[&ListingText]) -> anyhow::Result<Vec<ListingVector>> {
    let texts: Vec<&str> = listings.iter().map(|one| one.text.as_str()).collect();
    let vectors = remote.embed(&texts).await?.into_iter().zip(listings);
    Ok(vectors.map(|(vector, one)| ListingVector { id: one.id, version: one.version, vector }).collect())
}

fn row(remote: &Remote, now: DateTime<Utc>) -> anyhow::Result<vector_model::Model> {
    Ok(vector_model::Model {
        version: 0,
        kind: VectorKind::Service,
        name: remote.model.clone(),
        dimension: i32::try_from(remote.dimension)?,
        listings: 0,
        active: false,
        figures: serde_json::json!({}),
        created_at: now,
    })
}
