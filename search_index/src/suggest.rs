//! Completing what is being typed: words, titles and organizations, by characters, full pinyin or initials. Only what the
//! viewer may see is suggested and counted.

use std::collections::BTreeSet;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, TermSetQuery};
use tantivy::{Searcher, TantivyDocument, Term};

use crate::analyzer::words::is_han;
use crate::completion::{Class, Form, prefix, shown, squeezed};
use crate::dictionary::Lexicon;
use crate::document::ListingKind;
use crate::error::IndexError;
use crate::parse::query_terms;
use crate::query::{boosted, term, union};
use crate::request::{Filters, Suggestion, Viewer};
use crate::schema::Fields;
use crate::visibility::restricted;
use crate::vocabulary::{self, Frequencies};

/// Longest typed text that is completed.
const LONGEST_TYPED: usize = 64;
/// Completions whose visibility is looked at.
const MOST_CANDIDATES: usize = 12;
/// Titles that begin so.
const MOST_TITLES: usize = 200;

pub struct Suggesting<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub viewer: &'a Viewer,
    pub lexicon: &'a Lexicon,
}

impl Suggesting<'_> {
    /// Words first, then titles, then organizations; at most `limit` of each.
    pub fn answer(
        &self,
        typed: &str,
        limit: usize,
        identity: impl Fn(&TantivyDocument) -> Option<(String, ListingKind)>,
    ) -> Result<Vec<Suggestion>, IndexError> {
        let typed: String = typed.chars().take(LONGEST_TYPED).collect();
        let key = squeezed(&typed);
        if key.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut answer: Vec<Suggestion> = self
            .visible(Class::Word, &key, limit)?
            .into_iter()
            .map(|(text, listings)| Suggestion::Word { text, listings })
            .collect();
        answer.extend(self.titles(&typed, &key, limit, identity)?);
        let organizations = self.visible(Class::Organization, &key, limit)?;
        answer.extend(organizations.into_iter().map(|(text, _)| Suggestion::Organization { text }));
        Ok(answer)
    }

    /// Texts of a class that begin so, with the number of listings that the viewer sees; the most frequent first.
    fn visible(&self, class: Class, key: &str, limit: usize) -> tantivy::Result<Vec<(String, u64)>> {
        let mut candidates = Frequencies::new();
        for (term, frequency) in self.beginning(class, key)? {
            if let Some(text) = shown(&term) {
                let known = candidates.entry(text.to_owned()).or_default();
                *known = frequency.max(*known);
            }
        }
        let mut candidates: Vec<(String, u64)> = candidates.into_iter().collect();
        candidates.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let mut visible = Vec::new();
        for (text, _) in candidates.into_iter().take(MOST_CANDIDATES) {
            let listings = seen(self.searcher, self.fields, self.viewer, class, &text)?;
            if listings > 0 && visible.len() < limit {
                visible.push((text, listings));
            }
        }
        Ok(visible)
    }

    fn beginning(&self, class: Class, key: &str) -> tantivy::Result<Frequencies> {
        let mut found = Frequencies::new();
        for form in forms(key) {
            let prefix = format!("{}{key}", prefix(class, *form));
            found.extend(vocabulary::beginning(self.searcher, self.fields.completions, &prefix)?);
        }
        Ok(found)
    }

    /// Listings whose title begins so; then those that have the words in the title.
    fn titles(
        &self,
        typed: &str,
        key: &str,
        limit: usize,
        identity: impl Fn(&TantivyDocument) -> Option<(String, ListingKind)>,
    ) -> Result<Vec<Suggestion>, IndexError> {
        let starts: BTreeSet<String> = self.beginning(Class::Title, key)?.into_keys().collect();
        let starts = starts.iter().take(MOST_TITLES).map(|term| Term::from_field_text(self.fields.completions, term));
        let starts: Box<dyn Query> = Box::new(TermSetQuery::new(starts));
        let mut ways = vec![boosted(starts, 100.0)];
        let words = query_terms(typed, self.lexicon);
        if !words.is_empty() {
            let words = words.iter().map(|word| (Occur::Must, term(self.fields.title, &word.text))).collect();
            ways.push(Box::new(BooleanQuery::new(words)));
        }
        let narrowed = restricted(union(ways), self.fields, self.viewer, &Filters::default(), None);
        let top = TopDocs::with_limit(limit).order_by_score();
        let mut titles = Vec::new();
        for (_, address) in self.searcher.search(&narrowed, &top)? {
            let document: TantivyDocument = self.searcher.doc(address)?;
            titles.extend(identity(&document).map(|(id, kind)| Suggestion::Listing { id, kind }));
        }
        Ok(titles)
    }
}

/// Latin text may be pinyin.
fn forms(key: &str) -> &'static [Form] {
    if key.chars().any(is_han) { &[Form::Characters] } else { &Form::ALL }
}

/// Listings with a completion that the viewer sees.
pub fn seen(searcher: &Searcher, fields: &Fields, viewer: &Viewer, class: Class, text: &str) -> tantivy::Result<u64> {
    let key = Form::Characters.key(text);
    let whole = format!("{}{}", prefix(class, Form::Characters), crate::completion::entry(&key, text));
    let query = term(fields.completions, &whole);
    let narrowed = restricted(query, fields, viewer, &Filters::default(), None);
    Ok(searcher.search(&narrowed, &Count)? as u64)
}
