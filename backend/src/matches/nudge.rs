//! Learning at once: what was decided about a demand pulls and pushes what is not decided yet.
//!
//! Kernel ridge regression on what the score left over: residual = grade − what the score promised (so a no
//! for a limit speaks for what resembles it where the texts promised less than that), the kernel is the
//! cosine of two achievements' grams, and a demand with few decisions stays near its score. Measured on `match_dev`
//! (docs/measuring.md).

use super::compare::{Asked, Offered, nearness};
use std::sync::Arc;

/// Decisions of one demand that are read, the latest first.
pub const DECISIONS_MAX: usize = 40;

/// Grades that one unit of nearness promises.
const GRADES_PER_NEARNESS: f64 = 5.0;
/// The mean of the residuals is drawn to nothing as if so many decisions had left nothing over.
const EMPTY_DECISIONS: f64 = 3.0;
const RIDGE: f64 = 2.0;
/// Sweeps of Gauss-Seidel; the ridge makes the system converge in far fewer.
const SWEEPS: usize = 60;

/// A decided achievement of a demand.
#[derive(Clone)]
pub struct Decided {
    pub offered: Arc<Offered>,
    /// 0 to 3.
    pub grade: f64,
}

/// What the decisions about one demand say of other achievements.
pub struct Nudge {
    decided: Vec<Decided>,
    strengths: Vec<f64>,
}

impl Nudge {
    /// Nothing when nothing was decided.
    #[must_use]
    pub fn new(asked: &Asked, mut decided: Vec<Decided>) -> Option<Self> {
        decided.truncate(DECISIONS_MAX);
        if decided.is_empty() {
            return None;
        }
        let promised = |one: &Decided| one.grade - GRADES_PER_NEARNESS * nearness(asked, &one.offered).text;
        let residuals: Vec<f64> = decided.iter().map(promised).collect();
        let mean = residuals.iter().sum::<f64>() / (residuals.len() as f64 + EMPTY_DECISIONS);
        let residuals: Vec<f64> = residuals.iter().map(|residual| residual - mean).collect();
        let strengths = solve(&kernel(&decided), &residuals);
        Some(Self { decided, strengths })
    }

    /// What is to be added to the nearness of an achievement.
    #[must_use]
    pub fn shift(&self, offered: &Offered) -> f64 {
        let pulls = self.decided.iter().zip(&self.strengths);
        pulls.map(|(one, strength)| strength * one.offered.likeness(offered)).sum::<f64>() / GRADES_PER_NEARNESS
    }
}

fn kernel(decided: &[Decided]) -> Vec<Vec<f64>> {
    let row = |left: &Decided| decided.iter().map(|right| left.offered.likeness(&right.offered)).collect();
    decided.iter().map(row).collect()
}

/// (K + ridge) x = b, by Gauss-Seidel: K is positive semi-definite, so it converges.
fn solve(kernel: &[Vec<f64>], wanted: &[f64]) -> Vec<f64> {
    let mut solution = vec![0.0; wanted.len()];
    for _ in 0..SWEEPS {
        for (place, row) in kernel.iter().enumerate() {
            let others: f64 = row.iter().zip(&solution).map(|(weight, value)| weight * value).sum();
            let rest = wanted[place] - (others - row[place] * solution[place]);
            solution[place] = rest / (row[place] + RIDGE);
        }
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_solution_solves() {
        let kernel = vec![vec![1.0, 0.6, 0.1], vec![0.6, 1.0, 0.2], vec![0.1, 0.2, 1.0]];
        let wanted = [1.0, -0.5, 0.25];
        let solution = solve(&kernel, &wanted);
        for (row, (wanted, own)) in kernel.iter().zip(wanted.iter().zip(&solution)) {
            let got: f64 = row.iter().zip(&solution).map(|(weight, value)| weight * value).sum::<f64>() + RIDGE * own;
            assert!((got - wanted).abs() < 1e-9, "{got} {wanted}");
        }
    }
}
