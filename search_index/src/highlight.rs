//! Marks of the query's words in shown text.
//!
//! The words are looked for in the folded text (not cut again), and the found characters are mapped back to the
//! original. Segments joined give the original text, or the passage of it with an ellipsis where it was cut.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

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

/// A text that is ready to have words found in it: folded once, marked as often as it is shown.
pub struct ShownText {
    text: String,
    /// Of its first characters.
    folded: Folded,
    /// Where each character begins; nothing where that is the same as in the folded text.
    offsets: Option<Vec<u32>>,
}

impl ShownText {
    #[must_use]
    pub fn new(text: String) -> Self {
        let searched = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(offset, _)| offset);
        let folded = Folded::new(&text[..searched]);
        let is_same = folded.is_same() && folded.text.len() == text.len();
        let offsets = (!is_same).then(|| text.char_indices().map(|(offset, _)| offset as u32).collect());
        Self { folded, offsets, text }
    }

    /// Bytes that it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let offsets = self.offsets.as_ref().map_or(0, |offsets| 4 * offsets.len());
        size_of::<Self>() + self.text.len() + self.folded.bytes() + offsets
    }

    /// Where each character begins.
    fn offsets(&self) -> &[u32] {
        match &self.offsets {
            Some(offsets) => offsets,
            None => &self.folded.starts()[..self.folded.len()],
        }
    }

    /// Number of the character that begins at a byte, or after it.
    fn character_at(&self, byte: usize) -> usize {
        self.offsets().partition_point(|&offset| (offset as usize) < byte)
    }

    /// The byte at which a character begins; the end for one after the last.
    fn byte_of(&self, character: usize) -> usize {
        self.offsets().get(character).map_or(self.text.len(), |&offset| offset as usize)
    }
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
        // few short texts are searched: what is built fastest is fastest
        let mut builder = AhoCorasick::builder();
        let builder = builder.kind(Some(AhoCorasickKind::NoncontiguousNFA));
        let finder = builder.build(patterns.iter().map(|(text, _)| text)).ok().filter(|_| !patterns.is_empty());
        let weights = patterns.into_iter().map(|(_, weight)| weight).collect();
        Self { finder: finder.map(|automaton| Arc::new(Finder { automaton, weights })) }
    }

    /// Whether there is nothing to mark: a search without words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finder.is_none()
    }

    /// The whole text with the words marked; neighbouring marks are one.
    #[must_use]
    pub fn mark(&self, shown: &ShownText) -> Vec<Segment> {
        segments(&shown.text, 0..shown.text.len(), &merged(&shown.folded, &self.matches(&shown.folded)))
    }

    /// The passage of at most `max_chars` characters that holds the most telling words, marked.
    #[must_use]
    pub fn passage(&self, shown: &ShownText, max_chars: usize) -> Vec<Segment> {
        if shown.offsets().len() <= max_chars {
            return self.mark(shown);
        }
        let matches = self.matches(&shown.folded);
        let room = max_chars.saturating_sub(2);
        let start = self.best_start(shown, &matches, room);
        let end = (start + room).min(shown.offsets().len());
        let window = shown.byte_of(start)..shown.byte_of(end);
        let mut passage = segments(&shown.text, window, &merged(&shown.folded, &matches));
        if start > 0 {
            passage.insert(0, Segment { text: ELLIPSIS.to_owned(), marked: false });
        }
        if end < shown.offsets().len() {
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
    fn best_start(&self, shown: &ShownText, matches: &[Match], room: usize) -> usize {
        let Some(finder) = &self.finder else { return 0 };
        let mut found: Vec<(Range<usize>, usize)> = matches
            .iter()
            .take(MOST_MATCHES)
            .map(|found| {
                let origin = shown.folded.origin(found.range.clone());
                (shown.character_at(origin.start)..shown.character_at(origin.end), found.pattern)
            })
            .collect();
        found.sort_by_key(|(range, _)| range.start);
        let mut best = (0.0, 0);
        for (number, (first, _)) in found.iter().enumerate() {
            let start = sentence_start(shown, first.start, room / 4);
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
fn sentence_start(shown: &ShownText, position: usize, reach: usize) -> usize {
    let lowest = position.saturating_sub(reach);
    let ends_sentence = |&number: &usize| {
        number == 0
            || shown.text[shown.byte_of(number - 1)..shown.byte_of(number)]
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

    use super::{QueryTerms, Segment, ShownText};
    use crate::dictionary::Lexicon;
    use crate::parse::ParsedQuery;

    fn terms(query: &str) -> QueryTerms {
        let lexicon = Lexicon::shared_built_in();
        QueryTerms::new(&ParsedQuery::new(query, &lexicon), &lexicon)
    }

    fn text(text: &str) -> ShownText {
        ShownText::new(text.to_owned())
    }

    fn shown(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|segment| if segment.marked { format!("[{}]", segment.text) } else { segment.text.clone() })
            .collect()
    }

    #[test]
    fn marks_the_original_spelling() {
        assert_eq!(shown(&terms("全钒液流电池").mark(&text("大型全釩液流電池储能"))), "大型[全釩液流電池]储能");
        assert_eq!(shown(&terms("fe3o4").mark(&text("纳米Ｆe₃O₄颗粒"))), "纳米[Ｆe₃O₄]颗粒");
        assert_eq!(shown(&terms("触摸屏").mark(&text("带触控屏的门"))), "带[触控屏]的门");
    }

    #[test]
    fn joins_neighbours_and_keeps_latin_words_whole() {
        assert_eq!(shown(&terms("塞拉门 控制器").mark(&text("塞拉门控制器"))), "[塞拉门控制器]");
        assert_eq!(shown(&terms("ai").mark(&text("main AI"))), "main [AI]");
    }

    #[test]
    fn shows_the_best_passage() {
        let long = format!("{}。膜电极用于燃料电池。{}", "背景".repeat(200), "其他".repeat(200));
        let passage = terms("膜电极 燃料电池").passage(&text(&long), 40);
        let length: usize = passage.iter().map(|segment| segment.text.chars().count()).sum();
        assert!(length <= 40, "{length}");
        assert!(shown(&passage).starts_with("…[膜电极]用于[燃料电池]。"), "{}", shown(&passage));
        assert_eq!(shown(&terms("").passage(&text("短文"), 10)), "短文");
    }

    proptest! {
        #[test]
        fn segments_give_the_text_back(
            query in "(\\PC|[全钒液流电池℃ａ-ｚ]){0,12}",
            text in "(\\PC|[全釩液流電池℃a-zＡ-Ｚ\u{200B}🚢]){0,80}",
            room in 0usize..90,
        ) {
            let terms = terms(&query);
            let shown = ShownText::new(text.clone());
            let joined: String = terms.mark(&shown).into_iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text);
            let length: usize = terms.passage(&shown, room).iter().map(|part| part.text.chars().count()).sum();
            prop_assert!(length <= room.max(2));
        }
    }
}
