//! Changes, rebuilds, restarts and damage.

use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{corpus, listing, rebuild, request, search, store_of};
use crate::analyzer::fold::fold;
use crate::{Change, IndexStore, ListingKind, ShownText, Viewer};

#[test]
fn changes_and_their_number_survive_reopening() {
    let (folder, store) = store_of(corpus());
    let changed = Box::new(listing("a1", "石墨烯散热膜", ""));
    store.apply(&[Change::Put(changed), Change::Delete { id: "a2".to_owned() }], 42).expect("apply");
    assert_eq!(search(&store, "石墨烯"), ["a1"]);
    drop(store);
    let store = IndexStore::open(folder.path()).expect("reopen");
    assert!(!store.needs_rebuild());
    assert_eq!((store.applied_number(), store.document_count()), (42, 3));
    assert_eq!(search(&store, "全钒液流电池"), Vec::<String>::new());
    let mut ids = store.ids().expect("ids");
    ids.sort();
    let expected = [("a1", ListingKind::Achievement), ("d1", ListingKind::Demand), ("s1", ListingKind::Achievement)];
    assert_eq!(ids, expected.map(|(id, kind)| (id.to_owned(), kind)));
}

#[test]
fn a_rebuild_leaves_the_live_index_searchable() {
    let (folder, store) = store_of(corpus());
    let new = vec![listing("b1", "石墨烯", ""), listing("b2", "石墨烯散热膜", "")];
    let watched = new.into_iter().inspect(|_| assert_eq!(search(&store, "全钒液流电池"), ["a1"]));
    rebuild(&store, watched.map(Ok), 99).expect("rebuild");
    assert_eq!(search(&store, "石墨烯").len(), 2);
    assert_eq!((store.applied_number(), store.document_count()), (99, 2));
    let generations = fs::read_dir(folder.path()).expect("folder").flatten();
    let names = generations.filter(|entry| entry.file_name().to_string_lossy().starts_with("generation-"));
    assert_eq!(names.count(), 1);
    store.apply(&[Change::Delete { id: "b1".to_owned() }], 100).expect("apply");
    assert_eq!(store.document_count(), 1);
}

#[test]
fn damage_starts_an_empty_index_that_says_so() {
    let (folder, store) = store_of(corpus());
    drop(store);
    fs::write(folder.path().join("CURRENT"), "generation-x").expect("damage");
    let store = IndexStore::open(folder.path()).expect("open");
    assert!(store.needs_rebuild());
    assert_eq!((store.document_count(), store.applied_number()), (0, 0));
    drop(store);
    let store = IndexStore::open(folder.path()).expect("open again");
    assert!(store.needs_rebuild(), "a restart does not forget");
    rebuild(&store, corpus().into_iter().map(Ok), 3).expect("rebuild");
    drop(store);
    for file in fs::read_dir(live_folder(&folder)).expect("folder").flatten() {
        fs::write(file.path(), "damaged").expect("damage");
    }
    let store = IndexStore::open(folder.path()).expect("open");
    assert!(store.needs_rebuild());
    assert_eq!(search(&store, "全钒"), Vec::<String>::new());
}

fn live_folder(folder: &TempDir) -> std::path::PathBuf {
    let name = fs::read_to_string(folder.path().join("CURRENT")).expect("CURRENT");
    folder.path().join(name.trim())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_breaks_writing_or_searching(
        title in "(\\PC|[全钒液流电池℃Ａ-ｚ🚢\u{200B}]){0,40}",
        words in "(\\PC|[-\"“” 全釩液流電池a-z0-9.+]){0,40}",
    ) {
        let folder = tempfile::tempdir().expect("folder");
        let store = IndexStore::open(folder.path()).expect("store");
        store.apply(&[Change::Put(Box::new(listing("p1", &title, &title)))], 1).expect("apply");
        let response = store.search(&request(&words)).expect("search");
        let _marked = response.terms.mark(&ShownText::new(title.clone()));
        store.suggest(&words, &Viewer::Staff, 3).expect("suggest");
        let phrase = format!("\"{}\"", fold(&title).replace(['"', '“', '”'], " "));
        let own = store.search(&request(&phrase)).expect("search");
        prop_assert_eq!(own.total == 1, phrase.chars().any(char::is_alphanumeric));
    }
}

#[test]
fn a_rebuild_that_breaks_off_leaves_the_live_index() {
    let (_folder, store) = store_of(corpus());
    let broken = [Ok(listing("b1", "石墨烯", "")), Err(crate::IndexError::Interrupted)];
    assert!(rebuild(&store, broken.into_iter(), 99).is_err());
    assert_eq!((store.applied_number(), store.document_count()), (7, corpus().len() as u64));
    assert_eq!(search(&store, "全钒液流电池"), ["a1"]);
}
