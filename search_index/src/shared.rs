//! Telling words that two texts share, with their places in both: the visible reason of a match.

use std::collections::HashSet;
use std::ops::Range;

use crate::analyzer::fold::Folded;
use crate::analyzer::words::{Word, is_han, words};
use crate::dictionary::Lexicon;

/// The most words that are named.
const MOST_TERMS: usize = 12;
/// Characters of a text that are compared.
const LONGEST_TEXT: usize = 10_000;
/// Longest run of neighbouring words that counts as one.
const LONGEST_RUN: usize = 16;

/// A word met in both texts. Positions are characters `[from, to)` of the original texts.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedTerm {
    pub term: String,
    pub weight: f32,
    pub left: Vec<(usize, usize)>,
    pub right: Vec<(usize, usize)>,
}

/// A text cut into words, to be laid beside others.
pub struct SharedText {
    folded: Folded,
    words: Vec<Word>,
    /// Where its characters begin.
    offsets: Vec<usize>,
}

/// A text and the folded characters of it that belong to a term already named.
struct Side<'a> {
    text: &'a SharedText,
    taken: Vec<bool>,
}

impl SharedText {
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let cut = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(offset, _)| offset);
        let text = &text[..cut];
        let folded = Folded::new(text);
        Self {
            words: words(&folded, lexicon),
            offsets: text.char_indices().map(|(offset, _)| offset).collect(),
            folded,
        }
    }

    fn side(&self) -> Side<'_> {
        Side { text: self, taken: vec![false; self.folded.len()] }
    }

    fn text(&self, word: &Word) -> &str {
        self.folded.slice(word.range.clone())
    }

    fn places<'a>(&'a self, term: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let starts = self.folded.text.match_indices(term);
        starts
            .map(|(start, _)| self.folded.character_at(start)..self.folded.character_at(start + term.len()))
            .filter(|range| !self.cuts_latin(range))
    }

    /// True when the range begins or ends inside a Latin word or a number.
    fn cuts_latin(&self, range: &Range<usize>) -> bool {
        let is_latin = |position: usize| {
            position < self.folded.len()
                && self.folded.slice(position..position + 1).bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        range.start > 0 && is_latin(range.start - 1) && is_latin(range.start)
            || is_latin(range.end - 1) && is_latin(range.end)
    }

    fn characters(&self, places: Vec<Range<usize>>) -> Vec<(usize, usize)> {
        let character = |byte: usize| self.offsets.partition_point(|&offset| offset < byte);
        places
            .into_iter()
            .map(|range| self.folded.origin(range))
            .map(|bytes| (character(bytes.start), character(bytes.end)))
            .collect()
    }
}

impl Side<'_> {
    /// Where a term stands that is not part of one already named.
    fn places(&self, term: &str) -> Vec<Range<usize>> {
        self.text.places(term).filter(|range| range.clone().any(|position| !self.taken[position])).collect()
    }

    fn take(&mut self, places: &[Range<usize>]) {
        for position in places.iter().cloned().flatten() {
            self.taken[position] = true;
        }
    }
}

/// Telling words met in both texts, longest first, at most 12; parts of a longer shared word are not named again.
pub fn shared_terms(left: &SharedText, right: &SharedText, lexicon: &Lexicon) -> Vec<SharedTerm> {
    let (mut left, mut right) = (left.side(), right.side());
    let mut candidates: Vec<(String, f32)> = candidates(left.text, right.text, lexicon)
        .into_iter()
        .map(|term| (term.clone(), lexicon.weight(&term)))
        .collect();
    let length = |term: &str| term.chars().count();
    candidates.sort_by(|one, other| {
        length(&other.0).cmp(&length(&one.0)).then(other.1.total_cmp(&one.1)).then_with(|| one.0.cmp(&other.0))
    });
    let mut found = Vec::new();
    for (term, weight) in candidates {
        let (left_places, right_places) = (left.places(&term), right.places(&term));
        if left_places.is_empty() || right_places.is_empty() {
            continue;
        }
        left.take(&left_places);
        right.take(&right_places);
        let (left, right) = (left.text.characters(left_places), right.text.characters(right_places));
        found.push(SharedTerm { term, weight, left, right });
    }
    strongest(found)
}

fn strongest(mut found: Vec<SharedTerm>) -> Vec<SharedTerm> {
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    found.truncate(MOST_TERMS);
    found.sort_by_key(|shared| std::cmp::Reverse(shared.term.chars().count()));
    found
}

fn candidates(left: &SharedText, right: &SharedText, lexicon: &Lexicon) -> HashSet<String> {
    let known: HashSet<&str> = right.words.iter().map(|word| right.text(word)).collect();
    let single = left.words.iter().map(|word| left.text(word));
    let mut found: HashSet<String> =
        single.filter(|text| is_reason(text, lexicon) && known.contains(text)).map(str::to_owned).collect();
    found.extend(runs(left, right, lexicon));
    found
}

/// A word that explains something: no stop word, boilerplate, bare number or single character.
fn is_reason(text: &str, lexicon: &Lexicon) -> bool {
    text.chars().count() > 1 && text.chars().any(char::is_alphabetic) && lexicon.is_telling(text)
}

/// Neighbouring Chinese words that stand together in both texts, beginning and ending with a telling one.
fn runs(left: &SharedText, right: &SharedText, lexicon: &Lexicon) -> Vec<String> {
    let whole: Vec<&Word> = left.words.iter().filter(|word| word.whole).collect();
    let is_chinese = |word: &Word| left.text(word).chars().all(is_han);
    let mut found = Vec::new();
    for (number, first) in
        whole.iter().enumerate().filter(|(_, word)| is_chinese(word) && is_reason(left.text(word), lexicon))
    {
        let mut end = first.range.end;
        let mut longest = None;
        for next in &whole[number + 1..] {
            let run = first.range.start..next.range.end;
            if next.range.start != end || run.len() > LONGEST_RUN || !is_chinese(next) {
                break;
            }
            let text = left.folded.slice(run);
            if !right.folded.text.contains(text) {
                break;
            }
            end = next.range.end;
            longest = if is_reason(left.text(next), lexicon) { Some(text.to_owned()) } else { longest };
        }
        found.extend(longest);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::SharedTerm;
    use crate::dictionary::Lexicon;

    fn shared_terms(left: &str, right: &str) -> Vec<SharedTerm> {
        let lexicon = Lexicon::shared_built_in();
        let (left, right) = (super::SharedText::new(left, &lexicon), super::SharedText::new(right, &lexicon));
        super::shared_terms(&left, &right, &lexicon)
    }

    #[test]
    fn names_the_longest_shared_words_with_their_places() {
        let left = "公司需求：全釩液流電池的膜材料技术";
        let right = "一种用于全钒液流电池的质子交换膜技术";
        let shared = shared_terms(left, right);
        assert_eq!(shared[0].term, "全钒液流电池");
        let (from, to) = shared[0].left[0];
        assert_eq!(left.chars().skip(from).take(to - from).collect::<String>(), "全釩液流電池");
        let (from, to) = shared[0].right[0];
        assert_eq!(right.chars().skip(from).take(to - from).collect::<String>(), "全钒液流电池");
        assert!(shared.iter().all(|term| term.term != "电池" && term.term != "技术"), "{shared:?}");
    }

    #[test]
    fn joins_neighbouring_words() {
        let shared = shared_terms("研制塞拉门触摸屏控制器", "塞拉门触摸屏控制器的可靠性");
        assert_eq!(shared[0].term, "塞拉门触摸屏控制器");
        assert_eq!(shared.len(), 1);
    }

    proptest! {
        #[test]
        fn places_are_inside(
            left in "(\\PC|[全钒液流电池塞拉门℃Ａ-ｚ]){0,40}",
            right in "(\\PC|[全釩液流電池塞拉门℃a-z]){0,40}",
        ) {
            for term in shared_terms(&left, &right) {
                prop_assert!(!term.left.is_empty() && !term.right.is_empty());
                prop_assert!(term.left.iter().all(|&(from, to)| from < to && to <= left.chars().count()));
                prop_assert!(term.right.iter().all(|&(from, to)| from < to && to <= right.chars().count()));
            }
        }
    }
}
