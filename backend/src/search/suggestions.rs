//! What completes a typed beginning: past searches, words, fields, organisations and titles, in this order, each with its
//! share of the list. The index filters what it suggests by the viewer; fields are public; a past search is suggested only
//! when it finds something for this very viewer.

use super::dto::{SuggestionKind, SuggestionOut};
use super::hits::Listings;
use super::log::folded;
use super::request::index_viewer;
use crate::context::Context;
use crate::error::Result;
use crate::organizations;
use entity::enums::ListingKind;
use search_index::{IndexError, IndexStore, Suggestion, Viewer, pinyin};
use std::collections::HashSet;
use std::sync::LazyLock;

const SUGGESTIONS_MAX: usize = 10;
const SEARCHES_MAX: usize = 2;
const WORDS_MAX: usize = 4;
const FIELDS_MAX: usize = 2;
const ORGANIZATIONS_MAX: usize = 2;
const LISTINGS_MAX: usize = 4;
/// Past searches that are tried for this viewer.
const SEARCHES_TRIED: usize = 4;
/// Of each kind that the index is asked for.
const ASKED_MAX: usize = 12;
const TYPED_CHARS_MAX: usize = 100;

/// A field with the ways in which it can be typed.
struct Field {
    code: &'static str,
    label: &'static str,
    pinyin: String,
    initials: String,
}

static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let fields = seeds::reference().fields.iter();
    fields
        .map(|entry| Field {
            code: &entry.code,
            label: &entry.label,
            pinyin: pinyin::full(&entry.label),
            initials: pinyin::initials(&entry.label),
        })
        .collect()
});

/// What the index and the past searches found.
#[derive(Default)]
struct Found {
    searches: Vec<String>,
    words: Vec<String>,
    organizations: Vec<String>,
    listings: Vec<(String, search_index::ListingKind)>,
}

/// # Errors
/// The index cannot be read, or the database fails.
pub async fn list(context: &Context, typed: &str) -> Result<Vec<SuggestionOut>> {
    let cut: String = typed.chars().take(TYPED_CHARS_MAX).collect();
    let typed = folded(&cut);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let found = ask(context, typed.clone()).await?;
    let mut all: Vec<SuggestionOut> = Vec::new();
    let mut seen = HashSet::from([typed.clone()]);
    let mut fresh = |text: &String| seen.insert(text.clone());
    let searches: Vec<_> = found.searches.into_iter().filter(&mut fresh).take(SEARCHES_MAX).collect();
    let words: Vec<_> = found.words.into_iter().filter(&mut fresh).take(WORDS_MAX).collect();
    all.extend(searches.into_iter().map(|text| plain(SuggestionKind::Search, text)));
    all.extend(words.into_iter().map(|text| plain(SuggestionKind::Word, text)));
    all.extend(fields(&typed));
    all.extend(organizations_out(context, &found.organizations).await?);
    let listings = listings_out(context, &found.listings).await?;
    // Whatever else there is, the best title keeps a place.
    all.truncate(SUGGESTIONS_MAX - listings.len().min(1));
    all.extend(listings);
    all.truncate(SUGGESTIONS_MAX);
    Ok(all)
}

fn plain(kind: SuggestionKind, text: String) -> SuggestionOut {
    SuggestionOut { kind, text, id: None, listing_kind: None, number: None, href: None }
}

async fn ask(context: &Context, typed: String) -> Result<Found> {
    let index = context.state.search.clone();
    let viewer = index_viewer(&context.viewer);
    let popular = context.state.popular.beginning_with(&typed, SEARCHES_TRIED);
    let asking = tokio::task::spawn_blocking(move || -> Result<Found, IndexError> {
        let mut found = Found { searches: with_results(&index, &viewer, popular)?, ..Found::default() };
        for suggestion in index.suggest(&typed, &viewer, ASKED_MAX)? {
            match suggestion {
                Suggestion::Listing { id, kind } => found.listings.push((id, kind)),
                Suggestion::Word(text) => found.words.push(text),
                Suggestion::Organization(text) => found.organizations.push(text),
            }
        }
        Ok(found)
    });
    Ok(asking.await.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?)
}

/// Those of the words that a listing has whole which this viewer may see.
fn with_results(index: &IndexStore, viewer: &Viewer, words: Vec<String>) -> Result<Vec<String>, IndexError> {
    let mut kept = Vec::new();
    for words in words {
        if kept.len() < SEARCHES_MAX && index.finds_all(&words, viewer)? {
            kept.push(words);
        }
    }
    Ok(kept)
}

fn fields(typed: &str) -> Vec<SuggestionOut> {
    let fits = |field: &&Field| {
        let typed: String = typed.chars().filter(|one| !one.is_whitespace()).collect();
        field.label.contains(typed.as_str()) || field.pinyin.starts_with(&typed) || field.initials.starts_with(&typed)
    };
    let fields = FIELDS.iter().filter(fits).take(FIELDS_MAX);
    fields
        .map(|field| SuggestionOut {
            id: Some(field.code.to_owned()),
            href: Some(format!("/fields/{}", field.code)),
            ..plain(SuggestionKind::Field, field.label.to_owned())
        })
        .collect()
}

async fn organizations_out(context: &Context, names: &[String]) -> Result<Vec<SuggestionOut>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let names = &names[..names.len().min(ORGANIZATIONS_MAX)];
    let rows = organizations::store::by_names(context.database(), &context.viewer, names).await?;
    let ordered = names.iter().filter_map(|name| rows.iter().find(|row| row.name == *name));
    Ok(ordered
        .map(|row| SuggestionOut {
            id: Some(row.id.to_string()),
            href: Some(format!("/organizations/{}", row.id)),
            ..plain(SuggestionKind::Organization, row.name.clone())
        })
        .collect())
}

/// The titles, read once more through what the viewer may see.
async fn listings_out(context: &Context, found: &[(String, search_index::ListingKind)]) -> Result<Vec<SuggestionOut>> {
    let found = &found[..found.len().min(LISTINGS_MAX)];
    let listings = Listings::read(context, found.iter().map(|(id, kind)| (id.as_str(), *kind))).await?;
    let named = found.iter().filter_map(|(id, kind)| listings.name(id, *kind));
    Ok(named
        .map(|name| SuggestionOut {
            id: Some(name.id.to_string()),
            listing_kind: Some(name.kind),
            number: Some(name.number.to_owned()),
            href: Some(public_page(name.kind, name.number)),
            ..plain(SuggestionKind::Listing, name.title.to_owned())
        })
        .collect())
}

fn public_page(kind: ListingKind, number: &str) -> String {
    match kind {
        ListingKind::Achievement => format!("/achievements/{number}"),
        ListingKind::Demand => format!("/demands/{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS_MAX, fields};

    #[test]
    fn fields_are_found_by_characters_pinyin_and_initials() {
        let codes = |typed: &str| fields(typed).into_iter().filter_map(|one| one.id).collect::<Vec<_>>();
        let transport = fields("交通").into_iter().next().expect("现代交通");
        let spelled = search_index::pinyin::full(&transport.text);
        assert!(codes(&spelled).contains(transport.id.as_ref().expect("a code")));
        let initials = search_index::pinyin::initials(&transport.text);
        assert!(codes(&initials).contains(transport.id.as_ref().expect("a code")));
        assert!(codes("没有这样的领域").is_empty());
        assert!(codes("a").len() <= FIELDS_MAX);
    }
}
