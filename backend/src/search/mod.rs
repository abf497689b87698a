//! One search over both lists. What the viewer may not see is never counted, faceted, marked or suggested: the index
//! restricts the query itself, and the rows are read through `visible_to` once more.

pub mod api;
pub mod dto;
pub mod hits;
pub mod service;
