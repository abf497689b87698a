//! What was probably meant: words typed in pinyin, with a wrong character of the same sound, or with a slip.
//!
//! A proposal is built of words that stand in listings that the viewer sees. Whether it finds more is for the caller of the
//! search to see: it is a link, nothing is searched in the place of what was asked.

use std::cell::Cell;

use crate::analyzer::words::is_han;
use crate::completion::{Class, Form, prefix, shown};
use crate::dictionary::Lexicon;
use crate::error::IndexError;
use crate::parse::ParsedQuery;
use crate::pinyin;
use crate::plan::Planner;
use crate::request::SearchRequest;
use crate::sieve::Sieve;
use crate::suggest::{is_seen, stands_in};
use crate::tally::Tally;
use crate::terms::Terms;
use crate::vocabulary;

/// Longest piece of a question that is looked at.
const LONGEST_CHUNK: usize = 24;
/// Pieces of one question that are looked at.
const MOST_CHUNKS: usize = 4;
/// Longest and shortest run of characters that may be one misspelt word.
const LONGEST_WINDOW: usize = 8;
const SHORTEST_WINDOW: usize = 2;
/// Keys shorter than this must sound exactly the same.
const SHORTEST_FUZZY: usize = 6;
const SHORTEST_LATIN: usize = 4;
/// Words whose visibility is looked at for one run of characters.
const MOST_CANDIDATES: usize = 12;
/// Runs of characters of one question that are compared with near sounds.
const MOST_FUZZY: usize = 60;

struct Rescuing<'a> {
    terms: &'a Terms<'a>,
    /// What the person may see, whatever they chose.
    sieve: Sieve,
    request: &'a SearchRequest,
    lexicon: &'a Lexicon,
    fuzzy_left: Cell<usize>,
}

/// Another spelling of the question that finds more; nothing when there is none.
pub fn propose(
    terms: &Terms,
    parsed: &ParsedQuery,
    request: &SearchRequest,
    lexicon: &Lexicon,
) -> Result<Option<String>, IndexError> {
    let sieve = Sieve::of_viewer(terms.fields, &request.viewer);
    let rescuing = Rescuing { terms, sieve, request, lexicon, fuzzy_left: Cell::new(MOST_FUZZY) };
    let mut spelled: Vec<String> = parsed.chunks.clone();
    if let Some(word) = rescuing.joined(&spelled)?
        && rescuing.finds(&word)?
    {
        return Ok(Some(word));
    }
    let mut changed = false;
    for chunk in spelled.iter_mut().take(MOST_CHUNKS).filter(|chunk| chunk.chars().count() <= LONGEST_CHUNK) {
        if let Some(better) = rescuing.spelled(chunk)? {
            *chunk = better;
            changed = true;
        }
    }
    let proposal = spelled.join(" ");
    Ok(if changed && rescuing.finds(&proposal)? { Some(proposal) } else { None })
}

impl Rescuing<'_> {
    fn spelled(&self, chunk: &str) -> tantivy::Result<Option<String>> {
        if self.is_word(chunk)? {
            return Ok(None);
        }
        if chunk.chars().all(|character| character.is_ascii_alphanumeric()) {
            return self.latin(chunk);
        }
        self.chinese(chunk)
    }

    /// Pinyin typed with spaces between its syllables.
    fn joined(&self, chunks: &[String]) -> tantivy::Result<Option<String>> {
        let joined = chunks.concat();
        let is_latin = joined.len() <= LONGEST_CHUNK && joined.bytes().all(|byte| byte.is_ascii_lowercase());
        if chunks.len() > 1 && is_latin { self.latin(&joined) } else { Ok(None) }
    }

    /// Pinyin of a word or its beginning, or a Latin word with a slip.
    fn latin(&self, chunk: &str) -> tantivy::Result<Option<String>> {
        if chunk.len() < SHORTEST_LATIN {
            return Ok(None);
        }
        let word = prefix(Class::Word, Form::Pinyin);
        let mut found: Vec<(String, u64, u8)> = Vec::new();
        for (term, count) in vocabulary::most_frequent(self.terms, &format!("{word}{chunk}"))? {
            let whole = term[word.len()..].split('\0').next().is_some_and(|key| key == chunk);
            found.push((term, count, u8::from(!whole)));
        }
        if found.is_empty() {
            let distance = u8::from(chunk.len() >= SHORTEST_LATIN) + u8::from(chunk.len() >= 9);
            for form in [Form::Characters, Form::Pinyin] {
                let prefix = prefix(Class::Word, form);
                found.extend(vocabulary::near(self.terms, &prefix, chunk, distance)?);
            }
        }
        self.best(found, |_| true)
    }

    /// The longest run of characters, of which one at least belongs to no known word, that sounds like a known one.
    fn chinese(&self, chunk: &str) -> tantivy::Result<Option<String>> {
        let characters: Vec<char> = chunk.chars().collect();
        let weak = self.weak_characters(chunk)?;
        for fuzzy in [false, true] {
            for length in (SHORTEST_WINDOW..=LONGEST_WINDOW.min(characters.len())).rev() {
                for start in 0..=characters.len() - length {
                    let window = &characters[start..start + length];
                    if !window.iter().all(|&character| is_han(character))
                        || !weak[start..start + length].contains(&true)
                    {
                        continue;
                    }
                    if let Some(better) = self.sounding_like(&window.iter().collect::<String>(), fuzzy)? {
                        let before = characters[..start].iter().collect::<String>();
                        let after = characters[start + length..].iter().collect::<String>();
                        return Ok(Some(format!("{before}{better}{after}")));
                    }
                }
            }
        }
        Ok(None)
    }

    fn sounding_like(&self, window: &str, fuzzy: bool) -> tantivy::Result<Option<String>> {
        let key = pinyin::full(window);
        let prefix = prefix(Class::Word, Form::Pinyin);
        let length = window.chars().count();
        let found = if !fuzzy {
            let same = vocabulary::most_frequent(self.terms, &format!("{prefix}{key}\0"))?;
            same.into_iter().map(|(term, count)| (term, count, 0)).collect()
        } else if key.len() >= SHORTEST_FUZZY && length > 2 && self.fuzzy_left.get() > 0 {
            self.fuzzy_left.set(self.fuzzy_left.get() - 1);
            vocabulary::near(self.terms, &prefix, &key, 1)?
        } else {
            Vec::new()
        };
        let shares = |word: &str| word.chars().any(|character| window.contains(character));
        self.best(found, |word| word != window && word.chars().count() == length && (shares(word) || !fuzzy))
    }

    /// The nearest, most frequent word that the viewer sees.
    fn best(&self, mut found: Vec<(String, u64, u8)>, fits: impl Fn(&str) -> bool) -> tantivy::Result<Option<String>> {
        found.sort_by(|left, right| left.2.cmp(&right.2).then(right.1.cmp(&left.1)).then_with(|| left.0.cmp(&right.0)));
        let words = found.iter().filter_map(|(term, _, _)| shown(term).filter(|word| fits(word)));
        for word in words.take(MOST_CANDIDATES) {
            if is_seen(self.terms, &self.sieve, Class::Word, word)? {
                return Ok(Some(word.to_owned()));
            }
        }
        Ok(None)
    }

    /// Characters that stand alone or belong to a word that no listing has.
    fn weak_characters(&self, chunk: &str) -> tantivy::Result<Vec<bool>> {
        let mut weak = vec![true; chunk.chars().count()];
        for word in self.lexicon.cut(chunk).into_iter().filter(|word| word.whole && word.to - word.from > 1) {
            if word.stop || self.is_word(&word.text)? {
                weak[word.from..word.to].fill(false);
            }
        }
        Ok(weak)
    }

    /// Whether a listing that the viewer sees has the word.
    fn is_word(&self, word: &str) -> tantivy::Result<bool> {
        stands_in(self.terms, &self.sieve, self.terms.fields.words, word)
    }

    fn finds(&self, proposal: &str) -> tantivy::Result<bool> {
        let parsed = ParsedQuery::new(proposal, self.lexicon).taken_apart(self.lexicon);
        let plan = Planner { terms: self.terms }.plan(&parsed)?;
        let sieve = Sieve::new(self.terms.fields, &self.request.viewer, &self.request.filters);
        Tally::of_any(self.terms, &plan, &sieve).finds_any()
    }
}
