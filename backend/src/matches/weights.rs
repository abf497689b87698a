//! The weights of the additive score: how much each part can add at most. They sum to 1.
//!
//! The shipped ones are a prior that was set by reason and checked on graded scenarios; a platform fits its own from its
//! judgements (`learning`), which are kept as versions.

use serde::{Deserialize, Serialize};

/// The parts in the order in which they are shown.
pub const PARTS: [Part; 12] = [
    Part { name: "text", label: "内容相近", shipped: 0.60 },
    Part { name: "vector", label: "语义相近", shipped: 0.05 },
    Part { name: "field", label: "技术领域", shipped: 0.08 },
    Part { name: "industry", label: "应用行业", shipped: 0.06 },
    Part { name: "trl", label: "成熟度", shipped: 0.06 },
    Part { name: "price", label: "价格与预算", shipped: 0.04 },
    Part { name: "mode", label: "合作方式", shipped: 0.04 },
    Part { name: "region", label: "地区", shipped: 0.02 },
    Part { name: "time", label: "时限", shipped: 0.01 },
    Part { name: "freshness", label: "更新时间", shipped: 0.01 },
    Part { name: "completeness", label: "资料完整", shipped: 0.02 },
    Part { name: "verification", label: "单位认证", shipped: 0.01 },
];

/// A part of the score.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub name: &'static str,
    pub label: &'static str,
    pub shipped: f64,
}

/// Weights of all parts, in the order of [`PARTS`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weights(pub [f64; PARTS.len()]);

impl Weights {
    /// The prior.
    #[must_use]
    pub fn shipped() -> Self {
        Self(PARTS.map(|part| part.shipped))
    }

    /// Made to sum to 1; the prior for what cannot be.
    #[must_use]
    pub fn normalised(self) -> Self {
        let sum: f64 = self.0.iter().sum();
        let usable = sum.is_finite() && sum > f64::EPSILON && self.0.iter().all(|weight| *weight >= 0.0);
        if usable { Self(self.0.map(|weight| weight / sum)) } else { Self::shipped() }
    }

    #[must_use]
    pub fn of(&self, name: &str) -> f64 {
        PARTS.iter().position(|part| part.name == name).map_or(0.0, |place| self.0[place])
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;

    #[test]
    fn weights_sum_to_one() {
        let sum: f64 = Weights::shipped().0.iter().sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        assert!((Weights([2.0; 12]).normalised().0.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert_eq!(Weights([f64::NAN; 12]).normalised(), Weights::shipped());
    }
}
