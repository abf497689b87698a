//! Writing into one generation. What a commit covers travels in its payload, so text and number can never disagree.

use serde::{Deserialize, Serialize};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter, Term};

use crate::dictionary::fingerprint;
use crate::document::{Change, ListingDocument};
use crate::error::IndexError;
use crate::schema::{Fields, VERSION};

const WRITER_HEAP: usize = 50_000_000;
/// The writer's queue holds up to 10,000 listings: a rebuild commits between, so that their texts do not pile up.
const COMMIT_AFTER_BYTES: usize = 16_000_000;

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    version: u32,
    words: String,
    pub applied: i64,
    /// False until a rebuild has filled the generation.
    pub complete: bool,
}

impl Payload {
    pub fn new(applied: i64, complete: bool) -> Self {
        Self { version: VERSION, words: fingerprint(), applied, complete }
    }

    /// The payload of the last commit, unless another version of schema, analysis or dictionary wrote it.
    pub fn read(index: &Index) -> Option<Self> {
        let text = index.load_metas().ok()?.payload?;
        let payload: Self = serde_json::from_str(&text).ok()?;
        (payload == Self::new(payload.applied, payload.complete)).then_some(payload)
    }
}

/// Opens the one writer of a generation.
pub fn open(index: &Index) -> Result<IndexWriter, IndexError> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(WRITER_HEAP)
        .num_merge_threads(1)
        .build();
    Ok(index.writer_with_options(options)?)
}

/// Commits what was written, with the payload.
pub fn commit(writer: &mut IndexWriter, payload: &Payload) -> Result<(), IndexError> {
    let text = serde_json::to_string(payload)?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&text);
    prepared.commit()?;
    Ok(())
}

/// Applies changes in their order and commits them.
pub fn apply(
    writer: &mut IndexWriter,
    fields: &Fields,
    changes: &[Change],
    payload: &Payload,
) -> Result<(), IndexError> {
    for change in changes {
        let id = match change {
            Change::Put(listing) => &listing.id,
            Change::Delete { id } => id,
        };
        writer.delete_term(Term::from_field_text(fields.id, id));
        if let Change::Put(listing) = change {
            writer.add_document(fields.document(listing))?;
        }
    }
    commit(writer, payload)
}

/// Fills an empty generation; the ids of the listings must differ.
pub fn fill(
    writer: &mut IndexWriter,
    fields: &Fields,
    listings: impl Iterator<Item = Result<ListingDocument, IndexError>>,
    payload: &Payload,
) -> Result<(), IndexError> {
    let mut waiting = 0;
    for listing in listings {
        let listing = listing?;
        waiting += listing.body.len() + listing.summary.len();
        writer.add_document(fields.document(&listing))?;
        if waiting > COMMIT_AFTER_BYTES {
            writer.commit()?;
            waiting = 0;
        }
    }
    commit(writer, payload)
}
