//! Chinese full-text search over achievements and demands.
//!
//! The crate knows nothing of the database: it takes [`ListingDocument`]s, keeps them in one folder
//! ([`IndexStore`]) and answers searches. Invariants that every module keeps:
//!
//! * Postings of words are read in one place (`tally`), and every pass takes a sieve (`sieve.rs`) that knows who is looking: hits,
//!   totals, facets, similar listings and suggestions all obey it.
//! * Text is folded (`analyzer/fold.rs`) the same way when it is written, searched and marked.
//! * User text never reaches a query parser; every string is a legal query.
//! * The number of the last applied change travels in the commit itself: after a crash the index tells how far it is.

mod analyzer;
mod best;
mod bonus;
mod columns;
mod completion;
mod cursor;
mod dictionary;
mod discover;
mod document;
mod error;
mod facets;
mod folder;
mod highlight;
mod parse;
pub mod pinyin;
mod plan;
mod rarities;
mod reader;
mod request;
mod rescue;
pub mod scenario;
mod schema;
mod shared;
mod sieve;
mod similar;
mod snapshot;
mod store;
mod suggest;
mod tally;
mod terms;
#[cfg(test)]
mod tests;
mod vocabulary;
mod writer;

/// The tokenizers, for the bare engine that the product is measured against.
pub mod tokenizers {
    pub use crate::analyzer::{CHARS, GRAMS, WORDS, register};
}

pub use analyzer::fold::fold;
pub use cursor::Cursor;
pub use dictionary::{BuiltIn, CutWord, Lexicon, Overlay, OverlayProblem, SynonymRule, WordsChange, built_in};
pub use discover::{NewWord, discover};
pub use document::{Audience, Change, ListingDocument, ListingKind, PriceBand, UnknownName};
pub use error::IndexError;
pub use highlight::{QueryTerms, Segment, ShownText};
pub use request::{
    Candidate, Explanation, FacetCount, Facets, Filters, Relaxation, ScorePart, SearchHit, SearchRequest,
    SearchResponse, SimilarRequest, Sort, Suggestion, Viewer,
};
pub use shared::{SharedTerm, SharedText};
pub use sieve::Facet;
pub use similar::{Cut, Gram, GramVector, counts as gram_counts};
pub use snapshot::{Snapshot, snapshot};
pub use store::{Beside, IndexStore};
