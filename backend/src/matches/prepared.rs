//! Texts that were made ready to be compared, kept for as long as the rarities that weighed them count: a re-matching meets
//! the same listings again and again.
//!
//! A text is known by what it says, not by whose it is: a draft, a listing whose details became confidential or a newer
//! version simply says something else. The number of the rarities is part of the key.

use super::compare::{Asked, Offered, Text};
use super::side::Side;
use moka::sync::Cache;
use search_index::IndexStore;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Bytes of all texts; some five thousand listings of usual length.
const BYTES_MAX: u64 = 64 << 20;

/// What a text says, as which side, and the number of the rarities that weighed it.
type Key = (u64, bool, u64);

/// The texts of this node.
pub struct PreparedTexts(Cache<Key, Arc<Text>>);

impl Default for PreparedTexts {
    fn default() -> Self {
        let weigh = |_: &Key, text: &Arc<Text>| u32::try_from(text.bytes()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(BYTES_MAX).weigher(weigh).build())
    }
}

impl PreparedTexts {
    #[must_use]
    pub fn asked(&self, index: &IndexStore, side: Side, vector: Option<Vec<f32>>) -> Asked {
        let text = self.0.get_with(key(index, &side, true), || Arc::new(Text::asked(index, &side)));
        Asked::of(side, text, vector)
    }

    #[must_use]
    pub fn offered(&self, index: &IndexStore, side: Side, vector: Option<Vec<f32>>) -> Offered {
        let text = self.0.get_with(key(index, &side, false), || Arc::new(Text::offered(index, &side)));
        Offered::of(side, text, vector)
    }
}

fn key(index: &IndexStore, side: &Side, is_asked: bool) -> Key {
    let mut hasher = DefaultHasher::new();
    (&side.head, &side.text).hash(&mut hasher);
    (hasher.finish(), is_asked, index.rarities())
}
