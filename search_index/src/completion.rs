//! What completes a typed beginning: titles, the words of titles and keywords, organizations.
//!
//! They are terms of one field of the listings themselves, so that what a viewer may not see can be filtered like any
//! other search. A term is `<class><form>:<key>`, for words and organizations followed by a zero and the text to show;
//! the key is what people type: the characters, the full pinyin or its initials.

use std::collections::BTreeSet;

use crate::analyzer::fold::{Folded, fold};
use crate::analyzer::words::{is_han, words};
use crate::dictionary::Lexicon;
use crate::document::ListingDocument;
use crate::pinyin;

/// Characters of a title that are completed.
const LONGEST_TITLE: usize = 24;
/// Longest word and organization that is suggested.
const LONGEST_WORD: usize = 16;
const LONGEST_ORGANIZATION: usize = 40;
/// Words of one listing.
const MOST_WORDS: usize = 40;
/// Parts key and shown text.
const SEPARATOR: char = '\0';

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Title,
    Word,
    Organization,
}

/// How a completion is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Characters,
    Pinyin,
    Initials,
}

impl Form {
    pub const ALL: [Self; 3] = [Self::Characters, Self::Pinyin, Self::Initials];

    pub fn key(self, text: &str) -> String {
        self.key_of_folded(&fold(text))
    }

    fn key_of_folded(self, folded: &str) -> String {
        match self {
            Self::Characters => folded.chars().filter(|character| !character.is_whitespace()).collect(),
            Self::Pinyin => pinyin::full(folded),
            Self::Initials => pinyin::initials(folded),
        }
    }
}

/// The beginning of all terms of a class and form.
pub fn prefix(class: Class, form: Form) -> String {
    let class = match class {
        Class::Title => 't',
        Class::Word => 'w',
        Class::Organization => 'o',
    };
    let form = match form {
        Form::Characters => 'c',
        Form::Pinyin => 'p',
        Form::Initials => 'i',
    };
    format!("{class}{form}:")
}

/// The text to show of a term.
pub fn shown(term: &str) -> Option<&str> {
    term.split_once(SEPARATOR).map(|(_, text)| text)
}

/// Key and shown text as they stand in a term after its prefix.
pub fn entry(key: &str, text: &str) -> String {
    format!("{key}{SEPARATOR}{text}")
}

/// Text as it is typed into a search box: folded, without spaces.
pub fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|character| !character.is_whitespace()).collect()
}

/// All completions of a listing.
pub fn terms(listing: &ListingDocument, lexicon: &Lexicon) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let title: String = squeezed(&listing.title).chars().take(LONGEST_TITLE).collect();
    add(&mut terms, Class::Title, &title, None);
    if !listing.organization.is_empty() && listing.organization.chars().count() <= LONGEST_ORGANIZATION {
        add(&mut terms, Class::Organization, &listing.organization, Some(&listing.organization));
    }
    for word in suggested_words(listing, lexicon) {
        add(&mut terms, Class::Word, &word, Some(&word));
    }
    terms
}

fn add(terms: &mut BTreeSet<String>, class: Class, text: &str, shown: Option<&str>) {
    let folded = fold(text);
    // Latin text is typed in one way only
    let forms = if text.chars().any(is_han) { &Form::ALL[..] } else { &[Form::Characters] };
    for form in forms {
        let key = form.key_of_folded(&folded);
        if !key.is_empty() {
            let mut term = prefix(class, *form);
            term.push_str(&shown.map_or_else(|| key.clone(), |shown| entry(&key, shown)));
            terms.insert(term);
        }
    }
}

/// Keywords, and the telling words of the title.
fn suggested_words(listing: &ListingDocument, lexicon: &Lexicon) -> BTreeSet<String> {
    let keywords = listing.keywords.iter().map(|keyword| fold(keyword.trim()));
    let folded = Folded::new(&listing.title);
    let inside = words(&folded, lexicon)
        .into_iter()
        .filter(|word| !word.stemmed)
        .map(|word| folded.slice(word.range).to_owned());
    let fits = |word: &String| (2..=LONGEST_WORD).contains(&word.chars().count()) && lexicon.is_telling(word);
    let spelled = |word: &String| word.chars().any(char::is_alphabetic);
    keywords.chain(inside).filter(|word| fits(word) && spelled(word)).take(MOST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::{Class, Form, prefix, shown, squeezed};

    #[test]
    fn beginnings_are_squeezed() {
        assert_eq!(squeezed("5Ｇ 車"), "5g车");
        assert_eq!(prefix(Class::Word, Form::Pinyin), "wp:");
        assert_eq!(shown("wp:quanfan\0全钒"), Some("全钒"));
        assert_eq!(shown("tc:全钒"), None);
    }
}
