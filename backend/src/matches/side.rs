//! What of a listing takes part in matching: its texts, and what it asks or offers beside them.
//!
//! Of a confidential listing only the abstract takes part: a score must not tell what may not be read.

use crate::listings::completeness;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{PriceKind, TransferMode, Verification, Visibility};
use entity::{achievement, demand, organization};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a digest that are kept.
const SUBSTANCE_DIGITS: usize = 32;

/// What both sides have.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Title and keywords.
    pub head: String,
    /// Of a demand all but the head, of an achievement all of it.
    pub text: String,
    pub field: String,
    pub industry: String,
    pub region: String,
    /// Offered, or the lowest acceptable.
    pub trl: Option<i16>,
    pub modes: Vec<TransferMode>,
    pub price_kind: Option<PriceKind>,
    pub low_fen: Option<i64>,
    pub high_fen: Option<i64>,
    /// Until when it is wanted.
    pub ends_on: Option<NaiveDate>,
    pub created_at: Option<DateTime<Utc>>,
    pub updated_at: Option<DateTime<Utc>>,
    /// 0 to 100.
    pub completeness: Option<u8>,
    pub verified: Option<bool>,
}

fn head(title: &str, keywords: &[String]) -> String {
    format!("{title}\n{}", keywords.join("\n"))
}

fn is_verified(owner: Option<&organization::Model>) -> Option<bool> {
    owner.map(|owner| owner.verification == Verification::Verified)
}

impl Side {
    /// A digest of all that matters to a match: it changes when the listing changed in that, not with age, state or owner.
    ///
    /// # Errors
    /// The values cannot be written as JSON.
    pub fn substance(&self) -> serde_json::Result<String> {
        let texts = (&self.head, &self.text, &self.field, &self.industry, &self.region);
        let limits = (self.trl, &self.modes, self.price_kind, self.low_fen, self.high_fen, self.ends_on);
        let mut digest = hex::encode(Sha256::digest(serde_json::to_vec(&(texts, limits))?));
        digest.truncate(SUBSTANCE_DIGITS);
        Ok(digest)
    }

    /// What a demand asks.
    #[must_use]
    pub fn of_demand(row: &demand::Model, owner: Option<&organization::Model>) -> Self {
        let mut text = vec![row.summary.clone()];
        if row.visibility != Visibility::Confidential {
            text.extend([row.problem.clone(), row.key_technology.clone(), row.target.clone()]);
            let elements = &row.elements;
            let elements =
                [&elements.material, &elements.method, &elements.effect, &elements.product, &elements.application];
            text.extend(elements.into_iter().map(|words| words.join("\n")));
            text.extend(row.indicators.0.iter().map(|target| target.name.clone()));
        }
        Self {
            head: head(&row.title, &row.keywords.0),
            text: text.join("\n"),
            field: row.field.clone(),
            industry: row.industry.clone(),
            region: row.region.clone(),
            trl: row.trl_min,
            modes: row.modes.0.clone(),
            price_kind: Some(row.budget_kind),
            low_fen: row.budget_low_fen,
            high_fen: row.budget_high_fen,
            ends_on: row.ends_on,
            created_at: Some(row.created_at),
            updated_at: Some(row.updated_at),
            completeness: Some(completeness::of_demand(row)),
            verified: is_verified(owner),
        }
    }

    /// What an achievement offers.
    #[must_use]
    pub fn of_achievement(row: &achievement::Model, owner: Option<&organization::Model>) -> Self {
        let mut text = vec![row.title.clone(), row.summary.clone(), row.keywords.0.join("\n")];
        if row.visibility != Visibility::Confidential {
            let parts = [&row.application, &row.problem, &row.advantage, &row.description];
            text.extend(parts.into_iter().cloned());
            text.extend(row.indicators.0.iter().map(|indicator| indicator.name.clone()));
        }
        Self {
            head: head(&row.title, &row.keywords.0),
            text: text.join("\n"),
            field: row.field.clone(),
            industry: row.industry.clone(),
            region: row.region.clone(),
            trl: row.trl,
            modes: row.modes.0.clone(),
            price_kind: Some(row.price_kind),
            low_fen: row.price_low_fen,
            high_fen: row.price_high_fen,
            ends_on: None,
            created_at: Some(row.created_at),
            updated_at: Some(row.updated_at),
            completeness: Some(completeness::of_achievement(row)),
            verified: is_verified(owner),
        }
    }
}
