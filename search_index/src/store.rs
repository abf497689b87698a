//! The data folder: `generation-<n>/` folders and a file `CURRENT` that names the live one.
//!
//! Invariants: a generation becomes live only when it is complete on disk; `CURRENT` changes by rename, so there is
//! always a valid name in it or none. One writer exists at a time, behind one lock that rebuilds hold too: changes wait
//! for a running rebuild, searches never do. A missing, damaged or foreign generation is replaced by an empty one that
//! says so (`needs_rebuild`), also after a restart.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::{Index, IndexWriter};

use crate::document::{Change, ListingDocument, ListingKind};
use crate::error::IndexError;
use crate::reader::Reading;
use crate::request::{Candidate, SearchRequest, SearchResponse, SimilarRequest, Suggestion, Viewer};
use crate::schema::{self, Fields};
use crate::similar::TextVector;
use crate::writer::{self, Payload};

const CURRENT: &str = "CURRENT";
const PREFIX: &str = "generation-";

/// One generation, open for reading.
struct Generation {
    number: u64,
    index: Index,
    fields: Fields,
    reading: Reading,
    payload: Mutex<Payload>,
}

impl Generation {
    fn create(directory: &Path, number: u64) -> Result<Index, IndexError> {
        let path = generation_path(directory, number);
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        fs::create_dir_all(&path)?;
        let (schema, _) = schema::build();
        let index = Index::create_in_dir(&path, schema)?;
        crate::analyzer::register(index.tokenizers());
        Ok(index)
    }

    fn read(index: Index, number: u64, payload: Payload) -> Result<Self, IndexError> {
        let (_, fields) = schema::build();
        let reading = Reading::open(&index, fields)?;
        reading.probe()?;
        Ok(Self { number, index, fields, reading, payload: Mutex::new(payload) })
    }

    /// The live generation, if it is whole and ours.
    fn open_live(directory: &Path) -> Option<Self> {
        let number = live_number(directory)?;
        let failed = |error: &dyn std::fmt::Display| tracing::warn!(number, %error, "search index is damaged");
        let index = Index::open_in_dir(generation_path(directory, number)).inspect_err(|error| failed(error)).ok()?;
        let payload = Payload::read(&index).filter(|_| index.schema() == schema::build().0)?;
        crate::analyzer::register(index.tokenizers());
        Self::read(index, number, payload).inspect_err(|error| failed(error)).ok()
    }

    fn payload(&self) -> Payload {
        self.payload.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The search index in one data folder. All methods block; call them away from asynchronous threads.
pub struct IndexStore {
    directory: PathBuf,
    live: RwLock<Arc<Generation>>,
    writer: Mutex<Option<IndexWriter>>,
}

impl IndexStore {
    /// Opens the live generation, or starts an empty one that needs a rebuild.
    pub fn open(directory: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(directory)?;
        let generation = match Generation::open_live(directory) {
            Some(generation) => generation,
            None => start_empty(directory)?,
        };
        remove_others(directory, generation.number);
        Ok(Self { directory: directory.to_owned(), live: RwLock::new(Arc::new(generation)), writer: Mutex::default() })
    }

    /// True until a rebuild has filled the index.
    pub fn needs_rebuild(&self) -> bool {
        !self.live().payload().complete
    }

    /// Number of the last change in the index.
    pub fn applied_number(&self) -> i64 {
        self.live().payload().applied
    }

    /// Number of listings in the index.
    pub fn document_count(&self) -> u64 {
        self.live().reading.document_count()
    }

    /// Every listing with its kind, for checking against the database.
    pub fn ids(&self) -> Result<Vec<(String, ListingKind)>, IndexError> {
        self.live().reading.ids()
    }

    /// Applies changes in their order; they are visible when this returns. After an error nothing of them is.
    pub fn apply(&self, changes: &[Change], applied_number: i64) -> Result<(), IndexError> {
        let mut slot = self.lock_writer();
        let live = self.live();
        let payload = Payload::new(applied_number, live.payload().complete);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => writer::open(&live.index)?,
        };
        // a writer that failed is dropped with whatever it had not committed
        writer::apply(&mut writer, &live.fields, changes, &payload)?;
        *slot = Some(writer);
        *live.payload.lock().unwrap_or_else(PoisonError::into_inner) = payload;
        Ok(live.reading.reload()?)
    }

    /// Builds a new generation from all listings (their ids must differ) and puts it in the place of the live one. An error
    /// among them ends it; the live one stays.
    pub fn rebuild(
        &self,
        documents: impl Iterator<Item = Result<ListingDocument, IndexError>>,
        applied_number: i64,
    ) -> Result<(), IndexError> {
        let mut slot = self.lock_writer();
        let number = self.live().number + 1;
        let built = self.build(number, documents, applied_number);
        let (generation, writer) = built.inspect_err(|_| remove_generation(&self.directory, number))?;
        // the old writer goes first: its merges must not write into a folder that is being removed
        *slot = None;
        let old =
            std::mem::replace(&mut *self.live.write().unwrap_or_else(PoisonError::into_inner), Arc::new(generation));
        *slot = Some(writer);
        remove_generation(&self.directory, old.number);
        Ok(())
    }

    fn build(
        &self,
        number: u64,
        documents: impl Iterator<Item = Result<ListingDocument, IndexError>>,
        applied_number: i64,
    ) -> Result<(Generation, IndexWriter), IndexError> {
        let payload = Payload::new(applied_number, true);
        let index = Generation::create(&self.directory, number)?;
        let mut writer = writer::open(&index)?;
        writer::fill(&mut writer, &schema::build().1, documents, &payload)?;
        let generation = Generation::read(index, number, payload)?;
        set_current(&self.directory, number)?;
        Ok((generation, writer))
    }

    /// Searches what the viewer may see.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, IndexError> {
        self.live().reading.search(request)
    }

    /// Listings that resemble a text, best first.
    pub fn similar(&self, request: &SimilarRequest) -> Result<Vec<Candidate>, IndexError> {
        self.live().reading.similar(request)
    }

    /// Titles that complete what was typed, those that begin with it first.
    pub fn suggest(&self, prefix: &str, viewer: &Viewer, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        self.live().reading.suggest(prefix, viewer, limit)
    }

    /// Prepares a text to be compared with many others.
    pub fn text_vector(&self, text: &str) -> TextVector {
        self.live().reading.text_vector(text)
    }

    /// How near two texts are, by the rare characters and pairs of characters that they share; from 0 to 1.
    pub fn text_cosine(&self, left: &str, right: &str) -> f32 {
        self.text_vector(left).cosine(&self.text_vector(right))
    }

    fn live(&self) -> Arc<Generation> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lock_writer(&self) -> MutexGuard<'_, Option<IndexWriter>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn generation_path(directory: &Path, number: u64) -> PathBuf {
    directory.join(format!("{PREFIX}{number}"))
}

fn generation_number(name: &str) -> Option<u64> {
    name.trim().strip_prefix(PREFIX)?.parse().ok()
}

fn live_number(directory: &Path) -> Option<u64> {
    generation_number(&fs::read_to_string(directory.join(CURRENT)).ok()?)
}

/// Numbers of all generation folders.
fn generation_numbers(directory: &Path) -> Vec<u64> {
    let Ok(entries) = fs::read_dir(directory) else {
        return Vec::new();
    };
    entries.flatten().filter_map(|entry| generation_number(entry.file_name().to_str()?)).collect()
}

fn start_empty(directory: &Path) -> Result<Generation, IndexError> {
    let number = generation_numbers(directory).into_iter().max().unwrap_or(0) + 1;
    tracing::info!(number, "starting an empty search index");
    let payload = Payload::new(0, false);
    let index = Generation::create(directory, number)?;
    writer::commit(&mut writer::open(&index)?, &payload)?;
    let generation = Generation::read(index, number, payload)?;
    set_current(directory, number)?;
    Ok(generation)
}

fn set_current(directory: &Path, number: u64) -> Result<(), IndexError> {
    let waiting = directory.join("CURRENT.new");
    let mut file = fs::File::create(&waiting)?;
    writeln!(file, "{PREFIX}{number}")?;
    file.sync_all()?;
    fs::rename(&waiting, directory.join(CURRENT))?;
    fs::File::open(directory)?.sync_all()?;
    Ok(())
}

fn remove_others(directory: &Path, kept: u64) {
    for number in generation_numbers(directory).into_iter().filter(|&number| number != kept) {
        remove_generation(directory, number);
    }
}

/// Left-over folders cost only space: failing to remove one is worth a line, not an error.
fn remove_generation(directory: &Path, number: u64) {
    let path = generation_path(directory, number);
    if let Err(error) = fs::remove_dir_all(&path) {
        tracing::warn!(path = %path.display(), %error, "cannot remove an old search index");
    }
}
