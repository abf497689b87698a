//! What is asked of each listing, made from what the user asked.
//!
//! A listing must have the telling words of a short question (fewer when too few have all), each in any of its ways: as a
//! word, as a piece of text, as a synonym, in its parts. A long text wants about 40 % of its telling words. Pairs of
//! characters, single characters and the pieces between spaces add to the score, whatever the words are cut like; those
//! inside a word only where a listing lacks the word, of which they are the weaker evidence (so a synonym or a Latin name is
//! worth as much as a word that is written out). The score of a listing is the sum of the plan's parts. Rare words and pairs
//! count more than BM25 alone would make them (idf^1.5, which the matching of texts is known to profit from). The weights
//! stand on a flat top of `jiqiao eval search` over three collections (docs/measuring.md).

use std::collections::BTreeSet;
use std::ops::Range;

use tantivy::schema::Field;

use crate::analyzer::fold::Folded;
use crate::analyzer::grams::{covering_grams, grams, units};
use crate::parse::{ParsedQuery, QueryTerm, SHORT_QUERY};
use crate::request::ScorePart;
use crate::terms::{Found, Terms, saturated};

/// Up to this many telling words all are wanted.
const ALL_WANTED: usize = 5;
/// The most telling words of a question that count, the most telling of a long text; each has a bit in the tally.
const MOST_WORDS: usize = 30;
/// A long text is never asked for more shared words than this.
const MOST_WANTED: usize = 8;
/// The most pairs of characters of a question that count.
const MOST_GRAMS: usize = 40;
/// The most pieces between spaces that are looked for as they stand.
const MOST_CHUNKS: usize = 8;

const WORD: f32 = 2.0;
/// A word that is not asked for.
const BESIDE: f32 = 0.5;
const TITLE: f32 = 0.6;
const SYNONYM: f32 = 0.8;
const PARTS: f32 = 0.5;
const GRAM: f32 = 0.9;
const CHARACTER: f32 = 1.0;
/// A word that may be cut differently in the listing, found as a piece of text.
const PIECE: f32 = 0.3;
const CHUNK: f32 = 0.3;
const PHRASE: f32 = 1.5;
const NUMBER: f32 = 20.0;
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

/// One way to have a word.
#[derive(Debug)]
pub struct Way {
    pub kind: WayKind,
    /// What a frequency that grows without end would add; no listing gets more.
    pub weight: f32,
    pub counting: Counting,
    /// Words of the plan, a bit each, that say this already: a listing with one of them gets nothing for it.
    pub implied_by: u32,
    /// Counts only where a listing has no other way of the part.
    pub is_fallback: bool,
}

/// How much a repeated term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Less and less, and less in long texts (BM25).
    Saturated,
    /// By the logarithm, whatever the length.
    Logarithm,
}

#[derive(Debug)]
pub enum WayKind {
    Term(Found),
    /// Grams at these places: an exact piece of text.
    Piece(Vec<(usize, Found)>),
    /// Each of these words, in any of its own ways.
    All(Vec<Vec<Way>>),
}

/// A part of the score: any of its ways adds to it.
#[derive(Debug)]
pub struct Part {
    pub part: ScorePart,
    pub ways: Vec<Way>,
}

/// What is asked.
#[derive(Debug, Default)]
pub struct Plan {
    /// Words of which a listing must have enough.
    pub words: Vec<Part>,
    /// Words that no listing has and that are not asked for.
    pub unknown: Vec<String>,
    /// Texts that must stand there exactly so.
    pub phrases: Vec<Part>,
    /// Pairs of characters: they add to the score, and one is enough when one word would be.
    pub pairs: Option<Part>,
    /// What only adds to the score.
    pub extras: Vec<Part>,
    /// The listing with this number, whatever words it has.
    pub number: Option<Part>,
    /// What a listing must not have.
    pub excluded: Vec<Way>,
    /// Every listing is wanted.
    pub everything: bool,
    is_long: bool,
}

impl Plan {
    /// Every listing.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Listings that have each of some words, in any of its ways.
    pub fn all_of(words: Vec<Vec<Way>>) -> Self {
        let words = words.into_iter().map(|ways| Part { part: ScorePart::Pieces, ways });
        Self { words: words.collect(), ..Self::default() }
    }

    /// The words, a bit each, that a piece of text is inside of.
    fn saying(&self, piece: &str) -> u32 {
        let says = |part: &Part| matches!(&part.part, ScorePart::Word(word) if word.contains(piece));
        self.words.iter().enumerate().filter(|(_, part)| says(part)).fold(0, |bits, (number, _)| bits | 1 << number)
    }

    /// How many of the words a listing must have.
    pub fn minimum(&self, wanted: Wanted) -> usize {
        let words = self.words.len();
        if self.is_long { wanted.of_long(words) } else { wanted.of_short(words) }
    }

    /// All that adds to the score.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.words.iter().chain(&self.phrases).chain(&self.number).chain(&self.pairs).chain(&self.extras)
    }
}

/// Makes plans against one snapshot of the index.
pub struct Planner<'a> {
    pub terms: &'a Terms<'a>,
}

impl Planner<'_> {
    /// # Errors
    /// The index cannot be read.
    pub fn plan(&self, query: &ParsedQuery) -> tantivy::Result<Plan> {
        let mut plan = Plan::default();
        if query.is_hopeless() {
            return Ok(plan);
        }
        if !query.terms.is_empty() {
            if query.telling().count() > SHORT_QUERY || query.terms.len() > 2 * SHORT_QUERY {
                self.long(&query.terms, &mut plan)?;
            } else {
                self.short(query, &mut plan)?;
            }
        }
        for phrase in &query.phrases {
            plan.phrases.push(self.phrase(phrase, PHRASE)?);
        }
        for quote in &query.quotes {
            plan.extras.push(self.phrase(quote, PHRASE)?);
        }
        for excluded in &query.exclusions {
            plan.excluded.extend(self.piece(excluded, 1.0)?);
        }
        plan.everything = query.terms.is_empty() && query.phrases.is_empty();
        Ok(plan)
    }

    fn phrase(&self, text: &str, weight: f32) -> tantivy::Result<Part> {
        let ways = self.piece(text, weight)?.into_iter().collect();
        Ok(Part { part: ScorePart::Phrase(text.to_owned()), ways })
    }

    fn short(&self, query: &ParsedQuery, plan: &mut Plan) -> tantivy::Result<()> {
        let any_telling = query.telling().next().is_some();
        for term in &query.terms {
            let is_asked_for = (term.telling || !any_telling) && plan.words.len() < MOST_WORDS;
            let (words, weight) =
                if is_asked_for { (&mut plan.words, WORD) } else { (&mut plan.extras, WORD * BESIDE) };
            let mut ways = self.word_in_any_way(term, weight)?;
            if !is_asked_for && ways.iter().any(|way| !way.is_fallback) {
                // beside the word its text adds nothing; who has the text alone was not asked for
                ways.retain(|way| !way.is_fallback);
            }
            words.push(Part { part: ScorePart::Word(term.text.clone()), ways });
        }
        plan.pairs = self.pieces(plan, self.terms.fields.grams, &pairs_of(query), GRAM)?;
        let characters = self.pieces(plan, self.terms.fields.chars, &characters_of(query), CHARACTER)?;
        plan.extras.extend(characters);
        if query.terms.len() > 1 {
            for chunk in query.chunks.iter().take(MOST_CHUNKS) {
                plan.extras.push(self.phrase(chunk, CHUNK)?);
            }
        }
        if let [chunk] = query.chunks.as_slice() {
            let found = self.terms.find(self.terms.fields.number, chunk)?;
            plan.number =
                found.map(|found| Part { part: ScorePart::Number, ways: vec![self.weighed(found, |_| NUMBER)] });
        }
        Ok(())
    }

    /// Pieces of the words as they stand; nothing when no listing has any of them.
    fn pieces(
        &self,
        plan: &Plan,
        field: Field,
        pieces: &BTreeSet<String>,
        weight: f32,
    ) -> tantivy::Result<Option<Part>> {
        let mut ways = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if let Some(found) = self.terms.find(field, piece)? {
                let way = self.weighed(found, |frequency| weight * self.sharpness(frequency));
                ways.push(Way { implied_by: plan.saying(piece), ..way });
            }
        }
        Ok((!ways.is_empty()).then_some(Part { part: ScorePart::Pieces, ways }))
    }

    fn long(&self, terms: &[QueryTerm], plan: &mut Plan) -> tantivy::Result<()> {
        plan.is_long = true;
        let mut weighed: Vec<(f32, &QueryTerm)> = Vec::with_capacity(terms.len());
        for term in terms.iter().filter(|term| term.telling) {
            match self.terms.frequency(self.terms.fields.words, &term.text)? {
                0 if plan.unknown.len() < MOST_WORDS => plan.unknown.push(term.text.clone()),
                0 => {}
                frequency => weighed.push((self.terms.rarity(frequency) * (term.count as f32).sqrt(), term)),
            }
        }
        weighed.sort_by(|left, right| right.0.total_cmp(&left.0));
        weighed.truncate(MOST_WORDS);
        for (_, term) in weighed {
            plan.words.push(Part { part: ScorePart::Word(term.text.clone()), ways: self.word(&term.text, 1.0)? });
        }
        Ok(())
    }

    /// One word of a short question in all the ways a listing may say it.
    fn word_in_any_way(&self, wanted: &QueryTerm, weight: f32) -> tantivy::Result<Vec<Way>> {
        let mut ways = if wanted.is_chinese() {
            self.word_or_piece(&wanted.text, weight)?
        } else {
            self.word(&wanted.text, weight)?
        };
        for variant in &wanted.variants {
            let is_piece = variant.chars().count() > 1 && !variant.is_ascii() && has_exact_grams(variant);
            let weight = weight * SYNONYM;
            ways.extend(if is_piece { self.word_or_piece(variant, weight)? } else { self.word(variant, weight)? });
        }
        if !wanted.parts.is_empty() {
            let parts = wanted.parts.iter().map(|part| self.word(part, weight * PARTS));
            let parts = parts.collect::<tantivy::Result<Vec<_>>>()?;
            let weight = parts.iter().flatten().map(|way| way.weight).sum();
            ways.push(Way {
                kind: WayKind::All(parts),
                weight,
                counting: Counting::Saturated,
                implied_by: 0,
                is_fallback: false,
            });
        }
        Ok(ways)
    }

    /// A Chinese word, and its text where a listing is cut differently. Who has the word has the text too, so that the
    /// weight of the text (greater for long words) is in that of the word already.
    fn word_or_piece(&self, word: &str, weight: f32) -> tantivy::Result<Vec<Way>> {
        let mut ways = self.word(word, weight)?;
        if let Some(piece) = self.piece(word, weight * PIECE)? {
            if let Some(whole) = ways.first_mut() {
                whole.weight += piece.weight;
            }
            ways.push(Way { is_fallback: true, ..piece });
        }
        Ok(ways)
    }

    /// A word anywhere, and once more in the title; no way when no listing has it.
    pub fn word(&self, word: &str, weight: f32) -> tantivy::Result<Vec<Way>> {
        let fields = self.terms.fields;
        let Some(found) = self.terms.find(fields.words, word)? else { return Ok(Vec::new()) };
        let weight = weight * self.sharpness(found.frequency);
        let mut ways = vec![self.weighed(found, |_| weight)];
        ways.extend(self.terms.find(fields.title, word)?.map(|found| self.weighed(found, |_| weight * TITLE)));
        Ok(ways)
    }

    /// The exact piece of text, anywhere in a listing; no way when it has a gram that no listing has.
    fn piece(&self, text: &str, weight: f32) -> tantivy::Result<Option<Way>> {
        let folded = Folded::new(text);
        if let [unit] = units(&folded).as_slice() {
            // the grams hold no single unit
            let found = self.terms.find(self.terms.fields.chars, folded.slice(unit.clone()))?;
            return Ok(found.map(|found| self.weighed(found, |_| weight)));
        }
        let mut grams: Vec<(usize, Found)> = Vec::new();
        let mut rarity = 0.0;
        for range in covering_grams(&folded) {
            let Some(found) = self.terms.find(self.terms.fields.grams, folded.slice(range.clone()))? else {
                return Ok(None);
            };
            rarity += self.terms.rarity(found.frequency);
            grams.push((range.start, found));
        }
        let weight = weight * saturated(rarity);
        let kind = match grams.len() {
            0 => return Ok(None),
            1 => grams.pop().map(|(_, found)| WayKind::Term(found)),
            _ => Some(WayKind::Piece(grams)),
        };
        Ok(kind.map(|kind| Way { kind, weight, counting: Counting::Saturated, implied_by: 0, is_fallback: false }))
    }

    fn weighed(&self, found: Found, weight: impl Fn(u64) -> f32) -> Way {
        let weight = weight(found.frequency) * saturated(self.terms.rarity(found.frequency));
        Way { kind: WayKind::Term(found), weight, counting: Counting::Saturated, implied_by: 0, is_fallback: false }
    }

    /// How much more a rare term counts than its inverse document frequency alone.
    fn sharpness(&self, frequency: u64) -> f32 {
        (self.terms.rarity(frequency).max(LEAST_RARITY) / USUAL_RARITY).sqrt()
    }
}

/// The single characters of the question; a run of Latin letters and digits is one, as everywhere.
fn characters_of(query: &ParsedQuery) -> BTreeSet<String> {
    let of_chunk = |chunk: &String| {
        let folded = Folded::new(chunk);
        units(&folded).into_iter().map(|range| folded.slice(range).to_owned()).collect::<Vec<_>>()
    };
    query.chunks.iter().take(MOST_CHUNKS).flat_map(of_chunk).take(MOST_GRAMS).collect()
}

/// The pairs of characters of the question.
fn pairs_of(query: &ParsedQuery) -> BTreeSet<String> {
    let of_chunk = |chunk: &String| {
        let folded = Folded::new(chunk);
        let is_pair = |range: &Range<usize>| units(&Folded::new(folded.slice(range.clone()))).len() > 1;
        let pairs = grams(&folded).into_iter().filter(is_pair);
        pairs.take(MOST_GRAMS).map(|range| folded.slice(range).to_owned()).collect::<Vec<_>>()
    };
    query.chunks.iter().take(MOST_CHUNKS).flat_map(of_chunk).take(MOST_GRAMS).collect()
}

/// True when the grams of a text find exactly the text; connectors such as the plus signs of `C++` are not in them.
fn has_exact_grams(text: &str) -> bool {
    let folded = Folded::new(text);
    let covered: usize = units(&folded).iter().map(ExactSizeIterator::len).sum();
    covered == folded.len()
}

/// A term that nothing weighs, for counting.
pub fn unweighed(terms: &Terms, field: Field, text: &str) -> tantivy::Result<Option<Way>> {
    Ok(terms.find(field, text)?.map(|found| Way {
        kind: WayKind::Term(found),
        weight: 0.0,
        counting: Counting::Saturated,
        implied_by: 0,
        is_fallback: false,
    }))
}
