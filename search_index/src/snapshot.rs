//! What an index folder holds, read without a writer, beside whoever writes it: for comparing it with the database.

use std::collections::HashMap;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

use sha2::{Digest, Sha256};
use tantivy::schema::Value;
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError};

use crate::document::ListingDocument;
use crate::error::IndexError;
use crate::schema::{self, FINGERPRINT, Fields};
use crate::store;
use crate::writer::Payload;

/// The live generation may be replaced while it is opened.
const ATTEMPTS_MAX: usize = 5;

/// The live generation at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// All changes up to this number are in it; some later ones may be.
    pub applied: i64,
    pub complete: bool,
    /// Fingerprints of the listings by their ids.
    pub fingerprints: HashMap<String, u64>,
    /// Files whose checksum does not fit.
    pub damaged_files: Vec<String>,
    /// Ids that are there more than once.
    pub doubled: Vec<String>,
}

impl ListingDocument {
    /// Changes with anything that the index takes of the listing.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = Fingerprint(Sha256::new());
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// A hasher whose result is the same on every run and with every compiler.
struct Fingerprint(Sha256);

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }
}

/// Reads the live generation of a folder.
///
/// # Errors
/// There is none, or it is damaged or of another version.
pub fn snapshot(directory: &Path) -> Result<Snapshot, IndexError> {
    let mut attempt = 1;
    loop {
        match read(directory) {
            Err(IndexError::Engine(TantivyError::OpenReadError(_) | TantivyError::OpenDirectoryError(_)))
                if attempt < ATTEMPTS_MAX =>
            {
                attempt += 1;
            }
            result => return result,
        }
    }
}

fn read(directory: &Path) -> Result<Snapshot, IndexError> {
    let live = fs::read_to_string(directory.join(store::CURRENT))?;
    let index = Index::open_in_dir(directory.join(live.trim()))?;
    let (schema, fields) = schema::build();
    let payload = Payload::of_any_words(&index).filter(|_| index.schema() == schema).ok_or(IndexError::Foreign)?;
    // The reader is opened after the payload was read: it may show more than the number says, never less.
    let damaged_files = index.validate_checksum()?.iter().map(|path| path.display().to_string()).collect();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let (fingerprints, doubled) = listings(&reader.searcher(), &fields)?;
    Ok(Snapshot { applied: payload.applied, complete: payload.complete, damaged_files, fingerprints, doubled })
}

fn listings(searcher: &Searcher, fields: &Fields) -> Result<(HashMap<String, u64>, Vec<String>), IndexError> {
    let (mut fingerprints, mut doubled) = (HashMap::new(), Vec::new());
    for segment in searcher.segment_readers() {
        let column = segment.fast_fields().u64(FINGERPRINT)?;
        let store = segment.get_store_reader(1)?;
        let documents = store.iter::<TantivyDocument>(segment.alive_bitset());
        for (number, document) in segment.doc_ids_alive().zip(documents) {
            let document = document?;
            let id = document.get_first(fields.id).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            let fingerprint = column.first(number).unwrap_or_default();
            if fingerprints.insert(id.clone(), fingerprint).is_some() {
                doubled.push(id);
            }
        }
    }
    Ok((fingerprints, doubled))
}
