//! One pass over the matching listings: how many they are, how often each facet value occurs, and the best of them.
//!
//! The order is total: rank (score or date) first, the listing's key among equals. So a page can end at any hit and the
//! next one goes on after it.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::bonus::{Bonus, BonusColumns};
use crate::cursor::Cursor;
use crate::request::{FacetCount, Facets};
use crate::schema::{KEY, PUBLISHED_AT};
use crate::visibility::Facet;

/// What decides the order of the hits.
#[derive(Debug, Clone, Copy)]
pub enum Ranking {
    /// The text's score and what counts a little beside it.
    Score(Bonus),
    Newest,
}

/// A found listing with its place in the order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    pub rank: f64,
    pub key: u64,
    pub address: DocAddress,
}

impl Ranked {
    /// The better one is the smaller.
    fn compare(&self, other: &Self) -> Ordering {
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

/// Value counts of some facets, in their order.
pub type Counts = Vec<HashMap<String, u64>>;

/// What one pass found.
#[derive(Debug, Default)]
pub struct Page {
    pub total: u64,
    pub counts: Counts,
    /// The best hits after the cursor, best first.
    pub best: Vec<Ranked>,
}

/// Collects one page.
pub struct PageCollector {
    pub facets: Vec<Facet>,
    pub ranking: Ranking,
    /// How many of the best are kept.
    pub depth: usize,
    pub after: Option<Cursor>,
}

impl PageCollector {
    /// Counts alone.
    pub fn counting(facets: Vec<Facet>) -> Self {
        Self { facets, ranking: Ranking::Newest, depth: 0, after: None }
    }
}

impl Collector for PageCollector {
    type Fruit = Page;
    type Child = SegmentPage;

    fn for_segment(&self, segment_ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let fast = segment.fast_fields();
        let open = |facet: &Facet| {
            let column = fast.str(facet.column())?;
            Ok(column.map(|column| {
                let counters = vec![0; column.dictionary().num_terms()];
                FacetColumn { column, counters }
            }))
        };
        let order = match self.ranking {
            Ranking::Score(bonus) => Order::Score(bonus, BonusColumns::open(segment)?),
            Ranking::Newest => Order::Newest(fast.i64(PUBLISHED_AT)?),
        };
        Ok(SegmentPage {
            segment_ordinal,
            total: 0,
            facets: self.facets.iter().map(open).collect::<tantivy::Result<_>>()?,
            order,
            keys: fast.u64(KEY)?,
            depth: self.depth,
            after: self.after,
            best: BinaryHeap::with_capacity(self.depth.min(1_024)),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.depth > 0 && matches!(self.ranking, Ranking::Score(_))
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Page>>) -> tantivy::Result<Page> {
        let mut merged = Page { counts: vec![HashMap::new(); self.facets.len()], ..Page::default() };
        for segment in segments {
            let segment = segment?;
            merged.total += segment.total;
            merged.best.extend(segment.best);
            for (whole, part) in merged.counts.iter_mut().zip(segment.counts) {
                for (value, count) in part {
                    *whole.entry(value).or_default() += count;
                }
            }
        }
        merged.best.sort_by(Ranked::compare);
        merged.best.truncate(self.depth);
        Ok(merged)
    }
}

struct FacetColumn {
    column: StrColumn,
    counters: Vec<u64>,
}

enum Order {
    Score(Bonus, BonusColumns),
    Newest(Column<i64>),
}

/// The pass over one segment.
pub struct SegmentPage {
    segment_ordinal: SegmentOrdinal,
    total: u64,
    facets: Vec<Option<FacetColumn>>,
    order: Order,
    keys: Column<u64>,
    depth: usize,
    after: Option<Cursor>,
    best: BinaryHeap<Worst>,
}

impl SegmentPage {
    fn rank(&self, document: DocId, score: Score) -> f64 {
        match &self.order {
            Order::Score(bonus, columns) => f64::from(score) * f64::from(bonus.factor(&columns.of(document))),
            Order::Newest(dates) => dates.first(document).unwrap_or_default() as f64,
        }
    }

    /// True when even the largest bonus cannot lift the listing among the best.
    fn is_hopeless(&self, score: Score) -> bool {
        let Order::Score(..) = self.order else { return false };
        self.best.len() == self.depth
            && self.best.peek().is_some_and(|worst| f64::from(score) * f64::from(Bonus::LARGEST) < worst.0.rank)
    }

    fn rank_among_best(&mut self, document: DocId, score: Score) {
        if self.depth == 0 || self.is_hopeless(score) {
            return;
        }
        let rank = self.rank(document, score);
        let key = self.keys.first(document).unwrap_or_default();
        let comes_after =
            |cursor: Cursor| rank < cursor.rank || rank.total_cmp(&cursor.rank).is_eq() && key > cursor.key;
        if !self.after.is_none_or(comes_after) {
            return;
        }
        let ranked = Ranked { rank, key, address: DocAddress::new(self.segment_ordinal, document) };
        if self.best.len() < self.depth {
            self.best.push(Worst(ranked));
        } else if let Some(mut worst) = self.best.peek_mut()
            && ranked.compare(&worst.0).is_lt()
        {
            *worst = Worst(ranked);
        }
    }
}

impl SegmentCollector for SegmentPage {
    type Fruit = tantivy::Result<Page>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.total += 1;
        for facet in self.facets.iter_mut().flatten() {
            for ordinal in facet.column.term_ords(document) {
                facet.counters[ordinal as usize] += 1;
            }
        }
        self.rank_among_best(document, score);
    }

    fn harvest(self) -> Self::Fruit {
        let counts = self
            .facets
            .into_iter()
            .map(|facet| facet.map_or(Ok(HashMap::new()), named))
            .collect::<tantivy::Result<_>>()?;
        Ok(Page { total: self.total, counts, best: self.best.into_iter().map(|worst| worst.0).collect() })
    }
}

fn named(facet: FacetColumn) -> tantivy::Result<HashMap<String, u64>> {
    let mut counts = HashMap::new();
    for (ordinal, count) in facet.counters.into_iter().enumerate().filter(|&(_, count)| count > 0) {
        let mut value = String::new();
        facet.column.ord_to_str(ordinal as u64, &mut value)?;
        counts.insert(value, count);
    }
    Ok(counts)
}

/// Puts the counts of some facets into the answer.
pub fn fill(answer: &mut Facets, facets: &[Facet], counts: Counts) {
    for (facet, counts) in facets.iter().zip(counts) {
        let slot = match facet {
            Facet::Kind => &mut answer.kind,
            Facet::Field => &mut answer.field,
            Facet::Industry => &mut answer.industry,
            Facet::Region => &mut answer.region,
            Facet::Trl => &mut answer.trl,
            Facet::Mode => &mut answer.mode,
            Facet::PriceBand => &mut answer.price_band,
        };
        *slot = counts.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
        slot.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
    }
}
