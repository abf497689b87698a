//! Counting of facet values over the matching listings, by ordinals of the fast fields.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::request::{FacetCount, Facets};
use crate::visibility::Facet;

impl Facet {
    fn column(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Field => "field",
            Self::Industry => "industry_division",
            Self::Region => "city",
            Self::Trl => "trl",
            Self::Mode => "mode",
            Self::PriceBand => "price_band",
        }
    }
}

/// Counts the values of some facets.
pub struct FacetCollector {
    pub facets: Vec<Facet>,
}

/// Value counts of one segment, in the order of the asked facets.
pub type Counts = Vec<HashMap<String, u64>>;

/// Counters of one segment.
pub struct SegmentCounts {
    columns: Vec<Option<(StrColumn, Vec<u64>)>>,
}

impl Collector for FacetCollector {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let open = |facet: &Facet| {
            let column = segment.fast_fields().str(facet.column())?;
            Ok(column.map(|column| {
                let counters = vec![0; column.dictionary().num_terms()];
                (column, counters)
            }))
        };
        Ok(SegmentCounts { columns: self.facets.iter().map(open).collect::<tantivy::Result<_>>()? })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut merged: Counts = vec![HashMap::new(); self.facets.len()];
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
        self.columns.into_iter().map(|column| column.map_or(Ok(HashMap::new()), named)).collect()
    }
}

fn named((column, counters): (StrColumn, Vec<u64>)) -> tantivy::Result<HashMap<String, u64>> {
    let mut counts = HashMap::new();
    for (ordinal, count) in counters.into_iter().enumerate().filter(|&(_, count)| count > 0) {
        let mut value = String::new();
        column.ord_to_str(ordinal as u64, &mut value)?;
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
