//! How much more often than by chance grams stand in the same sentence: positive pointwise mutual information, with the
//! chance of the company smoothed so that rare grams do not look too telling (Levy, Goldberg and Dagan 2015).

use super::corpus::Counted;
use super::sparse::{Sparse, WORKERS};
use std::panic::resume_unwind;
use std::thread;

/// Company that is kept of a gram: the pairs that the texts give most evidence for. With [`super::corpus::GRAMS_KEPT_MAX`]
/// grams at most 36 million pairs, eight bytes each.
const COMPANY_MAX: usize = 600;
const SMOOTHING: f64 = 0.75;

/// Rows of values for the pairs of all grams.
#[must_use]
pub fn of(counted: &Counted) -> Sparse {
    let size = counted.grams.len();
    let chance = Chance::new(counted);
    // frequent grams come first and take longest: each worker takes every other row
    let rows_of = |worker: usize| {
        let mut counts = vec![0_u32; size];
        (worker..size).step_by(WORKERS).map(|gram| row(counted, &chance, gram, &mut counts)).collect::<Vec<_>>()
    };
    let rows_of = &rows_of;
    let mut parts: Vec<_> = thread::scope(|scope| {
        let working: Vec<_> = (0..WORKERS).map(|worker| scope.spawn(move || rows_of(worker))).collect();
        let rows = working.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)));
        rows.map(Vec::into_iter).collect()
    });
    let mut rows = Vec::with_capacity(size);
    for gram in 0..size {
        rows.extend(parts[gram % WORKERS].next());
    }
    Sparse { rows }
}

/// The logarithms that every value is made of.
struct Chance {
    /// Of all company of each gram.
    company: Vec<f64>,
    /// Of the smoothed sum.
    all: f64,
}

impl Chance {
    fn new(counted: &Counted) -> Self {
        let mut company = vec![0.0_f64; counted.grams.len()];
        for sentence in counted.sentences.iter() {
            for &gram in sentence {
                company[gram as usize] += (sentence.len() - 1) as f64;
            }
        }
        let all = company.iter().map(|count| count.powf(SMOOTHING)).sum::<f64>().ln();
        Self { company: company.into_iter().map(f64::ln).collect(), all }
    }

    fn value(&self, gram: usize, other: usize, together: u32) -> f64 {
        f64::from(together).ln() + self.all - self.company[gram] - SMOOTHING * self.company[other]
    }
}

/// One gram's company; `counts` is all zero before and after.
fn row(counted: &Counted, chance: &Chance, gram: usize, counts: &mut [u32]) -> Vec<(u32, f32)> {
    let mut met = Vec::new();
    for &sentence in counted.sentences_of.get(gram) {
        for &other in counted.sentences.get(sentence as usize) {
            let count = &mut counts[other as usize];
            if *count == 0 {
                met.push(other);
            }
            *count += 1;
        }
    }
    let mut row = Vec::with_capacity(met.len());
    for other in met {
        let together = std::mem::take(&mut counts[other as usize]);
        let value = chance.value(gram, other as usize, together);
        if other as usize != gram && value > 0.0 {
            row.push((other, value as f32, value * f64::from(together)));
        }
    }
    if row.len() > COMPANY_MAX {
        row.sort_unstable_by(|left, right| right.2.total_cmp(&left.2).then(left.0.cmp(&right.0)));
        row.truncate(COMPANY_MAX);
    }
    row.sort_unstable_by_key(|&(other, ..)| other);
    row.into_iter().map(|(other, value, _)| (other, value)).collect()
}
