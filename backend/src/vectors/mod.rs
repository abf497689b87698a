//! Domain vectors of listings: what the platform's own texts, or an embedding service, say of nearness beyond common words.
//!
//! `train` learns from the texts of live listings which grams (characters and pairs of them) go together (`corpus`, `ppmi`,
//! `svd`) and makes a model of it (`model`). `remote` asks an embedding service instead.
//!
//! Invariants
//! - Vectors are derived: matching goes on without them, and never fails for them ([`service::renew`]).
//! - What is read of a listing is its [`Side`](crate::matches::side::Side): of a confidential one the abstract only.
//! - At most one model is active. Nothing becomes active by itself: `jiqiao vectors use N`.
//! - A vector counts only for the version of the listing that it was made of.
//! - The same texts give the same model: seeds are fixed, and sums are always added in the same order.

mod answer;
pub mod bytes;
mod circuit;
pub mod command;
mod corpus;
mod model;
mod ppmi;
pub mod remote;
pub mod service;
mod sparse;
pub mod state;
pub mod store;
mod svd;
pub mod texts;
pub mod train;
