//! Comparing the texts of two sides, prepared once and compared with many.

use super::score::Nearness;
use super::side::Side;
use search_index::{GramVector, IndexStore, fold};
use std::collections::HashSet;

/// So many characters in the same order are no accident.
const COPIED_RUN: usize = 20;
/// A larger share of a demand's text that stands in an achievement word for word was copied to catch it.
const COPIED_SHARE: f64 = 0.3;

/// A demand, ready to be compared.
pub struct Asked {
    pub side: Side,
    grams: GramVector,
    runs: HashSet<u64>,
    /// Domain vector, where there is one.
    pub vector: Option<Vec<f32>>,
}

/// An achievement, ready to be compared.
pub struct Offered {
    pub side: Side,
    pub grams: GramVector,
    runs: HashSet<u64>,
    pub vector: Option<Vec<f32>>,
}

impl Asked {
    #[must_use]
    pub fn new(index: &IndexStore, side: Side) -> Self {
        Self { grams: index.asked(&side.head, &side.text), runs: runs(&side), side, vector: None }
    }
}

impl Offered {
    #[must_use]
    pub fn new(index: &IndexStore, side: Side) -> Self {
        Self { grams: index.offered(&side.head, &side.text), runs: runs(&side), side, vector: None }
    }
}

/// Two texts share at least so much of the shorter one, word for word, when they are one text posted twice.
const SAME_SHARE: f64 = 0.6;

impl Asked {
    /// Whether the two are one text posted twice.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        is_same(&self.runs, &other.runs, &self.side, &other.side)
    }
}

impl Offered {
    /// Whether the two are one text posted twice.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        is_same(&self.runs, &other.runs, &self.side, &other.side)
    }
}

fn is_same(left: &HashSet<u64>, right: &HashSet<u64>, of_left: &Side, of_right: &Side) -> bool {
    let shorter = left.len().min(right.len());
    if shorter == 0 {
        return fold(&of_left.head) == fold(&of_right.head);
    }
    left.intersection(right).count() as f64 >= SAME_SHARE * shorter as f64
}

/// How near the two are.
#[must_use]
pub fn nearness(asked: &Asked, offered: &Offered) -> Nearness {
    let vector = asked.vector.as_deref().zip(offered.vector.as_deref());
    let vector = vector.and_then(|(left, right)| cosine(left, right)).map(f64::from);
    let text = f64::from(asked.grams.nearness(&offered.grams));
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

fn copied_share(asked: &Asked, offered: &Offered) -> f64 {
    if asked.runs.is_empty() {
        return 0.0;
    }
    let copied = asked.runs.iter().filter(|run| offered.runs.contains(run)).count();
    copied as f64 / asked.runs.len() as f64
}

/// What each gram in common adds to the nearness.
#[must_use]
pub fn shared(asked: &Asked, offered: &Offered) -> Vec<(String, f64)> {
    let shared = asked.grams.shared(&offered.grams);
    shared.map(|(gram, share)| (gram.text.clone(), f64::from(share))).collect()
}

/// Hashes of all runs of characters of a side's text, spaces and punctuation apart; rolled on from one to the next.
fn runs(side: &Side) -> HashSet<u64> {
    const BASE: u64 = 0x0100_0000_01b3;
    let leaving = (0..COPIED_RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let text: Vec<u64> = fold(&side.text).chars().filter(|one| one.is_alphanumeric()).map(u64::from).collect();
    let mut runs = HashSet::with_capacity(text.len());
    let mut hash = 0_u64;
    for (place, one) in text.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(*one);
        if place >= COPIED_RUN {
            hash = hash.wrapping_sub(text[place - COPIED_RUN].wrapping_mul(leaving));
        }
        if place + 1 >= COPIED_RUN {
            runs.insert(hash);
        }
    }
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
        assert!(alone.is_subset(&inside));
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
