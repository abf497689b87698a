//! Cutting folded text into words.
//!
//! Runs of Chinese characters are cut by jieba without its hidden Markov model (so that unknown words do not depend on
//! their neighbours), and every dictionary word inside a longer one is emitted too. Everything else (`5G-V2X`, `Fe3O4`,
//! `C++`, `40℃`) is kept whole and in parts. Words are sorted by offset, the longer first.

use std::ops::Range;

use super::fold::Folded;
use crate::dictionary::Lexicon;

/// Longest token that is not Chinese; what is longer is cut into pieces.
const LONGEST_TOKEN: usize = 64;
/// Longest Chinese word that can hide another.
const LONGEST_WORD: usize = 16;

/// A word as a range of folded characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub range: Range<usize>,
    /// False for a word inside a longer one.
    pub whole: bool,
}

/// Chinese characters, which are written without spaces.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '々' | '〇')
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() && !is_han(character)
}

fn is_connector(character: char) -> bool {
    matches!(character, '.' | '-' | '_' | '+' | '#' | '/' | '&' | '°' | '%' | '\'')
}

/// All words of a folded text.
pub fn words(folded: &Folded, lexicon: &Lexicon) -> Vec<Word> {
    let characters: Vec<char> = folded.text.chars().collect();
    let mut found = Vec::with_capacity(characters.len());
    let mut start = 0;
    while start < characters.len() {
        let end = if is_han(characters[start]) {
            let end = run_end(&characters, start, is_han);
            chinese_words(folded, start..end, lexicon, &mut found);
            end
        } else if is_letter(characters[start]) {
            let end = mixed_end(&characters, start);
            mixed_words(&characters, start..end, &mut found);
            end
        } else {
            start + 1
        };
        start = end;
    }
    found.sort_by_key(|word| (word.range.start, std::cmp::Reverse(word.range.end), !word.whole));
    found.dedup_by(|later, earlier| later.range == earlier.range);
    found
}

fn run_end(characters: &[char], start: usize, belongs: impl Fn(char) -> bool) -> usize {
    characters[start..]
        .iter()
        .position(|&character| !belongs(character))
        .map_or(characters.len(), |length| start + length)
}

fn chinese_words(folded: &Folded, run: Range<usize>, lexicon: &Lexicon, found: &mut Vec<Word>) {
    let jieba = &lexicon.jieba;
    for token in jieba.cut(folded.slice(run.clone()), false) {
        let range = run.start + token.start..run.start + token.end;
        let length = range.len();
        for inner in (2..length.min(LONGEST_WORD)).flat_map(|size| windows(&range, size)) {
            if jieba.has_word(folded.slice(inner.clone())) {
                found.push(Word { range: inner, whole: false });
            }
        }
        found.push(Word { range, whole: true });
    }
}

fn windows(range: &Range<usize>, size: usize) -> impl Iterator<Item = Range<usize>> + use<> {
    (range.start..=range.end - size).map(move |start| start..start + size)
}

/// End of a token that may hold connectors inside, `+` and `#` after letters, `%` and `°` after digits.
fn mixed_end(characters: &[char], start: usize) -> usize {
    let mut end = start + 1;
    while let Some(&character) = characters.get(end) {
        let previous = characters[end - 1];
        let joins = is_connector(character) && characters.get(end + 1).is_some_and(|&next| is_letter(next));
        let closes = matches!(character, '+' | '#') && (previous.is_ascii_alphabetic() || previous == '+')
            || matches!(character, '%' | '°') && previous.is_ascii_digit();
        if !(is_letter(character) || joins || closes) {
            break;
        }
        end += 1;
    }
    end
}

fn mixed_words(characters: &[char], token: Range<usize>, found: &mut Vec<Word>) {
    let too_long = token.len() > LONGEST_TOKEN;
    if !too_long {
        found.push(Word { range: token.clone(), whole: true });
    }
    if characters[token.clone()].iter().all(|&character| character.is_ascii_digit() || character == '.') && !too_long {
        return;
    }
    let mut start = token.start;
    while start < token.end {
        let end = run_end(&characters[..token.end], start, is_letter);
        if end > start {
            push_part(characters, start..end, too_long, found);
        }
        start = end + 1;
    }
}

fn push_part(characters: &[char], part: Range<usize>, whole: bool, found: &mut Vec<Word>) {
    for start in part.clone().step_by(LONGEST_TOKEN) {
        let range = start..part.end.min(start + LONGEST_TOKEN);
        if range.len() > 1 || characters[start].is_alphabetic() {
            found.push(Word { range: range.clone(), whole });
        }
        push_numbers(characters, range, found);
    }
}

/// `100kW` is also `100` and `kW`; `CN110123456A` is also its number.
fn push_numbers(characters: &[char], part: Range<usize>, found: &mut Vec<Word>) {
    let digits = run_end(&characters[..part.end], part.start, |character| character.is_ascii_digit());
    let letters = run_end(&characters[..part.end], digits, |character| character.is_alphabetic());
    if digits - part.start >= 2 && letters - digits >= 2 && letters == part.end {
        found.push(Word { range: part.start..digits, whole: false });
        found.push(Word { range: digits..letters, whole: false });
    }
    let mut start = part.start;
    while start < part.end {
        let end = run_end(&characters[..part.end], start, |character| character.is_ascii_digit());
        if end - start >= 4 {
            found.push(Word { range: start..end, whole: false });
        }
        start = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, words};
    use crate::dictionary::Lexicon;

    fn texts(original: &str) -> Vec<String> {
        let folded = Folded::new(original);
        words(&folded, &Lexicon::shared_built_in())
            .into_iter()
            .map(|word| folded.slice(word.range).to_owned())
            .collect()
    }

    fn assert_has(original: &str, expected: &[&str]) {
        let found = texts(original);
        for word in expected {
            assert!(found.iter().any(|text| text == word), "{word} of {original} not in {found:?}");
        }
    }

    #[test]
    fn emits_every_dictionary_word_inside_a_long_one() {
        assert_has("全钒液流电池", &["全钒液流电池", "全钒液流", "液流电池", "电池"]);
        assert_has("塞拉门触摸屏控制器", &["塞拉门", "触摸屏控制器", "触摸屏", "控制器"]);
    }

    #[test]
    fn keeps_mixed_tokens_whole_and_in_parts() {
        assert_has("基于5G-V2X的", &["5g-v2x", "5g", "v2x"]);
        assert_has("Fe₃O₄颗粒", &["fe3o4", "颗粒"]);
        assert_has("用C++和C#写", &["c++", "c#", "c"]);
        assert_has("零下40℃", &["40°c", "40"]);
        assert_has("100kW电机", &["100kw", "100", "kw"]);
        assert_has("CN110123456A", &["cn110123456a", "110123456"]);
        assert_has("β-環糊精", &["β", "环糊精"]);
        assert_eq!(texts("，。！？-- ++ “”"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn words_are_sorted_and_inside(original in "(\\PC|[Ａ-ｚ℃全钒液流电池🚢a-c+#.0-9-]){0,80}") {
            let folded = Folded::new(&original);
            let found = words(&folded, &Lexicon::shared_built_in());
            prop_assert!(found.is_sorted_by_key(|word| word.range.start));
            for word in found {
                prop_assert!(!word.range.is_empty() && word.range.end <= folded.len());
                prop_assert!(original.get(folded.origin(word.range)).is_some());
            }
        }
    }
}
