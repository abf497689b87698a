//! Counting how often each value of a facet occurs among the listings found.

use std::collections::HashMap;

use tantivy::DocId;

use crate::columns::{FacetColumn, SegmentColumns};
use crate::request::{FacetCount, Facets};
use crate::sieve::Facet;

/// How often each value of some facets occurs.
pub struct FacetCounts {
    facets: Vec<(Facet, HashMap<String, u64>)>,
}

impl FacetCounts {
    pub fn new(facets: &[Facet]) -> Self {
        Self { facets: facets.iter().map(|&facet| (facet, HashMap::new())).collect() }
    }

    pub fn open<'a>(&self, columns: &'a SegmentColumns) -> Vec<SegmentCounts<'a>> {
        self.facets.iter().map(|(facet, _)| SegmentCounts::new(*facet, columns.facet(*facet))).collect()
    }

    /// Adds what was counted in one segment.
    pub fn add(&mut self, segment: Vec<SegmentCounts>) {
        for ((_, counts), segment) in self.facets.iter_mut().zip(segment) {
            let counted = segment.column.values.iter().zip(segment.counts).filter(|&(_, count)| count > 0);
            counted.for_each(|(value, count)| *counts.entry(value.clone()).or_default() += count);
        }
    }

    /// The most frequent values first.
    pub fn into_answer(self) -> Facets {
        let mut answer = Facets::default();
        for (facet, counts) in self.facets {
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
        answer
    }
}

/// The counts of one facet in one segment, by the place of the value.
pub struct SegmentCounts<'a> {
    pub facet: Facet,
    column: &'a FacetColumn,
    counts: Vec<u64>,
}

impl<'a> SegmentCounts<'a> {
    fn new(facet: Facet, column: &'a FacetColumn) -> Self {
        Self { facet, column, counts: vec![0; column.values.len()] }
    }

    pub fn count(&mut self, listings: &[DocId]) {
        for &listing in listings {
            self.column.each(listing, |place| self.counts[place] += 1);
        }
    }
}
