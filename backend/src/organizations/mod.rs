//! Organisations and their verification.

pub mod api;
pub mod dto;
pub mod service;
pub mod store;
