//! Cutting folded text into words.
//!
//! Runs of Chinese characters are cut by jieba without its hidden Markov model (so that unknown words do not depend on
//! their neighbours), and every dictionary word inside a longer one is emitted too. Everything else (`5G-V2X`, `Fe3O4`,
//! `C++`, `40℃`) is kept whole and in parts, English words with their stems. Words are sorted by offset, the longer first.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

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
    /// Stands for the stem of the English word.
    pub stemmed: bool,
}

impl Word {
    fn new(range: Range<usize>, whole: bool) -> Self {
        Self { range, whole, stemmed: false }
    }

    /// A piece of text that is no word of its own.
    pub fn gram(range: Range<usize>) -> Self {
        Self::new(range, true)
    }

    pub fn text<'a>(&self, folded: &'a Folded) -> Cow<'a, str> {
        let text = folded.slice(self.range.clone());
        if self.stemmed { stem(text) } else { Cow::Borrowed(text) }
    }
}

/// Shorter English words have no forms that matter.
const SHORTEST_STEMMED: usize = 4;

/// The stem of an English word (Snowball); other text as it is.
pub fn stem(text: &str) -> Cow<'_, str> {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));
    let is_english = text.len() >= SHORTEST_STEMMED && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_english { STEMMER.stem(text) } else { Cow::Borrowed(text) }
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
            mixed_words(folded, &characters, start..end, &mut found);
            end
        } else {
            start + 1
        };
        start = end;
    }
    found.sort_by_key(|word| (word.range.start, std::cmp::Reverse(word.range.end), word.stemmed, !word.whole));
    found.dedup_by(|later, earlier| later.range == earlier.range && later.stemmed == earlier.stemmed);
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
                found.push(Word::new(inner, false));
            }
        }
        found.push(Word::new(range, true));
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

fn mixed_words(folded: &Folded, characters: &[char], token: Range<usize>, found: &mut Vec<Word>) {
    let too_long = token.len() > LONGEST_TOKEN;
    if !too_long {
        found.push(Word::new(token.clone(), true));
        push_number(characters, token.clone(), found);
    }
    if characters[token.clone()].iter().all(|&character| character.is_ascii_digit() || character == '.') && !too_long {
        return;
    }
    let mut start = token.start;
    while start < token.end {
        let end = run_end(&characters[..token.end], start, is_letter);
        if end > start {
            push_part(folded, characters, start..end, too_long, found);
        }
        start = end + 1;
    }
}

fn push_part(folded: &Folded, characters: &[char], part: Range<usize>, whole: bool, found: &mut Vec<Word>) {
    for start in part.clone().step_by(LONGEST_TOKEN) {
        let range = start..part.end.min(start + LONGEST_TOKEN);
        if range.len() > 1 || characters[start].is_alphabetic() {
            found.push(Word::new(range.clone(), whole));
        }
        if matches!(stem(folded.slice(range.clone())), Cow::Owned(_)) {
            found.push(Word { range: range.clone(), whole: false, stemmed: true });
        }
        push_numbers(characters, range, found);
    }
}

/// `ZL201710601862.3` is also `ZL` and `201710601862.3`; `H01M8/18` is also its class `H01M` (IPC: section, two digits,
/// letter).
fn push_number(characters: &[char], token: Range<usize>, found: &mut Vec<Word>) {
    let is_letter = |character: char| character.is_ascii_lowercase();
    let is_digit = |character: char| character.is_ascii_digit();
    let letters = run_end(&characters[..token.end], token.start, is_letter);
    let digits = run_end(&characters[..token.end], letters, is_digit);
    if letters - token.start >= 2 && digits - letters >= 4 && digits < token.end {
        found.push(Word::new(token.start..letters, false));
        found.push(Word::new(letters..token.end, false));
    }
    let class = token.start + 4;
    let is_class = letters - token.start == 1
        && digits - letters == 2
        && class < token.end
        && is_letter(characters[class - 1])
        && is_digit(characters[class]);
    if is_class {
        found.push(Word::new(token.start..class, false));
    }
}

/// `100kW` is also `100` and `kW`; `CN110123456A` is also its number.
fn push_numbers(characters: &[char], part: Range<usize>, found: &mut Vec<Word>) {
    let digits = run_end(&characters[..part.end], part.start, |character| character.is_ascii_digit());
    let letters = run_end(&characters[..part.end], digits, |character| character.is_alphabetic());
    if digits - part.start >= 2 && letters - digits >= 2 && letters == part.end {
        found.push(Word::new(part.start..digits, false));
        found.push(Word::new(digits..letters, false));
    }
    let mut start = part.start;
    while start < part.end {
        let end = run_end(&characters[..part.end], start, |character| character.is_ascii_digit());
        if end - start >= 4 {
            found.push(Word::new(start..end, false));
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
        words(&folded, &Lexicon::shared_built_in()).into_iter().map(|word| word.text(&folded).into_owned()).collect()
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
        assert_has("ZL201710601862.3", &["zl201710601862.3", "201710601862.3", "zl", "201710601862"]);
        assert_has("H01M8/18", &["h01m8/18", "h01m"]);
        assert_has("Lidar sensors", &["sensors", "sensor"]);
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
