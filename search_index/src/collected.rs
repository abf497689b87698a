//! A query whose listings are collected before they are used.
//!
//! tantivy's exclusion asks the excluded scorer for places that it has already passed, which scorers of phrases do not
//! allow (`PhraseScorer::seek_danger`, tantivy 0.27): a set of bits does.

use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};
use tantivy_common::BitSet;

#[derive(Debug)]
pub struct Collected {
    query: Box<dyn Query>,
}

impl Collected {
    pub fn new(query: Box<dyn Query>) -> Self {
        Self { query }
    }
}

impl Clone for Collected {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone() }
    }
}

impl Query for Collected {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(CollectedWeight(self.query.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct CollectedWeight(Box<dyn Weight>);

impl Weight for CollectedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut scorer = self.0.scorer(reader, boost)?;
        while scorer.doc() != TERMINATED {
            found.insert(scorer.doc());
            scorer.advance();
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument(format!("document {document} does not match")));
        }
        Ok(Explanation::new("collected", scorer.score()))
    }
}
