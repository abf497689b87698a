//! Tri-state fields of a PATCH: absent (keep), null (clear), a value (set).

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "present")]` on an `Option<Option<T>>`: what is there at all is `Some`.
///
/// # Errors
/// The value has the wrong type.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
