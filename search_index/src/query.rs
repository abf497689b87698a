//! Building the scoring query from what the user asked.
//!
//! A listing must have the telling words of a short question (fewer when too few have all), each in any of its ways: as a
//! word, as a piece of text, as a synonym, in its parts. A long text wants about 40 % of its telling words. Pairs of
//! characters and the pieces between spaces add to the score, whatever the words are cut like: the score of a listing is
//! the sum of the [`Scoring::parts`].

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::analyzer::fold::Folded;
use crate::analyzer::grams::{covering_grams, grams};
use crate::parse::{ParsedQuery, QueryTerm, has_exact_grams};
use crate::request::ScorePart;
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
/// The most pairs of characters of a question that count.
const MOST_GRAMS: usize = 40;

/// The most pieces between spaces that are looked for as they stand.
const MOST_CHUNKS: usize = 8;

static TITLE: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("TITLE", 0.6));
static SYNONYM: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("SYNONYM", 0.6));
static PARTS: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("PARTS", 0.5));
static PIECE: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("PIECE", 0.3));
static GRAM: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("GRAM", 0.5));
static CHUNK: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("CHUNK", 0.5));
static PHRASE: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("PHRASE", 1.5));
const NUMBER: f32 = 20.0;
/// More than the words of a question can be worth.
static FIRST: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("FIRST", 100.0));

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
    /// From strict to lax.
    pub const STEPS: [Self; 3] = [Self::All, Self::Half, Self::One];

    fn of_long(self, words: usize) -> usize {
        match self {
            Self::All => (words * 2).div_ceil(5).min(MOST_WANTED),
            Self::Half => words.div_ceil(5).min(MOST_WANTED),
            Self::One => words.min(1),
        }
    }

    fn of(self, words: usize) -> usize {
        match self {
            Self::All if words <= ALL_WANTED => words,
            Self::All => (words * 7).div_ceil(10),
            Self::Half => words.div_ceil(2),
            Self::One => words.min(1),
        }
    }
}

/// A query and what its score is made of.
pub struct Scoring {
    pub query: Box<dyn Query>,
    pub parts: Vec<(ScorePart, Box<dyn Query>)>,
}

impl Scoring {
    /// The same, with what a stricter query finds before all else.
    pub fn with_first(mut self, strict: &dyn Query) -> Self {
        let first = boosted(Box::new(ConstScoreQuery::new(strict.box_clone(), 1.0)), *FIRST);
        self.parts.push((ScorePart::Whole, first.box_clone()));
        self.query = Box::new(BooleanQuery::new(vec![(Occur::Must, self.query), (Occur::Should, first)]));
        self
    }
}

/// One part while the query is built.
struct Clause {
    part: ScorePart,
    occur: Occur,
    query: Box<dyn Query>,
}

/// The scoring query.
pub fn build(query: &ParsedQuery, fields: &Fields, searcher: &Searcher, wanted: Wanted) -> tantivy::Result<Scoring> {
    if query.is_hopeless() {
        return Ok(Scoring { query: Box::new(EmptyQuery), parts: Vec::new() });
    }
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut parts: Vec<(ScorePart, Box<dyn Query>)> = Vec::new();
    if !query.terms.is_empty() {
        let scoring = terms_query(query, fields, searcher, wanted)?;
        clauses.push((Occur::Must, scoring.query));
        parts.extend(scoring.parts);
    }
    for phrase in &query.phrases {
        let piece = boosted(piece(fields, phrase), *PHRASE);
        parts.push((ScorePart::Phrase(phrase.clone()), piece.box_clone()));
        clauses.push((Occur::Must, piece));
    }
    for quote in &query.quotes {
        let piece = boosted(piece(fields, quote), *PHRASE);
        parts.push((ScorePart::Phrase(quote.clone()), piece.box_clone()));
        clauses.push((Occur::Should, piece));
    }
    if clauses.is_empty() {
        clauses.push((Occur::Must, everything()));
    }
    clauses.extend(query.exclusions.iter().map(|phrase| (Occur::MustNot, excluded(fields, phrase))));
    Ok(Scoring { query: Box::new(BooleanQuery::new(clauses)), parts })
}

/// tantivy asks an exclusion about listings that it has passed already. A phrase must not be asked so (it panics where
/// assertions are on); a union may be.
fn excluded(fields: &Fields, phrase: &str) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(vec![piece(fields, phrase), piece(fields, phrase)]))
}

fn terms_query(query: &ParsedQuery, fields: &Fields, searcher: &Searcher, wanted: Wanted) -> tantivy::Result<Scoring> {
    if query.telling().count() > SHORT_QUERY || query.terms.len() > 2 * SHORT_QUERY {
        return long_query(&query.terms, fields, searcher, wanted);
    }
    let short = short_query(query, fields, searcher, wanted)?;
    let [chunk] = query.chunks.as_slice() else {
        return Ok(short);
    };
    let number = boosted(term(fields.number, chunk), NUMBER);
    let mut parts = short.parts;
    parts.push((ScorePart::Number, number.box_clone()));
    Ok(Scoring { query: union(vec![short.query, number]), parts })
}

fn short_query(query: &ParsedQuery, fields: &Fields, searcher: &Searcher, wanted: Wanted) -> tantivy::Result<Scoring> {
    let any_telling = query.telling().next().is_some();
    let (required, optional): (Vec<&QueryTerm>, Vec<&QueryTerm>) =
        query.terms.iter().partition(|term| term.telling || !any_telling);
    let minimum = wanted.of(required.len());
    let groups: Vec<Box<dyn Query>> = required.iter().map(|term| Ok(boosted(group(fields, term), sharp(searcher, fields.words, &term.text)?))).collect::<tantivy::Result<_>>()?;
    let word = |term: &QueryTerm| ScorePart::Word(term.text.clone());
    let mut parts: Vec<(ScorePart, Box<dyn Query>)> =
        required.iter().zip(&groups).map(|(term, group)| (word(term), group.box_clone())).collect();
    let mut groups = groups;
    if wanted == Wanted::One { groups.extend(pieces_only(query, fields)); }
    let required: Box<dyn Query> = match groups.len() {
        length if length == minimum => Box::new(BooleanQuery::intersection(groups)),
        _ => Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, minimum)),
    };
    let mut added: Vec<Clause> = optional
        .into_iter()
        .map(|term| Clause { part: word(term), occur: Occur::Should, query: group(fields, term) })
        .collect();
    let pieces = pieces(query, fields, searcher)?;
    if let Some(pieces) = pieces {
        added.push(Clause { part: ScorePart::Pieces, occur: Occur::Should, query: pieces });
    }
    if query.terms.len() > 1 {
        added.extend(query.chunks.iter().take(MOST_CHUNKS).map(|chunk| Clause {
            part: ScorePart::Phrase(chunk.clone()),
            occur: Occur::Should,
            query: boosted(piece(fields, chunk), *CHUNK),
        }));
    }
    let mut clauses = vec![(Occur::Must, required)];
    for clause in added {
        parts.push((clause.part, clause.query.box_clone()));
        clauses.push((clause.occur, clause.query));
    }
    Ok(Scoring { query: Box::new(BooleanQuery::new(clauses)), parts })
}

/// The pairs of characters of the question.
fn pieces(query: &ParsedQuery, fields: &Fields, searcher: &Searcher) -> tantivy::Result<Option<Box<dyn Query>>> {
    let mut seen = std::collections::BTreeSet::new();
    for chunk in &query.chunks {
        let folded = Folded::new(chunk);
        let pairs =
            grams(&folded).into_iter().filter(|range| range.len() > 1).map(|range| folded.slice(range).to_owned());
        seen.extend(pairs.take(MOST_GRAMS));
    }
    let grams: Vec<Box<dyn Query>> =
        seen.iter().take(MOST_GRAMS).map(|gram| Ok(boosted(term(fields.grams, gram), *GRAM * sharp(searcher, fields.grams, gram)?))).collect::<tantivy::Result<_>>()?;
    let mut grams = grams;
    for t in query.terms.iter() { for i in &t.inside { grams.push(boosted(term(fields.words, i), *INSIDE * sharp(searcher, fields.words, i)?)); } }
    for pair in query.terms.windows(2) { let both = format!("{}{}", pair[0].text, pair[1].text); if *PAIR > 0.0 && pair[0].is_chinese() && query.chunks.iter().any(|c| c.contains(&both)) { grams.push(boosted(piece(fields, &both), *PAIR)); } }
    Ok((!grams.is_empty()).then(|| union(grams)))
}

static INSIDE: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("INSIDE", 0.0));
static PAIR: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("PAIR", 0.0));
static SHARP: std::sync::LazyLock<f32> = std::sync::LazyLock::new(|| crate::tune("SHARP", 0.0));

fn sharp(searcher: &Searcher, field: Field, text: &str) -> tantivy::Result<f32> {
    if *SHARP == 0.0 { return Ok(1.0); }
    let frequency = searcher.doc_freq(&Term::from_field_text(field, text))?;
    Ok((crate::similar::rarity(searcher.num_docs(), frequency) / 5.0).max(0.05).powf(*SHARP))
}

fn pieces_only(query: &ParsedQuery, fields: &Fields) -> Option<Box<dyn Query>> {
    let mut seen = std::collections::BTreeSet::new();
    for chunk in &query.chunks {
        let folded = Folded::new(chunk);
        let pairs = grams(&folded).into_iter().filter(|range| range.len() > 1).map(|range| folded.slice(range).to_owned());
        seen.extend(pairs.take(MOST_GRAMS));
    }
    let grams: Vec<Box<dyn Query>> = seen.iter().map(|gram| Box::new(ConstScoreQuery::new(term(fields.grams, gram), 0.0)) as Box<dyn Query>).collect();
    (!grams.is_empty()).then(|| union(grams))
}

/// One word of a short query in all the ways a listing may say it.
fn group(fields: &Fields, wanted: &QueryTerm) -> Box<dyn Query> {
    let mut ways = word_ways(fields, &wanted.text);
    if wanted.is_chinese() {
        ways.push(boosted(piece(fields, &wanted.text), *PIECE));
    }
    for variant in &wanted.variants {
        ways.extend(word_ways(fields, variant).into_iter().map(|way| boosted(way, *SYNONYM)));
        if variant.chars().count() > 1 && !variant.is_ascii() && has_exact_grams(variant) {
            ways.push(boosted(piece(fields, variant), *PIECE * *SYNONYM));
        }
    }
    if !wanted.parts.is_empty() {
        let parts = wanted.parts.iter().map(|part| (Occur::Must, union(word_ways(fields, part)))).collect();
        ways.push(boosted(Box::new(BooleanQuery::new(parts)), *PARTS));
    }
    union(ways)
}

fn word_ways(fields: &Fields, word: &str) -> Vec<Box<dyn Query>> {
    vec![term(fields.words, word), boosted(term(fields.title, word), *TITLE)]
}

fn long_query(
    terms: &[QueryTerm],
    fields: &Fields,
    searcher: &Searcher,
    wanted: Wanted,
) -> tantivy::Result<Scoring> {
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
        return Ok(Scoring { query: Box::new(EmptyQuery), parts: Vec::new() });
    }
    let minimum = wanted.of_long(weighed.len());
    let groups: Vec<Box<dyn Query>> = weighed.iter().map(|(_, term)| union(word_ways(fields, &term.text))).collect();
    let parts = weighed.iter().zip(&groups);
    let parts = parts.map(|((_, term), group)| (ScorePart::Word(term.text.clone()), group.box_clone())).collect();
    let query = BooleanQuery::union_with_minimum_required_clauses(groups, minimum);
    Ok(Scoring { query: Box::new(query), parts })
}

/// The exact piece of text, anywhere in a listing.
pub fn piece(fields: &Fields, text: &str) -> Box<dyn Query> {
    let folded = Folded::new(text);
    let grams: Vec<(usize, Term)> = covering_grams(&folded)
        .into_iter()
        .map(|range| (range.start, Term::from_field_text(fields.grams, folded.slice(range))))
        .collect();
    match grams.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] if is_unit(&folded) => term(fields.chars, only.value().as_str().unwrap_or_default()),
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(grams)),
    }
}

/// True for a single character or Latin word, which the grams do not hold.
fn is_unit(folded: &Folded) -> bool {
    crate::analyzer::grams::units(folded).len() == 1
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
