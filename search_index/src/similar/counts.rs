//! The grams by which two texts are compared: characters and pairs of touching characters, without what the genre says
//! anyway.
//!
//! Phrases of the genre (需求内容, 本公司, 研发及产业化: `dict/genre.txt`) are breaks that no pair reaches across. A run of
//! ASCII letters and digits counts as one character. Bare numbers and units of measurement say nothing of a field: they are
//! no grams.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::analyzer::fold::{Folded, fold};
use crate::analyzer::grams::units;

/// Characters of a text that are compared.
const LONGEST_TEXT: usize = 5_000;
const UNITS: [&str; 47] = [
    "mm", "cm", "km", "m", "um", "nm", "kg", "g", "mg", "t", "h", "min", "s", "w", "kw", "mw", "v", "kv", "a", "ma",
    "hz", "khz", "mhz", "ghz", "mpa", "pa", "kpa", "l", "ml", "db", "ph", "ppm", "rpm", "m2", "m3", "r", "kwh", "mwh",
    "kva", "mva", "ghg", "um2", "mm2", "cm2", "cm3", "kn", "nm2",
];

static GENRE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let lines = include_str!("../../dict/genre.txt").lines().filter(|line| !line.starts_with('#'));
    let phrases = lines.flat_map(str::split_whitespace).map(fold);
    AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(phrases).ok()
});

/// A gram: one unit, or two that touch.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Gram {
    pub text: String,
    pub is_pair: bool,
}

/// A gram where it stands in a folded text.
#[derive(Debug, Clone, Copy)]
pub struct GramIn<'a> {
    pub text: &'a str,
    pub is_pair: bool,
}

impl GramIn<'_> {
    /// A number that stands for the gram. Two of a million grams share one with a chance of 1 in 10^7.
    pub fn number(&self) -> u64 {
        // FNV-1a, then mixed so that all bits differ (murmur's last step): tables use the number as it is
        let hash = self
            .text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^ (hash >> 33)
    }

    pub fn owned(&self) -> Gram {
        Gram { text: self.text.to_owned(), is_pair: self.is_pair }
    }
}

/// A text cut into grams.
pub struct Cut {
    folded: Folded,
    grams: Vec<(Range<usize>, bool)>,
}

impl Cut {
    pub fn new(text: &str) -> Self {
        let cut = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(offset, _)| offset);
        let folded = Folded::new(&text[..cut]);
        let phrases = GENRE.iter().flat_map(|genre| genre.find_iter(&folded.text));
        let breaks = phrases.map(|phrase| folded.character_at(phrase.start())..folded.character_at(phrase.end()));
        let breaks: Vec<Range<usize>> = breaks.collect();
        let grams = cut_between(&folded, &breaks);
        Self { folded, grams }
    }

    /// All grams in the order of the text, repeated ones each time.
    pub fn grams(&self) -> impl Iterator<Item = GramIn<'_>> {
        (0..self.grams.len()).map(|at| self.gram(at))
    }

    /// One of them.
    pub fn gram(&self, at: usize) -> GramIn<'_> {
        let (range, is_pair) = &self.grams[at];
        GramIn { text: self.folded.slice(range.clone()), is_pair: *is_pair }
    }
}

/// Units and pairs outside the phrases of the genre.
fn cut_between(folded: &Folded, mut breaks: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    let units = units(folded);
    let mut grams = Vec::with_capacity(2 * units.len());
    let mut before: Option<Range<usize>> = None;
    for unit in units {
        while breaks.first().is_some_and(|phrase| phrase.end <= unit.start) {
            breaks = &breaks[1..];
        }
        let in_phrase = breaks.first().is_some_and(|phrase| phrase.start < unit.end);
        if in_phrase || is_dull(folded.slice(unit.clone())) {
            before = None;
            continue;
        }
        if let Some(before) = before.filter(|before| before.end == unit.start) {
            grams.push((before.start..unit.end, true));
        }
        grams.push((unit.clone(), false));
        before = Some(unit);
    }
    grams
}

/// How often a text has each gram.
pub fn counts(text: &str) -> HashMap<Gram, u32> {
    let mut counts = HashMap::new();
    for gram in Cut::new(text).grams() {
        *counts.entry(gram.owned()).or_default() += 1;
    }
    counts
}

fn is_dull(unit: &str) -> bool {
    unit.is_ascii() && (unit.bytes().all(|byte| byte.is_ascii_digit()) || UNITS.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::{Gram, counts};

    fn has(text: &str, gram: &str) -> u32 {
        let is_pair = gram.chars().count() > 1 && !gram.is_ascii();
        counts(text).get(&Gram { text: gram.to_owned(), is_pair }).copied().unwrap_or(0)
    }

    #[test]
    fn genre_phrases_are_breaks() {
        assert_eq!(has("本公司需要膜电极", "膜电"), 1);
        assert_eq!(has("电极本公司膜", "极膜"), 0);
        assert_eq!(has("需求内容：膜", "需"), 0);
    }

    #[test]
    fn numbers_and_units_are_no_grams() {
        assert_eq!(has("功率100kW电机", "100kw"), 1, "one run, neither a number nor a unit");
        assert_eq!(has("功率 100 kw 电机", "kw"), 0);
        assert_eq!(has("功率100电机", "率100"), 0);
        assert_eq!(has("PEM电解槽", "pem"), 1);
        assert_eq!(has("PEM电解槽", "pem电"), 1);
    }
}
