//! The built-in word lists, compiled in. One entry a line; `#` starts a comment.

use crate::analyzer::fold::fold;

const TERMS: &str = include_str!("../../dict/terms.txt");
const SYNONYMS: &str = include_str!("../../dict/synonyms.txt");
const STOP_WORDS: &str = include_str!("../../dict/stop.txt");
const BOILERPLATE: &str = include_str!("../../dict/boilerplate.txt");

/// The lists that every installation starts with, folded, in the order of their files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    pub terms: Vec<String>,
    /// One rule an entry, see `Overlay::synonyms`.
    pub synonyms: Vec<String>,
    pub stop_words: Vec<String>,
}

/// The built-in lists.
pub fn built_in() -> BuiltIn {
    BuiltIn { terms: words(TERMS), synonyms: lines(SYNONYMS).map(fold).collect(), stop_words: words(STOP_WORDS) }
}

/// Words of the genre that tell nothing about a listing.
pub fn boilerplate() -> Vec<String> {
    words(BOILERPLATE)
}

fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn words(list: &str) -> Vec<String> {
    lines(list).flat_map(str::split_whitespace).map(fold).collect()
}
