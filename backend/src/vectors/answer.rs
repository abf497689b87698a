//! What an embedding service answers, and everything that may be wrong with it.

use crate::vectors::bytes::normalised;
use serde::Deserialize;
use std::time::Duration;

/// Why there are no vectors. None of these texts holds the key.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the embedding service failed several times in a row and is left alone for a minute")]
    Paused,
    #[error("the embedding service did not answer within {0:?}")]
    TimedOut(Duration),
    #[error("the embedding service cannot be reached: {0:#}")]
    Unreachable(anyhow::Error),
    #[error("the embedding service answered with status {0}")]
    Status(u16),
    #[error("the answer of the embedding service is longer than {0} bytes")]
    TooLong(usize),
    #[error("the answer of the embedding service is cut off")]
    CutOff,
    #[error("the answer of the embedding service is not what was asked for: {0}")]
    Unreadable(String),
    #[error("the embedding service gave {got} vectors for {wanted} texts")]
    WrongCount { wanted: usize, got: usize },
    #[error("vector {place} of the embedding service has dimension {got} instead of {wanted} (embedding.dimension)")]
    WrongDimension { place: usize, wanted: usize, got: usize },
    #[error("vector {place} of the embedding service has a number that is none")]
    NoNumber { place: usize },
    #[error("vector {place} of the embedding service has no length")]
    NoLength { place: usize },
}

impl Failure {
    /// Whether the same question may be answered a moment later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::TimedOut(_) | Self::Status(429 | 500..=599))
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Embedding>,
}

#[derive(Deserialize)]
struct Embedding {
    index: usize,
    /// What JSON cannot say as a number comes as null.
    embedding: Vec<Option<f64>>,
}

/// The vectors of a body, at length 1, in the order of the texts.
///
/// # Errors
/// The body is cut off or something else, or a vector is none.
pub fn vectors(body: &[u8], texts: usize, dimension: usize) -> Result<Vec<Vec<f32>>, Failure> {
    let answer: Answer = serde_json::from_slice(body)
        .map_err(|error| if error.is_eof() { Failure::CutOff } else { Failure::Unreadable(error.to_string()) })?;
    let mut data = answer.data;
    data.sort_by_key(|one| one.index);
    if data.len() != texts {
        return Err(Failure::WrongCount { wanted: texts, got: data.len() });
    }
    if data.iter().enumerate().any(|(place, one)| one.index != place) {
        return Err(Failure::Unreadable("its vectors are not numbered 0, 1, 2 …".to_owned()));
    }
    data.into_iter().map(|one| vector(one, dimension)).collect()
}

fn vector(Embedding { index: place, embedding }: Embedding, wanted: usize) -> Result<Vec<f32>, Failure> {
    if embedding.len() != wanted {
        return Err(Failure::WrongDimension { place, wanted, got: embedding.len() });
    }
    let number = |value: Option<f64>| value.map(|value| value as f32).filter(|value| value.is_finite());
    let vector: Option<Vec<f32>> = embedding.into_iter().map(number).collect();
    normalised(vector.ok_or(Failure::NoNumber { place })?).ok_or(Failure::NoLength { place })
}

#[cfg(test)]
mod tests {
    use super::vectors;

    fn failure(body: &str) -> String {
        vectors(body.as_bytes(), 2, 2).expect_err(body).to_string()
    }

    #[test]
    fn vectors_are_put_in_order_and_normalised() {
        let body = br#"{"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}],"model":"m"}"#;
        assert_eq!(vectors(body, 2, 2).expect("vectors"), [[0.6, 0.8], [0.0, 1.0]]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (body, named) in [
            (r#"{"data":[{"index":0,"embedd"#, "cut off"),
            ("", "cut off"),
            ("<html>", "expected value"),
            (r#"{"error":"no"}"#, "missing field `data`"),
            (r#"{"data":[{"index":0,"embedding":[1,2]}]}"#, "1 vectors for 2 texts"),
            (r#"{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}"#, "not numbered"),
            (r#"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}"#, "dimension 1 instead of 2"),
            (r#"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,null]}]}"#, "vector 1"),
            (r#"{"data":[{"index":0,"embedding":[1e300,2]},{"index":1,"embedding":[1,1]}]}"#, "a number that is none"),
            (r#"{"data":[{"index":0,"embedding":[1,NaN]},{"index":1,"embedding":[1,1]}]}"#, "expected value"),
            (r#"{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,1]}]}"#, "no length"),
        ] {
            let told = failure(body);
            assert!(told.contains(named), "{body}: {told}");
        }
    }
}
