//! The lists as they stand: own entries, built-in ones, and built-in ones that were taken out.

use super::change::WordList;
use super::dto::{EntryFilter, EntryOrigin, EntryOut, ListOut};
use search_index::{BuiltIn, Overlay, fold};
use std::collections::HashSet;

/// All entries of a list that fit the filter: own ones first, the newest on top, then those taken out, then the rest.
#[must_use]
pub fn entries(overlay: &Overlay, built_in: &BuiltIn, filter: &EntryFilter) -> Vec<EntryOut> {
    let (own, removed) = filter.list.own(overlay);
    let gone: HashSet<String> = removed.iter().map(|entry| fold(entry)).collect();
    let present = filter.list.built_in(built_in).iter().filter(|entry| !gone.contains(&fold(entry)));
    let own = own.iter().rev().map(|text| (text, EntryOrigin::Own));
    let removed = removed.iter().rev().map(|text| (text, EntryOrigin::Removed));
    let built_in = present.map(|text| (text, EntryOrigin::BuiltIn));
    let words = fold(filter.q.as_deref().unwrap_or_default().trim());
    own.chain(removed)
        .chain(built_in)
        .filter(|(_, origin)| filter.origin.is_none_or(|wanted| wanted == *origin))
        .filter(|(text, _)| words.is_empty() || fold(text).contains(&words))
        .map(|(text, origin)| EntryOut { text: text.clone(), origin })
        .collect()
}

/// Sizes of all lists.
#[must_use]
pub fn sizes(overlay: &Overlay, built_in: &BuiltIn) -> Vec<ListOut> {
    let size = |list: WordList| {
        let (own, removed) = list.own(overlay);
        let all = list.built_in(built_in).len();
        ListOut {
            list,
            built_in: all - removed.len().min(all),
            own: own.len(),
            removed: removed.len(),
            own_max: list.entries_max(),
        }
    };
    WordList::ALL.map(size).into()
}

#[cfg(test)]
mod tests {
    use super::super::change::WordList;
    use super::super::dto::{EntryFilter, EntryOrigin};
    use super::{entries, sizes};
    use search_index::{BuiltIn, Overlay};

    #[test]
    fn own_entries_stand_first_and_removed_ones_are_told_apart() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let built_in = BuiltIn { terms: words(&["塞拉门", "触摸屏"]), synonyms: vec![], stop_words: vec![] };
        let overlay = Overlay {
            terms: words(&["门机电控盒", "防冰涂层"]),
            removed_terms: words(&["触摸屏"]),
            ..Overlay::default()
        };
        let filter = |q: &str, origin| EntryFilter { list: WordList::Terms, q: Some(q.to_owned()), origin };
        let found = |filter: &EntryFilter| {
            let found = entries(&overlay, &built_in, filter);
            found.into_iter().map(|entry| (entry.text, entry.origin)).collect::<Vec<_>>()
        };
        assert_eq!(
            found(&filter("", None)),
            [
                ("防冰涂层".to_owned(), EntryOrigin::Own),
                ("门机电控盒".to_owned(), EntryOrigin::Own),
                ("触摸屏".to_owned(), EntryOrigin::Removed),
                ("塞拉门".to_owned(), EntryOrigin::BuiltIn),
            ]
        );
        assert_eq!(found(&filter("塞拉門", None)).len(), 1);
        assert_eq!(found(&filter("", Some(EntryOrigin::Removed))).len(), 1);
        let size = &sizes(&overlay, &built_in)[0];
        assert_eq!((size.built_in, size.own, size.removed), (1, 2, 1));
    }
}
