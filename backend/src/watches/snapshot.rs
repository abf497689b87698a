//! What a person knows of a watched achievement, and what is different now.

use crate::rules::amounts::money;
use entity::achievement;
use entity::enums::{IpStatus, PriceKind, TransferMode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The watched part of an achievement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub is_live: bool,
    pub trl: Option<i16>,
    pub modes: Vec<TransferMode>,
    pub price_kind: PriceKind,
    pub low_fen: Option<i64>,
    pub high_fen: Option<i64>,
    /// Of each right, in the order of the listing.
    pub legal: Vec<IpStatus>,
}

/// One difference, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WatchChange {
    /// market, trl, mode, price, legal
    pub what: &'static str,
    pub label: &'static str,
    pub before: String,
    pub after: String,
}

impl Snapshot {
    #[must_use]
    pub fn of(row: &achievement::Model) -> Self {
        Self {
            is_live: row.state.is_live(),
            trl: row.trl,
            modes: row.modes.0.clone(),
            price_kind: row.price_kind,
            low_fen: row.price_low_fen,
            high_fen: row.price_high_fen,
            legal: row.ip_rights.0.iter().map(|right| right.status).collect(),
        }
    }

    /// An achievement that the person can no longer see: all that is told is that it is gone.
    #[must_use]
    pub fn gone(&self) -> Self {
        Self { is_live: false, ..self.clone() }
    }

    /// What is different in `now`.
    #[must_use]
    pub fn changes(&self, now: &Self) -> Vec<WatchChange> {
        let words = [
            ("market", "发布状态", Self::market_words as fn(&Self) -> String),
            ("trl", "成熟度", Self::trl_words),
            ("mode", "合作方式", Self::mode_words),
            ("price", "价格", Self::price_words),
            ("legal", "法律状态", Self::legal_words),
        ];
        let changed = words.into_iter().filter_map(|(what, label, words)| {
            let (before, after) = (words(self), words(now));
            (before != after).then_some(WatchChange { what, label, before, after })
        });
        changed.collect()
    }

    fn market_words(&self) -> String {
        if self.is_live { "发布中" } else { "已下架" }.to_owned()
    }

    fn trl_words(&self) -> String {
        self.trl.map_or_else(|| "未填写".to_owned(), |level| format!("TRL {level}"))
    }

    fn mode_words(&self) -> String {
        labels("transfer_mode", self.modes.iter().map(|mode| mode.as_str()))
    }

    fn price_words(&self) -> String {
        match (self.price_kind, self.low_fen, self.high_fen) {
            (PriceKind::Negotiable, ..) | (_, None, None) => "面议".to_owned(),
            (_, Some(low), Some(high)) if low != high => format!("{} 至 {}", money(low), money(high)),
            (_, low, high) => low.or(high).map(money).unwrap_or_default(),
        }
    }

    fn legal_words(&self) -> String {
        labels("ip_status", self.legal.iter().map(|status| status.as_str()))
    }
}

fn labels<'a>(dictionary: &str, codes: impl Iterator<Item = &'a str>) -> String {
    let labels: Vec<&str> = codes.filter_map(|code| seeds::label(dictionary, code)).collect();
    if labels.is_empty() { "未填写".to_owned() } else { labels.join("、") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_is_named_once() {
        let known = Snapshot {
            is_live: true,
            trl: Some(4),
            modes: vec![TransferMode::Transfer],
            price_kind: PriceKind::Fixed,
            low_fen: Some(300_000_000),
            high_fen: None,
            legal: vec![IpStatus::ALL[0]],
        };
        assert_eq!(known.changes(&known), Vec::new());
        let riper = Snapshot { trl: Some(6), low_fen: Some(200_000_000), ..known.clone() };
        let what: Vec<_> = known.changes(&riper).into_iter().map(|change| change.what).collect();
        assert_eq!(what, ["trl", "price"]);
        assert_eq!(known.changes(&known.gone())[0].after, "已下架");
    }
}
