//! The fingerprint of what a publicity (公示) shows, so that a later edit cannot pass for the published text.

use chrono::NaiveDate;
use entity::enums::TransferMode;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The published content. The fields stand in alphabetical order: their JSON is the canonical form that is hashed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Published<'a> {
    pub achievement_title: &'a str,
    pub basis: &'a str,
    pub counterparty: &'a str,
    pub ends_on: NaiveDate,
    pub objection_department: &'a str,
    pub objection_email: &'a str,
    pub objection_phone: &'a str,
    pub price_fen: i64,
    pub published_on: NaiveDate,
    pub scope: &'a str,
    pub transfer_mode: TransferMode,
}

impl Published<'_> {
    pub fn hash(&self) -> Result<String, serde_json::Error> {
        Ok(hex::encode(Sha256::digest(serde_json::to_vec(self)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(price_fen: i64) -> Published<'static> {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("day");
        Published {
            achievement_title: "列车触摸屏控制器及塞拉门控制系统",
            basis: "双方协商",
            counterparty: "某公司",
            ends_on: day(17),
            objection_department: "科研处",
            objection_email: "",
            objection_phone: "0411-00000000",
            price_fen,
            published_on: day(2),
            scope: "校内",
            transfer_mode: TransferMode::LicenseOrdinary,
        }
    }

    #[test]
    fn the_hash_is_stable_and_follows_the_content() {
        let hash = published(100_000_000).hash().expect("hash");
        assert_eq!(hash, published(100_000_000).hash().expect("hash"));
        assert_ne!(hash, published(100_000_001).hash().expect("hash"));
    }

    #[test]
    fn the_canonical_form_has_its_keys_in_order() {
        let value = serde_json::to_string(&published(1)).expect("json");
        let keys: Vec<usize> = ["achievement_title", "basis", "counterparty", "ends_on", "objection_department"]
            .iter()
            .map(|key| value.find(&format!("\"{key}\"")).expect("key"))
            .collect();
        assert!(keys.is_sorted() && keys[0] == 1);
    }
}
