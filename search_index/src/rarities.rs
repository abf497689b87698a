//! How rare grams are, remembered between texts.
//!
//! In a large index what was looked up stays until so much was written as a fiftieth of its listings, so that texts that were
//! weighed can be kept though listings come in all the time; the number of the rarities tells which texts go together.
//! Common grams hardly change meanwhile; one that nobody had written before may weigh more than it should until then.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::{Searcher, Term};

use crate::schema::Fields;
use crate::similar::{self, GramIn};

/// Grams that are remembered, some 32 bytes each.
const MOST_KNOWN: usize = 1 << 20;
/// What is written counts from this part of all listings on.
const NOTICEABLE: u64 = 50;
/// A smaller index is looked at anew after every change.
const SMALL: u64 = 2_000;

/// Of all indexes of the process, so that no number comes twice.
static NUMBERS: AtomicU64 = AtomicU64::new(0);

/// Numbers of grams are hashes already.
#[derive(Default)]
struct Numbered(u64);

impl Hasher for Numbered {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// The rarities of one generation of the index.
pub struct Rarities(RwLock<Arc<Counted>>);

/// Rarities that go together.
pub struct Counted {
    pub number: u64,
    listings: u64,
    /// Operations of the writer until then.
    written: u64,
    /// By the grams' numbers.
    known: RwLock<HashMap<u64, f32, BuildHasherDefault<Numbered>>>,
}

impl Rarities {
    /// `written` counts the operations of the writer from the beginning of the index.
    pub fn new(listings: u64, written: u64) -> Self {
        Self(RwLock::new(Counted::new(listings, written)))
    }

    pub fn current(&self) -> Arc<Counted> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Begins anew when enough was written.
    pub fn follow(&self, listings: u64, written: u64) {
        let since = written.saturating_sub(self.current().written);
        if listings < SMALL || since > listings / NOTICEABLE {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = Counted::new(listings, written);
        }
    }
}

impl Counted {
    fn new(listings: u64, written: u64) -> Arc<Self> {
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        Arc::new(Self { number, listings, written, known: RwLock::default() })
    }

    /// How rare a gram is.
    pub fn of(&self, number: u64, gram: GramIn<'_>, searcher: &Searcher, fields: &Fields) -> f32 {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&number).copied();
        known.unwrap_or_else(|| {
            let term = Term::from_field_text(fields.of_gram(gram.is_pair), gram.text);
            // a dictionary that cannot be read fails again when its postings are
            let rarity = similar::rarity(self.listings, searcher.doc_freq(&term).unwrap_or_default());
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            known.insert(number, rarity);
            rarity
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Rarities;

    #[test]
    fn a_few_listings_more_are_nothing_new() {
        let rarities = Rarities::new(100_000, 500_000);
        let number = rarities.current().number;
        rarities.follow(101_000, 502_000);
        assert_eq!(rarities.current().number, number);
        // as many as before, but others
        rarities.follow(100_000, 503_000);
        assert_ne!(rarities.current().number, number);
    }

    #[test]
    fn a_small_index_is_always_looked_at_anew() {
        let rarities = Rarities::new(100, 0);
        let number = rarities.current().number;
        rarities.follow(100, 0);
        assert_ne!(rarities.current().number, number);
    }
}
