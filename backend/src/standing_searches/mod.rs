//! Searches that a person keeps and is told about in the workbench.
//!
//! Invariants
//! - Rows belong to one person; nobody else, staff included, reads or changes them.
//! - What is new is never stored. It is the same search, asked as the person, for what was published since it was last looked
//!   at: right after any change of rights, listings or words, and wrong in no cache.
//! - The audit trail says that a search was kept, renamed or given up, not what it looks for.

pub mod api;
pub mod dto;
pub mod service;
pub mod store;
