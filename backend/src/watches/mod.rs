//! 等它成熟: watches of a person on achievements that are not ready yet.
//!
//! Invariants
//! - Rows belong to one person; nobody else, staff included, reads or changes them.
//! - What changed is never stored. It is the difference between what the person knows (`snapshot`) and what the achievement
//!   says now, as far as the person may see it; looking at it makes it known, so each change is told once.
//! - Only what a watch is for is watched: level, ways and price of transfer, legal state, and whether it is on the market.

pub mod api;
pub mod dto;
pub mod service;
pub mod snapshot;
pub mod store;
