//! Listings that resemble a text.
//!
//! In the index every listing with grams of the text is weighed at once, by what its whole text and the length of it say;
//! the caller compares the best of them exactly ([`GramVector`]) and by whatever else it knows of them. Nothing is required
//! of a listing but a gram in common.

mod counts;
mod vector;

use std::cell::RefCell;
use std::collections::HashMap;

use crate::plan::{Counting, Plan, Way, WayKind};
use crate::request::SimilarRequest;
use crate::terms::{Found, Terms};

pub use counts::{Cut, Gram, GramIn, counts};
pub use vector::GramVector;

/// Listings of the grams that are gone through, as a multiple of all listings: the most telling grams that fit. With one
/// multiple nothing measurable is lost of the first hundred (docs/measuring.md).
const BUDGET: u64 = 1;
/// In a small index all grams are gone through.
const SMALL_BUDGET: u64 = 100_000;

/// How rare a gram is.
pub fn rarity(listings: u64, frequency: u64) -> f32 {
    (1.0 + listings as f32 / frequency.max(1) as f32).ln()
}

/// The plan for listings that resemble the text; it asks nothing when no listing has a gram of it.
pub fn plan(request: &SimilarRequest, terms: &Terms) -> Plan {
    let head = format!("{}\n{}", request.title, request.keywords.join("\n"));
    // each gram is looked up once
    let known: RefCell<HashMap<u64, (Gram, Found)>> = RefCell::default();
    let asked = GramVector::asked(&head, &request.text, |number, gram| {
        // a dictionary that cannot be read fails again when its postings are
        let term = terms.find(terms.field_of(gram), gram.text).ok().flatten();
        let rarity = rarity(terms.documents, term.as_ref().map_or(0, |term| term.frequency));
        known.borrow_mut().extend(term.map(|term| (number, (gram.owned(), term))));
        rarity
    });
    let mut known = known.into_inner();
    let mut found = Vec::with_capacity(known.len());
    for (number, weight) in asked.grams() {
        let term = known.remove(&number);
        found.extend(term.map(|(gram, term)| (weight * rarity(terms.documents, term.frequency), gram, term)));
    }
    // the same order in every run: what comes first is decided by the gram itself in the end
    found.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    let mut left = (BUDGET * terms.documents).max(SMALL_BUDGET);
    let mut ways = Vec::with_capacity(found.len());
    for (weight, _, term) in found {
        if let Some(less) = left.checked_sub(term.frequency) {
            left = less;
            let kind = WayKind::Term(term);
            ways.push(Way { kind, weight, counting: Counting::Logarithm, implied_by: 0, is_fallback: false });
        }
    }
    Plan::all_of(vec![ways])
}
