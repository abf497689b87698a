//! The dictionaries that forms and labels need, in one answer.

pub mod api;
