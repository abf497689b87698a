//! The completions that stand in the index, read from the dictionary of their terms: by their beginning, or near a
//! spelling. Frequencies count all listings; whether a viewer may see one of them is asked later.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::InvertedIndexReader;
use tantivy_fst::Automaton;

use crate::columns::TermCounts;
use crate::terms::Terms;

/// Terms of one segment that are looked at; a short beginning has more than anybody reads.
const MOST_TERMS: usize = 20_000;
/// Of these the most frequent are handed on.
const MOST_FREQUENT: usize = 60;
/// Characters of a beginning (with its class and form) that is short.
const SHORT: usize = 6;

/// Terms and how many listings have them.
pub type Frequencies = HashMap<String, u64>;

/// The first terms with a beginning, in alphabetical order, at most `most` of each segment.
pub fn first(terms: &Terms, prefix: &str, most: usize) -> tantivy::Result<Frequencies> {
    let mut found = Frequencies::new();
    for segment in terms.readers(terms.fields.completions) {
        scan(segment, prefix, most, |key, frequency| add(&mut found, key, frequency))?;
    }
    Ok(found)
}

/// The most frequent terms with a beginning, at most [`MOST_FREQUENT`] of each segment. A short beginning has many terms:
/// each segment remembers what was found.
pub fn most_frequent(terms: &Terms, prefix: &str) -> tantivy::Result<Frequencies> {
    let mut found = Frequencies::new();
    for (segment, columns) in terms.readers(terms.fields.completions).zip(&terms.columns) {
        let best = || most_frequent_of(segment, prefix);
        let best =
            if prefix.chars().count() > SHORT { Arc::new(best()?) } else { columns.completions(prefix, best)? };
        for (term, frequency) in best.iter() {
            *found.entry(term.clone()).or_default() += u64::from(*frequency);
        }
    }
    Ok(found)
}

fn most_frequent_of(segment: &InvertedIndexReader, prefix: &str) -> tantivy::Result<TermCounts> {
    let mut heap = BinaryHeap::<Reverse<(u32, Vec<u8>)>>::with_capacity(MOST_FREQUENT + 1);
    scan(segment, prefix, MOST_TERMS, |key, frequency| {
        let is_full = heap.len() == MOST_FREQUENT;
        if is_full && heap.peek().is_some_and(|Reverse((least, _))| *least >= frequency) {
            return;
        }
        if is_full {
            heap.pop();
        }
        heap.push(Reverse((frequency, key.to_owned())));
    })?;
    let named =
        heap.into_iter().filter_map(|Reverse((frequency, key))| Some((String::from_utf8(key).ok()?, frequency)));
    Ok(named.collect())
}

/// Hands on the terms of a segment with a beginning.
fn scan(
    segment: &InvertedIndexReader,
    prefix: &str,
    most: usize,
    mut each: impl FnMut(&[u8], u32),
) -> tantivy::Result<()> {
    let mut stream = segment.terms().range().ge(prefix).into_stream()?;
    let mut looked_at = 0;
    while looked_at < most && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
        looked_at += 1;
        each(stream.key(), stream.value().doc_freq);
    }
    Ok(())
}

/// Terms `<prefix><key>\0…` whose key is at most `distance` edits away from the wanted one.
pub fn near(terms: &Terms, prefix: &str, key: &str, distance: u8) -> tantivy::Result<Vec<(String, u64, u8)>> {
    let dfa = LevenshteinAutomatonBuilder::new(distance, true).build_dfa(key);
    let mut found = Frequencies::new();
    for segment in terms.readers(terms.fields.completions) {
        let near = Near { prefix: prefix.as_bytes(), dfa: &dfa };
        let mut stream = segment.terms().search(near).into_stream()?;
        let mut looked_at = 0;
        while stream.advance() && looked_at < MOST_TERMS {
            looked_at += 1;
            add(&mut found, stream.key(), stream.value().doc_freq);
        }
    }
    let edits = |term: &str| {
        let key = term.strip_prefix(prefix)?.split_once('\0')?.0;
        Some(dfa.eval(key).to_u8())
    };
    Ok(found.into_iter().filter_map(|(term, count)| edits(&term).map(|edits| (term, count, edits))).collect())
}

fn add(found: &mut Frequencies, key: &[u8], frequency: u32) {
    if let Ok(term) = std::str::from_utf8(key) {
        *found.entry(term.to_owned()).or_default() += u64::from(frequency);
    }
}

/// The prefix, then a key near the wanted one, then a zero and anything.
struct Near<'a> {
    prefix: &'a [u8],
    dfa: &'a DFA,
}

#[derive(Clone, Copy)]
enum State {
    Prefix(usize),
    Key(u32),
    Shown,
    Dead,
}

impl Automaton for Near<'_> {
    type State = State;

    fn start(&self) -> State {
        if self.prefix.is_empty() { State::Key(self.dfa.initial_state()) } else { State::Prefix(0) }
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Shown)
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Dead | State::Key(SINK_STATE))
    }

    fn will_always_match(&self, state: &State) -> bool {
        matches!(state, State::Shown)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match *state {
            State::Prefix(read) if self.prefix[read] == byte && read + 1 == self.prefix.len() => {
                State::Key(self.dfa.initial_state())
            }
            State::Prefix(read) if self.prefix[read] == byte => State::Prefix(read + 1),
            State::Key(key) if byte == 0 => match self.dfa.distance(key) {
                Distance::Exact(_) => State::Shown,
                Distance::AtLeast(_) => State::Dead,
            },
            State::Key(key) => State::Key(self.dfa.transition(key, byte)),
            State::Shown => State::Shown,
            State::Prefix(_) | State::Dead => State::Dead,
        }
    }
}
