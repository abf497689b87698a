//! Suggestions that a demand and an achievement fit, each with a reason that a person can check.
//!
//! Two stages: the index hands over the listings that resemble a text most (`suggest`), then each pair is scored by an
//! additive sum of parts (`compare`, `score`, `weights`) that people can check (`reasons`, `gap`). What people decide is kept
//! (`judgements`), pulls and pushes the rest of a demand at once (`nudge`), and fits new versions of the weights (`fit`,
//! `models`), which a re-matching in the background applies (`rematching`); `quality` shows how it does.
//! A draft is scored the same way while it is written (`preview`), and told which detail would tell most (`details`).

pub mod api;
pub mod candidates;
pub mod compare;
mod details;
pub mod dto;
pub mod fit;
pub mod gap;
pub mod judgements;
pub mod managers;
pub mod models;
pub mod nudge;
pub mod order;
pub mod prepared;
pub mod preview;
pub mod quality;
pub mod reasons;
pub mod rematching;
pub mod score;
pub mod service;
pub mod side;
pub mod store;
pub mod suggest;
pub mod texts;
pub mod weights;
