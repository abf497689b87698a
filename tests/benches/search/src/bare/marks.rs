//! Marks by looking the words up in the lower-cased text; the passage stands around the first of them.

use aho_corasick::{AhoCorasick, MatchKind};
use search_index::CutWord;
use serde::Serialize;

/// Characters of a passage.
const PASSAGE: usize = 120;
const BEFORE: usize = 30;

#[derive(Serialize)]
pub struct Segment {
    text: String,
    marked: bool,
}

pub struct Marker {
    finder: AhoCorasick,
}

impl Marker {
    pub fn new(words: &[CutWord]) -> anyhow::Result<Self> {
        let patterns = words.iter().flat_map(|word| std::iter::once(&word.text).chain(&word.synonyms));
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns.filter(|text| !text.is_empty()))?;
        Ok(Self { finder })
    }

    pub fn mark(&self, text: &str) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut last = 0;
        let mut push = |from: usize, to: usize, marked: bool| {
            if from < to {
                segments.push(Segment { text: text[from..to].to_owned(), marked });
            }
        };
        for found in self.finder.find_iter(text) {
            push(last, found.start(), false);
            push(found.start(), found.end(), true);
            last = found.end();
        }
        push(last, text.len(), false);
        segments
    }

    pub fn passage(&self, text: &str) -> Vec<Segment> {
        let found = self.finder.find(text).map_or(0, |found| found.start());
        let start = text[..found].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        let end = text[start..].char_indices().nth(PASSAGE).map_or(text.len(), |(at, _)| start + at);
        self.mark(&text[start..end])
    }
}
