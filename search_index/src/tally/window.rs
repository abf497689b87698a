//! The listings of a stretch of numbers, with what the streams have added to each so far.

use tantivy::DocId;

/// Listings of one window, a multiple of 64: scores and words of so many stay in the processor's nearest memory. Few in the
/// unit tests, so that they cross windows.
pub const LISTINGS: DocId = if cfg!(test) { 64 } else { 1 << 14 };

pub struct Window {
    start: DocId,
    end: DocId,
    scores: Vec<f32>,
    /// Which words a listing has, a bit each.
    words: Vec<u32>,
    /// A bit for each listing that something was added to.
    touched: Vec<u64>,
}

impl Window {
    pub fn new() -> Self {
        let listings = LISTINGS as usize;
        Self {
            start: 0,
            end: 0,
            scores: vec![0.0; listings],
            words: vec![0; listings],
            touched: vec![0; listings / 64],
        }
    }

    /// Begins anew with the window that holds a listing.
    pub fn move_to(&mut self, document: DocId, last: DocId) {
        let used = (self.end - self.start) as usize;
        self.scores[..used].fill(0.0);
        self.words[..used].fill(0);
        self.touched.fill(0);
        self.start = document - document % LISTINGS;
        self.end = (self.start + LISTINGS).min(last);
    }

    /// The first listing after the window.
    pub fn end(&self) -> DocId {
        self.end
    }

    pub fn add(&mut self, document: DocId, score: f32, bit: u32) {
        let place = (document - self.start) as usize;
        self.scores[place] += score;
        self.words[place] |= bit;
        self.touched[place / 64] |= 1 << (place % 64);
    }

    pub fn score(&self, document: DocId) -> f32 {
        self.scores[(document - self.start) as usize]
    }

    pub fn words(&self, document: DocId) -> u32 {
        self.words[(document - self.start) as usize]
    }

    /// Puts every listing in that something was added to, in ascending order.
    pub fn touched(&self, into: &mut Vec<DocId>) {
        into.clear();
        for (group, bits) in self.touched.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                into.push(self.start + (group * 64) as DocId + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
    }

    /// Puts every listing of the window in.
    pub fn everything(&self, into: &mut Vec<DocId>) {
        into.clear();
        into.extend(self.start..self.end);
    }
}
