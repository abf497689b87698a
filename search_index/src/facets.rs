//! Counting how often each value of a facet occurs among the listings found.

use std::collections::HashMap;

use tantivy::columnar::{Cardinality, StrColumn};
use tantivy::{DocId, SegmentReader};

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

    /// # Errors
    /// The segment cannot be read.
    pub fn open(&self, segment: &SegmentReader) -> tantivy::Result<Vec<SegmentCounts>> {
        self.facets.iter().map(|(facet, _)| SegmentCounts::open(*facet, segment)).collect()
    }

    /// Adds what was counted in one segment.
    ///
    /// # Errors
    /// The segment cannot be read.
    pub fn add(&mut self, segment: Vec<SegmentCounts>) -> tantivy::Result<()> {
        for ((_, counts), segment) in self.facets.iter_mut().zip(segment) {
            segment.add_to(counts)?;
        }
        Ok(())
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

/// The counts of one facet in one segment, by the value's number there.
pub struct SegmentCounts {
    pub facet: Facet,
    /// Nothing when no listing of the segment has a value.
    column: Option<StrColumn>,
    counts: Vec<u64>,
    values: Vec<u64>,
}

impl SegmentCounts {
    fn open(facet: Facet, segment: &SegmentReader) -> tantivy::Result<Self> {
        let column = segment.fast_fields().str(facet.column())?;
        let counts = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(Self { facet, column, counts, values: Vec::new() })
    }

    pub fn count(&mut self, listings: &[DocId]) {
        let Some(column) = &self.column else { return };
        if column.ords().get_cardinality() == Cardinality::Full {
            self.values.resize(listings.len(), 0);
            column.ords().values.get_vals(listings, &mut self.values);
            self.values.iter().for_each(|&value| self.counts[value as usize] += 1);
            return;
        }
        for &listing in listings {
            column.term_ords(listing).for_each(|value| self.counts[value as usize] += 1);
        }
    }

    fn add_to(self, counts: &mut HashMap<String, u64>) -> tantivy::Result<()> {
        let Some(column) = self.column else { return Ok(()) };
        for (ordinal, count) in self.counts.into_iter().enumerate().filter(|&(_, count)| count > 0) {
            let mut value = String::new();
            column.ord_to_str(ordinal as u64, &mut value)?;
            *counts.entry(value).or_default() += count;
        }
        Ok(())
    }
}
