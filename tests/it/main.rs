//! One test binary over the real server. On which database: see the harness.

mod deals;
mod files;
mod listings;
