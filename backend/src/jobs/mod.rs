//! Work in the background: the index follows the database, suggestions follow the index, counted searches are written.

pub mod follow;
pub mod index_rebuild;
pub mod index_source;
pub mod index_state;
pub mod index_sync;
pub mod index_verify;
pub mod index_words;
pub mod match_suggest;
pub mod node;
pub mod outbox;
pub mod readers;
pub mod reindex;
pub mod search_log;
