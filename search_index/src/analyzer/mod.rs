//! Analysis of text for the index: the tokenizers that tantivy calls, over the folding and cutting beside them.
//!
//! Token offsets are bytes of the original, positions are folded characters; both never decrease.

pub mod fold;
pub mod grams;
pub mod words;

use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use fold::Folded;
use words::Word;

use crate::dictionary::Lexicon;

/// Name of the word tokenizer in the schema.
pub const WORDS: &str = "words";
/// Name of the gram tokenizer in the schema.
pub const GRAMS: &str = "grams";

/// Name of the tokenizer of single characters in the schema.
pub const CHARS: &str = "chars";

/// Makes the tokenizers known to an index.
pub fn register(manager: &TokenizerManager, lexicon: Arc<Lexicon>) {
    manager.register(WORDS, WordTokenizer { lexicon });
    manager.register(GRAMS, GramTokenizer { cut: grams::grams });
    manager.register(CHARS, GramTokenizer { cut: grams::units });
}

#[derive(Clone)]
struct WordTokenizer {
    lexicon: Arc<Lexicon>,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = RangeStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RangeStream {
        let folded = Folded::new(text);
        let words = words::words(&folded, &self.lexicon);
        RangeStream::new(folded, words)
    }
}

#[derive(Clone)]
struct GramTokenizer {
    cut: fn(&Folded) -> Vec<Range<usize>>,
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = RangeStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RangeStream {
        let folded = Folded::new(text);
        let words = (self.cut)(&folded).into_iter().map(Word::gram).collect();
        RangeStream::new(folded, words)
    }
}

/// Tokens made one by one from ranges of folded characters.
struct RangeStream {
    folded: Folded,
    words: std::vec::IntoIter<Word>,
    token: Token,
}

impl RangeStream {
    fn new(folded: Folded, words: Vec<Word>) -> Self {
        Self { folded, words: words.into_iter(), token: Token::default() }
    }
}

impl TokenStream for RangeStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(&word.text(&self.folded));
        let range = word.range;
        let origin = self.folded.origin(range.clone());
        self.token.offset_from = origin.start;
        self.token.offset_to = origin.end;
        self.token.position = range.start;
        self.token.position_length = range.len();
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
