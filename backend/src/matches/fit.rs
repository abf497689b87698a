//! Fitting the weights of the additive score to judgements, beside the shipped prior.
//!
//! Invariants
//! - Pairs are compared within one demand only, and each demand counts once, however many decisions it has.
//! - The prior weighs as much as a number of demands: a few decisions move little, and no weight becomes negative.
//! - What is fitted is measured on demands that it was not fitted on, against what is in use, demand by demand.

use super::weights::{PARTS, Weights};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Held-out parts.
pub const FOLDS: usize = 5;
/// Demands with decisions for and against that a fit needs.
pub const DEMANDS_MIN: usize = 10;
/// A gain beyond noise: so many standard errors of the paired differences (one-sided 5 %).
const STANDARD_ERRORS: f64 = 1.645;

/// Steepness of the logistic comparison: a difference of .1 in the score is a clear one.
const SHARPNESS: f64 = 20.0;
/// The prior weighs like so many demands.
const PRIOR_DEMANDS: f64 = 20.0;
const STEPS: usize = 400;
const STEP: f64 = 0.002;
/// Keeps the smallest weights movable.
const FLOOR: f64 = 0.01;

/// A judged pair.
#[derive(Clone, Debug)]
pub struct Sample {
    pub demand: Uuid,
    /// Of the parts, in the order of [`PARTS`].
    pub values: [f64; PARTS.len()],
    pub grade: f64,
}

/// How the fitted weights do on held-out demands, against those in use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldOut {
    pub demands: usize,
    /// Share of the pairs of a demand that stand in the right order, mean over demands.
    pub current: f64,
    pub fitted: f64,
    /// Mean of the paired differences, and its standard error.
    pub gain: f64,
    pub error: f64,
}

impl HeldOut {
    /// Whether the gain is beyond noise.
    #[must_use]
    pub fn is_better(&self) -> bool {
        self.demands >= DEMANDS_MIN && self.gain > 0.0 && self.gain > STANDARD_ERRORS * self.error
    }
}

/// Differences (better − worse) of the values, demand by demand.
fn differences(samples: &[Sample]) -> Vec<Vec<[f64; PARTS.len()]>> {
    let mut by_demand: BTreeMap<Uuid, Vec<&Sample>> = BTreeMap::new();
    for sample in samples.iter().filter(|sample| sample.values.iter().all(|value| value.is_finite())) {
        by_demand.entry(sample.demand).or_default().push(sample);
    }
    let of_demand = |samples: Vec<&Sample>| {
        let mut pairs = Vec::new();
        for (place, left) in samples.iter().enumerate() {
            for right in &samples[place + 1..] {
                let (better, worse) = if left.grade > right.grade { (left, right) } else { (right, left) };
                if better.grade > worse.grade {
                    pairs.push(std::array::from_fn(|part| better.values[part] - worse.values[part]));
                }
            }
        }
        pairs
    };
    by_demand.into_values().map(of_demand).filter(|pairs| !pairs.is_empty()).collect()
}

/// Weights that put the better of two before the worse more often, near the prior.
#[must_use]
pub fn fit(samples: &[Sample]) -> Weights {
    descend(&differences(samples))
}

fn descend(demands: &[Vec<[f64; PARTS.len()]>]) -> Weights {
    let prior = Weights::shipped().0;
    let mut weights = prior;
    for _ in 0..STEPS {
        let mut slope = [0.0; PARTS.len()];
        for pairs in demands {
            for pair in pairs {
                let error = 1.0 / (1.0 + (SHARPNESS * dot(&weights, pair)).exp());
                for (slope, value) in slope.iter_mut().zip(pair) {
                    *slope -= SHARPNESS * error * value / pairs.len() as f64;
                }
            }
        }
        let scale = demands.len() as f64 + PRIOR_DEMANDS;
        let pull = |part: usize| PRIOR_DEMANDS * (weights[part] - prior[part]) / (prior[part] + FLOOR);
        let slope: [f64; PARTS.len()] = std::array::from_fn(|part| (slope[part] + pull(part)) / scale);
        // the sum stays 1
        let mean = slope.iter().sum::<f64>() / slope.len() as f64;
        weights = std::array::from_fn(|part| (weights[part] - STEP * (slope[part] - mean)).max(0.0));
        weights = Weights(weights).normalised().0;
    }
    Weights(weights)
}

fn dot(weights: &[f64; PARTS.len()], values: &[f64; PARTS.len()]) -> f64 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

/// By how much the score of a pair that is just good enough changes with the weights: the least score of a suggestion moves
/// by it, so that a new version changes the order and not how many are suggested. Such a pair has the mean values of what
/// was judged, and a text that just reaches `score_min` by the shipped weights.
#[must_use]
pub fn threshold_shift(samples: &[Sample], weights: &Weights, score_min: f64) -> f64 {
    let shipped = Weights::shipped().0;
    let Some(text) = PARTS.iter().position(|part| part.name == "text") else { return 0.0 };
    let usable: Vec<&Sample> = samples.iter().filter(|one| one.values.iter().all(|value| value.is_finite())).collect();
    if usable.is_empty() {
        return 0.0;
    }
    let mean = |part: usize| usable.iter().map(|one| one.values[part]).sum::<f64>() / usable.len() as f64;
    let mut border: [f64; PARTS.len()] = std::array::from_fn(mean);
    border[text] = 0.0;
    border[text] = ((score_min - dot(&shipped, &border)) / shipped[text]).clamp(0.0, 1.0);
    dot(&weights.0, &border) - dot(&shipped, &border)
}

/// Share of the pairs in the right order; ties count half.
fn right(weights: &Weights, pairs: &[[f64; PARTS.len()]]) -> f64 {
    let one = |pair: &[f64; PARTS.len()]| match dot(&weights.0, pair) {
        difference if difference > 1e-12 => 1.0,
        difference if difference < -1e-12 => 0.0,
        _ => 0.5,
    };
    pairs.iter().map(one).sum::<f64>() / pairs.len() as f64
}

/// Fits on four fifths of the demands and compares on the fifth, five times.
#[must_use]
pub fn held_out(samples: &[Sample], current: &Weights) -> HeldOut {
    let demands = differences(samples);
    let mut compared = Vec::with_capacity(demands.len());
    for fold in 0..FOLDS {
        let is_held = |place: &usize| place % FOLDS == fold;
        let rest: Vec<_> = (0..demands.len()).filter(|place| !is_held(place)).map(|p| demands[p].clone()).collect();
        let fitted = descend(&rest);
        for place in (0..demands.len()).filter(is_held) {
            compared.push((right(current, &demands[place]), right(&fitted, &demands[place])));
        }
    }
    summary(&compared)
}

fn summary(compared: &[(f64, f64)]) -> HeldOut {
    let count = compared.len() as f64;
    if compared.is_empty() {
        return HeldOut::default();
    }
    let mean = |value: fn(&(f64, f64)) -> f64| compared.iter().map(value).sum::<f64>() / count;
    let gain = mean(|(current, fitted)| fitted - current);
    let variance = compared.iter().map(|(current, fitted)| (fitted - current - gain).powi(2)).sum::<f64>();
    HeldOut {
        demands: compared.len(),
        current: mean(|one| one.0),
        fitted: mean(|one| one.1),
        gain,
        error: (variance / (count - 1.0).max(1.0) / count).sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Demands whose people look at the region alone, though the score hardly does.
    fn by_region(demands: usize) -> Vec<Sample> {
        let region = PARTS.iter().position(|part| part.name == "region").expect("a part");
        let sample = |demand: usize, place: usize| {
            let mut values = [0.5; PARTS.len()];
            values[0] = 0.4 + 0.04 * ((demand + place) % 3) as f64;
            values[region] = if place == 0 { 1.0 } else { 0.2 };
            Sample { demand: Uuid::from_u128(demand as u128), values, grade: if place == 0 { 2.0 } else { 0.0 } }
        };
        (0..demands).flat_map(|demand| (0..2).map(move |place| sample(demand, place))).collect()
    }

    #[test]
    fn what_people_look_at_gains_weight() {
        let fitted = fit(&by_region(60));
        assert!(fitted.of("region") > Weights::shipped().of("region") * 1.5, "{fitted:?}");
        assert!((fitted.0.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(fitted.0.iter().all(|weight| *weight >= 0.0));
        assert!(fit(&by_region(1)).of("text") > 0.5, "one demand moves little");
    }

    #[test]
    fn a_new_version_suggests_about_as_many() {
        let score_min = 0.38;
        let mut samples = by_region(60);
        // pairs of all kinds of texts, good in the rest
        samples.iter_mut().enumerate().for_each(|(place, one)| one.values[0] = (place % 20) as f64 / 20.0);
        let suggested = |weights: &Weights, score_min: f64| {
            samples.iter().filter(|one| dot(&weights.0, &one.values) >= score_min).count()
        };
        let mut weights = Weights::shipped();
        weights.0[0] = 0.3;
        let weights = weights.normalised();
        let before = suggested(&Weights::shipped(), score_min);
        let after = suggested(&weights, score_min + threshold_shift(&samples, &weights, score_min));
        assert!(suggested(&weights, score_min) > before + 10, "it would flood");
        assert!(before.abs_diff(after) <= 6, "{before} {after} of {}", samples.len());
        assert!(threshold_shift(&samples, &Weights::shipped(), score_min).abs() < 1e-12);
        assert!(threshold_shift(&[], &weights, score_min).abs() < 1e-12);
    }

    #[test]
    fn noise_is_no_gain() {
        let mut samples = by_region(40);
        for (place, sample) in samples.iter_mut().enumerate() {
            sample.grade = if (place / 2) % 2 == place % 2 { 2.0 } else { 0.0 };
        }
        assert!(!held_out(&samples, &Weights::shipped()).is_better());
        assert!(held_out(&by_region(120), &Weights::shipped()).is_better());
        assert!(!held_out(&by_region(4), &Weights::shipped()).is_better(), "too few to know");
    }

    #[test]
    fn contradictions_and_odd_numbers_do_no_harm() {
        let mut samples = by_region(12);
        let mut contrary = samples.clone();
        contrary.iter_mut().for_each(|sample| sample.grade = 2.0 - sample.grade);
        samples.extend(contrary);
        samples[0].values[0] = f64::NAN;
        let fitted = fit(&samples);
        assert!(fitted.0.iter().all(|weight| weight.is_finite()), "{fitted:?}");
        assert_eq!(held_out(&[], &Weights::shipped()), HeldOut::default());
    }
}
