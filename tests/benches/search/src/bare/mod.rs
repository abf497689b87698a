//! The reference: what the engine can do when nothing else has to be done. No database, no permissions, no accounts; the
//! texts lie in one plain file and their places in fast fields. Analysis, kind of schema, number of writer threads and the
//! structure of the query are the product's.

pub mod build;
mod facets;
mod marks;
mod query;
mod schema;
pub mod serve;
