//! Folding of text: full-width and compatibility forms, super- and subscripts, case, accents, Traditional Chinese.
//!
//! It works character by character, so that every folded character knows the bytes of the original it came from:
//! `spans` never decrease and always lie on character borders of the original. Invisible characters vanish.

use std::ops::Range;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// First and last code point of the characters with a simplified form that we map.
const MAPPED: Range<u32> = 0x3400..0xA000;

/// Simplified character for each code point of `MAPPED`, built once from one-to-one conversions.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let converter = OpenCC::from_config(BuiltinConfig::T2s)
        .inspect_err(|error| tracing::error!(%error, "Traditional Chinese will not be folded"))
        .ok();
    MAPPED
        .map(|code| {
            let original = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            converter.as_ref().and_then(|found| single(&found.convert(&original.to_string()))).unwrap_or(original)
        })
        .collect()
});

fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Folded text with its way back to the original.
pub struct Folded {
    pub text: String,
    /// Byte offset in `text` of each character, and its length at the end.
    starts: Vec<u32>,
    /// Bytes of the original behind each character; nothing while they are the same as those of the folded text, as in
    /// most titles (full-width punctuation folds to ASCII, so longer texts differ).
    spans: Option<Vec<(u32, u32)>>,
}

impl Folded {
    pub fn new(original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), starts: vec![0], spans: None };
        for (offset, character) in original.char_indices() {
            let span = (offset as u32, (offset + character.len_utf8()) as u32);
            fold_character(character, &mut |output| folded.push(output, span));
        }
        folded
    }

    fn push(&mut self, character: char, span: (u32, u32)) {
        let start = self.text.len() as u32;
        self.text.push(character);
        let end = self.text.len() as u32;
        self.starts.push(end);
        if let Some(spans) = &mut self.spans {
            spans.push(span);
        } else if span != (start, end) {
            let mut spans: Vec<(u32, u32)> = self.starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
            if let Some(last) = spans.last_mut() {
                *last = span;
            }
            self.spans = Some(spans);
        }
    }

    /// Where each character begins, and where the text ends.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// Whether every character stands where it stood in the original, at least until the original ends.
    pub fn is_same(&self) -> bool {
        self.spans.is_none()
    }

    /// Bytes that it takes in memory beside its fields.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + 4 * self.starts.capacity() + self.spans.as_ref().map_or(0, |spans| 8 * spans.capacity())
    }

    /// Number of folded characters.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Folded text of a range of characters.
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.text[self.starts[range.start] as usize..self.starts[range.end] as usize]
    }

    /// Bytes of the original behind a range of characters.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            return 0..0;
        }
        match &self.spans {
            Some(spans) => spans[range.start].0 as usize..spans[range.end - 1].1 as usize,
            None => self.starts[range.start] as usize..self.starts[range.end] as usize,
        }
    }

    /// Number of the character that begins at a byte of the folded text (or the one around it).
    pub fn character_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| (start as usize) < byte)
    }
}

/// Folded text alone.
pub fn fold(original: &str) -> String {
    let mut text = String::with_capacity(original.len());
    for character in original.chars() {
        fold_character(character, &mut |output| text.push(output));
    }
    text
}

fn fold_character(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        return push(character.to_ascii_lowercase());
    }
    if MAPPED.contains(&(character as u32)) {
        return push(simplified(character));
    }
    if is_invisible(character) {
        return;
    }
    for part in std::iter::once(character).nfkd().filter(|&part| !is_combining_mark(part)) {
        for lower in part.to_lowercase().filter(|&lower| !is_combining_mark(lower)) {
            push(simplified(lower));
        }
    }
}

fn simplified(character: char) -> char {
    (character as u32)
        .checked_sub(MAPPED.start)
        .and_then(|position| SIMPLIFIED.get(position as usize))
        .copied()
        .unwrap_or(character)
}

/// Zero-width characters, soft hyphens, direction and variation marks: they part what the reader sees as one word.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, fold};

    #[test]
    fn folds_forms_that_mean_the_same() {
        assert_eq!(fold("ＦＥ₃Ｏ₄　Ｃ＋＋"), "fe3o4 c++");
        assert_eq!(fold("40℃"), fold("40°C"));
        assert_eq!(fold("β-環糊精"), "β-环糊精");
        assert_eq!(fold("全\u{200B}釩"), "全钒");
        assert_eq!(fold("café"), "cafe");
    }

    #[test]
    fn keeps_the_way_back() {
        let original = "a\u{200B}℃環";
        let folded = Folded::new(original);
        assert_eq!(folded.text, "a°c环");
        assert_eq!(&original[folded.origin(1..3)], "℃");
        assert_eq!(&original[folded.origin(3..4)], "環");
    }

    proptest! {
        #[test]
        fn spans_lie_on_character_borders(original in "(\\PC|[\u{200B}-\u{200F}Ａ-ｚ℃㎡環釩🚢é]){0,60}") {
            let folded = Folded::new(&original);
            prop_assert_eq!(&folded.text, &fold(&original));
            for start in 0..folded.len() {
                prop_assert_eq!(folded.slice(start..start + 1).chars().count(), 1);
                prop_assert!(original.get(folded.origin(start..folded.len())).is_some());
                prop_assert!(original.get(folded.origin(start..start + 1)).is_some());
            }
        }
    }
}
