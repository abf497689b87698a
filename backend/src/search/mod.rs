//! One search over both lists. What the viewer may not see is never counted, faceted, marked or suggested: the index
//! restricts the query itself, and the rows are read through `visible_to` once more.

pub mod api;
pub mod dto;
mod facets;
pub mod filter_words;
pub mod hits;
pub mod kept;
pub mod log;
pub mod popular;
mod relaxation;
pub mod request;
pub mod service;
pub mod suggestions;
pub mod tallies;
pub mod unmet;
