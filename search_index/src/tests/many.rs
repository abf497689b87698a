//! More listings than a window of a pass holds (64 in these tests), in several segments, with deletions: totals, counts and
//! pages agree with going through all of them one by one.

use super::{listing, request, store_of};
use crate::{Change, IndexStore, ListingDocument, SearchRequest, SearchResponse};
use std::collections::{BTreeMap, BTreeSet};

const LISTINGS: usize = 330;

/// Every second is of doors, every third of seals, every fifth of heat; equal texts with the full bonus are among them.
fn many() -> Vec<ListingDocument> {
    let said = |number: usize, every: usize, text: &'static str| if number.is_multiple_of(every) { text } else { "" };
    let one = |number: usize| {
        let body = [said(number, 2, "塞拉门的结构。"), said(number, 3, "密封材料。"), said(number, 5, "耐高温涂层。")]
            .concat();
        ListingDocument {
            completeness: 100,
            field: ["01", "02", "03"][number % 3].to_owned(),
            number: format!("CG-2026-{number:05}"),
            ..listing(&format!("n{number:03}"), "一项成果", &body)
        }
    };
    (0..LISTINGS).map(one).collect()
}

fn is_deleted(number: usize) -> bool {
    number % 7 == 3
}

fn store() -> (tempfile::TempDir, IndexStore) {
    let listings = many();
    let (folder, store) = store_of(listings[..200].to_vec());
    let put = |listing: &ListingDocument| Change::Put(Box::new(listing.clone()));
    let later: Vec<Change> = listings[200..].iter().map(put).collect();
    store.apply(&later, 8).expect("more");
    let gone = (0..LISTINGS).filter(|number| is_deleted(*number));
    let gone: Vec<Change> = gone.map(|number| Change::Delete { id: format!("n{number:03}") }).collect();
    store.apply(&gone, 9).expect("fewer");
    (folder, store)
}

fn expected(fits: impl Fn(usize) -> bool) -> BTreeSet<String> {
    (0..LISTINGS).filter(|&number| fits(number) && !is_deleted(number)).map(|number| format!("n{number:03}")).collect()
}

/// All pages by cursor; nothing may come twice.
fn pages(store: &IndexStore, words: &str, limit: usize) -> (SearchResponse, BTreeSet<String>) {
    let first = store.search(&SearchRequest { limit, ..request(words) }).expect("search");
    let (mut seen, mut last) = (BTreeSet::new(), first.clone());
    loop {
        for hit in &last.hits {
            assert!(seen.insert(hit.id.clone()), "{words}: {} twice", hit.id);
        }
        let Some(after) = last.next.take() else { return (first, seen) };
        last = store.search(&SearchRequest { limit, after: Some(after), ..request(words) }).expect("search");
    }
}

#[test]
fn totals_counts_and_pages_agree_with_going_through_all() {
    let (_folder, store) = store();
    type Fits = fn(usize) -> bool;
    let cases: [(&str, Fits); 4] = [
        ("塞拉门", |number| number % 2 == 0),
        ("密封材料", |number| number % 3 == 0),
        ("塞拉门 密封", |number| number % 6 == 0),
        ("塞拉门 -涂层", |number| number % 2 == 0 && number % 5 != 0),
    ];
    for (words, fits) in cases {
        for limit in [3, 7, 20] {
            let (first, seen) = pages(&store, words, limit);
            assert_eq!(seen, expected(fits), "{words} by {limit}");
            assert_eq!(first.total as usize, seen.len(), "{words}");
            let mut fields = BTreeMap::<&str, u64>::new();
            for id in &seen {
                let number: usize = id[1..].parse().expect("a number");
                *fields.entry(["01", "02", "03"][number % 3]).or_default() += 1;
            }
            let counted = first.facets.field.iter().map(|count| (count.value.as_str(), count.count));
            assert_eq!(counted.collect::<BTreeMap<_, _>>(), fields, "{words}");
        }
    }
}

#[test]
fn an_explanation_sums_to_the_score() {
    let (_folder, store) = store();
    for words in ["塞拉门", "密封", "塞拉门 产业化", "密封 材料 知识产权", "CG-2026-00004", "耐高温涂层的密封材料"]
    {
        let response = store.search(&SearchRequest { explain: true, ..request(words) }).expect("search");
        assert!(!response.hits.is_empty(), "{words}");
        for hit in &response.hits {
            let sum: f32 = hit.explanation.iter().flat_map(|all| &all.parts).map(|(_, value)| value).sum();
            assert!((sum - hit.score).abs() <= 1e-3 * hit.score.abs().max(1.0), "{words}: {sum} {}", hit.score);
        }
    }
}
