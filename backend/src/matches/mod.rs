//! Suggestions that a demand and an achievement fit, each with a reason that a person can check.
//!
//! The seam for better scoring: [`score::score`] turns a pair into parts and a sum, [`suggest`] decides whom to compare and
//! what to keep; nothing else knows how a score comes about.

pub mod api;
pub mod dto;
pub mod score;
pub mod service;
pub mod store;
pub mod suggest;
pub mod texts;
