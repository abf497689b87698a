//! What is remembered of a segment, which never changes: columns that every pass looks up for each listing found (who may
//! see it, its facet values), and what completes short beginnings.
//!
//! tantivy's columns are packed bit by bit and know listings without a value; one look-up costs several nanoseconds, and an
//! answer needs some for each of a hundred thousand listings. Unpacked, 500,000 listings take about 8 MB.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use crate::schema::AUDIENCE;
use crate::sieve::Facet;

/// The columns of one segment.
pub struct SegmentColumns {
    /// How small the circle is that sees the listing (`Audience::width`).
    pub audience: Vec<u8>,
    facets: Vec<FacetColumn>,
    completions: Mutex<HashMap<String, Arc<TermCounts>>>,
}

/// Terms and how many listings of the segment have them.
pub type TermCounts = Vec<(String, u32)>;

/// Beginnings of which the completions are remembered; 60 strings each at most, some 5 MB a segment.
const MOST_BEGINNINGS: usize = 2_000;
/// Fewer completions than these are found anew each time.
const FEW_COMPLETIONS: usize = 20;

/// The values of one facet.
pub struct FacetColumn {
    /// In their order; a value is called by its place.
    pub values: Vec<String>,
    places: Places,
}

enum Places {
    /// One of each listing, counted from 1; 0 for none.
    One(Vec<u16>),
    /// Where the places of each listing begin in the list, and where those of the last one end.
    Many(Vec<u32>, Vec<u16>),
}

impl SegmentColumns {
    fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let audience = segment.fast_fields().u64(AUDIENCE)?;
        let width = |listing| audience.first(listing).and_then(|width| u8::try_from(width).ok()).unwrap_or(u8::MAX);
        Ok(Self {
            audience: (0..segment.max_doc()).map(width).collect(),
            facets: Facet::ALL
                .iter()
                .map(|&facet| FacetColumn::read(segment, facet))
                .collect::<tantivy::Result<_>>()?,
            completions: Mutex::default(),
        })
    }

    /// What completes a beginning: as remembered, or as `read` finds it.
    ///
    /// # Errors
    /// As `read`.
    pub fn completions(
        &self,
        beginning: &str,
        read: impl FnOnce() -> tantivy::Result<TermCounts>,
    ) -> tantivy::Result<Arc<TermCounts>> {
        let known = || self.completions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(beginning) {
            return Ok(found.clone());
        }
        let found = Arc::new(read()?);
        let mut known = known();
        // what found little was found quickly
        if found.len() >= FEW_COMPLETIONS && known.len() < MOST_BEGINNINGS {
            known.insert(beginning.to_owned(), found.clone());
        }
        Ok(found)
    }

    pub fn facet(&self, facet: Facet) -> &FacetColumn {
        &self.facets[facet as usize]
    }
}

impl FacetColumn {
    fn read(segment: &SegmentReader, facet: Facet) -> tantivy::Result<Self> {
        let Some(column) = segment.fast_fields().str(facet.column())? else {
            return Ok(Self { values: Vec::new(), places: Places::One(vec![0; segment.max_doc() as usize]) });
        };
        let mut values = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            values.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        Ok(Self { values, places: Places::read(segment, &column) })
    }

    /// Calls for the place of each value of a listing.
    pub fn each(&self, listing: DocId, mut call: impl FnMut(usize)) {
        match &self.places {
            Places::One(places) => {
                if let Some(place) = usize::from(places[listing as usize]).checked_sub(1) {
                    call(place);
                }
            }
            Places::Many(starts, places) => {
                let range = starts[listing as usize] as usize..starts[listing as usize + 1] as usize;
                places[range].iter().for_each(|&place| call(usize::from(place)));
            }
        }
    }
}

impl Places {
    fn read(segment: &SegmentReader, column: &StrColumn) -> Self {
        let listings = 0..segment.max_doc();
        // codes of classes are far fewer than a place can say
        let place = |ordinal: u64| u16::try_from(ordinal).unwrap_or(u16::MAX - 1);
        if listings.clone().all(|listing| column.term_ords(listing).nth(1).is_none()) {
            let one = |listing| column.term_ords(listing).next().map_or(0, |ordinal| place(ordinal) + 1);
            return Self::One(listings.map(one).collect());
        }
        let (mut starts, mut places) = (Vec::with_capacity(listings.len() + 1), Vec::new());
        for listing in listings {
            starts.push(places.len() as u32);
            places.extend(column.term_ords(listing).map(place));
        }
        starts.push(places.len() as u32);
        Self::Many(starts, places)
    }
}

/// The columns of the segments that are searched.
#[derive(Default)]
pub struct Columns(Mutex<HashMap<SegmentId, Arc<SegmentColumns>>>);

impl Columns {
    /// Forgets those of segments that are in no snapshot any more.
    pub fn forget_others(&self, searcher: &Searcher) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|id, _| searcher.segment_readers().iter().any(|segment| segment.segment_id() == *id));
    }

    /// Those of a snapshot, read where they are new.
    ///
    /// # Errors
    /// A segment cannot be read.
    pub fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<SegmentColumns>>> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let segments = searcher.segment_readers();
        let mut columns = Vec::with_capacity(segments.len());
        for segment in segments {
            let kept = known().get(&segment.segment_id()).cloned();
            let found = match kept {
                Some(found) => found,
                None => {
                    // read while others go on; of two that read at once the first stays
                    let read = Arc::new(SegmentColumns::read(segment)?);
                    known().entry(segment.segment_id()).or_insert(read).clone()
                }
            };
            columns.push(found);
        }
        Ok(columns)
    }
}
