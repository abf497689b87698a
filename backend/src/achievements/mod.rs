//! Research results: drafted section by section, reviewed, published, talked about, closed.

pub mod api;
pub mod dto;
pub mod fields;
pub mod service;
pub mod store;
pub mod view;
