//! The best listings seen so far, in a total order: rank (score or date) first, the listing's key among equals. So a page
//! can end at any hit and the next one goes on after it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::DocAddress;

use crate::cursor::Cursor;

/// A found listing with its place in the order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    pub rank: f64,
    pub key: u64,
    pub address: DocAddress,
    /// Which words of the plan it has, a bit each.
    pub words: u32,
}

impl Ranked {
    /// The better one is the smaller.
    pub fn compare(&self, other: &Self) -> Ordering {
        other.rank.total_cmp(&self.rank).then(self.key.cmp(&other.key)).then(self.address.cmp(&other.address))
    }
}

/// In a heap the worst stands on top.
struct Worst(Ranked);

impl PartialEq for Worst {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Worst {}
impl PartialOrd for Worst {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Worst {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.compare(&other.0)
    }
}

/// At most `depth` listings.
pub struct Best {
    depth: usize,
    after: Option<Cursor>,
    heap: BinaryHeap<Worst>,
}

impl Best {
    /// The best after a place in the order.
    pub fn new(depth: usize, after: Option<Cursor>) -> Self {
        Self { depth, after, heap: BinaryHeap::with_capacity(depth.min(1_024)) }
    }

    /// A listing below this rank has no place; nothing while there is room.
    pub fn threshold(&self) -> Option<f64> {
        self.heap.peek().filter(|_| self.heap.len() == self.depth).map(|worst| worst.0.rank)
    }

    pub fn offer(&mut self, listing: Ranked) {
        let comes_after = |cursor: Cursor| {
            listing.rank < cursor.rank || listing.rank.total_cmp(&cursor.rank).is_eq() && listing.key > cursor.key
        };
        if self.depth == 0 || !self.after.is_none_or(comes_after) {
            return;
        }
        if self.heap.len() < self.depth {
            self.heap.push(Worst(listing));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && listing.compare(&worst.0).is_lt()
        {
            *worst = Worst(listing);
        }
    }

    /// Best first.
    pub fn into_sorted(self) -> Vec<Ranked> {
        let mut best: Vec<Ranked> = self.heap.into_iter().map(|worst| worst.0).collect();
        best.sort_by(Ranked::compare);
        best
    }
}
