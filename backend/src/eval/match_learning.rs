//! What learning is worth: at once within a demand, and across demands by fitted weights.

use super::match_measures::ndcg;
use super::matcher::{Listing, Matcher};
use super::measures::Qrels;
use crate::matches::fit::{self, Sample};
use crate::matches::nudge::{Decided, Nudge};
use crate::matches::score::sum;
use crate::matches::weights::Weights;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Learning at once: nDCG@10 of the half of a demand's judged achievements that was not given, each half once.
#[derive(Debug, Serialize)]
pub struct GivenHalf {
    pub halves: usize,
    pub none_given: f64,
    pub given: f64,
    /// Standard error of the paired difference.
    pub error: f64,
}

/// Each half of each demand's judgements once as decisions, the other ranked.
pub fn given_half(matcher: &Matcher<'_>, qrels: &Qrels) -> GivenHalf {
    let mut pairs = Vec::new();
    for demand in matcher.demands() {
        let Some(judged) = qrels.get(&demand.id) else { continue };
        let mut grades: Vec<(&str, f64)> = judged.iter().map(|(id, grade)| (id.as_str(), *grade)).collect();
        grades.sort_unstable_by_key(|(id, _)| *id);
        for half in 0..2 {
            let every_second = |first: usize| grades.iter().skip(first).step_by(2).copied().collect::<Vec<_>>();
            let (given, rest) = (every_second(half), every_second(1 - half));
            let of_rest = |given: &[(&str, f64)]| ndcg_of_rest(matcher, demand, given, &rest);
            pairs.extend(of_rest(&[]).zip(of_rest(&given)));
        }
    }
    let count = pairs.len().max(1) as f64;
    let mean = |value: fn(&(f64, f64)) -> f64| pairs.iter().map(value).sum::<f64>() / count;
    let (none_given, given) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let spread: f64 = pairs.iter().map(|pair| (pair.1 - pair.0 - given + none_given).powi(2)).sum();
    GivenHalf { halves: pairs.len(), none_given, given, error: spread.sqrt() / count }
}

fn ndcg_of_rest(matcher: &Matcher<'_>, demand: &Listing, given: &[(&str, f64)], rest: &[(&str, f64)]) -> Option<f64> {
    let decided = given
        .iter()
        .filter_map(|(id, judged)| Some(Decided { offered: matcher.offered.get(id)?.clone(), grade: *judged }));
    let nudge = Nudge::new(matcher.asked(demand), decided.collect());
    let weights = Weights::shipped();
    let score =
        |(id, judged): &(&str, f64)| Some((sum(&matcher.parts(demand, id, nudge.as_ref(), &weights)?), *judged));
    let mut ranked: Vec<(f64, f64)> = rest.iter().filter_map(score).collect();
    ranked.sort_by(|left, right| right.0.total_cmp(&left.0));
    ndcg(&ranked.into_iter().map(|(_, grade)| grade).collect::<Vec<_>>())
}

/// For each demand the weights that were fitted on the judgements of the demands of the other parts.
pub fn folds<'a>(matcher: &Matcher<'a>, qrels: &Qrels, folds: usize) -> HashMap<&'a str, Weights> {
    let judged: Vec<&Listing> = matcher.demands().iter().filter(|demand| qrels.contains_key(&demand.id)).collect();
    let mut weights = HashMap::new();
    for fold in 0..folds {
        let others = judged.iter().enumerate().filter(|(place, _)| place % folds != fold);
        let samples: Vec<Sample> =
            others.flat_map(|(place, demand)| samples(matcher, demand, place, &qrels[&demand.id])).collect();
        let fitted = fit::fit(&samples);
        weights.extend(judged.iter().skip(fold).step_by(folds).map(|demand| (demand.id.as_str(), fitted)));
    }
    weights
}

fn samples(matcher: &Matcher<'_>, demand: &Listing, place: usize, judged: &HashMap<String, f64>) -> Vec<Sample> {
    let sample = |(id, grade): (&String, &f64)| {
        let parts = matcher.parts(demand, id, None, &Weights::shipped())?;
        let values: Vec<f64> = parts.iter().map(|part| part.value).collect();
        Some(Sample { demand: Uuid::from_u128(place as u128), values: values.try_into().ok()?, grade: *grade })
    };
    // sums in the same order each time
    judged.iter().collect::<BTreeMap<_, _>>().into_iter().filter_map(sample).collect()
}
