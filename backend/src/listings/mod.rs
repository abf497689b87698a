//! What achievements and demands share: who sees them, how they go from draft to closed, how fields are checked, and how
//! they look to the index.

pub mod access;
pub mod advice;
pub mod checks;
pub mod completeness;
pub mod document;
pub mod dto;
pub mod grants;
pub mod lifecycle;
pub mod prefill;
pub mod revisions;
pub mod rows;
