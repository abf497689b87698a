//! A query narrowed by columns: what the viewer may see, and values of facets.
//!
//! Most listings pass most of these tests, so collecting all that do (as a set of terms would) costs more than the search.
//! Here each listing that the words found is looked up in the columns, before it is scored.

use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};
use tantivy_common::BitSet;

use crate::schema::AUDIENCE;

/// Listings up to an audience, those of the own organization beyond it, none that exclude it.
#[derive(Debug, Clone)]
pub struct Sight {
    /// The widest circle that the viewer is not in stays outside.
    pub highest: u64,
    /// Terms of the listings that the viewer's organization always and never sees.
    pub own: Option<(Term, Term)>,
}

/// Listings that have one of some values in a column of text.
#[derive(Debug, Clone)]
pub struct OneOf {
    pub column: &'static str,
    pub values: Vec<String>,
}

/// The query and its tests.
#[derive(Debug)]
pub struct Narrowed {
    query: Box<dyn Query>,
    tests: Arc<Tests>,
}

#[derive(Debug)]
struct Tests {
    sight: Option<Sight>,
    one_of: Vec<OneOf>,
}

impl Narrowed {
    pub fn new(query: Box<dyn Query>, sight: Option<Sight>, one_of: Vec<OneOf>) -> Self {
        Self { query, tests: Arc::new(Tests { sight, one_of }) }
    }
}

impl Clone for Narrowed {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), tests: self.tests.clone() }
    }
}

impl Query for Narrowed {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(NarrowedWeight { weight: self.query.weight(scoring)?, tests: self.tests.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct NarrowedWeight {
    weight: Box<dyn Weight>,
    tests: Arc<Tests>,
}

impl Weight for NarrowedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = NarrowedScorer { scorer: self.weight.scorer(reader, boost)?, tests: self.tests.open(reader)? };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument(format!("document {document} does not match")));
        }
        self.weight.explain(reader, document)
    }
}

struct NarrowedScorer {
    scorer: Box<dyn Scorer>,
    tests: SegmentTests,
}

impl NarrowedScorer {
    /// Goes on to the next listing that passes, unless this one does.
    fn settle(&mut self) -> DocId {
        let mut document = self.scorer.doc();
        while document != TERMINATED && !self.tests.pass(document) {
            document = self.scorer.advance();
        }
        document
    }
}

impl DocSet for NarrowedScorer {
    fn advance(&mut self) -> DocId {
        self.scorer.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.scorer.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.scorer.doc()
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }
}

impl Scorer for NarrowedScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}

/// The tests in one segment.
struct SegmentTests {
    sight: Option<SegmentSight>,
    one_of: Vec<SegmentOneOf>,
}

struct SegmentSight {
    highest: u64,
    audience: Column<u64>,
    /// Of the viewer's organization: always seen, never seen.
    own: Option<(BitSet, BitSet)>,
}

struct SegmentOneOf {
    /// Nothing when no listing of the segment has a value.
    column: Option<StrColumn>,
    /// By ordinal of the value.
    wanted: Vec<bool>,
}

impl Tests {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<SegmentTests> {
        let sight = self.sight.as_ref().map(|sight| sight.open(reader)).transpose()?;
        let one_of = self.one_of.iter().map(|one_of| one_of.open(reader)).collect::<tantivy::Result<_>>()?;
        Ok(SegmentTests { sight, one_of })
    }
}

impl Sight {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<SegmentSight> {
        let own = self.own.as_ref().map(|(always, never)| Ok((documents(reader, always)?, documents(reader, never)?)));
        let own = own.transpose().map_err(|error: TantivyError| error)?;
        Ok(SegmentSight { highest: self.highest, audience: reader.fast_fields().u64(AUDIENCE)?, own })
    }
}

impl OneOf {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<SegmentOneOf> {
        let Some(column) = reader.fast_fields().str(self.column)? else {
            return Ok(SegmentOneOf { column: None, wanted: Vec::new() });
        };
        let mut wanted = vec![false; column.num_terms()];
        for value in &self.values {
            if let Some(ordinal) = column.dictionary().term_ord(value)?
                && let Some(wanted) = wanted.get_mut(ordinal as usize)
            {
                *wanted = true;
            }
        }
        Ok(SegmentOneOf { column: Some(column), wanted })
    }
}

fn documents(reader: &SegmentReader, term: &Term) -> tantivy::Result<BitSet> {
    let mut found = BitSet::with_max_value(reader.max_doc());
    if let Some(mut postings) = reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            found.insert(postings.doc());
            postings.advance();
        }
    }
    Ok(found)
}

impl SegmentTests {
    fn pass(&self, document: DocId) -> bool {
        self.sight.as_ref().is_none_or(|sight| sight.sees(document))
            && self.one_of.iter().all(|one_of| one_of.has(document))
    }
}

impl SegmentSight {
    fn sees(&self, document: DocId) -> bool {
        let is_open = self.audience.first(document).is_some_and(|audience| audience <= self.highest);
        match &self.own {
            None => is_open,
            Some((always, never)) => !never.contains(document) && (is_open || always.contains(document)),
        }
    }
}

impl SegmentOneOf {
    fn has(&self, document: DocId) -> bool {
        let Some(column) = &self.column else { return false };
        column.term_ords(document).any(|ordinal| self.wanted.get(ordinal as usize).copied().unwrap_or_default())
    }
}
