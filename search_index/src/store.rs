//! The data folder: `generation-<n>/` folders and a file `CURRENT` that names the live one.
//!
//! Invariants: a generation becomes live only when it is complete on disk; `CURRENT` changes by rename, so there is
//! always a valid name in it or none. A generation keeps the words that its texts were cut with (`words.json`), so that it
//! can be searched until one with other words takes its place. One writer of the live generation exists at a time, behind
//! one lock; a generation that is being built beside it has its own, and changes go on reaching the live one. A missing,
//! damaged or foreign generation is replaced by an empty one that says so (`needs_rebuild`), also after a restart.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::{Index, IndexReader, IndexSettings, IndexWriter};

use crate::dictionary::{Lexicon, Overlay, WordsChange};
use crate::document::{Change, ListingDocument, ListingKind};
use crate::error::IndexError;
use crate::folder::Folder;
use crate::reader::Reading;
use crate::request::{Candidate, SearchRequest, SearchResponse, SimilarRequest, Suggestion, Viewer};
use crate::schema::{self, Fields};
use crate::shared::{self, SharedTerm, SharedText};
use crate::similar::GramVector;
use crate::writer::{self, Payload};

pub(crate) const CURRENT: &str = "CURRENT";
const PREFIX: &str = "generation-";
const WORDS: &str = "words.json";
/// Id and kind of some forty listings: an answer unpacks little more than what it shows.
const STORE_BLOCK: usize = 2_048;

/// One generation, open for reading.
struct Generation {
    number: u64,
    index: Index,
    fields: Fields,
    reading: Reading,
    payload: Mutex<Payload>,
}

impl Generation {
    fn create(directory: &Path, number: u64, lexicon: &Arc<Lexicon>) -> Result<Index, IndexError> {
        let path = generation_path(directory, number);
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        fs::create_dir_all(&path)?;
        write_words(&path, lexicon.overlay())?;
        let (schema, _) = schema::build();
        let folder = tantivy::directory::MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?;
        let index = Index::create(folder, schema, settings())?;
        crate::analyzer::register(index.tokenizers(), lexicon.clone());
        Ok(index)
    }

    /// Questions read through a folder of their own ([`Folder`]); writing and joining is faster when all is mapped.
    fn read(
        directory: &Path,
        index: Index,
        number: u64,
        payload: Payload,
        lexicon: Arc<Lexicon>,
    ) -> Result<Self, IndexError> {
        let shown = Folder::open_index(&generation_path(directory, number))?;
        crate::analyzer::register(shown.tokenizers(), lexicon.clone());
        Self::over(index, &shown, number, payload, lexicon)
    }

    fn over(
        index: Index,
        shown: &Index,
        number: u64,
        payload: Payload,
        lexicon: Arc<Lexicon>,
    ) -> Result<Self, IndexError> {
        let (_, fields) = schema::build();
        let reading = Reading::open(shown, fields, lexicon)?;
        reading.probe()?;
        Ok(Self { number, index, fields, reading, payload: Mutex::new(payload) })
    }

    /// The live generation, if it is whole and ours.
    fn open_live(directory: &Path) -> Option<Self> {
        let number = live_number(directory)?;
        let path = generation_path(directory, number);
        let failed = |error: &dyn std::fmt::Display| tracing::warn!(number, %error, "search index is damaged");
        let lexicon = Arc::new(Lexicon::new(read_words(&path)));
        let index = Index::open_in_dir(path).inspect_err(|error| failed(error)).ok()?;
        let payload = Payload::read(&index, &lexicon).filter(|_| index.schema() == schema::build().0)?;
        crate::analyzer::register(index.tokenizers(), lexicon.clone());
        Self::read(directory, index, number, payload, lexicon).inspect_err(|error| failed(error)).ok()
    }

    fn payload(&self) -> Payload {
        self.payload.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn apply(&self, slot: &mut Option<IndexWriter>, changes: &[Change], applied: i64) -> Result<(), IndexError> {
        let lexicon = self.reading.lexicon();
        let payload = Payload::new(applied, self.payload().complete, &lexicon);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => writer::follow(&self.index)?,
        };
        // a writer that failed is dropped with whatever it had not committed
        writer::apply(&mut writer, &self.fields, &lexicon, changes, &payload)?;
        *slot = Some(writer);
        *self.payload.lock().unwrap_or_else(PoisonError::into_inner) = payload;
        Ok(self.reading.reload()?)
    }
}

fn settings() -> IndexSettings {
    IndexSettings { docstore_blocksize: STORE_BLOCK, ..IndexSettings::default() }
}

/// The search index in one data folder. All methods block; call them away from asynchronous threads.
pub struct IndexStore {
    directory: PathBuf,
    live: RwLock<Arc<Generation>>,
    writer: Mutex<Option<IndexWriter>>,
}

/// A generation that is being built beside the live one. Dropped before [`IndexStore::swap`], it is removed.
pub struct Beside {
    directory: PathBuf,
    generation: Option<Generation>,
    writer: Option<IndexWriter>,
}

impl Beside {
    /// Takes all listings (their ids must differ) as they were when `applied` was the last number. Returns how many.
    ///
    /// # Errors
    /// One of the listings is an error, or the folder cannot be written.
    pub fn fill(
        &mut self,
        documents: impl Iterator<Item = Result<ListingDocument, IndexError>>,
        applied: i64,
    ) -> Result<u64, IndexError> {
        let Some(generation) = &self.generation else { return Err(IndexError::Interrupted) };
        let lexicon = generation.reading.lexicon();
        let payload = Payload::new(applied, true, &lexicon);
        let mut writer = writer::build(&generation.index)?;
        let count = writer::fill(&mut writer, &generation.fields, &lexicon, documents, &payload)?;
        writer::join(&generation.index, &mut writer, &payload)?;
        writer.wait_merging_threads()?;
        *generation.payload.lock().unwrap_or_else(PoisonError::into_inner) = payload;
        generation.reading.reload()?;
        Ok(count)
    }

    /// Applies changes in their order.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn apply(&mut self, changes: &[Change], applied: i64) -> Result<(), IndexError> {
        let Some(generation) = &self.generation else { return Err(IndexError::Interrupted) };
        generation.apply(&mut self.writer, changes, applied)
    }

    /// Number of the last change in it.
    pub fn applied(&self) -> i64 {
        self.generation.as_ref().map_or(0, |generation| generation.payload().applied)
    }

    pub fn document_count(&self) -> u64 {
        self.generation.as_ref().map_or(0, |generation| generation.reading.document_count())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.writer = None;
        if let Some(generation) = self.generation.take() {
            remove_generation(&self.directory, generation.number);
        }
    }
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

    /// A small index that lives in memory, for trying words and questions out.
    pub fn in_memory(
        listings: impl Iterator<Item = ListingDocument>,
        lexicon: Arc<Lexicon>,
    ) -> Result<Self, IndexError> {
        let (schema, fields) = schema::build();
        let index = Index::create(tantivy::directory::RamDirectory::create(), schema, settings())?;
        crate::analyzer::register(index.tokenizers(), lexicon.clone());
        let payload = Payload::new(0, true, &lexicon);
        let mut writer = writer::follow(&index)?;
        writer::fill(&mut writer, &fields, &lexicon, listings.map(Ok), &payload)?;
        let generation = Generation::over(index.clone(), &index, 0, payload, lexicon)?;
        let live = RwLock::new(Arc::new(generation));
        Ok(Self { directory: PathBuf::new(), live, writer: Mutex::new(Some(writer)) })
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

    /// The words that questions are understood with.
    pub fn lexicon(&self) -> Arc<Lexicon> {
        self.live().reading.lexicon()
    }

    /// What the wanted words ask of this index.
    pub fn words_change(&self, wanted: &Overlay) -> WordsChange {
        self.lexicon().change_to(wanted)
    }

    /// Understands questions with other words, which cut texts the same way.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn set_query_words(&self, lexicon: Arc<Lexicon>) -> Result<(), IndexError> {
        let _turn = self.lock_writer();
        let live = self.live();
        if self.is_on_disk() {
            write_words(&generation_path(&self.directory, live.number), lexicon.overlay())?;
        }
        live.reading.set_lexicon(lexicon);
        Ok(())
    }

    /// Applies changes in their order; they are visible when this returns. After an error nothing of them is.
    pub fn apply(&self, changes: &[Change], applied_number: i64) -> Result<(), IndexError> {
        let mut slot = self.lock_writer();
        self.live().apply(&mut slot, changes, applied_number)
    }

    /// Begins a new generation beside the live one. One at a time: a second one would take the first one's folder.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn begin(&self, lexicon: Arc<Lexicon>) -> Result<Beside, IndexError> {
        let number = self.live().number + 1;
        let index = Generation::create(&self.directory, number, &lexicon)?;
        let payload = Payload::new(0, false, &lexicon);
        let generation = Generation::read(&self.directory, index, number, payload, lexicon)?;
        Ok(Beside { directory: self.directory.clone(), generation: Some(generation), writer: None })
    }

    /// Puts a filled generation in the place of the live one; its own number counts from then on.
    ///
    /// # Errors
    /// It is not filled, or the folder cannot be written; the live generation stays.
    pub fn swap(&self, mut beside: Beside) -> Result<(), IndexError> {
        let mut slot = self.lock_writer();
        let filled = beside.generation.take_if(|generation| generation.payload().complete);
        let generation = filled.ok_or(IndexError::Interrupted)?;
        if let Err(error) = set_current(&self.directory, generation.number) {
            beside.generation = Some(generation);
            return Err(error);
        }
        // the old writer goes first: its merges must not write into a folder that is being removed
        *slot = beside.writer.take();
        let old =
            std::mem::replace(&mut *self.live.write().unwrap_or_else(PoisonError::into_inner), Arc::new(generation));
        remove_generation(&self.directory, old.number);
        Ok(())
    }

    /// False when the files of the live generation are gone or damaged. What is open goes on answering, but takes no changes.
    pub fn is_readable(&self) -> bool {
        let number = self.live().number;
        let opened = || -> tantivy::Result<IndexReader> {
            Index::open_in_dir(generation_path(&self.directory, number))?.reader_builder().try_into()
        };
        !self.is_on_disk() || (live_number(&self.directory) == Some(number) && opened().is_ok())
    }

    /// Searches what the viewer may see.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, IndexError> {
        self.live().reading.search(request)
    }

    /// How many listings have all that is asked for.
    pub fn count(&self, request: &SearchRequest) -> Result<u64, IndexError> {
        self.live().reading.count(request)
    }

    /// Whether a listing that the viewer sees has all the words.
    pub fn finds_all(&self, words: &str, viewer: &Viewer) -> Result<bool, IndexError> {
        self.live().reading.finds_all(words, viewer)
    }

    /// Listings that resemble a text, best first.
    pub fn similar(&self, request: &SimilarRequest) -> Result<Vec<Candidate>, IndexError> {
        self.live().reading.similar(request)
    }

    /// What completes the typed beginning: at most `limit` of each kind.
    pub fn suggest(&self, prefix: &str, viewer: &Viewer, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        self.live().reading.suggest(prefix, viewer, limit)
    }

    /// Telling words that two texts share, longest first.
    pub fn shared_terms(&self, left: &SharedText, right: &SharedText) -> Vec<SharedTerm> {
        shared::shared_terms(left, right, &self.lexicon())
    }

    /// A text cut into words, for [`Self::shared_terms`].
    pub fn shared_text(&self, text: &str) -> SharedText {
        SharedText::new(text, &self.lexicon())
    }

    /// What a text asks of others, to be compared with many.
    pub fn asked(&self, title: &str, content: &str) -> GramVector {
        self.live().reading.asked(title, content)
    }

    /// What a text offers to others: its head counts beside the whole.
    pub fn offered(&self, head: &str, whole: &str) -> GramVector {
        self.live().reading.offered(head, whole)
    }

    /// The number of the rarities that texts are weighed by now; texts weighed by those of one number can be compared.
    pub fn rarities(&self) -> u64 {
        self.live().reading.rarities()
    }

    fn is_on_disk(&self) -> bool {
        !self.directory.as_os_str().is_empty()
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
    let lexicon = Arc::new(Lexicon::new(Overlay::default()));
    let payload = Payload::new(0, false, &lexicon);
    let index = Generation::create(directory, number, &lexicon)?;
    writer::commit(&mut writer::follow(&index)?, &payload)?;
    let generation = Generation::read(directory, index, number, payload, lexicon)?;
    set_current(directory, number)?;
    Ok(generation)
}

/// The words of a generation; unreadable ones are the built-in words, whose fingerprint will then tell.
fn read_words(generation: &Path) -> Overlay {
    let text = fs::read_to_string(generation.join(WORDS)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn write_words(generation: &Path, overlay: &Overlay) -> Result<(), IndexError> {
    replace_file(&generation.join(WORDS), &serde_json::to_string(overlay)?)
}

fn set_current(directory: &Path, number: u64) -> Result<(), IndexError> {
    replace_file(&directory.join(CURRENT), &format!("{PREFIX}{number}\n"))
}

/// Writes a file beside and renames it: whoever reads finds the old or the new text, whole.
fn replace_file(path: &Path, text: &str) -> Result<(), IndexError> {
    let waiting = path.with_extension("new");
    let mut file = fs::File::create(&waiting)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&waiting, path)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
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
