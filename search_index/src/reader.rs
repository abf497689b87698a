//! Answers from one generation of the index. A searcher is a snapshot: all passes of one search use the same one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument};

use crate::best::Ranked;
use crate::bonus::Bonus;
use crate::columns::Columns;
use crate::cursor::Cursor;
use crate::dictionary::Lexicon;
use crate::document::ListingKind;
use crate::error::IndexError;
use crate::highlight::QueryTerms;
use crate::parse::ParsedQuery;
use crate::plan::{Plan, Planner, Wanted};
use crate::rarities::Rarities;
use crate::request::{
    Candidate, Explanation, Filters, Relaxation, SearchHit, SearchRequest, SearchResponse, SimilarRequest, Sort,
    Suggestion, Viewer,
};
use crate::rescue;
use crate::schema::Fields;
use crate::sieve::Sieve;
use crate::similar::{self, GramVector};
use crate::suggest::Suggesting;
use crate::tally::{Page, Ranking, Tally};
use crate::terms::Terms;

const MOST_HITS: usize = 100;
const DEEPEST_HIT: usize = 10_000;
/// Listings that resemble a text.
const MOST_CANDIDATES: usize = 3_000;
/// Fewer listings than this, and other spellings are tried.
const LITTLE: u64 = 3;

/// The reading side of one generation.
pub struct Reading {
    reader: IndexReader,
    fields: Fields,
    lexicon: RwLock<Arc<Lexicon>>,
    columns: Columns,
    rarities: Rarities,
}

/// One search at work.
struct Asking<'a> {
    terms: &'a Terms<'a>,
    request: &'a SearchRequest,
    sieve: Sieve,
    ranking: Ranking,
}

/// The question that was answered in the end.
struct Answer {
    asked: ParsedQuery,
    plan: Plan,
    wanted: Wanted,
    /// Steps before this one that the answer favours.
    stricter: Vec<Wanted>,
    page: Page,
    relaxation: Option<Relaxation>,
}

impl Reading {
    pub fn open(index: &Index, fields: Fields, lexicon: Arc<Lexicon>) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (lexicon, columns) = (RwLock::new(lexicon), Columns::default());
        let rarities = Rarities::new(listings(&reader.searcher()), index.load_metas()?.opstamp);
        Ok(Self { reader, fields, lexicon, columns, rarities })
    }

    /// Makes the last commit visible.
    pub fn reload(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        self.columns.of(&searcher)?;
        self.columns.forget_others(&searcher);
        self.rarities.follow(listings(&searcher), searcher.index().load_metas()?.opstamp);
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
        let searcher = self.reader.searcher();
        let terms = Terms::open(&searcher, &self.fields, &self.columns)?;
        let sieve = Sieve::new(&self.fields, &request.viewer, &request.filters);
        let asking = Asking { terms: &terms, request, sieve, ranking };
        let mut answer = asking.answer(parsed.clone(), &lexicon)?;
        let whole = answer.relaxation.as_ref().map_or(answer.page.total, |relaxation| relaxation.whole);
        let rescue = if whole < LITTLE { rescue::propose(&terms, &parsed, request, &lexicon)? } else { None };
        let (shown, is_last) = shown(request, std::mem::take(&mut answer.page.best));
        let next = shown.last().filter(|_| !is_last).map(|last| Cursor {
            rank: last.rank,
            key: last.key,
            question: question(request),
        });
        let hits = self.hits(&asking, &answer, &shown)?;
        Ok(SearchResponse {
            total: answer.page.total,
            hits,
            facets: answer.page.facets.into_answer(),
            terms: QueryTerms::new(&answer.asked, &lexicon),
            relaxation: answer.relaxation,
            rescue,
            next,
        })
    }

    /// How many listings have all that is asked for; nothing is relaxed.
    pub fn count(&self, request: &SearchRequest) -> Result<u64, IndexError> {
        let parsed = ParsedQuery::new(&request.words, &self.lexicon());
        let searcher = self.reader.searcher();
        let terms = Terms::open(&searcher, &self.fields, &self.columns)?;
        let plan = Planner { terms: &terms }.plan(&parsed)?;
        let sieve = Sieve::new(&self.fields, &request.viewer, &request.filters);
        Ok(Tally::of_any(&terms, &plan, &sieve).run()?.total)
    }

    /// Whether a listing that the viewer sees has all the words.
    pub fn finds_all(&self, words: &str, viewer: &Viewer) -> Result<bool, IndexError> {
        let parsed = ParsedQuery::new(words, &self.lexicon());
        let searcher = self.reader.searcher();
        let terms = Terms::open(&searcher, &self.fields, &self.columns)?;
        let plan = Planner { terms: &terms }.plan(&parsed)?;
        Ok(Tally::of_any(&terms, &plan, &Sieve::of_viewer(&self.fields, viewer)).finds_any()?)
    }

    fn hits(&self, asking: &Asking, answer: &Answer, shown: &[Ranked]) -> Result<Vec<SearchHit>, IndexError> {
        let mut hits = Vec::with_capacity(shown.len());
        for ranked in shown {
            let Some((id, kind)) = self.identity_at(asking.terms.searcher, ranked.address)? else { continue };
            let (score, explanation) = match asking.ranking {
                Ranking::Newest | Ranking::Likeness => (0.0, None),
                Ranking::Score(bonus) if asking.request.explain => {
                    let tally = asking.tally(&answer.plan, answer.wanted, &answer.stricter);
                    (ranked.rank as f32, Some(Explanation { parts: tally.explain(ranked, bonus)? }))
                }
                Ranking::Score(_) => (ranked.rank as f32, None),
            };
            hits.push(SearchHit { id, kind, score, explanation });
        }
        Ok(hits)
    }

    fn identity_at(&self, searcher: &Searcher, at: DocAddress) -> tantivy::Result<Option<(String, ListingKind)>> {
        Ok(self.identity(&searcher.doc(at)?))
    }

    fn identity(&self, document: &TantivyDocument) -> Option<(String, ListingKind)> {
        let kind = stored(document, self.fields.kind)?.parse().ok()?;
        Some((stored(document, self.fields.id)?.to_owned(), kind))
    }

    pub fn similar(&self, request: &SimilarRequest) -> Result<Vec<Candidate>, IndexError> {
        let searcher = self.reader.searcher();
        let terms = Terms::open(&searcher, &self.fields, &self.columns)?;
        let plan = similar::plan(request, &terms);
        let filters = Filters { kinds: vec![request.kind], ..Filters::default() };
        let sieve = Sieve::new(&self.fields, &request.viewer, &filters);
        let tally = Tally {
            wanted: Wanted::One,
            ranking: Ranking::Likeness,
            depth: request.limit.min(MOST_CANDIDATES),
            ..Tally::of_any(&terms, &plan, &sieve)
        };
        let mut candidates = Vec::with_capacity(tally.depth);
        for ranked in tally.run()?.best {
            let identity = self.identity_at(&searcher, ranked.address)?;
            candidates.extend(identity.map(|(id, _)| Candidate { id, score: ranked.rank as f32 }));
        }
        Ok(candidates)
    }

    pub fn suggest(&self, prefix: &str, viewer: &Viewer, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        let searcher = self.reader.searcher();
        let lexicon = self.lexicon();
        let terms = Terms::open(&searcher, &self.fields, &self.columns)?;
        let sieve = Sieve::of_viewer(&self.fields, viewer);
        let suggesting = Suggesting { terms: &terms, sieve: &sieve, lexicon: &lexicon };
        suggesting.answer(prefix, limit.min(MOST_HITS), |at| self.identity_at(&searcher, at))
    }

    /// What a text asks, weighed by how rare its grams are in the listings.
    pub fn asked(&self, title: &str, content: &str) -> GramVector {
        let (searcher, rarities) = (self.reader.searcher(), self.rarities.current());
        GramVector::asked(title, content, |number, gram| rarities.of(number, gram, &searcher, &self.fields))
    }

    /// What a text offers, weighed likewise.
    pub fn offered(&self, head: &str, whole: &str) -> GramVector {
        let (searcher, rarities) = (self.reader.searcher(), self.rarities.current());
        GramVector::offered(head, whole, |number, gram| rarities.of(number, gram, &searcher, &self.fields))
    }

    /// The number of the rarities that texts are weighed by now; those of one number can be compared.
    pub fn rarities(&self) -> u64 {
        self.rarities.current().number
    }

    /// A cheap question that touches the files; a damaged index fails here instead of at the first user.
    pub fn probe(&self) -> tantivy::Result<()> {
        let searcher = self.reader.searcher();
        let terms = Terms::open(&searcher, &self.fields, &self.columns)?;
        let plan = Plan::everything();
        let sieve = Sieve::of_viewer(&self.fields, &Viewer::Anonymous);
        Tally::of_any(&terms, &plan, &sieve).finds_any().map(drop)
    }
}

impl Asking<'_> {
    /// The answer to the strictest question that finds enough, and what was given up for it.
    fn answer(&self, parsed: ParsedQuery, lexicon: &Lexicon) -> Result<Answer, IndexError> {
        let planner = Planner { terms: self.terms };
        let plan = planner.plan(&parsed)?;
        let page = self.tally(&plan, Wanted::All, &[]).run()?;
        let whole = page.total;
        let page_hits = page_hits(self.request);
        let loosened = parsed.loosened(whole, page_hits, lexicon);
        let strict = Answer { asked: parsed, plan, wanted: Wanted::All, stricter: Vec::new(), page, relaxation: None };
        let Some(loose) = loosened else { return Ok(strict) };
        // what nothing has whole is taken apart: other words, another plan
        let plan = if whole == 0 { Some(planner.plan(&loose)?) } else { None };
        self.relaxed(strict, loose, plan, whole)
    }

    fn relaxed(
        &self,
        mut strict: Answer,
        loose: ParsedQuery,
        plan: Option<Plan>,
        whole: u64,
    ) -> Result<Answer, IndexError> {
        let enough = loose.enough(page_hits(self.request));
        let mut stricter = if whole > 0 { vec![Wanted::All] } else { Vec::new() };
        let mut best: Option<(Wanted, usize, Page)> = None;
        let used = plan.as_ref().unwrap_or(&strict.plan);
        for wanted in loose.steps(whole) {
            let page = self.tally(used, wanted, &stricter).run()?;
            let so_far = best.as_ref().map_or(whole, |(_, _, page)| page.total);
            if page.total > so_far {
                best = Some((wanted, stricter.len(), page));
            }
            if best.as_ref().is_some_and(|(_, _, page)| page.total >= enough) {
                break;
            }
            stricter.push(wanted);
        }
        let Some((wanted, favoured, page)) = best else { return Ok(strict) };
        stricter.truncate(favoured);
        let skipped = if self.request.after.is_some() { 0 } else { self.request.offset.min(page.best.len()) };
        let shown = skipped..(skipped + page_hits(self.request)).min(page.best.len());
        let given_up = self.tally(used, wanted, &stricter).missing(&page.best[shown]);
        let relaxation = Some(Relaxation { whole, given_up });
        if let Some(plan) = plan {
            strict.plan = plan;
        }
        Ok(Answer { asked: loose, plan: strict.plan, wanted, stricter, page, relaxation })
    }

    fn tally<'a>(&'a self, plan: &'a Plan, wanted: Wanted, stricter: &'a [Wanted]) -> Tally<'a> {
        let request = self.request;
        let depth = match request.after {
            Some(_) => request.limit.min(MOST_HITS),
            None => request.limit.min(MOST_HITS).min(DEEPEST_HIT.saturating_sub(request.offset)),
        };
        let skipped = if request.after.is_some() || depth == 0 { 0 } else { request.offset };
        Tally {
            terms: self.terms,
            plan,
            wanted,
            stricter,
            sieve: &self.sieve,
            ranking: self.ranking,
            // one more than is shown tells whether there is a next page
            depth: if depth == 0 { 0 } else { depth + skipped + 1 },
            after: request.after,
            facets: &request.facets,
        }
    }
}

/// Listings that statistics are counted over.
fn listings(searcher: &Searcher) -> u64 {
    searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum()
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
