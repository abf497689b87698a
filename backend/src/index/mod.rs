//! The state of the search index for staff: how far it is, what runs, and who reads the outbox.

pub mod api;
pub mod dto;
pub mod service;
