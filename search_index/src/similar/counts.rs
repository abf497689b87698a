//! The grams by which two texts are compared: characters and pairs of touching characters, without what the genre says
//! anyway.
//!
//! Phrases of the genre (需求内容, 本公司, 研发及产业化: `dict/genre.txt`) are breaks that no pair reaches across. A run of
//! ASCII letters and digits counts as one character. Bare numbers and units of measurement say nothing of a field: they are
//! no grams.

use std::collections::HashMap;
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

/// How often a text has each gram.
pub fn counts(text: &str) -> HashMap<Gram, u32> {
    let cut = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(offset, _)| offset);
    let folded = fold(&text[..cut]);
    let mut counts = HashMap::new();
    let mut from = 0;
    for phrase in GENRE.iter().flat_map(|genre| genre.find_iter(&folded)) {
        count(&folded[from..phrase.start()], &mut counts);
        from = phrase.end();
    }
    count(&folded[from..], &mut counts);
    counts
}

fn count(piece: &str, counts: &mut HashMap<Gram, u32>) {
    let folded = Folded::new(piece);
    let units = units(&folded);
    let mut before: Option<&std::ops::Range<usize>> = None;
    for unit in &units {
        let text = folded.slice(unit.clone());
        if is_dull(text) {
            before = None;
            continue;
        }
        *counts.entry(Gram { text: text.to_owned(), is_pair: false }).or_default() += 1;
        if let Some(before) = before.filter(|before| before.end == unit.start) {
            let pair = folded.slice(before.start..unit.end).to_owned();
            *counts.entry(Gram { text: pair, is_pair: true }).or_default() += 1;
        }
        before = Some(unit);
    }
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
