//! One test binary over the real server. On which database: see the harness.

mod listings;
