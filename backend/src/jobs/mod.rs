//! Work in the background: the index follows the database, and suggestions follow the index.

pub mod follow;
pub mod index_sync;
pub mod match_suggest;
pub mod reindex;
