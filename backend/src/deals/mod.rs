//! Deals: the case that a technology manager carries from introduction to archive.
//!
//! Invariants
//! - Every step goes through [`step::Step`]: the deal row is locked, its version compared and counted up, the timeline
//!   and the audit trail get one entry each, all in one transaction.
//! - What a stage demands stands in one table, [`stages::blockers`]; the page shows it and the service enforces it.
//! - A pricing, once published, is never edited: a new price or mode supersedes it and its publicity begins anew.
//! - The listings of a deal follow it: in talks when both sides agree, back on the market when it is lost, closed when it
//!   is archived.

pub mod api;
pub mod contract;
pub mod create;
pub mod dto;
pub mod input;
pub mod introduction;
pub mod loss;
mod market;
mod opening;
pub mod payments;
pub mod policy;
pub mod pricing;
mod publicity_hash;
pub mod registration;
mod request;
pub mod service;
pub mod stages;
mod step;
pub mod store;
pub mod terms;
pub mod timeline;
pub mod view;
