//! Answers from one generation of the index. A searcher is a snapshot: all passes of one search use the same one.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Index, IndexReader, Order, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::document::ListingKind;
use crate::error::IndexError;
use crate::facets::{self, FacetCollector};
use crate::highlight::QueryTerms;
use crate::parse::ParsedQuery;
use crate::query::{self, Wanted};
use crate::request::{
    Candidate, Facets, Filters, SearchHit, SearchRequest, SearchResponse, SimilarRequest, Sort, Suggestion, Viewer,
};
use crate::schema::{self, Fields};
use crate::similar::{self, TextVector};
use crate::visibility::{Facet, everything, is_filtered, restricted};

const MOST_HITS: usize = 100;
const DEEPEST_HIT: usize = 10_000;
/// Longest typed text that is completed.
const LONGEST_PREFIX: usize = 64;
/// Gram frequencies that are remembered between texts.
const MOST_FREQUENCIES: usize = 50_000;

type Scored = Vec<(f32, DocAddress)>;

/// The reading side of one generation.
pub struct Reading {
    reader: IndexReader,
    fields: Fields,
    /// Frequencies of grams, looked up once for all compared texts.
    frequencies: Mutex<HashMap<String, u64>>,
}

impl Reading {
    pub fn open(index: &Index, fields: Fields) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, fields, frequencies: Mutex::default() })
    }

    /// Makes the last commit visible.
    pub fn reload(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        self.frequencies.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    pub fn document_count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Every listing with its kind, whoever may see it.
    pub fn ids(&self) -> Result<Vec<(String, ListingKind)>, IndexError> {
        let mut ids = Vec::new();
        for segment in self.reader.searcher().segment_readers() {
            let store = segment.get_store_reader(1)?;
            for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                ids.extend(self.identity(&document?));
            }
        }
        Ok(ids)
    }

    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, IndexError> {
        let searcher = self.reader.searcher();
        let parsed = ParsedQuery::new(&request.words);
        let (scoring, relaxed) = self.scoring(&searcher, &parsed, request)?;
        let narrowed = self.narrowed(&*scoring, request, None);
        let sort = if parsed.is_blank { Sort::Newest } else { request.sort };
        let unfiltered: Vec<Facet> =
            Facet::ALL.into_iter().filter(|&facet| !is_filtered(&self.fields, &request.filters, facet)).collect();
        let (total, counts) = searcher.search(&narrowed, &(Count, FacetCollector { facets: unfiltered.clone() }))?;
        let mut facets = Facets::default();
        facets::fill(&mut facets, &unfiltered, counts);
        self.count_filtered(&searcher, &*scoring, request, &mut facets)?;
        let hits = self.hits(&searcher, &narrowed, sort, request.offset, request.limit)?;
        Ok(SearchResponse { total: total as u64, hits, facets, terms: QueryTerms::new(&parsed), relaxed })
    }

    /// The strictest query that finds anything, and whether words were given up for it.
    fn scoring(
        &self,
        searcher: &Searcher,
        parsed: &ParsedQuery,
        request: &SearchRequest,
    ) -> Result<(Box<dyn Query>, bool), IndexError> {
        let strict = query::build(parsed, &self.fields, searcher, Wanted::All)?;
        if parsed.terms.len() < 2 || self.finds(searcher, &*strict, request)? {
            return Ok((strict, false));
        }
        for wanted in Wanted::STEPS.into_iter().skip(1) {
            let lax = query::build(parsed, &self.fields, searcher, wanted)?;
            if self.finds(searcher, &*lax, request)? {
                return Ok((lax, true));
            }
        }
        Ok((strict, false))
    }

    fn finds(&self, searcher: &Searcher, scoring: &dyn Query, request: &SearchRequest) -> Result<bool, IndexError> {
        Ok(searcher.search(&self.narrowed(scoring, request, None), &Count)? > 0)
    }

    fn narrowed(&self, scoring: &dyn Query, request: &SearchRequest, left_out: Option<Facet>) -> impl Query + use<> {
        restricted(scoring.box_clone(), &self.fields, &request.viewer, &request.filters, left_out)
    }

    /// Counts each filtered facet without its own filter, so that its other values stay in view.
    fn count_filtered(
        &self,
        searcher: &Searcher,
        scoring: &dyn Query,
        request: &SearchRequest,
        answer: &mut Facets,
    ) -> tantivy::Result<()> {
        for facet in Facet::ALL.into_iter().filter(|&facet| is_filtered(&self.fields, &request.filters, facet)) {
            let wider = self.narrowed(scoring, request, Some(facet));
            let counts = searcher.search(&wider, &FacetCollector { facets: vec![facet] })?;
            facets::fill(answer, &[facet], counts);
        }
        Ok(())
    }

    fn hits(
        &self,
        searcher: &Searcher,
        narrowed: &dyn Query,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<SearchHit>, IndexError> {
        let limit = limit.min(MOST_HITS).min(DEEPEST_HIT.saturating_sub(offset));
        if limit == 0 {
            return Ok(Vec::new());
        }
        let top = TopDocs::with_limit(limit).and_offset(offset);
        let found: Scored = match sort {
            // the count beside it switches off block-max pruning, which is slower for queries of many clauses
            Sort::Relevance => searcher.search(narrowed, &(top.order_by_score(), Count))?.0,
            Sort::Newest => {
                let newest = top.order_by_fast_field::<i64>(schema::PUBLISHED_AT, Order::Desc);
                searcher.search(narrowed, &newest)?.into_iter().map(|(_, address)| (0.0, address)).collect()
            }
        };
        self.identified(searcher, found, |(id, kind), score| SearchHit { id, kind, score })
    }

    fn identified<T>(
        &self,
        searcher: &Searcher,
        found: Scored,
        make: impl Fn((String, ListingKind), f32) -> T,
    ) -> Result<Vec<T>, IndexError> {
        let mut made = Vec::with_capacity(found.len());
        for (score, address) in found {
            let document: TantivyDocument = searcher.doc(address)?;
            made.extend(self.identity(&document).map(|identity| make(identity, score)));
        }
        Ok(made)
    }

    fn identity(&self, document: &TantivyDocument) -> Option<(String, ListingKind)> {
        let kind = stored(document, self.fields.kind)?.parse().ok()?;
        Some((stored(document, self.fields.id)?.to_owned(), kind))
    }

    pub fn similar(&self, request: &SimilarRequest) -> Result<Vec<Candidate>, IndexError> {
        let searcher = self.reader.searcher();
        let limit = request.limit.min(MOST_HITS);
        let Some(scoring) = similar::build(request, &self.fields, &searcher)?.filter(|_| limit > 0) else {
            return Ok(Vec::new());
        };
        let filters = Filters { kinds: vec![request.kind], ..Filters::default() };
        let narrowed = restricted(scoring, &self.fields, &request.viewer, &filters, None);
        let top = TopDocs::with_limit(limit).order_by_score();
        let (found, _) = searcher.search(&narrowed, &(top, Count))?;
        self.identified(&searcher, found, |(id, _), score| Candidate { id, score })
    }

    pub fn suggest(&self, prefix: &str, viewer: &Viewer, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        let typed: String = prefix.chars().take(LONGEST_PREFIX).collect();
        let squeezed = schema::squeezed(&typed);
        if squeezed.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let start = Term::from_field_text(self.fields.title_start, &squeezed);
        let starts = Box::new(TermQuery::new(start, IndexRecordOption::Basic));
        let inside = query::piece(self.fields.title_grams, &typed);
        let scoring = query::union(vec![query::boosted(starts, 10.0), inside]);
        let narrowed = restricted(scoring, &self.fields, viewer, &Filters::default(), None);
        let searcher = self.reader.searcher();
        let top = TopDocs::with_limit(limit.min(MOST_HITS)).order_by_score();
        let mut suggestions = Vec::new();
        for (_, address) in searcher.search(&narrowed, &top)? {
            let document: TantivyDocument = searcher.doc(address)?;
            let title = stored(&document, self.fields.stored_title).unwrap_or_default().to_owned();
            suggestions.extend(self.identity(&document).map(|(id, kind)| Suggestion { title, id, kind }));
        }
        Ok(suggestions)
    }

    /// Weighs the grams of a text by how rare they are in the listings.
    pub fn text_vector(&self, text: &str) -> TextVector {
        let searcher = self.reader.searcher();
        let mut frequencies = self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        if frequencies.len() > MOST_FREQUENCIES {
            frequencies.clear();
        }
        let known = RefCell::new(&mut *frequencies);
        TextVector::new(text, |gram| {
            let mut known = known.borrow_mut();
            let frequency = match known.get(gram) {
                Some(&frequency) => frequency,
                None => {
                    let term = Term::from_field_text(self.fields.text_grams, gram);
                    let frequency = searcher.doc_freq(&term).unwrap_or_default();
                    known.insert(gram.to_owned(), frequency);
                    frequency
                }
            };
            similar::rarity(searcher.num_docs(), frequency)
        })
    }

    /// A cheap question that touches the files; a damaged index fails here instead of at the first user.
    pub fn probe(&self) -> tantivy::Result<()> {
        self.reader.searcher().search(&everything(), &TopDocs::with_limit(1).order_by_score()).map(|_| ())
    }
}

fn stored(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}
