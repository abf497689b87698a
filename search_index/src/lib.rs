//! Chinese full-text search over achievements and demands.
//!
//! The crate knows nothing of the database: it takes [`ListingDocument`]s, keeps them in one folder
//! ([`IndexStore`]) and answers searches. Invariants that every module keeps:
//!
//! * Who may see a listing is part of the query itself (`visibility.rs`), so hits, totals, facets, similar listings
//!   and suggestions all obey it.
//! * Text is folded (`analyzer/fold.rs`) the same way when it is written, searched and marked.
//! * User text never reaches a query parser; every string is a legal query.
//! * The number of the last applied change travels in the commit itself: after a crash the index tells how far it is.

mod analyzer;
mod bonus;
mod collect;
mod collected;
mod completion;
mod cursor;
mod dictionary;
mod discover;
mod document;
mod error;
mod highlight;
mod missing;
mod narrowed;
mod parse;
pub mod pinyin;
mod query;
mod reader;
mod request;
mod rescue;
pub mod scenario;
mod schema;
mod shared;
mod similar;
mod snapshot;
mod store;
mod suggest;
#[cfg(test)]
mod tests;
mod visibility;
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
pub use highlight::{QueryTerms, Segment};
pub use request::{
    Candidate, Explanation, FacetCount, Facets, Filters, Relaxation, ScorePart, SearchHit, SearchRequest,
    SearchResponse, SimilarRequest, Sort, Suggestion, Viewer,
};
pub use shared::SharedTerm;
pub use similar::TextVector;
pub use snapshot::{Snapshot, snapshot};
pub use store::{Beside, IndexStore};
pub use visibility::Facet;
