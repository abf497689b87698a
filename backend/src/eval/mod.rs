//! Measuring search and matching on labelled data, through the product's own code in a folder that is thrown away. Runs are
//! written in TREC format, so that other tools can score them too.

mod files;
mod folder;
mod match_learning;
mod match_measures;
mod match_scenarios;
mod matcher;
mod matching;
mod measures;
mod search;

pub use match_measures::ndcg;
pub use match_scenarios::{MatchScenarios, match_scenarios};
pub use matching::{MatchEvaluation, matching};
pub use search::{SearchEvaluation, search};

/// Deepest place of a run.
pub const DEPTH_MAX: usize = 100;
