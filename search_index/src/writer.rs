//! Writing into one generation. What a commit covers travels in its payload, so text and number can never disagree.

use serde::{Deserialize, Serialize};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::{Index, IndexWriter, Term};

use crate::dictionary::Lexicon;
use crate::document::{Change, ListingDocument};
use crate::error::IndexError;
use crate::schema::{Fields, VERSION};

/// Buffers of the writer that follows single changes, and of each thread that builds a whole index.
const FOLLOWING_HEAP: usize = 30_000_000;
const BUILDING_HEAP: usize = 100_000_000;
const BUILDING_THREADS: usize = 2;
/// The writer's queue holds up to 10,000 listings: a rebuild commits between, so that their texts do not pile up.
const COMMIT_AFTER_BYTES: usize = 200_000_000;

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
    pub fn new(applied: i64, complete: bool, lexicon: &Lexicon) -> Self {
        Self { version: VERSION, words: lexicon.fingerprint(), applied, complete }
    }

    /// The payload of the last commit, whatever words it was cut with.
    pub fn of_any_words(index: &Index) -> Option<Self> {
        let text = index.load_metas().ok()?.payload?;
        serde_json::from_str(&text).ok().filter(|payload: &Self| payload.version == VERSION)
    }

    /// The payload of the last commit, unless another version of schema, analysis or dictionary wrote it.
    pub fn read(index: &Index, lexicon: &Lexicon) -> Option<Self> {
        let payload = Self::of_any_words(index)?;
        (payload == Self::new(payload.applied, payload.complete, lexicon)).then_some(payload)
    }
}

/// Opens the one writer of a generation for single changes.
pub fn follow(index: &Index) -> Result<IndexWriter, IndexError> {
    open(index, 1, FOLLOWING_HEAP)
}

/// Opens the one writer of a generation for all listings.
pub fn build(index: &Index) -> Result<IndexWriter, IndexError> {
    let writer = open(index, BUILDING_THREADS, BUILDING_HEAP)?;
    // the pieces are joined at the end; a merge going on meanwhile would take them away from there
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok(writer)
}

fn open(index: &Index, threads: usize, heap: usize) -> Result<IndexWriter, IndexError> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(heap)
        .num_merge_threads(1)
        .build();
    let writer = index.writer_with_options(options)?;
    // A commit that a crash broke off leaves files with the names that the next one takes.
    writer.garbage_collect_files().wait()?;
    Ok(writer)
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
    lexicon: &Lexicon,
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
            writer.add_document(fields.document(listing, lexicon))?;
        }
    }
    commit(writer, payload)
}

/// Fills an empty generation; the ids of the listings must differ. Returns how many they were.
pub fn fill(
    writer: &mut IndexWriter,
    fields: &Fields,
    lexicon: &Lexicon,
    listings: impl Iterator<Item = Result<ListingDocument, IndexError>>,
    payload: &Payload,
) -> Result<u64, IndexError> {
    let mut waiting = 0;
    let mut count = 0;
    for listing in listings {
        let listing = listing?;
        waiting += listing.body.len() + listing.summary.len();
        writer.add_document(fields.document(&listing, lexicon))?;
        count += 1;
        if waiting > COMMIT_AFTER_BYTES {
            writer.commit()?;
            waiting = 0;
        }
    }
    commit(writer, payload)?;
    Ok(count)
}

/// Joins the pieces of a filled generation into one, which is searched fastest.
pub fn join(index: &Index, writer: &mut IndexWriter, payload: &Payload) -> Result<(), IndexError> {
    let pieces = index.searchable_segment_ids()?;
    if pieces.len() > 1 {
        writer.merge(&pieces).wait()?;
        commit(writer, payload)?;
        writer.garbage_collect_files().wait()?;
    }
    Ok(())
}
