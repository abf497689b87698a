//! What can go wrong in the index. A damaged index is not an error: the store starts an empty one, see `store.rs`.

/// Failure of an index operation.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The index library failed (disk full, files vanished, lock held by another process).
    #[error("search index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The data folder cannot be read or written.
    #[error("search index folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The listings could not be read to their end; the live index stays.
    #[error("search index: the listings ended before their end")]
    Interrupted,
    /// The folder holds an index of another version of the product.
    #[error("search index: of another version")]
    Foreign,
    /// The commit payload cannot be written.
    #[error("search index payload: {0}")]
    Payload(#[from] serde_json::Error),
}
