//! Answers from one generation of the index. A searcher is a snapshot: all passes of one search use the same one.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{EnableScoring, Query};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocSet, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::bonus::{Bonus, BonusColumns};
use crate::collect::{self, Page, PageCollector, Ranked, Ranking};
use crate::cursor::Cursor;
use crate::dictionary::Lexicon;
use crate::document::ListingKind;
use crate::error::IndexError;
use crate::highlight::QueryTerms;
use crate::parse::ParsedQuery;
use crate::query::{Builder, Scoring, Wanted};
use crate::request::{
    Candidate, Explanation, Facets, Filters, Relaxation, ScorePart, SearchHit, SearchRequest, SearchResponse,
    SimilarRequest, Sort, Suggestion, Viewer,
};
use crate::schema::Fields;
use crate::similar::{self, TextVector};
use crate::visibility::{Facet, everything, is_filtered, restricted};
use crate::{missing, rescue, suggest};

const MOST_HITS: usize = 100;
const DEEPEST_HIT: usize = 10_000;
/// Fewer listings than this, and other spellings are tried.
const LITTLE: u64 = 3;
/// Gram frequencies that are remembered between texts.
const MOST_FREQUENCIES: usize = 50_000;

/// The reading side of one generation.
pub struct Reading {
    reader: IndexReader,
    fields: Fields,
    lexicon: RwLock<Arc<Lexicon>>,
    /// Frequencies of grams, looked up once for all compared texts.
    frequencies: Mutex<HashMap<String, u64>>,
}

/// The query that was answered in the end.
struct Answer {
    asked: ParsedQuery,
    scoring: Scoring,
    page: Page,
    relaxation: Option<Relaxation>,
}

/// One search at work.
struct Asking<'a> {
    searcher: Searcher,
    request: &'a SearchRequest,
    parsed: ParsedQuery,
    ranking: Ranking,
}

impl Reading {
    pub fn open(index: &Index, fields: Fields, lexicon: Arc<Lexicon>) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, fields, lexicon: RwLock::new(lexicon), frequencies: Mutex::default() })
    }

    /// Makes the last commit visible.
    pub fn reload(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        self.frequencies.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    pub fn lexicon(&self) -> Arc<Lexicon> {
        self.lexicon.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Uses other words for questions; the texts must be cut the same way.
    pub fn set_lexicon(&self, lexicon: Arc<Lexicon>) {
        *self.lexicon.write().unwrap_or_else(PoisonError::into_inner) = lexicon;
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
        let lexicon = self.lexicon();
        let parsed = ParsedQuery::new(&request.words, &lexicon);
        let newest = parsed.is_blank || request.sort == Sort::Newest;
        let ranking = if newest { Ranking::Newest } else { Ranking::Score(Bonus { now: request.now }) };
        let asking = Asking { searcher: self.reader.searcher(), request, parsed, ranking };
        let Answer { asked, scoring, page, relaxation } = self.relaxed(&asking)?;
        let mut facets = Facets::default();
        collect::fill(&mut facets, &self.unfiltered(request), page.counts);
        self.count_filtered(&asking, &*scoring.query, &mut facets)?;
        let (shown, is_last) = shown(request, page.best);
        let whole = relaxation.as_ref().map_or(page.total, |relaxation| relaxation.whole);
        let rescue = if whole < LITTLE {
            rescue::propose(&asking.searcher, &self.fields, &asking.parsed, request, &lexicon)?
        } else {
            None
        };
        let next = shown.last().filter(|_| !is_last).map(|last| Cursor {
            rank: last.rank,
            key: last.key,
            question: question(request),
        });
        let hits = self.hits(&asking, &scoring, &shown)?;
        let terms = QueryTerms::new(&asked, &lexicon);
        Ok(SearchResponse { total: page.total, hits, facets, terms, relaxation, rescue, next })
    }

    /// The answer to the strictest query that finds enough, and what was given up for it.
    fn relaxed(&self, asking: &Asking) -> Result<Answer, IndexError> {
        let builder = Builder { fields: &self.fields, searcher: &asking.searcher };
        let strict = builder.build(&asking.parsed, Wanted::All)?;
        let page = self.page(asking, &*strict.query)?;
        let whole = page.total;
        let Some(loose) = asking.parsed.loosened(whole, page_hits(asking.request), &self.lexicon()) else {
            return Ok(Answer { asked: asking.parsed.clone(), scoring: strict, page, relaxation: None });
        };
        let mut stricter = vec![(ScorePart::Whole, strict.query.box_clone())];
        let mut answer = Answer { asked: asking.parsed.clone(), scoring: strict, page, relaxation: None };
        for wanted in loose.steps(whole) {
            let lax = builder.build(&loose, wanted)?;
            let own = lax.query.box_clone();
            let lax = stricter.iter().fold(lax, |lax, (part, query)| lax.favouring(part.clone(), &**query));
            stricter.push((ScorePart::Most, own));
            let page = self.page(asking, &*lax.query)?;
            if page.total > answer.page.total {
                let shown = page.best.iter().map(|ranked| ranked.address);
                let given_up = missing::words(&asking.searcher, &lax.parts, shown)?;
                let relaxation = Some(Relaxation { whole, given_up });
                answer = Answer { asked: loose.clone(), scoring: lax, page, relaxation };
            }
            if answer.page.total >= loose.enough(page_hits(asking.request)) {
                break;
            }
        }
        Ok(answer)
    }

    fn page(&self, asking: &Asking, query: &dyn Query) -> tantivy::Result<Page> {
        let request = asking.request;
        let depth = match request.after {
            Some(_) => request.limit.min(MOST_HITS),
            None => request.limit.min(MOST_HITS).min(DEEPEST_HIT.saturating_sub(request.offset)),
        };
        let skipped = if request.after.is_some() || depth == 0 { 0 } else { request.offset };
        let collector = PageCollector {
            facets: self.unfiltered(request),
            ranking: asking.ranking,
            // one more than is shown tells whether there is a next page
            depth: if depth == 0 { 0 } else { depth + skipped + 1 },
            after: request.after,
        };
        asking.searcher.search(&self.narrowed(query, request, None), &collector)
    }

    fn unfiltered(&self, request: &SearchRequest) -> Vec<Facet> {
        request.facets.iter().copied().filter(|&facet| !is_filtered(&request.filters, facet)).collect()
    }

    fn narrowed(&self, scoring: &dyn Query, request: &SearchRequest, left_out: Option<Facet>) -> impl Query + use<> {
        restricted(scoring.box_clone(), &self.fields, &request.viewer, &request.filters, left_out)
    }

    /// Counts each filtered facet without its own filter, so that its other values stay in view.
    fn count_filtered(&self, asking: &Asking, scoring: &dyn Query, answer: &mut Facets) -> tantivy::Result<()> {
        let is_filtered = |&facet: &Facet| is_filtered(&asking.request.filters, facet);
        for facet in asking.request.facets.iter().copied().filter(is_filtered) {
            let wider = self.narrowed(scoring, asking.request, Some(facet));
            let page = asking.searcher.search(&wider, &PageCollector::counting(vec![facet]))?;
            collect::fill(answer, &[facet], page.counts);
        }
        Ok(())
    }

    fn hits(&self, asking: &Asking, scoring: &Scoring, shown: &[Ranked]) -> Result<Vec<SearchHit>, IndexError> {
        let mut hits = Vec::with_capacity(shown.len());
        for ranked in shown {
            let document: TantivyDocument = asking.searcher.doc(ranked.address)?;
            let Some((id, kind)) = self.identity(&document) else { continue };
            let by_score = matches!(asking.ranking, Ranking::Score(_));
            let explanation = match asking.ranking {
                Ranking::Score(bonus) if asking.request.explain => {
                    Some(explain(&asking.searcher, scoring, bonus, ranked.address)?)
                }
                _ => None,
            };
            let score = if by_score { ranked.rank as f32 } else { 0.0 };
            hits.push(SearchHit { id, kind, score, explanation });
        }
        Ok(hits)
    }

    fn identity(&self, document: &TantivyDocument) -> Option<(String, ListingKind)> {
        let kind = stored(document, self.fields.kind)?.parse().ok()?;
        Some((stored(document, self.fields.id)?.to_owned(), kind))
    }

    pub fn similar(&self, request: &SimilarRequest) -> Result<Vec<Candidate>, IndexError> {
        let searcher = self.reader.searcher();
        let limit = request.limit.min(MOST_HITS);
        let scoring = similar::build(request, &self.fields, &searcher, &self.lexicon())?;
        let Some(scoring) = scoring.filter(|_| limit > 0) else {
            return Ok(Vec::new());
        };
        let filters = Filters { kinds: vec![request.kind], ..Filters::default() };
        let narrowed = restricted(scoring, &self.fields, &request.viewer, &filters, None);
        let top = TopDocs::with_limit(limit).order_by_score();
        // the count beside it switches off block-max pruning, which is slower for queries of many clauses
        let (found, _) = searcher.search(&narrowed, &(top, Count))?;
        let mut candidates = Vec::with_capacity(found.len());
        for (score, address) in found {
            let document: TantivyDocument = searcher.doc(address)?;
            candidates.extend(self.identity(&document).map(|(id, _)| Candidate { id, score }));
        }
        Ok(candidates)
    }

    pub fn suggest(&self, prefix: &str, viewer: &Viewer, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        let searcher = self.reader.searcher();
        let lexicon = self.lexicon();
        let suggesting = suggest::Suggesting { searcher: &searcher, fields: &self.fields, viewer, lexicon: &lexicon };
        suggesting.answer(prefix, limit.min(MOST_HITS), |document| self.identity(document))
    }

    /// Weighs the grams of a text by how rare they are in the listings.
    pub fn text_vector(&self, text: &str) -> TextVector {
        let searcher = self.reader.searcher();
        let mut frequencies = self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        if frequencies.len() > MOST_FREQUENCIES {
            frequencies.clear();
        }
        let known = RefCell::new(&mut *frequencies);
        TextVector::new(text, |gram, is_unit| {
            let mut known = known.borrow_mut();
            let frequency = match known.get(gram) {
                Some(&frequency) => frequency,
                None => {
                    let field = if is_unit { self.fields.chars } else { self.fields.grams };
                    let frequency = searcher.doc_freq(&Term::from_field_text(field, gram)).unwrap_or_default();
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

/// The hits of the page, and whether nothing comes after them.
fn shown(request: &SearchRequest, best: Vec<Ranked>) -> (Vec<Ranked>, bool) {
    let skipped = if request.after.is_some() { 0 } else { request.offset };
    let is_last = best.len() <= skipped.saturating_add(page_hits(request));
    (best.into_iter().skip(skipped).take(page_hits(request)).collect(), is_last)
}

fn page_hits(request: &SearchRequest) -> usize {
    request.limit.min(MOST_HITS)
}

/// What the score of one hit is made of.
fn explain(searcher: &Searcher, scoring: &Scoring, bonus: Bonus, address: DocAddress) -> tantivy::Result<Explanation> {
    let segment = searcher.segment_reader(address.segment_ord);
    let mut parts: Vec<(ScorePart, f32)> = Vec::new();
    for (part, query) in &scoring.parts {
        let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
        let mut scorer = weight.scorer(segment, 1.0)?;
        // a scorer stands on its first listing already and cannot go back
        if scorer.doc() <= address.doc_id && scorer.seek(address.doc_id) == address.doc_id {
            parts.push((part.clone(), scorer.score()));
        }
    }
    let text: f32 = parts.iter().map(|(_, value)| value).sum();
    let standing = BonusColumns::open(segment)?.of(address.doc_id);
    parts.extend(bonus.shares(&standing).map(|(part, share)| (part, text * share)));
    Ok(Explanation { parts })
}

/// Changes with everything that decides what is found and in which order.
pub fn question(request: &SearchRequest) -> u64 {
    let mut hasher = DefaultHasher::new();
    request.words.hash(&mut hasher);
    format!("{:?} {:?} {:?}", request.viewer, request.filters, request.sort).hash(&mut hasher);
    hasher.finish()
}

fn stored(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}
