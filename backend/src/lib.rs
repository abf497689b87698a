//! 技桥: research results find the companies that build them.
//!
//! The way of a request: [`router`] → `api` / `page` (unpack, call, wrap; no SQL) → `service` (policy first, then rules
//! and the transaction) → `store` (queries only) → `entity`. Slices by feature, the four layers inside each.
//!
//! Invariants
//! - The first parameter of every service function is [`context::Context`]: who asks, when, under which request id.
//! - Row access starts from a `visible_to` selector; what the caller may not know of answers 404.
//! - A write goes through [`change::Change`]: row, audit event and outbox row commit together or not at all.

pub mod accounts;
pub mod achievements;
pub mod audit;
pub mod auth;
pub mod bench_data;
pub mod change;
pub mod check;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod db;
pub mod deals;
pub mod demands;
pub mod demo;
pub mod dictionary;
pub mod error;
pub mod eval;
pub mod files;
pub mod http;
pub mod index;
pub mod jobs;
pub mod listings;
pub mod matches;
pub mod openapi;
pub mod organizations;
pub mod reference;
pub mod router;
pub mod rules;
pub mod search;
pub mod server;
pub mod site;
pub mod standing_searches;
pub mod state;
pub mod statistics;
pub mod vectors;
pub mod watches;
