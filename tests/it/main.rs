//! One test binary over the real server. On which database: see the harness.

mod accounts;
mod audit;
mod authorization;
mod bad_input;
mod concurrency;
mod crash;
mod deals;
mod dictionary;
mod embedding;
mod files;
mod index;
mod layering;
mod learning;
mod listings;
mod openapi;
mod organizations;
mod outbox;
mod preview;
mod reference;
mod search;
mod search_log;
mod standing_searches;
mod suggestions;
mod vectors;
mod visibility;
