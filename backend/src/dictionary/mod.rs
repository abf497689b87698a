//! The dictionary desk: the platform's own terms, synonyms and stop words of the search.
//!
//! Invariants
//! - Versions are append-only and hold the whole state (`search_index::Overlay`); the newest is the one that every node
//!   follows ([`store::newest`]), and going back makes a new version.
//! - A version is saved on top of the one that its author saw, or refused.
//! - Nothing here touches the index: nodes see the new version and bring their index to it ([`in_force`]).

pub mod api;
pub mod change;
pub mod dto;
pub mod entries;
pub mod in_force;
pub mod preview;
pub mod proposals;
pub mod scenarios;
pub mod searched;
pub mod service;
pub mod state;
pub mod store;
