//! Uploaded files: bytes by content hash on disk, rows that say to which record they belong.
//!
//! Invariants
//! - Whoever may read the record reads its files, nobody else.
//! - The type is what the bytes are, not what the name says; nothing that a browser or a computer would execute.
//! - A file is offered only for download, under a cleaned name.
//! - A refused upload leaves nothing behind.

pub mod access;
pub mod api;
pub mod blobs;
pub mod detect;
pub mod dto;
pub mod names;
pub mod service;
pub mod store;
