//! What counts a little beside the text: a listing that is fresh, of a verified organization and complete stands before
//! an equal one that is not. The bonus multiplies the text's score by at most [`Bonus::LARGEST`].

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::request::ScorePart;
use crate::schema::{QUALITY, Quality, UPDATED_AT};

const FRESH: f32 = 0.05;
const VERIFIED: f32 = 0.03;
const COMPLETE: f32 = 0.04;
/// After so long a listing has lost most of its freshness.
const FADING_SECONDS: f32 = 365.0 * 86_400.0;

/// The bonus as it is at one time.
#[derive(Debug, Clone, Copy)]
pub struct Bonus {
    /// Unix seconds; in the far future nothing is fresh.
    pub now: i64,
}

/// What a listing says for itself.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    updated_at: i64,
    quality: Quality,
}

/// The columns that a bonus is read from.
pub struct BonusColumns {
    updated_at: Column<i64>,
    quality: Column<u64>,
}

impl BonusColumns {
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self { updated_at: fast.i64(UPDATED_AT)?, quality: fast.u64(QUALITY)? })
    }

    pub fn of(&self, document: DocId) -> Standing {
        Standing {
            updated_at: self.updated_at.first(document).unwrap_or_default(),
            quality: Quality::unpacked(self.quality.first(document).unwrap_or_default()),
        }
    }
}

impl Bonus {
    /// No factor is larger; added up as `factor` does, so that rounding is the same.
    pub const LARGEST: f32 = 1.0 + (FRESH + VERIFIED + COMPLETE);

    /// The shares by which the text's score grows.
    pub fn shares(&self, standing: &Standing) -> [(ScorePart, f32); 3] {
        let age = self.now.saturating_sub(standing.updated_at).max(0) as f32;
        [
            (ScorePart::Freshness, FRESH * (-age / FADING_SECONDS).exp()),
            (ScorePart::Verification, if standing.quality.verified { VERIFIED } else { 0.0 }),
            (ScorePart::Completeness, COMPLETE * f32::from(standing.quality.completeness) / 100.0),
        ]
    }

    /// What the text's score is multiplied by.
    pub fn factor(&self, standing: &Standing) -> f32 {
        1.0 + self.shares(standing).iter().map(|(_, share)| share).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::{Bonus, Quality, Standing};

    #[test]
    fn no_factor_is_larger_than_the_largest() {
        let best = Standing { updated_at: 0, quality: Quality { verified: true, completeness: 100 } };
        assert!(Bonus { now: 0 }.factor(&best) <= Bonus::LARGEST);
    }
}
