//! The rules of law and of the standards as pure functions: no clock, no database, no configuration.
//!
//! Invariants
//! - The day is a parameter. Days, rates and thresholds come from `seeds::rule`, never from a constant.
//! - Money is `i64` fen.
//! - An error is a small enum whose `message()` tells the user in Chinese what is wrong and the way out.
//!
//! The sources and the test vectors (`vector_NN_…`) are those of `rules.md`, the domain study of this project.

pub mod amounts;
pub mod credit_code;
pub mod patent_number;
pub mod patent_term;
pub mod price;
pub mod publicity;
pub mod registration_number;
pub mod review_route;
pub mod trl;
pub mod working_days;

use unicode_normalization::UnicodeNormalization;

/// What a user typed, with full-width characters folded and the outer blanks gone.
fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date in a test")
}
