//! Our extractors and responses: Chinese errors that name the field, one list shape, one error shape.

pub mod context;
pub mod errors;
pub mod headers;
pub mod idempotency;
pub mod json;
pub mod origin;
pub mod page;
pub mod patch;

pub use json::{Json, Path, Query};
