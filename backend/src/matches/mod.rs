//! Suggestions that a demand and an achievement fit, each with a reason that a person can check.
//!
//! Two stages: the index hands over the listings that resemble a text most (`suggest`), then each pair is scored by an
//! additive sum of parts (`compare`, `score`, `weights`) that people can check (`reasons`, `gap`). A draft is scored the
//! same way while it is written (`preview`), and told which detail would tell most (`details`).

pub mod api;
pub mod candidates;
pub mod compare;
mod details;
pub mod dto;
pub mod gap;
pub mod order;
pub mod preview;
pub mod reasons;
pub mod score;
pub mod service;
pub mod side;
pub mod store;
pub mod suggest;
pub mod texts;
pub mod weights;
