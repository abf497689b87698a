//! Deals from introduction to archive, over HTTP, with the clock on the days that the law counts.

mod introduction;
mod journey;
mod loss;
mod model;
mod money;
mod publicity;
mod registration;
mod request;
mod versions;
