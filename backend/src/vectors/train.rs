//! Training: the texts of all live listings make a model, and the model makes a vector of each of them. Beside a running
//! server too: it reads page by page and writes in small statements.

use super::corpus::{Corpus, characters_of_each};
use super::model::Trained;
use super::store::{self, ListingVector};
use super::texts::{self, ListingText};
use crate::jobs::index_source::Place;
use anyhow::ensure;
use chrono::{DateTime, Utc};
use entity::enums::VectorKind;
use entity::vector_model;
use sea_orm::DatabaseConnection;
use std::time::Instant;
use tokio::task::spawn_blocking;

/// Fewer say nothing about their words.
const LISTINGS_MIN: usize = 10;
/// A model is made of so many listings at the most, 200 bytes of memory each; those beyond get their vectors when they change.
const LISTINGS_MAX: usize = 1_000_000;

/// What came out.
#[derive(Debug)]
pub struct Outcome {
    pub version: i32,
    pub listings: usize,
    pub grams: usize,
    pub seconds: f64,
}

/// Trains a model on what the platform's listings say now. It is written, not activated.
///
/// # Errors
/// There are too few listings; the database fails.
pub async fn train(database: &DatabaseConnection, now: DateTime<Utc>) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let listings = texts::count(database).await?;
    ensure!(listings >= LISTINGS_MIN, "在架的成果和需求只有 {listings} 条，至少要 {LISTINGS_MIN} 条才能训练");
    let characters = characters_of_each(listings);
    let corpus = fold(database, Corpus::default(), move |corpus, page: &[ListingText]| {
        page.iter().for_each(|one| corpus.read(&one.text, characters));
    });
    let corpus = corpus.await?;
    let (mut model, figures) = spawn_blocking(move || Trained::learn(corpus.counted())).await?;
    ensure!(figures.grams > 0, "在架的成果和需求没有共同的用词，无法训练");
    let reader = model.clone();
    let directions = fold(database, Vec::new(), move |directions, page: &[ListingText]| {
        let direction = |one: &ListingText| Some((one.id, one.version, reader.direction(&one.text)?));
        directions.extend(page.iter().filter_map(direction));
    });
    let directions = directions.await?;
    model.set_common(directions.iter().map(|(.., direction)| direction.as_slice()));
    let vector = |(id, version, direction)| Some(ListingVector { id, version, vector: model.apart(direction)? });
    let vectors: Vec<ListingVector> = directions.into_iter().filter_map(vector).collect();
    let seconds = (started.elapsed().as_secs_f64() * 10.0).round() / 10.0;
    let row = vector_model::Model {
        version: 0,
        kind: VectorKind::Trained,
        name: String::new(),
        dimension: i32::try_from(model.dimension())?,
        listings: 0,
        active: false,
        figures: serde_json::json!({ "counted": figures, "characters": characters, "seconds": seconds }),
        created_at: now,
    };
    let version = store::begin(database, row).await?;
    store::put_grams(database, version, &model).await?;
    store::put(database, version, &vectors).await?;
    store::finish(database, version, vectors.len()).await?;
    store::prune(database).await?;
    Ok(Outcome { version, listings: vectors.len(), grams: figures.grams, seconds: started.elapsed().as_secs_f64() })
}

/// The vectors of texts that a model of these texts alone gives them, for measuring.
///
/// # Errors
/// The texts have too little in common.
pub fn of_texts(texts: &[String]) -> anyhow::Result<Vec<Option<Vec<f32>>>> {
    let characters = characters_of_each(texts.len());
    let mut corpus = Corpus::default();
    texts.iter().for_each(|text| corpus.read(text, characters));
    let (mut model, figures) = Trained::learn(corpus.counted());
    ensure!(figures.grams > 0, "这些文本没有共同的用词，无法训练");
    let directions: Vec<Option<Vec<f32>>> = texts.iter().map(|text| model.direction(text)).collect();
    model.set_common(directions.iter().flatten().map(Vec::as_slice));
    Ok(directions.into_iter().map(|direction| model.apart(direction?)).collect())
}

/// Hands all live listings to `step`, page by page, off the async threads.
async fn fold<T: Send + 'static>(
    database: &DatabaseConnection,
    mut made: T,
    mut step: impl FnMut(&mut T, &[ListingText]) + Send + 'static,
) -> anyhow::Result<T> {
    let (mut place, mut read) = (Place::start(), 0);
    while !matches!(place, Place::End) && read < LISTINGS_MAX {
        let (page, next) = texts::page(database, place).await?;
        (place, read) = (next, read + page.len());
        (made, step) = spawn_blocking(move || {
            step(&mut made, &page);
            (made, step)
        })
        .await?;
    }
    Ok(made)
}
