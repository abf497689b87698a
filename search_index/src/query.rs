//! Building the scoring query from what the user asked.
//!
//! A short query wants all of its telling words (fewer when nothing has all), each as a word of any field or as a piece of text in the gram fields;
//! a long text wants about 40 % of its telling words, as words only.

use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::analyzer::fold::Folded;
use crate::analyzer::grams::covering_grams;
use crate::parse::{ParsedQuery, QueryTerm, has_exact_grams};
use crate::schema::Fields;
use crate::similar::inverse_frequency;
use crate::visibility::everything;

/// Up to this many telling words all are wanted.
const ALL_WANTED: usize = 5;
/// Up to this many telling words the query is looked for in the gram fields too.
const SHORT_QUERY: usize = 12;
/// The most telling words that are taken from a long text.
const LONG_QUERY: usize = 30;
/// A long text is never asked for more shared words than this.
const MOST_WANTED: usize = 8;

const SYNONYM: f32 = 0.6;
const PARTS: f32 = 0.5;
const TITLE_GRAMS: f32 = 0.5;
const TEXT_GRAMS: f32 = 0.2;
const NUMBER: f32 = 20.0;

/// How many of the telling words of a short query a listing must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of up to five, most of more.
    All,
    /// Half of them.
    Half,
    /// One.
    One,
}

impl Wanted {
    /// From strict to lax: the next is asked only when the one before finds nothing.
    pub const STEPS: [Self; 3] = [Self::All, Self::Half, Self::One];

    fn of(self, words: usize) -> usize {
        match self {
            Self::All if words <= ALL_WANTED => words,
            Self::All => (words * 7).div_ceil(10),
            Self::Half => words.div_ceil(2),
            Self::One => words.min(1),
        }
    }
}

/// The scoring query.
pub fn build(
    query: &ParsedQuery,
    fields: &Fields,
    searcher: &Searcher,
    wanted: Wanted,
) -> tantivy::Result<Box<dyn Query>> {
    if query.is_hopeless() {
        return Ok(Box::new(EmptyQuery));
    }
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    if !query.terms.is_empty() {
        clauses.push((Occur::Must, terms_query(query, fields, searcher, wanted)?));
    }
    clauses.extend(query.phrases.iter().map(|phrase| (Occur::Must, anywhere(fields, phrase, 2.0, 1.0))));
    if clauses.is_empty() {
        clauses.push((Occur::Must, everything()));
    }
    clauses.extend(query.exclusions.iter().map(|phrase| (Occur::MustNot, anywhere(fields, phrase, 1.0, 1.0))));
    Ok(Box::new(BooleanQuery::new(clauses)))
}

fn terms_query(
    query: &ParsedQuery,
    fields: &Fields,
    searcher: &Searcher,
    wanted: Wanted,
) -> tantivy::Result<Box<dyn Query>> {
    let telling = query.terms.iter().filter(|term| term.telling).count();
    if telling > SHORT_QUERY || query.terms.len() > 2 * SHORT_QUERY {
        return long_query(&query.terms, fields, searcher);
    }
    let short = short_query(query, fields, telling, wanted);
    let [chunk] = query.chunks.as_slice() else {
        return Ok(short);
    };
    Ok(union(vec![short, boosted(term(fields.number, chunk), NUMBER)]))
}

fn short_query(query: &ParsedQuery, fields: &Fields, telling: usize, wanted: Wanted) -> Box<dyn Query> {
    let is_required = |term: &&QueryTerm| term.telling || telling == 0;
    let required: Vec<Box<dyn Query>> =
        query.terms.iter().filter(is_required).map(|term| group(fields, term)).collect();
    let minimum = wanted.of(required.len());
    let required = BooleanQuery::union_with_minimum_required_clauses(required, minimum);
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(required))];
    let optional = query.terms.iter().filter(|term| !is_required(term)).map(|term| group(fields, term));
    clauses.extend(optional.map(|query| (Occur::Should, query)));
    if query.terms.len() > 1 {
        clauses.extend(query.chunks.iter().map(|chunk| (Occur::Should, anywhere(fields, chunk, 2.0, 0.5))));
    }
    Box::new(BooleanQuery::new(clauses))
}

/// One word of a short query in all the ways a listing may say it.
fn group(fields: &Fields, wanted: &QueryTerm) -> Box<dyn Query> {
    let mut ways = word_ways(fields, &wanted.text);
    if wanted.is_chinese() {
        ways.push(anywhere(fields, &wanted.text, TITLE_GRAMS, TEXT_GRAMS));
    }
    for variant in &wanted.variants {
        ways.push(boosted(union(word_ways(fields, variant)), SYNONYM));
        if variant.chars().count() > 1 && !variant.is_ascii() && has_exact_grams(variant) {
            ways.push(boosted(anywhere(fields, variant, TITLE_GRAMS, TEXT_GRAMS), SYNONYM));
        }
    }
    if !wanted.parts.is_empty() {
        let parts = wanted.parts.iter().map(|part| (Occur::Must, union(word_ways(fields, part)))).collect();
        ways.push(boosted(Box::new(BooleanQuery::new(parts)), PARTS));
    }
    union(ways)
}

fn word_ways(fields: &Fields, word: &str) -> Vec<Box<dyn Query>> {
    [(fields.title, 3.0), (fields.keywords, 2.5), (fields.summary, 1.5), (fields.body, 1.0), (fields.organization, 1.0)]
        .into_iter()
        .map(|(field, boost)| boosted(term(field, word), boost))
        .collect()
}

fn long_query(terms: &[QueryTerm], fields: &Fields, searcher: &Searcher) -> tantivy::Result<Box<dyn Query>> {
    let mut weighed: Vec<(f32, &QueryTerm)> = Vec::with_capacity(terms.len());
    for term in terms.iter().filter(|term| term.telling) {
        // words that no listing has cannot be shared
        if let Some(rarity) = inverse_frequency(searcher, fields, &term.text)? {
            weighed.push((rarity * (term.count as f32).sqrt(), term));
        }
    }
    weighed.sort_by(|left, right| right.0.total_cmp(&left.0));
    weighed.truncate(LONG_QUERY);
    if weighed.is_empty() {
        return Ok(Box::new(EmptyQuery));
    }
    let minimum = (weighed.len() * 2).div_ceil(5).min(MOST_WANTED);
    let groups = weighed.iter().map(|(_, term)| union(word_ways(fields, &term.text))).collect();
    Ok(Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, minimum)))
}

/// A piece of text in the title or elsewhere.
pub fn anywhere(fields: &Fields, text: &str, title_boost: f32, text_boost: f32) -> Box<dyn Query> {
    union(vec![
        boosted(piece(fields.title_grams, text), title_boost),
        boosted(piece(fields.text_grams, text), text_boost),
    ])
}

/// The exact piece of text in a gram field.
pub fn piece(field: Field, text: &str) -> Box<dyn Query> {
    let folded = Folded::new(text);
    let grams: Vec<(usize, Term)> = covering_grams(&folded)
        .into_iter()
        .map(|range| (range.start, Term::from_field_text(field, folded.slice(range))))
        .collect();
    match grams.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(grams)),
    }
}

pub fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

pub fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

pub fn union(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries))
}
