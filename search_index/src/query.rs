//! Building the scoring query from what the user asked.
//!
//! A listing must have the telling words of a short question (fewer when too few have all), each in any of its ways: as a
//! word, as a piece of text, as a synonym, in its parts. A long text wants about 40 % of its telling words. Pairs of
//! characters and the pieces between spaces add to the score, whatever the words are cut like: the score of a listing is
//! the sum of the [`Scoring::parts`]. Rare words and pairs count more than BM25 alone would make them (idf^1.5, which the
//! matching of texts is known to profit from).

use std::collections::BTreeSet;

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::analyzer::fold::Folded;
use crate::analyzer::grams::{covering_grams, grams, units};
use crate::collected::Collected;
use crate::parse::{ParsedQuery, QueryTerm, SHORT_QUERY};
use crate::request::ScorePart;
use crate::schema::Fields;
use crate::similar::{inverse_frequency, rarity};
use crate::visibility::everything;

/// Up to this many telling words all are wanted.
const ALL_WANTED: usize = 5;
/// The most telling words that are taken from a long text.
const LONG_QUERY: usize = 30;
/// A long text is never asked for more shared words than this.
const MOST_WANTED: usize = 8;
/// The most pairs of characters of a question that count.
const MOST_GRAMS: usize = 40;
/// The most pieces between spaces that are looked for as they stand.
const MOST_CHUNKS: usize = 8;

const TITLE: f32 = 0.6;
const SYNONYM: f32 = 0.8;
const PARTS: f32 = 0.5;
const GRAM: f32 = 0.6;
/// A word that may be cut differently in the listing, found as a piece of text.
const PIECE: f32 = 0.3;
const CHUNK: f32 = 0.5;
const PHRASE: f32 = 1.5;
const NUMBER: f32 = 20.0;
/// What having all words is worth when fewer were asked for.
const WHOLE: f32 = 4.0;
/// The inverse document frequency of a word that is neither rare nor common.
const USUAL_RARITY: f32 = 5.0;
const LEAST_RARITY: f32 = 0.25;

/// How many of the telling words a listing must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of up to five, most of more.
    All,
    /// Half of them.
    Half,
    /// One, or a pair of characters of the question.
    One,
}

impl Wanted {
    /// From strict to lax.
    pub const STEPS: [Self; 3] = [Self::All, Self::Half, Self::One];

    fn of_short(self, words: usize) -> usize {
        match self {
            Self::All if words <= ALL_WANTED => words,
            Self::All => (words * 7).div_ceil(10),
            Self::Half => words.div_ceil(2),
            Self::One => words.min(1),
        }
    }

    fn of_long(self, words: usize) -> usize {
        match self {
            Self::All => (words * 2).div_ceil(5).min(MOST_WANTED),
            Self::Half => words.div_ceil(5).min(MOST_WANTED),
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
    fn nothing() -> Self {
        Self { query: Box::new(EmptyQuery), parts: Vec::new() }
    }

    /// The same, with more score for what a stricter query finds.
    pub fn favouring(mut self, part: ScorePart, strict: &dyn Query) -> Self {
        let favoured = boosted(Box::new(ConstScoreQuery::new(strict.box_clone(), 1.0)), WHOLE);
        self.parts.push((part, favoured.box_clone()));
        self.query = Box::new(BooleanQuery::new(vec![(Occur::Must, self.query), (Occur::Should, favoured)]));
        self
    }
}

/// Builds queries against one snapshot of the index.
pub struct Builder<'a> {
    pub fields: &'a Fields,
    pub searcher: &'a Searcher,
}

impl Builder<'_> {
    /// The scoring query.
    pub fn build(&self, query: &ParsedQuery, wanted: Wanted) -> tantivy::Result<Scoring> {
        if query.is_hopeless() {
            return Ok(Scoring::nothing());
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut parts: Vec<(ScorePart, Box<dyn Query>)> = Vec::new();
        if !query.terms.is_empty() {
            let scoring = self.terms(query, wanted)?;
            clauses.push((Occur::Must, scoring.query));
            parts.extend(scoring.parts);
        }
        let phrases = query.phrases.iter().map(|phrase| (Occur::Must, phrase));
        for (occur, phrase) in phrases.chain(query.quotes.iter().map(|quote| (Occur::Should, quote))) {
            let piece = boosted(piece(self.fields, phrase), PHRASE);
            parts.push((ScorePart::Phrase(phrase.clone()), piece.box_clone()));
            clauses.push((occur, piece));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, everything()));
        }
        let excluded = query.exclusions.iter().map(|phrase| piece(self.fields, phrase));
        clauses.extend(excluded.map(|piece| (Occur::MustNot, Box::new(Collected::new(piece)) as Box<dyn Query>)));
        Ok(Scoring { query: Box::new(BooleanQuery::new(clauses)), parts })
    }

    fn terms(&self, query: &ParsedQuery, wanted: Wanted) -> tantivy::Result<Scoring> {
        if query.telling().count() > SHORT_QUERY || query.terms.len() > 2 * SHORT_QUERY {
            return self.long(&query.terms, wanted);
        }
        let short = self.short(query, wanted)?;
        let [chunk] = query.chunks.as_slice() else {
            return Ok(short);
        };
        let number = boosted(term(self.fields.number, chunk), NUMBER);
        let mut parts = short.parts;
        parts.push((ScorePart::Number, number.box_clone()));
        Ok(Scoring { query: union(vec![short.query, number]), parts })
    }

    fn short(&self, query: &ParsedQuery, wanted: Wanted) -> tantivy::Result<Scoring> {
        let any_telling = query.telling().next().is_some();
        let (required, optional): (Vec<&QueryTerm>, Vec<&QueryTerm>) =
            query.terms.iter().partition(|term| term.telling || !any_telling);
        let mut parts = Vec::new();
        let mut groups: Vec<Box<dyn Query>> = Vec::with_capacity(required.len());
        for term in &required {
            let group = self.group(term)?;
            parts.push((ScorePart::Word(term.text.clone()), group.box_clone()));
            groups.push(group);
        }
        let minimum = wanted.of_short(required.len());
        let pairs = self.pairs(query);
        if wanted == Wanted::One {
            groups.extend(pairs.iter().map(|pair| filter(term(self.fields.grams, pair))));
        }
        let mut added: Vec<(ScorePart, Box<dyn Query>)> = Vec::new();
        for term in optional {
            added.push((ScorePart::Word(term.text.clone()), self.group(term)?));
        }
        if !pairs.is_empty() {
            added.push((ScorePart::Pieces, self.weighed_pairs(&pairs)?));
        }
        if query.terms.len() > 1 {
            let chunks = query.chunks.iter().take(MOST_CHUNKS);
            added.extend(
                chunks.map(|chunk| (ScorePart::Phrase(chunk.clone()), boosted(piece(self.fields, chunk), CHUNK))),
            );
        }
        let mut clauses = vec![(Occur::Must, at_least(groups, minimum))];
        for (part, query) in added {
            parts.push((part, query.box_clone()));
            clauses.push((Occur::Should, query));
        }
        Ok(Scoring { query: Box::new(BooleanQuery::new(clauses)), parts })
    }

    /// The pairs of characters of the question.
    fn pairs(&self, query: &ParsedQuery) -> BTreeSet<String> {
        let of_chunk = |chunk: &String| {
            let folded = Folded::new(chunk);
            let pairs = grams(&folded).into_iter().filter(|range| units_of(&folded, range) > 1);
            pairs.take(MOST_GRAMS).map(|range| folded.slice(range).to_owned()).collect::<Vec<_>>()
        };
        query.chunks.iter().take(MOST_CHUNKS).flat_map(of_chunk).take(MOST_GRAMS).collect()
    }

    fn weighed_pairs(&self, pairs: &BTreeSet<String>) -> tantivy::Result<Box<dyn Query>> {
        let weighed =
            |pair: &String| Ok(boosted(term(self.fields.grams, pair), GRAM * self.sharpness(self.fields.grams, pair)?));
        Ok(union(pairs.iter().map(weighed).collect::<tantivy::Result<_>>()?))
    }

    /// One word of a short query in all the ways a listing may say it.
    fn group(&self, wanted: &QueryTerm) -> tantivy::Result<Box<dyn Query>> {
        let mut ways = self.word(&wanted.text, 1.0)?;
        if wanted.is_chinese() {
            ways.push(boosted(piece(self.fields, &wanted.text), PIECE));
        }
        for variant in &wanted.variants {
            ways.extend(self.word(variant, SYNONYM)?);
            if variant.chars().count() > 1 && !variant.is_ascii() && has_exact_grams(variant) {
                ways.push(boosted(piece(self.fields, variant), PIECE * SYNONYM));
            }
        }
        if !wanted.parts.is_empty() {
            let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(wanted.parts.len());
            for part in &wanted.parts {
                parts.push((Occur::Must, union(self.word(part, PARTS)?)));
            }
            ways.push(Box::new(BooleanQuery::new(parts)));
        }
        Ok(union(ways))
    }

    /// A word anywhere, and once more in the title.
    fn word(&self, word: &str, weight: f32) -> tantivy::Result<Vec<Box<dyn Query>>> {
        let weight = weight * self.sharpness(self.fields.words, word)?;
        Ok(vec![boosted(term(self.fields.words, word), weight), boosted(term(self.fields.title, word), weight * TITLE)])
    }

    /// How much more a rare term counts than its inverse document frequency alone.
    fn sharpness(&self, field: Field, text: &str) -> tantivy::Result<f32> {
        let frequency = self.searcher.doc_freq(&Term::from_field_text(field, text))?;
        Ok((rarity(self.searcher.num_docs(), frequency).max(LEAST_RARITY) / USUAL_RARITY).sqrt())
    }

    fn long(&self, terms: &[QueryTerm], wanted: Wanted) -> tantivy::Result<Scoring> {
        let mut weighed: Vec<(f32, &QueryTerm)> = Vec::with_capacity(terms.len());
        let mut unknown: Vec<(ScorePart, Box<dyn Query>)> = Vec::new();
        for term in terms.iter().filter(|term| term.telling) {
            // words that no listing has cannot be shared
            match inverse_frequency(self.searcher, self.fields, &term.text)? {
                Some(rarity) => weighed.push((rarity * (term.count as f32).sqrt(), term)),
                None => unknown.push((ScorePart::Word(term.text.clone()), Box::new(EmptyQuery) as Box<dyn Query>)),
            }
        }
        weighed.sort_by(|left, right| right.0.total_cmp(&left.0));
        weighed.truncate(LONG_QUERY);
        if weighed.is_empty() {
            return Ok(Scoring::nothing());
        }
        let mut parts = Vec::with_capacity(weighed.len());
        let mut groups = Vec::with_capacity(weighed.len());
        for (_, term) in &weighed {
            let group = union(self.word(&term.text, 1.0)?);
            parts.push((ScorePart::Word(term.text.clone()), group.box_clone()));
            groups.push(group);
        }
        parts.extend(unknown.into_iter().take(LONG_QUERY));
        Ok(Scoring { query: at_least(groups, wanted.of_long(weighed.len())), parts })
    }
}

fn at_least(mut groups: Vec<Box<dyn Query>>, minimum: usize) -> Box<dyn Query> {
    match groups.len() {
        1 => groups.remove(0),
        length if length == minimum => Box::new(BooleanQuery::intersection(groups)),
        _ => Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, minimum)),
    }
}

/// The exact piece of text, anywhere in a listing.
pub fn piece(fields: &Fields, text: &str) -> Box<dyn Query> {
    let folded = Folded::new(text);
    if let [unit] = units(&folded).as_slice() {
        // the grams hold no single unit
        return term(fields.chars, folded.slice(unit.clone()));
    }
    let grams: Vec<(usize, Term)> = covering_grams(&folded)
        .into_iter()
        .map(|range| (range.start, Term::from_field_text(fields.grams, folded.slice(range))))
        .collect();
    match grams.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(grams)),
    }
}

fn units_of(folded: &Folded, range: &std::ops::Range<usize>) -> usize {
    units(&Folded::new(folded.slice(range.clone()))).len()
}

/// True when the grams of a text find exactly the text; connectors such as the plus signs of `C++` are not in them.
fn has_exact_grams(text: &str) -> bool {
    let folded = Folded::new(text);
    let covered: usize = units(&folded).iter().map(ExactSizeIterator::len).sum();
    covered == folded.len()
}

pub fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// The same listings without a score.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

pub fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

pub fn union(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries))
}
