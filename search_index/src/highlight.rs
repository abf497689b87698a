//! Marks of the query's words in shown text.
//!
//! The words are looked for in the folded text (not cut again), and the found characters are mapped back to the
//! original. Segments joined give the original text, or the passage of it with an ellipsis where it was cut.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::analyzer::fold::Folded;
use crate::dictionary::Lexicon;
use crate::parse::{ParsedQuery, QueryTerm, SHORT_QUERY};

/// Only so many characters of a text are searched for a passage.
const LONGEST_TEXT: usize = 50_000;
/// Only so many found words compete for the passage.
const MOST_MATCHES: usize = 400;

const PHRASE_WEIGHT: f32 = 10.0;
const ELLIPSIS: &str = "…";

/// A stretch of text, marked or not. The text is raw: whoever shows it must escape it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    pub marked: bool,
}

/// The words of a query, ready to be found in texts.
#[derive(Debug, Clone, Default)]
pub struct QueryTerms {
    finder: Option<Arc<Finder>>,
}

#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    weights: Vec<f32>,
}

/// A found word as a range of folded characters.
struct Match {
    range: Range<usize>,
    pattern: usize,
}

impl QueryTerms {
    pub(crate) fn new(query: &ParsedQuery, lexicon: &Lexicon) -> Self {
        let patterns = patterns(query, lexicon);
        let finder = AhoCorasick::new(patterns.iter().map(|(text, _)| text)).ok().filter(|_| !patterns.is_empty());
        let weights = patterns.into_iter().map(|(_, weight)| weight).collect();
        Self { finder: finder.map(|automaton| Arc::new(Finder { automaton, weights })) }
    }

    /// Whether there is nothing to mark: a search without words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finder.is_none()
    }

    /// The whole text with the words marked; neighbouring marks are one.
    pub fn mark(&self, text: &str) -> Vec<Segment> {
        let folded = Folded::new(text);
        let matches = self.matches(&folded);
        segments(text, 0..text.len(), &merged(&folded, &matches))
    }

    /// The passage of at most `max_chars` characters that holds the most telling words, marked.
    pub fn passage(&self, text: &str, max_chars: usize) -> Vec<Segment> {
        let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        if offsets.len() <= max_chars {
            return self.mark(text);
        }
        let searched = &text[..offsets.get(LONGEST_TEXT).copied().unwrap_or(text.len())];
        let folded = Folded::new(searched);
        let matches = self.matches(&folded);
        let room = max_chars.saturating_sub(2);
        let start = self.best_start(searched, &offsets, &folded, &matches, room);
        let end = (start + room).min(offsets.len());
        let window = offsets[start]..offsets.get(end).copied().unwrap_or(text.len());
        let mut passage = segments(text, window, &merged(&folded, &matches));
        if start > 0 {
            passage.insert(0, Segment { text: ELLIPSIS.to_owned(), marked: false });
        }
        if end < offsets.len() {
            passage.push(Segment { text: ELLIPSIS.to_owned(), marked: false });
        }
        passage
    }

    fn matches(&self, folded: &Folded) -> Vec<Match> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let bytes = folded.text.as_bytes();
        let stands_alone = |range: &Range<usize>| {
            let joins = |outside: Option<&u8>, inside: u8| {
                inside.is_ascii_alphanumeric() && outside.is_some_and(u8::is_ascii_alphanumeric)
            };
            let before = range.start.checked_sub(1).and_then(|position| bytes.get(position));
            !joins(before, bytes[range.start]) && !joins(bytes.get(range.end), bytes[range.end - 1])
        };
        let found = finder.automaton.find_overlapping_iter(&folded.text);
        found
            .filter(|found| stands_alone(&found.range()))
            .map(|found| Match {
                range: folded.character_at(found.start())..folded.character_at(found.end()),
                pattern: found.pattern().as_usize(),
            })
            .collect()
    }

    /// Number of the character at which the best passage begins.
    fn best_start(&self, text: &str, offsets: &[usize], folded: &Folded, matches: &[Match], room: usize) -> usize {
        let Some(finder) = &self.finder else { return 0 };
        let character = |byte: usize| offsets.partition_point(|&offset| offset < byte);
        let mut found: Vec<(Range<usize>, usize)> = matches
            .iter()
            .take(MOST_MATCHES)
            .map(|found| {
                let origin = folded.origin(found.range.clone());
                (character(origin.start)..character(origin.end), found.pattern)
            })
            .collect();
        found.sort_by_key(|(range, _)| range.start);
        let mut best = (0.0, 0);
        for (number, (first, _)) in found.iter().enumerate() {
            let start = sentence_start(text, offsets, first.start, room / 4);
            let inside = found[number..].iter().take_while(|(range, _)| range.end <= start + room);
            let different: HashSet<usize> = inside.map(|&(_, pattern)| pattern).collect();
            let score: f32 = different.iter().map(|&pattern| finder.weights[pattern]).sum();
            if score > best.0 + 0.001 {
                best = (score, start);
            }
        }
        best.1
    }
}

/// The beginning of the sentence around a character, but not further back than `reach`.
fn sentence_start(text: &str, offsets: &[usize], position: usize, reach: usize) -> usize {
    let lowest = position.saturating_sub(reach);
    let ends_sentence = |&number: &usize| {
        number == 0
            || text[offsets[number - 1]..offsets[number]]
                .chars()
                .all(|character| matches!(character, '。' | '！' | '？' | '；' | ';' | '\n'))
    };
    (lowest..=position).rev().find(ends_sentence).unwrap_or(lowest)
}

/// Joins overlapping and neighbouring matches and maps them to bytes of the original.
fn merged(folded: &Folded, matches: &[Match]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = matches.iter().map(|found| found.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined.into_iter().map(|range| folded.origin(range)).collect()
}

fn segments(text: &str, window: Range<usize>, marks: &[Range<usize>]) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut push = |range: Range<usize>, marked: bool| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            found.push(Segment { text: text.to_owned(), marked });
        }
    };
    let mut position = window.start;
    for mark in marks {
        // two folded characters can come from one original: never go back
        let start = mark.start.clamp(position, window.end);
        let end = mark.end.clamp(position, window.end);
        push(position..start, false);
        push(start..end, true);
        position = end;
    }
    push(position..window.end, false);
    found
}

fn patterns(query: &ParsedQuery, lexicon: &Lexicon) -> Vec<(String, f32)> {
    let any_telling = query.terms.iter().any(|term| term.telling);
    let is_short = query.terms.len() <= SHORT_QUERY;
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut add = |text: &str, weight: f32| {
        if (is_short || text.chars().count() > 1) && seen.insert(text.to_owned()) {
            found.push((text.to_owned(), weight));
        }
    };
    for phrase in query.phrases.iter().chain(&query.quotes) {
        add(phrase, PHRASE_WEIGHT);
    }
    for term in query.terms.iter().filter(|term| term.telling || !any_telling) {
        let weight = lexicon.weight(&term.text);
        for text in ways(term) {
            add(text, weight);
        }
    }
    found
}

fn ways(term: &QueryTerm) -> impl Iterator<Item = &str> {
    let parts = term.parts.iter().filter(|part| part.len() > 1);
    std::iter::once(&term.text).chain(&term.variants).chain(parts).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{QueryTerms, Segment};
    use crate::dictionary::Lexicon;
    use crate::parse::ParsedQuery;

    fn terms(query: &str) -> QueryTerms {
        let lexicon = Lexicon::shared_built_in();
        QueryTerms::new(&ParsedQuery::new(query, &lexicon), &lexicon)
    }

    fn shown(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|segment| if segment.marked { format!("[{}]", segment.text) } else { segment.text.clone() })
            .collect()
    }

    #[test]
    fn marks_the_original_spelling() {
        assert_eq!(shown(&terms("全钒液流电池").mark("大型全釩液流電池储能")), "大型[全釩液流電池]储能");
        assert_eq!(shown(&terms("fe3o4").mark("纳米Ｆe₃O₄颗粒")), "纳米[Ｆe₃O₄]颗粒");
        assert_eq!(shown(&terms("触摸屏").mark("带触控屏的门")), "带[触控屏]的门");
    }

    #[test]
    fn joins_neighbours_and_keeps_latin_words_whole() {
        assert_eq!(shown(&terms("塞拉门 控制器").mark("塞拉门控制器")), "[塞拉门控制器]");
        assert_eq!(shown(&terms("ai").mark("main AI")), "main [AI]");
    }

    #[test]
    fn shows_the_best_passage() {
        let text = format!("{}。膜电极用于燃料电池。{}", "背景".repeat(200), "其他".repeat(200));
        let passage = terms("膜电极 燃料电池").passage(&text, 40);
        let length: usize = passage.iter().map(|segment| segment.text.chars().count()).sum();
        assert!(length <= 40, "{length}");
        assert!(shown(&passage).starts_with("…[膜电极]用于[燃料电池]。"), "{}", shown(&passage));
        assert_eq!(shown(&terms("").passage("短文", 10)), "短文");
    }

    proptest! {
        #[test]
        fn segments_give_the_text_back(
            query in "(\\PC|[全钒液流电池℃ａ-ｚ]){0,12}",
            text in "(\\PC|[全釩液流電池℃a-zＡ-Ｚ\u{200B}🚢]){0,80}",
            room in 0usize..90,
        ) {
            let terms = terms(&query);
            let joined: String = terms.mark(&text).into_iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text.clone());
            let length: usize = terms.passage(&text, room).iter().map(|part| part.text.chars().count()).sum();
            prop_assert!(length <= room.max(2));
        }
    }
}
