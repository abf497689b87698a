//! Vectors as the database keeps them: numbers of 32 bits, little end first.

/// Bytes of one number.
const WIDTH: usize = size_of::<f32>();

#[must_use]
pub fn encode(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Nothing for what is no vector: a part of a number, or a number that is none.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Vec<f32>> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(WIDTH) {
        return None;
    }
    let number = |part: &[u8]| part.try_into().ok().map(f32::from_le_bytes).filter(|value| value.is_finite());
    bytes.chunks_exact(WIDTH).map(number).collect()
}

/// The vector at length 1; nothing for one that has no length.
#[must_use]
pub fn normalised(mut vector: Vec<f32>) -> Option<Vec<f32>> {
    let square: f32 = vector.iter().map(|value| value * value).sum();
    let length = square.sqrt();
    if !length.is_finite() || length <= f32::EPSILON {
        return None;
    }
    vector.iter_mut().for_each(|value| *value /= length);
    Some(vector)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, normalised};

    #[test]
    fn vectors_come_back_and_odd_ones_do_not() {
        let vector = vec![0.25, -1.5, f32::MIN_POSITIVE];
        assert_eq!(decode(&encode(&vector)), Some(vector));
        for odd in [vec![], vec![0, 0, 128], encode(&[1.0, f32::NAN]), encode(&[f32::INFINITY])] {
            assert_eq!(decode(&odd), None, "{odd:?}");
        }
    }

    #[test]
    fn only_what_has_a_length_is_normalised() {
        assert_eq!(normalised(vec![3.0, 4.0]), Some(vec![0.6, 0.8]));
        for odd in [vec![], vec![0.0, 0.0], vec![f32::NAN, 1.0], vec![f32::INFINITY, 1.0], vec![f32::MAX, f32::MAX]] {
            assert_eq!(normalised(odd.clone()), None, "{odd:?}");
        }
    }
}
