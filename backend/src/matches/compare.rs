//! Comparing the texts of two sides, prepared once and compared with many.

use super::score::Nearness;
use super::side::Side;
use search_index::{GramVector, IndexStore, fold};
use std::collections::HashMap;
use std::sync::Arc;

/// A gram's number with its weight.
const GRAM_BYTES: usize = size_of::<(u64, f32)>();
/// Share of domain vectors in the likeness of two achievements (docs/measuring.md).
const VECTOR_SHARE: f64 = 0.3;
/// So many characters in the same order are no accident.
const COPIED_RUN: usize = 20;
/// A larger share of a demand's text that stands in an achievement word for word was copied to catch it.
const COPIED_SHARE: f64 = 0.3;

/// A text, ready to be compared: dear to make, and the same for all that it is compared with.
pub struct Text {
    grams: GramVector,
    /// Hashes of its runs of characters, in order, each once.
    runs: Vec<u64>,
}

impl Text {
    /// What a demand asks, weighed by the rarities of the index.
    #[must_use]
    pub fn asked(index: &IndexStore, side: &Side) -> Self {
        Self { grams: index.asked(&side.head, &side.text), runs: runs(side) }
    }

    /// What an achievement offers, weighed likewise.
    #[must_use]
    pub fn offered(index: &IndexStore, side: &Side) -> Self {
        Self { grams: index.offered(&side.head, &side.text), runs: runs(side) }
    }

    /// Bytes that it takes in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        GRAM_BYTES * self.grams.len() + size_of::<u64>() * self.runs.capacity()
    }
}

/// A demand, ready to be compared.
pub struct Asked {
    pub side: Side,
    text: Arc<Text>,
    /// Domain vector, where there is one.
    pub vector: Option<Vec<f32>>,
}

/// An achievement, ready to be compared.
pub struct Offered {
    pub side: Side,
    text: Arc<Text>,
    pub vector: Option<Vec<f32>>,
}

impl Asked {
    #[must_use]
    pub fn new(index: &IndexStore, side: Side) -> Self {
        Self { text: Arc::new(Text::asked(index, &side)), side, vector: None }
    }

    /// With a text that was made before.
    #[must_use]
    pub fn of(side: Side, text: Arc<Text>, vector: Option<Vec<f32>>) -> Self {
        Self { side, text, vector }
    }
}

impl Offered {
    #[must_use]
    pub fn new(index: &IndexStore, side: Side) -> Self {
        Self { text: Arc::new(Text::offered(index, &side)), side, vector: None }
    }

    /// With a text that was made before.
    #[must_use]
    pub fn of(side: Side, text: Arc<Text>, vector: Option<Vec<f32>>) -> Self {
        Self { side, text, vector }
    }

    /// How alike two achievements are: the cosine of their grams, where both have a domain vector with that of the vectors.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let (own, of_other) = (&self.text.grams, &other.text.grams);
        let lengths = f64::from(own.nearness(own)) * f64::from(of_other.nearness(of_other));
        let cosine = f64::from(own.nearness(of_other)) / lengths.sqrt();
        let of_grams = if cosine.is_finite() { cosine } else { 0.0 };
        let vectors = self.vector.as_deref().zip(other.vector.as_deref());
        match vectors.and_then(|(own, of_other)| self::cosine(own, of_other)) {
            Some(of_vectors) => (1.0 - VECTOR_SHARE) * of_grams + VECTOR_SHARE * f64::from(of_vectors.max(0.0)),
            None => of_grams,
        }
    }
}

/// Two texts share at least so much of the shorter one, word for word, when they are one text posted twice.
const SAME_SHARE: f64 = 0.6;

impl Asked {
    /// Whether the two are one text posted twice.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        is_same(&self.text.runs, &other.text.runs, &self.side, &other.side)
    }
}

impl Offered {
    /// Whether the two are one text posted twice.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        is_same(&self.text.runs, &other.text.runs, &self.side, &other.side)
    }
}

fn is_same(left: &[u64], right: &[u64], of_left: &Side, of_right: &Side) -> bool {
    let shorter = left.len().min(right.len());
    if shorter == 0 {
        return fold(&of_left.head) == fold(&of_right.head);
    }
    in_both(left, right) as f64 >= SAME_SHARE * shorter as f64
}

/// How near the two are.
#[must_use]
pub fn nearness(asked: &Asked, offered: &Offered) -> Nearness {
    let vector = asked.vector.as_deref().zip(offered.vector.as_deref());
    let vector = vector.and_then(|(left, right)| cosine(left, right)).map(f64::from);
    let text = f64::from(asked.text.grams.nearness(&offered.text.grams));
    // what was copied to be found proves nothing
    let copied = copied_share(asked, offered);
    if copied > COPIED_SHARE {
        let vector = vector.map(|vector| vector * (1.0 - copied));
        return Nearness { text: text * (1.0 - copied) * 0.5, vector, ..Nearness::default() };
    }
    Nearness { text, vector, ..Nearness::default() }
}

/// Whether the achievement repeats the demand word for word.
#[must_use]
pub fn is_copied(asked: &Asked, offered: &Offered) -> bool {
    copied_share(asked, offered) > COPIED_SHARE
}

/// What was written before the demand was there is quoted by it, not copied from it.
fn copied_share(asked: &Asked, offered: &Offered) -> f64 {
    let is_older = asked.side.created_at.zip(offered.side.updated_at).is_some_and(|(demand, offer)| offer < demand);
    if asked.text.runs.is_empty() || is_older {
        return 0.0;
    }
    in_both(&asked.text.runs, &offered.text.runs) as f64 / asked.text.runs.len() as f64
}

/// How many numbers two lists in order have in common.
fn in_both(left: &[u64], right: &[u64]) -> usize {
    let (mut common, mut others) = (0, right);
    for number in left {
        let smaller = others.iter().take_while(|other| *other < number).count();
        others = &others[smaller..];
        common += usize::from(others.first() == Some(number));
    }
    common
}

/// What each gram in common adds to the nearness, by its number.
#[must_use]
pub fn shared(asked: &Asked, offered: &Offered) -> HashMap<u64, f64> {
    let shared = asked.text.grams.shared(&offered.text.grams);
    shared.map(|(gram, share)| (gram, f64::from(share))).collect()
}

/// Hashes of all runs of characters of a side's text, spaces and punctuation apart; rolled on from one to the next.
fn runs(side: &Side) -> Vec<u64> {
    const BASE: u64 = 0x0100_0000_01b3;
    let leaving = (0..COPIED_RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let text: Vec<u64> = fold(&side.text).chars().filter(|one| one.is_alphanumeric()).map(u64::from).collect();
    let mut runs = Vec::with_capacity(text.len().saturating_sub(COPIED_RUN - 1));
    let mut hash = 0_u64;
    for (place, one) in text.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(*one);
        if place >= COPIED_RUN {
            hash = hash.wrapping_sub(text[place - COPIED_RUN].wrapping_mul(leaving));
        }
        if place + 1 >= COPIED_RUN {
            runs.push(hash);
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Nothing for vectors that cannot be compared: of unequal lengths, zero, or with numbers that are none.
#[must_use]
pub fn cosine(left: &[f32], right: &[f32]) -> Option<f32> {
    if left.len() != right.len() {
        return None;
    }
    let product: f32 = left.iter().zip(right).map(|(left, right)| left * right).sum();
    let length = |vector: &[f32]| vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    let cosine = product / (length(left) * length(right));
    cosine.is_finite().then_some(cosine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_the_same_wherever_it_stands() {
        let of = |text: &str| runs(&Side { text: text.to_owned(), ..Side::default() });
        let run = "塞拉门的电机闭环控制与触摸屏防水防震的设计";
        let (alone, inside) = (of(run), of(&format!("前面还有一些别的话，{run}。后面也有一些别的话")));
        assert_eq!(alone.len(), 2, "{run} has 21 characters");
        assert_eq!(in_both(&alone, &inside), alone.len());
        assert!(of("塞拉门").is_empty());
    }

    #[test]
    fn vectors_that_are_none_are_not_compared() {
        assert_eq!(cosine(&[1.0, 0.0], &[1.0, 0.0]), Some(1.0));
        for (left, right) in [
            (vec![f32::NAN, 1.0], vec![1.0, 1.0]),
            (vec![f32::INFINITY, 1.0], vec![1.0, 1.0]),
            (vec![0.0, 0.0], vec![1.0, 1.0]),
            (vec![1.0], vec![1.0, 1.0]),
        ] {
            assert_eq!(cosine(&left, &right), None, "{left:?} {right:?}");
        }
    }
}
