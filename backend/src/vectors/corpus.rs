//! Texts as sentences of grams, for counting which grams go together.
//!
//! Invariants
//! - Memory is bounded by [`GRAMS_SEEN_MAX`], [`GRAMS_KEPT_MAX`] and [`PLACES_MAX`].
//! - Grams are numbered by what the texts say alone, the most frequent first.

use search_index::{Gram, gram_counts};
use std::collections::HashMap;

/// Different grams that are looked at; what first appears after so many is too rare to tell anything.
const GRAMS_SEEN_MAX: usize = 2_000_000;
/// Grams that a model knows: the most frequent ones.
pub const GRAMS_KEPT_MAX: usize = 60_000;
/// A gram of fewer sentences has no company to be known by.
const SENTENCES_MIN: u32 = 2;
/// Grams of all sentences together (a gram counts once in a sentence), four bytes each.
const PLACES_MAX: usize = 80_000_000;
/// A character begins at most two grams.
const GRAMS_PER_CHARACTER: usize = 2;
/// Characters of a listing that are read when there are few listings.
const CHARACTERS_MAX: usize = 2_000;
/// A sentence is cut after so many characters: what stands further apart does not go together.
const SENTENCE_MAX: usize = 80;
const SENTENCE_ENDS: [char; 8] = ['\n', '。', '！', '？', '；', '!', '?', ';'];

/// Characters that are read of each of so many listings, so that all of them have their share of [`PLACES_MAX`].
#[must_use]
pub fn characters_of_each(listings: usize) -> usize {
    (PLACES_MAX / GRAMS_PER_CHARACTER / listings.max(1)).min(CHARACTERS_MAX)
}

/// Lists of numbers behind each other.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    numbers: Vec<u32>,
    ends: Vec<usize>,
}

impl Lists {
    pub fn get(&self, place: usize) -> &[u32] {
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[from..self.ends[place]]
    }

    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).map(|place| self.get(place))
    }

    fn push(&mut self, list: impl Iterator<Item = u32>) {
        self.numbers.extend(list);
        self.ends.push(self.numbers.len());
    }

    /// For each of `count` numbers the places of the lists that have it.
    fn turned(&self, count: usize) -> Self {
        let mut ends = vec![0; count];
        for &number in &self.numbers {
            ends[number as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum - *end;
        }
        // each end begins as the start of its list and moves as the list fills
        let mut numbers = vec![0; self.numbers.len()];
        for (place, list) in (0_u32..).zip(self.iter()) {
            for &number in list {
                numbers[ends[number as usize]] = place;
                ends[number as usize] += 1;
            }
        }
        Self { numbers, ends }
    }
}

/// Texts that are being read.
#[derive(Debug, Default)]
pub struct Corpus {
    numbers: HashMap<Gram, u32>,
    seen: Vec<Seen>,
    sentences: Lists,
    listings: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    sentences: u32,
    listings: u32,
    last_listing: u32,
}

/// What the texts say.
#[derive(Debug)]
pub struct Counted {
    pub grams: Vec<Gram>,
    /// In how many listings each is.
    pub listings_of: Vec<u32>,
    pub listings: u32,
    /// The grams of each sentence.
    pub sentences: Lists,
    /// The sentences of each gram.
    pub sentences_of: Lists,
}

impl Corpus {
    /// Reads the beginning of a listing's text.
    pub fn read(&mut self, text: &str, characters: usize) {
        self.listings += 1;
        let cut = text.char_indices().nth(characters).map_or(text.len(), |(offset, _)| offset);
        for sentence in text[..cut].split(SENTENCE_ENDS) {
            let mut rest = sentence;
            while !rest.is_empty() && self.sentences.numbers.len() < PLACES_MAX {
                let end = rest.char_indices().nth(SENTENCE_MAX).map_or(rest.len(), |(offset, _)| offset);
                self.read_sentence(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    fn read_sentence(&mut self, sentence: &str) {
        // a hash map's own order is another one each time
        let mut grams: Vec<Gram> = gram_counts(sentence).into_keys().collect();
        grams.sort_unstable();
        let mut numbers: Vec<u32> = grams.into_iter().filter_map(|gram| self.number(gram)).collect();
        numbers.sort_unstable();
        for &number in &numbers {
            let seen = &mut self.seen[number as usize];
            seen.sentences += 1;
            seen.listings += u32::from(seen.last_listing != self.listings);
            seen.last_listing = self.listings;
        }
        self.sentences.push(numbers.into_iter());
    }

    fn number(&mut self, gram: Gram) -> Option<u32> {
        if let Some(&number) = self.numbers.get(&gram) {
            return Some(number);
        }
        if self.numbers.len() >= GRAMS_SEEN_MAX {
            return None;
        }
        let number = u32::try_from(self.seen.len()).ok()?;
        self.numbers.insert(gram, number);
        self.seen.push(Seen::default());
        Some(number)
    }

    /// Keeps the most frequent grams and gives them new numbers in that order.
    #[must_use]
    pub fn counted(self) -> Counted {
        let Self { numbers, seen, sentences, listings } = self;
        let of = |number: u32| seen[number as usize];
        let mut kept: Vec<(Gram, u32)> =
            numbers.into_iter().filter(|(_, number)| of(*number).sentences >= SENTENCES_MIN).collect();
        kept.sort_unstable_by(|(left, of_left), (right, of_right)| {
            of(*of_right).sentences.cmp(&of(*of_left).sentences).then_with(|| left.cmp(right))
        });
        kept.truncate(GRAMS_KEPT_MAX);
        let mut renumbered = vec![None; seen.len()];
        for (new, (_, old)) in (0_u32..).zip(&kept) {
            renumbered[*old as usize] = Some(new);
        }
        let mut known = Lists::default();
        for sentence in sentences.iter() {
            known.push(sentence.iter().filter_map(|&old| renumbered[old as usize]));
        }
        let listings_of = kept.iter().map(|&(_, old)| of(old).listings).collect();
        let sentences_of = known.turned(kept.len());
        let grams = kept.into_iter().map(|(gram, _)| gram).collect();
        Counted { grams, listings_of, listings, sentences: known, sentences_of }
    }
}

#[cfg(test)]
mod tests {
    use super::{Corpus, characters_of_each};

    #[test]
    fn grams_of_one_sentence_only_are_dropped_and_the_rest_is_ordered_by_frequency() {
        let mut corpus = Corpus::default();
        for text in ["塞拉门。车门", "车门控制", "电池"] {
            corpus.read(text, 100);
        }
        let counted = corpus.counted();
        let grams: Vec<&str> = counted.grams.iter().map(|gram| gram.text.as_str()).collect();
        assert_eq!(grams, ["门", "车", "车门"]);
        assert_eq!((counted.listings, counted.listings_of), (3, vec![2, 2, 2]));
        assert_eq!(counted.sentences.iter().map(<[u32]>::len).collect::<Vec<_>>(), [1, 3, 3, 0]);
        assert_eq!(counted.sentences_of.get(0), [0, 1, 2]);
        assert_eq!(counted.sentences_of.get(1), [1, 2]);
    }

    #[test]
    fn of_many_listings_less_is_read() {
        assert_eq!(characters_of_each(0), 2_000);
        assert_eq!(characters_of_each(20_000), 2_000);
        assert_eq!(characters_of_each(100_000), 400);
    }
}
