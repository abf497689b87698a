//! Reading what the user typed: words, "quoted phrases" and -exclusions. Every string is legal.
//!
//! Quotes that stand apart ask for exactly their text; quotes inside a sentence are prose, and their text only counts more.
//! Long pasted texts are prose altogether: their quotes and hyphens are ordinary punctuation.

use std::collections::{HashMap, HashSet};

use crate::analyzer::fold::{Folded, fold};
use crate::analyzer::words::{is_han, words};
use crate::dictionary::Lexicon;
use crate::plan::Wanted;

/// Longer texts are cut to their first telling characters.
const LONGEST_TEXT: usize = 20_000;
const TELLING_CHARACTERS: usize = 2_000;
/// The most phrases, and the most exclusions, of one question.
const MOST_OPERATORS: usize = 8;
/// Longest text whose quotes and hyphens are operators.
const LONGEST_WITH_OPERATORS: usize = 120;

/// Up to this many telling words a question is short.
pub const SHORT_QUERY: usize = 12;
/// Fewer listings than this (or than the page holds) with all words, and fewer words are asked for.
const FEW: u64 = 10;
/// Shorter Chinese words are never taken apart.
const SHORTEST_APART: usize = 3;

/// One word of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryTerm {
    pub text: String,
    /// Parts that may stand apart in a listing: `5g` and `v2x` of `5g-v2x`. Empty for Chinese words.
    pub parts: Vec<String>,
    /// Dictionary words inside a Chinese word: 液流电池 of 全钒液流电池. They add to the score and are not asked for.
    pub inside: Vec<String>,
    /// Other ways to say it.
    pub variants: Vec<String>,
    pub telling: bool,
    /// How often the query says it.
    pub count: u32,
}

impl QueryTerm {
    pub fn is_chinese(&self) -> bool {
        self.text.chars().all(is_han)
    }
}

/// What the user asked for, folded.
#[derive(Debug, Clone, Default)]
pub struct ParsedQuery {
    pub terms: Vec<QueryTerm>,
    /// Texts that must stand in a listing exactly so.
    pub phrases: Vec<String>,
    /// Quoted prose: it counts more where it stands exactly so.
    pub quotes: Vec<String>,
    pub exclusions: Vec<String>,
    /// Pieces between spaces, for finding them as they stand.
    pub chunks: Vec<String>,
    /// True when nothing was typed: everything matches.
    pub is_blank: bool,
}

impl ParsedQuery {
    pub fn new(typed: &str, lexicon: &Lexicon) -> Self {
        let text = fold(&shortened(typed));
        let mut query = Self { is_blank: text.trim().is_empty(), ..Self::default() };
        let plain = if text.chars().count() <= LONGEST_WITH_OPERATORS { query.take_operators(&text) } else { text };
        query.terms = query_terms(&plain, lexicon);
        query.chunks = plain.split_whitespace().filter(|chunk| has_content(chunk)).map(str::to_owned).collect();
        query
    }

    /// Takes phrases and exclusions out of the text and returns the rest.
    fn take_operators(&mut self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let starts_word = plain.chars().next_back().is_none_or(char::is_whitespace);
            let after = &rest[character.len_utf8()..];
            if let Some((phrase, remaining)) = quoted(rest) {
                if starts_word && remaining.chars().next().is_none_or(char::is_whitespace) {
                    keep(&mut self.phrases, phrase);
                    plain.push(' ');
                } else {
                    keep(&mut self.quotes, phrase);
                    plain.push_str(phrase);
                }
                rest = remaining;
            } else if let Some((excluded, remaining)) = exclusion(rest).filter(|_| starts_word) {
                keep(&mut self.exclusions, excluded);
                rest = remaining;
            } else {
                plain.push(character);
                rest = after;
            }
        }
        plain
    }

    /// The words that say what is wanted.
    pub fn telling(&self) -> impl Iterator<Item = &QueryTerm> {
        self.terms.iter().filter(|term| term.telling)
    }

    /// The question to ask with fewer words when only `whole` listings have all of them; nothing when that is enough or
    /// there is nothing to give up. Phrases and long words are given up only when nothing has them; a phrase alone stays.
    pub fn loosened(&self, whole: u64, page: usize, lexicon: &Lexicon) -> Option<Self> {
        if whole == 0 && !self.terms.is_empty() {
            let loose = self.taken_apart(lexicon);
            return (loose.terms.len() > 1).then_some(loose);
        }
        (whole < self.enough(page) && self.terms.len() > 1).then(|| self.clone())
    }

    /// From strict to lax, without what has been asked already or asks for as much as the step before.
    pub fn steps(&self, whole: u64) -> impl Iterator<Item = Wanted> + use<> {
        let is_pair = self.telling().count() == 2;
        let repeats = move |wanted: Wanted| match wanted {
            Wanted::All => whole > 0,
            Wanted::Half => false,
            Wanted::One => is_pair && whole > 0,
        };
        Wanted::STEPS.into_iter().filter(move |&wanted| !repeats(wanted))
    }

    /// So many listings need no more: a page full. A long text has words enough for a single one to be no chance.
    pub fn enough(&self, page: usize) -> u64 {
        if self.telling().count() > SHORT_QUERY { 1 } else { FEW.max(page as u64) }
    }

    /// Phrases as plain words, long words as the words inside them.
    pub fn taken_apart(&self, lexicon: &Lexicon) -> Self {
        let mut chunks = self.chunks.clone();
        chunks.extend(self.phrases.iter().cloned());
        let terms = query_terms(&chunks.join(" "), lexicon);
        Self {
            terms: terms.into_iter().flat_map(|term| apart(term, lexicon)).collect(),
            phrases: Vec::new(),
            quotes: self.quotes.iter().chain(&self.phrases).cloned().collect(),
            exclusions: self.exclusions.clone(),
            chunks,
            is_blank: self.is_blank,
        }
    }

    /// True when nothing is asked that a listing could match.
    pub fn is_hopeless(&self) -> bool {
        !self.is_blank && self.terms.is_empty() && self.phrases.is_empty() && self.exclusions.is_empty()
    }
}

fn shortened(typed: &str) -> String {
    if typed.chars().count() <= LONGEST_TEXT {
        return typed.to_owned();
    }
    let mut left = TELLING_CHARACTERS;
    typed
        .chars()
        .take_while(|character| {
            left -= usize::from(character.is_alphanumeric() && left > 0);
            left > 0
        })
        .take(LONGEST_TEXT)
        .collect()
}

fn has_content(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn keep(list: &mut Vec<String>, text: &str) {
    if has_content(text) && list.len() < MOST_OPERATORS {
        list.push(text.trim().to_owned());
    }
}

/// The text in quotes at the beginning and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close: &[char] = match open {
        '"' => &['"'],
        '“' | '”' => &['”', '“'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    };
    let inner = &text[open.len_utf8()..];
    let end = inner.find(close)?;
    let width = inner[end..].chars().next().map_or(0, char::len_utf8);
    Some((&inner[..end], &inner[end + width..]))
}

/// The excluded word at the beginning and what follows it; `-40` is a number.
fn exclusion(text: &str) -> Option<(&str, &str)> {
    let word = text.strip_prefix('-')?;
    if let Some(found) = quoted(word) {
        return Some(found);
    }
    let first = word.chars().next()?;
    if first.is_ascii_digit() || !first.is_alphanumeric() {
        return None;
    }
    Some(word.split_at(word.find(char::is_whitespace).unwrap_or(word.len())))
}

/// The different words of a text in the order of their first appearance; stop words only when there is nothing else.
pub fn query_terms(text: &str, lexicon: &Lexicon) -> Vec<QueryTerm> {
    let folded = Folded::new(text);
    let found = words(&folded, lexicon);
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for word in found.iter().filter(|word| word.whole) {
        let text = folded.slice(word.range.clone());
        if let Some(&number) = numbers.get(text) {
            terms[number].count += 1;
            continue;
        }
        numbers.insert(text, terms.len());
        let inside = found.iter().skip(found.partition_point(|other| other.range.start < word.range.start));
        let parts = inside
            .take_while(|other| other.range.start < word.range.end)
            .filter(|other| !other.whole)
            .map(|other| other.text(&folded).into_owned())
            .collect();
        terms.push(query_term(text, parts, lexicon));
    }
    if terms.iter().any(|term| !lexicon.is_stop_word(&term.text)) {
        terms.retain(|term| !lexicon.is_stop_word(&term.text));
    }
    terms
}

fn query_term(text: &str, inside: Vec<String>, lexicon: &Lexicon) -> QueryTerm {
    let mut variants = lexicon.synonyms(text).to_vec();
    for word in &inside {
        // 触摸屏控制器 also as 触控屏控制器
        variants.extend(lexicon.synonyms(word).iter().map(|other| text.replacen(word.as_str(), other, 1)));
    }
    let mut seen = HashSet::new();
    variants.retain(|variant| variant != text && seen.insert(variant.clone()));
    // the c of c++ is another word
    let stands_apart = !text.chars().any(|character| is_han(character) || matches!(character, '+' | '#'));
    QueryTerm {
        text: text.to_owned(),
        parts: if stands_apart { inside.clone() } else { Vec::new() },
        inside: if stands_apart { Vec::new() } else { inside },
        variants,
        telling: lexicon.is_telling(text),
        count: 1,
    }
}

/// A long Chinese word as the longest words inside it, from the left, each also as another way to say the whole; others
/// as they are.
fn apart(term: QueryTerm, lexicon: &Lexicon) -> Vec<QueryTerm> {
    if term.inside.is_empty() || term.text.chars().count() <= SHORTEST_APART {
        return vec![term];
    }
    let mut rest = term.text.as_str();
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let inside = term.inside.iter().filter(|word| rest.starts_with(word.as_str()));
        match inside.max_by_key(|word| word.len()) {
            Some(word) => {
                let mut part = query_term(word, Vec::new(), lexicon);
                part.variants.extend(term.variants.iter().cloned());
                found.push(part);
                rest = &rest[word.len()..];
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    if found.is_empty() { vec![term] } else { found }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ParsedQuery;
    use crate::dictionary::Lexicon;

    fn parsed(typed: &str) -> ParsedQuery {
        ParsedQuery::new(typed, &Lexicon::shared_built_in())
    }

    fn words(query: &ParsedQuery) -> Vec<&str> {
        query.terms.iter().map(|term| term.text.as_str()).collect()
    }

    #[test]
    fn reads_phrases_and_exclusions() {
        let query = parsed("塞拉门 “全釩液流” -燃料电池 -40℃");
        assert_eq!(query.phrases, ["全钒液流"]);
        assert_eq!(query.exclusions, ["燃料电池"]);
        assert_eq!(words(&query), ["塞拉门", "40°c"]);
        assert_eq!(query.chunks, ["塞拉门", "-40°c"]);
    }

    #[test]
    fn a_hyphen_inside_a_word_excludes_nothing() {
        let query = parsed("5G-V2X");
        assert!(query.exclusions.is_empty());
        assert_eq!(query.terms[0].parts, ["5g", "v2x"]);
    }

    #[test]
    fn stop_words_count_only_alone() {
        assert_eq!(words(&parsed("的")), ["的"]);
        assert_eq!(words(&parsed("塞拉门的")), ["塞拉门"]);
        assert!(parsed(" 　").is_blank);
        assert!(parsed("！？\"\"-").is_hopeless());
    }

    #[test]
    fn synonyms_reach_into_longer_words() {
        let query = parsed("触摸屏控制器");
        assert!(query.terms[0].variants.contains(&"触控屏控制器".to_owned()));
    }

    proptest! {
        #[test]
        fn every_string_is_legal(typed in "(\\PC|[-\"“”「 全钒液流]){0,60}") {
            let query = parsed(&typed);
            prop_assert!(query.terms.iter().all(|term| !term.text.is_empty()));
        }
    }
}
