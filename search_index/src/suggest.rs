//! Completing what is being typed: words, titles and organizations, by characters, full pinyin or initials. Only what the
//! viewer may see is suggested and counted.

use std::collections::BTreeSet;

use tantivy::DocAddress;
use tantivy::schema::Field;

use crate::analyzer::words::is_han;
use crate::completion::{Class, Form, entry, prefix, shown, squeezed};
use crate::dictionary::Lexicon;
use crate::document::ListingKind;
use crate::error::IndexError;
use crate::parse::query_terms;
use crate::plan::{Plan, Way, unweighed};
use crate::request::Suggestion;
use crate::sieve::Sieve;
use crate::tally::{Ranking, Tally};
use crate::terms::Terms;
use crate::vocabulary::{self, Frequencies};

/// Longest typed text that is completed.
const LONGEST_TYPED: usize = 64;
/// Completions whose visibility is looked at.
const MOST_CANDIDATES: usize = 12;
/// Titles that begin so.
const MOST_TITLES: usize = 100;
/// Words of a title that are looked for.
const MOST_TITLE_WORDS: usize = 12;

pub struct Suggesting<'a> {
    pub terms: &'a Terms<'a>,
    pub sieve: &'a Sieve,
    pub lexicon: &'a Lexicon,
}

impl Suggesting<'_> {
    /// Words first, then titles, then organizations; at most `limit` of each.
    pub fn answer(
        &self,
        typed: &str,
        limit: usize,
        identity: impl Fn(DocAddress) -> tantivy::Result<Option<(String, ListingKind)>>,
    ) -> Result<Vec<Suggestion>, IndexError> {
        let typed: String = typed.chars().take(LONGEST_TYPED).collect();
        let key = squeezed(&typed);
        if key.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut answer: Vec<Suggestion> =
            self.visible(Class::Word, &key, limit)?.into_iter().map(Suggestion::Word).collect();
        for address in self.titles(&typed, &key, limit)? {
            answer.extend(identity(address)?.map(|(id, kind)| Suggestion::Listing { id, kind }));
        }
        answer.extend(self.visible(Class::Organization, &key, limit)?.into_iter().map(Suggestion::Organization));
        Ok(answer)
    }

    /// Texts of a class that begin so and that a listing has which the viewer sees; the most frequent first.
    fn visible(&self, class: Class, key: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        let mut candidates = Frequencies::new();
        for form in forms(key) {
            let beginning = format!("{}{key}", prefix(class, *form));
            for (term, frequency) in vocabulary::most_frequent(self.terms, &beginning)? {
                if let Some(text) = shown(&term) {
                    let known = candidates.entry(text.to_owned()).or_default();
                    *known = frequency.max(*known);
                }
            }
        }
        let mut candidates: Vec<(String, u64)> = candidates.into_iter().collect();
        candidates.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let mut visible = Vec::new();
        for (text, _) in candidates.into_iter().take(MOST_CANDIDATES) {
            if visible.len() < limit && is_seen(self.terms, self.sieve, class, &text)? {
                visible.push(text);
            }
        }
        Ok(visible)
    }

    /// Listings whose title begins so; then those that have the words in the title.
    fn titles(&self, typed: &str, key: &str, limit: usize) -> tantivy::Result<Vec<DocAddress>> {
        let mut starts = BTreeSet::new();
        for form in forms(key) {
            let beginning = format!("{}{key}", prefix(Class::Title, *form));
            starts.extend(vocabulary::first(self.terms, &beginning, MOST_TITLES)?.into_keys());
        }
        let mut ways = Vec::new();
        for start in starts.iter().take(MOST_TITLES) {
            ways.extend(unweighed(self.terms, self.terms.fields.completions, start)?);
        }
        let mut found = self.best(vec![ways], limit)?;
        if found.len() < limit {
            let words = query_terms(typed, self.lexicon);
            let words = words.iter().take(MOST_TITLE_WORDS);
            let ways =
                words.map(|word| Ok(unweighed(self.terms, self.terms.fields.title, &word.text)?.into_iter().collect()));
            let more = self.best(ways.collect::<tantivy::Result<_>>()?, 2 * limit)?;
            let more: Vec<DocAddress> = more.into_iter().filter(|address| !found.contains(address)).collect();
            found.extend(more);
            found.truncate(limit);
        }
        Ok(found)
    }

    /// Listings with all the words, the newest first.
    fn best(&self, words: Vec<Vec<Way>>, limit: usize) -> tantivy::Result<Vec<DocAddress>> {
        let plan = Plan::all_of(words);
        let ranking = Ranking::Newest;
        let tally = Tally { depth: limit, ranking, ..Tally::of_any(self.terms, &plan, self.sieve) };
        Ok(tally.run()?.best.into_iter().map(|ranked| ranked.address).collect())
    }
}

/// Latin text may be pinyin.
fn forms(key: &str) -> &'static [Form] {
    if key.chars().any(is_han) { &[Form::Characters] } else { &Form::ALL }
}

/// Whether a listing has a completion which the viewer sees.
pub fn is_seen(terms: &Terms, sieve: &Sieve, class: Class, text: &str) -> tantivy::Result<bool> {
    let whole = format!("{}{}", prefix(class, Form::Characters), entry(&Form::Characters.key(text), text));
    stands_in(terms, sieve, terms.fields.completions, &whole)
}

/// Whether a listing has a term which the viewer sees.
pub fn stands_in(terms: &Terms, sieve: &Sieve, field: Field, text: &str) -> tantivy::Result<bool> {
    let Some(way) = unweighed(terms, field, text)? else { return Ok(false) };
    let plan = Plan::all_of(vec![vec![way]]);
    Tally::of_any(terms, &plan, sieve).finds_any()
}
