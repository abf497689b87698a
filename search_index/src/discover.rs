//! New words: pieces of Chinese text that the lexicon does not know and that behave like words.
//!
//! A word is a run of two to eight characters that comes often, whose parts belong together (pointwise mutual information
//! of its worst split: *cohesion*) and whose neighbours vary (entropy of the poorer side: *freedom*). Runs are counted
//! level by level, and a run is counted only when both runs one character shorter came often enough: memory follows the
//! frequent runs, not all runs. What is read is bounded by [`TEXTS_MAX`] and [`CHARACTERS_MAX`].

mod counting;
mod freedom;

use std::collections::HashSet;

use crate::analyzer::fold::Folded;
use crate::dictionary::Lexicon;

use counting::Counts;

/// Texts that are read; what comes after them is left out.
pub const TEXTS_MAX: usize = 20_000;
/// Characters that are read in all.
pub const CHARACTERS_MAX: usize = 10_000_000;
/// Longest word that is proposed, in characters.
pub const WORD_CHARACTERS_MAX: usize = 8;
/// Words that one call answers at most.
pub const WORDS_MAX: usize = 1_000;

/// A word of a single text says nothing of the field.
const DOCUMENTS_MIN: u32 = 2;
const COUNT_MIN: u32 = 4;
/// In large corpora a word must come this often in a million characters.
const COUNT_MIN_IN_A_MILLION: f32 = 4.0;
/// Natural logarithm: the parts stand together e^3 = 20 times more often than by chance.
const COHESION_MIN: f32 = 3.0;
/// Two known words that stand together must do so much more often than a word that falls apart today.
const COHESION_MIN_OF_COMPOUNDS: f32 = 4.5;
/// In a small corpus chance alone binds that much: then a share of what is possible at all is enough.
const SHARE_OF_MOST: f32 = 0.8;
const FREEDOM_MIN: f32 = 0.8;
/// A piece that stands inside one longer candidate this often is not a word of its own.
const INSIDE_SHARE: f32 = 0.75;
/// Candidates whose neighbours are looked at.
const CANDIDATES_MAX: usize = 20_000;
/// Characters shown on either side of a word in its example.
const EXAMPLE_SIDE: usize = 16;

/// Single stop words that many words begin with (上位机, 可编程) or end with (船用, 车内).
const MAY_BEGIN: &str = "上下内外后前中时能可会地对等过用使不";
const MAY_END: &str = "能用使";
/// What no word of the field begins or ends with, beside the stop words.
const NEVER_FIRST: &str = "第各某每们些种者项呈现且但因则若即至经按当更最较很再又只仅均如例号年";
/// A number before one of these counts something (三个月) and is no part of a name (三元材料).
const NUMERALS: &str = "一二三四五六七八九十两百千万几";
const MEASURES: &str = "个年月日天小分种次台条例家位项名";
const NEVER_LAST: &str = "第各某每且但因则若即至经按当更最较很再又只仅均如基进实采提具";

/// A word that the lexicon might learn.
#[derive(Debug, Clone, PartialEq)]
pub struct NewWord {
    pub text: String,
    /// How often it comes, and in how many texts.
    pub count: u32,
    pub documents: u32,
    /// How firmly its parts belong together (natural logarithm).
    pub cohesion: f32,
    /// How freely it stands among others (entropy of its neighbours).
    pub freedom: f32,
    /// A piece of a text with it.
    pub example: String,
}

/// The words of the texts that the lexicon does not know, the most useful first.
pub fn discover<'a>(texts: impl Iterator<Item = &'a str>, lexicon: &Lexicon, limit: usize) -> Vec<NewWord> {
    let texts: Vec<&str> = texts.take(TEXTS_MAX).collect();
    let counts = Counts::of(&texts, CHARACTERS_MAX, count_min);
    let mut candidates = candidates(&counts, lexicon);
    freedom::measure(&counts, &mut candidates);
    candidates.retain(|word| word.freedom >= FREEDOM_MIN && word.documents >= DOCUMENTS_MIN);
    drop_pieces(&mut candidates);
    candidates.sort_by(|left, right| right.score().total_cmp(&left.score()).then_with(|| left.text.cmp(&right.text)));
    candidates.truncate(limit.min(WORDS_MAX));
    candidates.into_iter().map(|word| word.found(&texts)).collect()
}

fn count_min(characters: usize) -> u32 {
    COUNT_MIN.max((characters as f32 / 1_000_000.0 * COUNT_MIN_IN_A_MILLION) as u32)
}

/// A run that came often and holds together.
struct Candidate {
    key: u128,
    text: String,
    count: u32,
    cohesion: f32,
    /// It is cut into single characters today: what a dictionary mends.
    falls_apart: bool,
    freedom: f32,
    documents: u32,
    first_text: u32,
}

impl Candidate {
    /// Words that fall apart today and that many texts use come first.
    fn score(&self) -> f32 {
        let gain = if self.falls_apart { 2.0 } else { 1.0 };
        gain * (self.documents as f32 + 1.0).ln() * self.cohesion.min(10.0) * self.freedom.min(3.0).sqrt()
    }

    fn found(self, texts: &[&str]) -> NewWord {
        let example = texts.get(self.first_text as usize).map_or_else(String::new, |text| example(text, &self.text));
        let Self { text, count, documents, cohesion, freedom, .. } = self;
        NewWord { text, count, documents, cohesion, freedom, example }
    }
}

fn candidates(counts: &Counts, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = counts
        .runs()
        .filter_map(|(key, count)| {
            let cohesion = counts.cohesion(key, count);
            let most = counts.cohesion_max(count) * SHARE_OF_MOST;
            let text = (cohesion >= COHESION_MIN.min(most)).then(|| counting::text_of(key))?;
            let falls_apart = judge(&text, cohesion >= COHESION_MIN_OF_COMPOUNDS.min(most), lexicon)?;
            Some(Candidate {
                key,
                text,
                count,
                cohesion,
                falls_apart,
                freedom: 0.0,
                documents: 0,
                first_text: u32::MAX,
            })
        })
        .collect();
    // keys make the order, and so the answer, the same on each run
    found.sort_by_key(|word| (std::cmp::Reverse(word.count), word.key));
    found.truncate(CANDIDATES_MAX);
    found
}

/// Whether a run may be proposed at all, and whether it falls apart into single characters today.
fn judge(text: &str, is_firm: bool, lexicon: &Lexicon) -> Option<bool> {
    if !edges_hold(text, lexicon) || lexicon.knows(text) {
        return None;
    }
    let parts: Vec<&str> = lexicon.jieba.cut(text, false).into_iter().map(|token| token.word).collect();
    if parts.iter().all(|part| !lexicon.is_telling(part)) || parts.iter().any(|part| inner_stop(part, lexicon)) {
        return None;
    }
    let falls_apart = parts.iter().any(|part| part.chars().count() == 1);
    (falls_apart || is_firm).then_some(falls_apart)
}

/// Stop words of two characters and 的, 了, 和 join words and never are inside one.
fn inner_stop(part: &str, lexicon: &Lexicon) -> bool {
    lexicon.is_stop_word(part) && (part.chars().count() > 1 || !(MAY_BEGIN.contains(part) || MAY_END.contains(part)))
}

fn edges_hold(text: &str, lexicon: &Lexicon) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let (Some(&first), Some(&last)) = (characters.first(), characters.last()) else { return false };
    let is_stop = |character: char| lexicon.is_stop_word(character.encode_utf8(&mut [0; 4]));
    let begins = !NEVER_FIRST.contains(first) && (MAY_BEGIN.contains(first) || !is_stop(first));
    let ends = !NEVER_LAST.contains(last) && (MAY_END.contains(last) || !is_stop(last));
    let counts_something = NUMERALS.contains(first) && MEASURES.contains(characters[1]);
    let two_edge = |pair: &[char]| lexicon.is_stop_word(&pair.iter().collect::<String>());
    begins && ends && !counts_something && !two_edge(&characters[..2]) && !two_edge(&characters[characters.len() - 2..])
}

/// Drops pieces that hardly come outside one longer candidate.
fn drop_pieces(words: &mut Vec<Candidate>) {
    let mut pieces: HashSet<u128> = HashSet::new();
    let counts: std::collections::HashMap<u128, u32> = words.iter().map(|word| (word.key, word.count)).collect();
    for word in words.iter() {
        for piece in counting::pieces(word.key) {
            if counts.get(&piece).is_some_and(|&count| word.count as f32 >= INSIDE_SHARE * count as f32) {
                pieces.insert(piece);
            }
        }
    }
    words.retain(|word| !pieces.contains(&word.key));
}

/// The piece of the text around the word, as its author wrote it.
fn example(text: &str, word: &str) -> String {
    let folded = Folded::new(text);
    let Some(byte) = folded.text.find(word) else { return String::new() };
    let start = folded.character_at(byte);
    let end = (start + word.chars().count() + EXAMPLE_SIDE).min(folded.len());
    let origin = folded.origin(start.saturating_sub(EXAMPLE_SIDE)..end);
    text.get(origin).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
