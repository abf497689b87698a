//! Counting of runs of Chinese characters, level by level.
//!
//! A run is packed into a `u128`, sixteen bits a character, the last character lowest; characters beyond the basic plane
//! part runs like punctuation does. `corpus` holds all texts one after the other with a [`BREAK`] between runs.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::WORD_CHARACTERS_MAX;
use crate::analyzer::fold::fold;
use crate::analyzer::words::is_han;

/// Stands between runs; no run holds it.
pub const BREAK: u16 = 0;

pub type Runs = HashMap<u128, u32, BuildHasherDefault<RunHasher>>;

/// Runs are counted millions of times: one multiplication instead of SipHash. Nobody chooses keys against it, because
/// the map is bounded by [`super::CHARACTERS_MAX`].
#[derive(Default)]
pub struct RunHasher(u64);

impl Hasher for RunHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn write_u128(&mut self, key: u128) {
        let product = ((key as u64) ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93)
            ^ ((key >> 64) as u64).wrapping_mul(0xA076_1D64_78BD_642F);
        self.0 = product ^ (product >> 32);
    }
}

/// Frequent runs of one to eight characters.
pub struct Counts {
    pub corpus: Vec<u16>,
    /// First position of each text in the corpus.
    pub starts: Vec<u32>,
    /// `levels[n - 1]` holds the runs of n characters.
    levels: Vec<Runs>,
    characters: f32,
}

impl Counts {
    pub fn of(texts: &[&str], characters_max: usize, count_min: impl Fn(usize) -> u32) -> Self {
        let (corpus, starts) = read(texts, characters_max);
        let characters = corpus.iter().filter(|&&unit| unit != BREAK).count();
        let minimum = count_min(characters);
        let mut alive: Vec<bool> = corpus.iter().map(|&unit| unit != BREAK).collect();
        let mut levels = vec![count_level(&corpus, &alive, 1, 1)];
        for length in 2..=WORD_CHARACTERS_MAX {
            for position in 0..alive.len() {
                alive[position] &= alive.get(position + 1).copied().unwrap_or(false);
            }
            let level = count_level(&corpus, &alive, length, minimum);
            keep_alive(&corpus, &mut alive, length, &level);
            levels.push(level);
        }
        Self { corpus, starts, levels, characters: characters.max(1) as f32 }
    }

    /// Runs of two characters and more.
    pub fn runs(&self) -> impl Iterator<Item = (u128, u32)> + '_ {
        self.levels.iter().skip(1).flatten().map(|(&key, &count)| (key, count))
    }

    /// The run of a length that begins at a position, unless something parts it.
    pub fn run_at(&self, position: usize, length: usize) -> Option<u128> {
        let units = self.corpus.get(position..position + length)?;
        (!units.contains(&BREAK)).then(|| pack(units))
    }

    /// How much more often the run comes than its halves would meet by chance, at its worst split.
    pub fn cohesion(&self, key: u128, count: u32) -> f32 {
        let length = length_of(key);
        let whole = (count as f32 / self.characters).ln();
        (1..length)
            .map(|right| {
                let (left_key, right_key) = (key >> (16 * right), key & mask(right));
                whole - self.share(left_key, length - right) - self.share(right_key, right)
            })
            .fold(f32::INFINITY, f32::min)
    }

    /// The cohesion of a run whose parts never come without each other.
    pub fn cohesion_max(&self, count: u32) -> f32 {
        (self.characters / count as f32).ln()
    }

    fn share(&self, key: u128, length: usize) -> f32 {
        let count = self.levels[length - 1].get(&key).copied().unwrap_or(1);
        (count as f32 / self.characters).ln()
    }
}

fn read(texts: &[&str], characters_max: usize) -> (Vec<u16>, Vec<u32>) {
    let mut corpus = vec![BREAK];
    let mut starts = Vec::with_capacity(texts.len());
    for text in texts {
        starts.push(corpus.len() as u32);
        if corpus.len() >= characters_max {
            continue;
        }
        for character in fold(text).chars().take(characters_max - corpus.len()) {
            let unit = if is_han(character) { u16::try_from(character as u32).unwrap_or(BREAK) } else { BREAK };
            if unit != BREAK || corpus.last() != Some(&BREAK) {
                corpus.push(unit);
            }
        }
        if corpus.last() != Some(&BREAK) {
            corpus.push(BREAK);
        }
    }
    (corpus, starts)
}

fn count_level(corpus: &[u16], alive: &[bool], length: usize, minimum: u32) -> Runs {
    let mut level = Runs::default();
    for (position, _) in alive.iter().enumerate().filter(|(_, alive)| **alive) {
        *level.entry(pack(&corpus[position..position + length])).or_default() += 1;
    }
    level.retain(|_, count| *count >= minimum);
    level
}

fn keep_alive(corpus: &[u16], alive: &mut [bool], length: usize, level: &Runs) {
    for position in 0..alive.len() {
        if alive[position] {
            alive[position] = level.contains_key(&pack(&corpus[position..position + length]));
        }
    }
}

fn pack(units: &[u16]) -> u128 {
    units.iter().fold(0, |key, &unit| key << 16 | u128::from(unit))
}

fn mask(length: usize) -> u128 {
    if length >= WORD_CHARACTERS_MAX { u128::MAX } else { (1 << (16 * length)) - 1 }
}

pub fn length_of(key: u128) -> usize {
    (128 - key.leading_zeros() as usize).div_ceil(16)
}

pub fn text_of(key: u128) -> String {
    let units = (0..length_of(key)).rev().map(|place| (key >> (16 * place)) as u16);
    units.filter_map(|unit| char::from_u32(u32::from(unit))).collect()
}

/// All runs of two characters and more inside a longer one.
pub fn pieces(key: u128) -> impl Iterator<Item = u128> {
    let length = length_of(key);
    (2..length).flat_map(move |size| (0..=length - size).map(move |right| key >> (16 * right) & mask(size)))
}
