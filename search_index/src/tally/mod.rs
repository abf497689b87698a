//! One pass over the postings of a plan: how many listings have enough of its words, how often each facet value occurs
//! among them, and the best of them.
//!
//! The listings are taken window by window, the words one after another within a window, so that what is added to stays in
//! the processor's nearest memory. A listing that must have `m` of `n` words has one of the `n - m + 1` rarest: these are
//! gone through, the others are only looked up for the listings so found. Pieces of text, whose places are dear to read, are
//! looked at where a listing lacks the word itself. What merely adds to the score is looked up for those alone that can
//! still come among the best.
//!
//! Postings of words are read only here (the sieve reads those of viewers and codes), and every pass takes a [`Sieve`]:
//! nobody can be shown, or have counted, what the sieve keeps back.

mod stream;
mod window;

use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocAddress, DocId, Score, SegmentReader, TERMINATED};

use crate::best::{Best, Ranked};
use crate::bonus::{Bonus, BonusColumns};
use crate::cursor::Cursor;
use crate::facets::{FacetCounts, SegmentCounts};
use crate::plan::{Part, Plan, Wanted, Way};
use crate::request::ScorePart;
use crate::schema::{KEY, PUBLISHED_AT};
use crate::sieve::{Facet, SegmentSieve, Sieve, Verdict};
use crate::terms::Terms;
use stream::{Stream, at_any, next_of, open_all};
use window::Window;

/// What having all words is worth when fewer were asked for, and once more having most.
const STRICTER: f32 = 4.0;
/// Bits beside those of the words: the listing is wanted whatever its words, or has a pair of characters.
const SURE: u32 = 1 << 31;
const PAIR: u32 = 1 << 30;
const WORDS: u32 = PAIR - 1;

/// What decides the order of the hits.
#[derive(Debug, Clone, Copy)]
pub enum Ranking {
    /// The text's score and what counts a little beside it.
    Score(Bonus),
    /// The sum of the grams in common, by the length of the text.
    Likeness,
    Newest,
}

/// What is asked of one pass.
pub struct Tally<'a> {
    pub terms: &'a Terms<'a>,
    pub plan: &'a Plan,
    pub wanted: Wanted,
    /// Stricter steps that were asked before: what they find stands higher.
    pub stricter: &'a [Wanted],
    pub sieve: &'a Sieve,
    pub ranking: Ranking,
    /// How many of the best are kept.
    pub depth: usize,
    pub after: Option<Cursor>,
    pub facets: &'a [Facet],
}

/// What one pass found.
pub struct Page {
    pub total: u64,
    pub facets: FacetCounts,
    /// The best hits after the cursor, best first.
    pub best: Vec<Ranked>,
}

impl<'a> Tally<'a> {
    /// The strictest question, of which no hits are wanted.
    pub fn of_any(terms: &'a Terms<'a>, plan: &'a Plan, sieve: &'a Sieve) -> Self {
        let (wanted, ranking) = (Wanted::All, Ranking::Newest);
        Self { terms, plan, wanted, stricter: &[], sieve, ranking, depth: 0, after: None, facets: &[] }
    }
}

impl Tally<'_> {
    /// # Errors
    /// The index cannot be read.
    pub fn run(&self) -> tantivy::Result<Page> {
        let mut page = Page { total: 0, facets: FacetCounts::new(self.facets), best: Vec::new() };
        let mut best = Best::new(self.depth, self.after);
        let mut window = Window::new();
        for (number, segment) in self.terms.searcher.segment_readers().iter().enumerate() {
            let mut pass = Pass::open(self, number, segment, page.facets.open(&self.terms.columns[number]))?;
            pass.run(&mut window, &mut best);
            page.total += pass.total;
            page.facets.add(pass.counts);
        }
        page.best = best.into_sorted();
        Ok(page)
    }

    /// Whether a listing comes through at all.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn finds_any(&self) -> tantivy::Result<bool> {
        let mut window = Window::new();
        for (number, segment) in self.terms.searcher.segment_readers().iter().enumerate() {
            let mut pass = Pass::open(self, number, segment, Vec::new())?;
            while pass.total == 0 && pass.take_window(&mut window) {
                pass.judge();
            }
            if pass.total > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What the score of one hit is made of.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn explain(&self, hit: &Ranked, bonus: Bonus) -> tantivy::Result<Vec<(ScorePart, f32)>> {
        let mut parts = Vec::new();
        for part in self.plan.parts() {
            let score = self.share(part, hit)?;
            if score > 0.0 {
                parts.push((part.part.clone(), score));
            }
        }
        for wanted in self.stricter.iter().filter(|wanted| self.has(hit.words, self.plan.minimum(**wanted))) {
            let part = if *wanted == Wanted::All { ScorePart::Whole } else { ScorePart::Most };
            parts.push((part, STRICTER));
        }
        let text: f32 = parts.iter().map(|(_, value)| value).sum();
        let columns = BonusColumns::open(self.terms.searcher.segment_reader(hit.address.segment_ord))?;
        parts.extend(bonus.shares(&columns.of(hit.address.doc_id)).map(|(part, share)| (part, text * share)));
        Ok(parts)
    }

    /// What a part adds to the score of a hit.
    fn share(&self, part: &Part, hit: &Ranked) -> tantivy::Result<f32> {
        let (mut sum, mut pieces) = (0.0, Vec::new());
        for way in part.ways.iter().filter(|way| hit.words & way.implied_by == 0) {
            let Some(mut stream) = Stream::open(self.terms, way, hit.address.segment_ord as usize)? else { continue };
            match stream.at(hit.address.doc_id) {
                Some(score) if way.is_fallback => pieces.push(score),
                Some(score) => sum += score,
                None => {}
            }
        }
        // a piece counts where there is nothing else
        Ok(if sum > 0.0 { sum } else { pieces.first().copied().unwrap_or_default() })
    }

    /// Whether a listing with these words has so many of the plan's.
    fn has(&self, words: u32, minimum: usize) -> bool {
        words & SURE != 0 || (words & WORDS).count_ones() as usize >= minimum
    }

    /// The words of the plan that none of the listings has.
    pub fn missing(&self, shown: &[Ranked]) -> Vec<String> {
        let had = shown.iter().fold(0, |had, hit| had | hit.words);
        let missing = self.plan.words.iter().enumerate().filter(|(number, _)| had & 1 << number == 0);
        let words = missing.filter_map(|(_, part)| match &part.part {
            ScorePart::Word(word) => Some(word.clone()),
            _ => None,
        });
        words.chain(self.plan.unknown.iter().cloned()).collect()
    }
}

/// Streams of one word, with its bit.
struct Word {
    bit: u32,
    streams: Vec<Stream>,
    /// Count where a listing lacks the word otherwise.
    pieces: Vec<Stream>,
}

impl Word {
    fn open(tally: &Tally, part: &Part, bit: u32, segment: usize) -> tantivy::Result<Self> {
        let open = |is_fallback: bool| {
            let ways = part.ways.iter().filter(|way| way.is_fallback == is_fallback);
            open_all(tally.terms, ways, segment)
        };
        Ok(Self { bit, streams: open(false)?, pieces: open(true)? })
    }

    /// Only says which listings have it.
    fn unweighed(mut self) -> Self {
        self.streams = self.streams.into_iter().map(Stream::unweighed).collect();
        self
    }

    fn size(&self) -> usize {
        self.streams.iter().chain(&self.pieces).map(Stream::size).sum()
    }

    fn next(&self) -> DocId {
        next_of(&self.streams).min(next_of(&self.pieces))
    }

    fn pour(&mut self, window: &mut Window) {
        self.streams.iter_mut().for_each(|stream| stream.pour(window, self.bit));
        self.pieces.iter_mut().for_each(|stream| stream.claim(window, self.bit));
    }

    fn probe(&mut self, candidates: &[DocId], window: &mut Window) {
        let bit = self.bit;
        self.streams.iter_mut().for_each(|stream| stream.probe(candidates, window, bit));
        self.pieces.iter_mut().for_each(|stream| stream.probe_unless(candidates, window, bit, bit));
    }
}

/// What is only looked up to add to the score.
struct Extra {
    stream: Stream,
    most: f32,
    implied_by: u32,
}

/// The pass over one segment.
struct Pass<'a> {
    tally: &'a Tally<'a>,
    segment: u32,
    last: DocId,
    alive: Option<&'a AliveBitSet>,
    sieve: SegmentSieve<'a>,
    /// Gone through.
    leading: Vec<Word>,
    /// Looked up.
    following: Vec<Word>,
    phrases: Vec<Vec<Stream>>,
    excluded: Vec<Stream>,
    extras: Vec<Extra>,
    counts: Vec<SegmentCounts<'a>>,
    order: Order,
    keys: Column<u64>,
    total: u64,
    /// Where the next window begins.
    from: DocId,
    /// Listings of the window that are still in play.
    candidates: Vec<DocId>,
}

enum Order {
    Score(Bonus, BonusColumns),
    /// What the score of each length of text is multiplied by.
    Likeness(Option<FieldNormReader>, Box<[f32; 256]>),
    Newest(Column<i64>),
}

/// The part of its length by which a text is discounted: its grams are about as many as its characters, and the length of
/// their vector grows with the root of that (see `similar/vector.rs`).
const LENGTH_DISCOUNT: f32 = 0.45;

impl Order {
    fn open(tally: &Tally, segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(match tally.ranking {
            Ranking::Score(bonus) => Self::Score(bonus, BonusColumns::open(segment)?),
            Ranking::Likeness => {
                let norms = segment.fieldnorms_readers().get_field(tally.terms.fields.grams)?;
                let factor = |code: usize| {
                    let length = FieldNormReader::id_to_fieldnorm(u8::try_from(code).unwrap_or(u8::MAX));
                    (length.max(1) as f32).powf(-LENGTH_DISCOUNT)
                };
                Self::Likeness(norms, Box::new(std::array::from_fn(factor)))
            }
            Ranking::Newest => Self::Newest(segment.fast_fields().i64(PUBLISHED_AT)?),
        })
    }
}

impl<'a> Pass<'a> {
    fn open(
        tally: &'a Tally<'a>,
        number: usize,
        segment: &'a SegmentReader,
        counts: Vec<SegmentCounts<'a>>,
    ) -> tantivy::Result<Self> {
        let plan = tally.plan;
        let mut words = Vec::with_capacity(plan.words.len());
        for (place, part) in plan.words.iter().enumerate() {
            words.push(Word::open(tally, part, 1 << place, number)?);
        }
        words.sort_by_key(Word::size);
        let minimum = plan.minimum(tally.wanted);
        let following = words.split_off((words.len() + 1).saturating_sub(minimum.max(1)).min(words.len()));
        if let Some(pairs) = plan.pairs.as_ref().filter(|_| tally.wanted == Wanted::One) {
            words.push(Word::open(tally, pairs, PAIR, number)?.unweighed());
        }
        if let Some(part) = &plan.number {
            words.push(Word::open(tally, part, SURE, number)?);
        }
        // what a word implies adds nothing where every listing must have all words
        let all_are_there = minimum == plan.words.len() && plan.number.is_none();
        let adding = plan.pairs.iter().chain(&plan.extras).flat_map(|part| &part.ways);
        let extras: Vec<&Way> = adding.filter(|way| way.implied_by == 0 || !all_are_there).collect();
        let mut phrases: Vec<&Part> = plan.phrases.iter().collect();
        if plan.words.is_empty() && !phrases.is_empty() {
            words.push(Word::open(tally, phrases.remove(0), SURE, number)?);
        }
        Ok(Self {
            tally,
            segment: number as u32,
            last: segment.max_doc(),
            alive: segment.alive_bitset(),
            sieve: tally.sieve.open(segment, &tally.terms.columns[number])?,
            leading: words,
            following,
            phrases: phrases
                .into_iter()
                .map(|phrase| open_all(tally.terms, &phrase.ways, number))
                .collect::<tantivy::Result<_>>()?,
            excluded: open_all(tally.terms, &plan.excluded, number)?,
            extras: extra_streams(tally, &extras, number)?,
            counts,
            order: Order::open(tally, segment)?,
            keys: segment.fast_fields().u64(KEY)?,
            total: 0,
            from: 0,
            candidates: Vec::new(),
        })
    }

    fn run(&mut self, window: &mut Window, best: &mut Best) {
        while self.take_window(window) {
            self.judge();
            self.count();
            if self.tally.depth > 0 {
                self.rank(window, best);
            }
        }
    }

    /// Finds the listings of the next window that have what is wanted; false after the last one.
    fn take_window(&mut self, window: &mut Window) -> bool {
        let next = match self.tally.plan.everything {
            true => self.from,
            false => self.leading.iter().map(Word::next).min().unwrap_or(TERMINATED),
        };
        if next >= self.last {
            return false;
        }
        window.move_to(next, self.last);
        self.from = window.end();
        if self.tally.plan.everything {
            window.everything(&mut self.candidates);
        } else {
            self.take_words(window);
        }
        for phrase in &mut self.phrases {
            self.candidates.retain(|&document| match at_any(phrase, document) {
                Some(score) => {
                    window.add(document, score, 0);
                    true
                }
                None => false,
            });
        }
        if !self.excluded.is_empty() {
            self.candidates.retain(|&document| at_any(&mut self.excluded, document).is_none());
        }
        true
    }

    fn take_words(&mut self, window: &mut Window) {
        self.leading.iter_mut().for_each(|word| word.pour(window));
        window.touched(&mut self.candidates);
        let minimum = self.tally.plan.minimum(self.tally.wanted);
        let mut left = self.following.len();
        for word in &mut self.following {
            word.probe(&self.candidates, window);
            left -= 1;
            let reachable = minimum.saturating_sub(left);
            let tally = self.tally;
            self.candidates.retain(|&document| tally.has(window.words(document), reachable));
        }
        // one word is enough where a pair of characters is
        if self.tally.wanted != Wanted::One {
            let tally = self.tally;
            self.candidates.retain(|&document| tally.has(window.words(document), minimum.max(1)));
        }
    }

    /// Leaves what the sieve lets through, and counts for a facet what its filter alone keeps out.
    fn judge(&mut self) {
        let mut judged = std::mem::take(&mut self.candidates);
        let Self { sieve, counts, alive, .. } = self;
        judged.retain(|&document| match sieve.judge(document) {
            _ if alive.is_some_and(|alive| alive.is_deleted(document)) => false,
            Verdict::Through => true,
            Verdict::OnlyBy(facet) => {
                let own = counts.iter_mut().filter(|counts| counts.facet == facet);
                own.for_each(|counts| counts.count(&[document]));
                false
            }
            Verdict::Out => false,
        });
        self.total += judged.len() as u64;
        self.candidates = judged;
    }

    fn count(&mut self) {
        for counts in &mut self.counts {
            counts.count(&self.candidates);
        }
    }

    fn rank(&mut self, window: &mut Window, best: &mut Best) {
        if matches!(self.order, Order::Score(..)) {
            self.add_extras(window, best);
        }
        for &document in &self.candidates {
            let score = || window.score(document) + self.favour(window.words(document));
            let rank = match &self.order {
                Order::Score(..) if best.threshold().is_some_and(|worst| ceiling(score()) < worst) => continue,
                Order::Score(bonus, columns) => f64::from(score()) * f64::from(bonus.factor(&columns.of(document))),
                Order::Likeness(norms, factors) => {
                    let code = norms.as_ref().map_or(1, |norms| norms.fieldnorm_id(document));
                    f64::from(window.score(document)) * f64::from(factors[usize::from(code)])
                }
                Order::Newest(dates) => dates.first(document).unwrap_or_default() as f64,
            };
            if best.threshold().is_some_and(|worst| rank < worst) {
                continue;
            }
            let key = self.keys.first(document).unwrap_or_default();
            let address = DocAddress::new(self.segment, document);
            best.offer(Ranked { rank, key, address, words: window.words(document) });
        }
    }

    /// Looks the extras up, those first that can add the most, for fewer and fewer listings.
    fn add_extras(&mut self, window: &mut Window, best: &Best) {
        let mut most: f32 = self.extras.iter().map(|extra| extra.most).sum();
        for number in 0..self.extras.len() {
            if number.is_power_of_two() || number == 0 {
                self.leave_hopeless(window, best, most);
            }
            let extra = &mut self.extras[number];
            match extra.implied_by {
                0 => extra.stream.probe(&self.candidates, window, 0),
                words => extra.stream.probe_unless(&self.candidates, window, words, 0),
            }
            most -= extra.most;
        }
    }

    /// Leaves out what cannot come among the best, though extras add `most` and the bonus its most.
    fn leave_hopeless(&mut self, window: &Window, best: &Best, most: f32) {
        let mut threshold = best.threshold().unwrap_or(0.0);
        let mut candidates = std::mem::take(&mut self.candidates);
        let score = |document: DocId| window.score(document) + self.favour(window.words(document));
        // without a cursor every listing of the window competes, at least with the score that it has already
        if self.tally.after.is_none() && candidates.len() > self.tally.depth {
            let mut scores: Vec<Score> = candidates.iter().map(|&document| score(document)).collect();
            let place = self.tally.depth - 1;
            let (_, worst, _) = scores.select_nth_unstable_by(place, |left, right| right.total_cmp(left));
            threshold = threshold.max(f64::from(*worst));
        }
        candidates.retain(|&document| ceiling(score(document) + most) >= threshold);
        self.candidates = candidates;
    }

    /// What a listing gets for satisfying stricter steps.
    fn favour(&self, words: u32) -> f32 {
        let (tally, stricter) = (self.tally, self.tally.stricter.iter());
        stricter.filter(|wanted| tally.has(words, tally.plan.minimum(**wanted))).map(|_| STRICTER).sum()
    }
}

fn extra_streams(tally: &Tally, ways: &[&Way], segment: usize) -> tantivy::Result<Vec<Extra>> {
    let mut extras = Vec::new();
    for way in ways {
        let (most, implied_by) = (way.weight, way.implied_by);
        extras.extend(Stream::open(tally.terms, way, segment)?.map(|stream| Extra { stream, most, implied_by }));
    }
    extras.sort_by(|left: &Extra, right| right.most.total_cmp(&left.most));
    Ok(extras)
}

/// What rounding may hide: sums of the same terms in another order differ in their last bits.
const ROUNDING: f64 = 1.000_01;

/// No bonus lifts a score higher.
fn ceiling(score: f32) -> f64 {
    f64::from(score) * f64::from(Bonus::LARGEST) * ROUNDING
}
