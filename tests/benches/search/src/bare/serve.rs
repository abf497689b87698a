//! The bare handler: one search, ten hits with marks, four facets, JSON.
#![expect(clippy::disallowed_types, reason = "bare: it has no errors to tell")]

use super::facets::FacetCounter;
use super::marks::{Marker, Segment};
use super::query::{self, Narrowing};
use super::schema::{self, FACETS, Fields, TEXTS};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use search_index::Lexicon;
use search_index::tokenizers::register;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument};

const HITS: usize = 10;

struct Bare {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    texts: File,
    lexicon: Arc<Lexicon>,
}

#[derive(Deserialize)]
struct Asked {
    q: String,
    field: Option<String>,
    region: Option<String>,
    trl_min: Option<u8>,
}

#[derive(Serialize)]
struct Answer {
    total: usize,
    hits: Vec<Hit>,
    facets: BTreeMap<&'static str, BTreeMap<String, u64>>,
}

#[derive(Serialize)]
struct Hit {
    id: String,
    kind: String,
    score: f32,
    title: Vec<Segment>,
    passage: Vec<Segment>,
}

/// Answers until it is killed.
pub async fn serve(folder: &Path) -> anyhow::Result<()> {
    let index = Index::open_in_dir(folder)?;
    let lexicon = Lexicon::shared_built_in();
    register(index.tokenizers(), lexicon.clone());
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let (_, fields) = schema::build();
    let bare = Bare { index, reader, fields, texts: File::open(folder.join(TEXTS))?, lexicon };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let router = Router::new().route("/search", get(search)).with_state(Arc::new(bare));
    Ok(axum::serve(listener, router).await?)
}

async fn search(State(bare): State<Arc<Bare>>, Query(asked): Query<Asked>) -> Result<Json<Answer>, StatusCode> {
    bare.search(&asked).map(Json).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

impl Bare {
    fn search(&self, asked: &Asked) -> anyhow::Result<Answer> {
        let searcher = self.reader.searcher();
        let words = query::words(&self.lexicon, &asked.q);
        let narrowing =
            Narrowing { field: asked.field.as_deref(), region: asked.region.as_deref(), trl_min: asked.trl_min };
        let query = query::build(&self.index, &searcher, &self.fields, &words, &asked.q, &narrowing)?;
        let top = TopDocs::with_limit(HITS).order_by_score();
        let (best, total, counts) = searcher.search(&*query, &(top, Count, FacetCounter))?;
        let marker = Marker::new(&words)?;
        let hits = best.into_iter().map(|(score, address)| self.hit(&searcher, &marker, score, address));
        Ok(Answer {
            total,
            hits: hits.collect::<anyhow::Result<_>>()?,
            facets: FACETS.into_iter().zip(counts).collect(),
        })
    }

    fn hit(&self, searcher: &Searcher, marker: &Marker, score: f32, address: DocAddress) -> anyhow::Result<Hit> {
        let document: TantivyDocument = searcher.doc(address)?;
        let stored = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let places = searcher.segment_reader(address.segment_ord).fast_fields().u64("place")?;
        let text = self.text(places.first(address.doc_id).unwrap_or_default())?;
        let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
        Ok(Hit {
            id: stored(self.fields.id),
            kind: stored(self.fields.kind),
            score,
            title: marker.mark(title),
            passage: marker.passage(rest),
        })
    }

    fn text(&self, place: u64) -> anyhow::Result<String> {
        let mut length = [0; 4];
        self.texts.read_exact_at(&mut length, place)?;
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        self.texts.read_exact_at(&mut bytes, place + 4)?;
        Ok(String::from_utf8(bytes)?)
    }
}
