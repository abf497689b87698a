//! Exact counts of four facets, in the pass that finds the best hits.

use super::schema::FACETS;
use std::collections::BTreeMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// Counts by value, for each facet.
pub type Counts = Vec<BTreeMap<String, u64>>;

pub struct FacetCounter;

pub struct SegmentCounts {
    columns: Vec<Option<(StrColumn, Vec<u64>)>>,
}

impl Collector for FacetCounter {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let open = |name: &&str| {
            let column = segment.fast_fields().str(name)?;
            Ok(column.map(|column| {
                let counters = vec![0; column.dictionary().num_terms()];
                (column, counters)
            }))
        };
        Ok(SegmentCounts { columns: FACETS.iter().map(open).collect::<tantivy::Result<_>>()? })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut merged: Counts = vec![BTreeMap::new(); FACETS.len()];
        for segment in segments {
            for (whole, part) in merged.iter_mut().zip(segment?) {
                for (value, count) in part {
                    *whole.entry(value).or_default() += count;
                }
            }
        }
        Ok(merged)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, document: DocId, _: Score) {
        for (column, counters) in self.columns.iter_mut().flatten() {
            for ordinal in column.term_ords(document) {
                counters[ordinal as usize] += 1;
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        let named = |(column, counters): (StrColumn, Vec<u64>)| {
            let mut counts = BTreeMap::new();
            for (ordinal, count) in counters.into_iter().enumerate().filter(|&(_, count)| count > 0) {
                let mut value = String::new();
                column.ord_to_str(ordinal as u64, &mut value)?;
                counts.insert(value, count);
            }
            Ok(counts)
        };
        self.columns.into_iter().map(|column| column.map_or(Ok(BTreeMap::new()), named)).collect()
    }
}
