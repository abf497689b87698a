//! The score of a pair: an additive sum whose every term is shown. The score is the sum of weight × value of its parts.

use super::texts::{self, SharedTerm};
use crate::rules::amounts::money;
use chrono::NaiveDate;
use entity::enums::{PriceKind, TransferMode};
use entity::{achievement, demand};
use search_index::IndexStore;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Name of this way of scoring; kept with each match.
pub const SCORER: &str = "additive-1";

/// Name of the part that compares the texts.
const TEXT: &str = "text";

/// A cosine of texts that is as good as it gets for two people writing about the same thing; measured on the demo pairs.
const COSINE_FULL: f64 = 0.30;

/// Whether a limit is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Met,
    Near,
    Missed,
    Unknown,
}

/// One term of the sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorePart {
    /// text, field, industry, trl, price, mode, region, time
    pub name: String,
    pub label: String,
    /// 0 to 1.
    pub value: f64,
    pub weight: f64,
    pub outcome: Outcome,
    /// What a person reads.
    pub text: String,
}

/// Why the two fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MatchReasons {
    /// One sentence.
    pub summary: String,
    pub terms: Vec<SharedTerm>,
    pub parts: Vec<ScorePart>,
}

/// The parts of a pair's score; `cosine` is the similarity of their texts.
#[must_use]
pub fn parts(
    demand: &demand::Model,
    achievement: &achievement::Model,
    cosine: f32,
    today: NaiveDate,
) -> Vec<ScorePart> {
    vec![
        text(cosine),
        field(demand, achievement),
        industry(demand, achievement),
        trl(demand, achievement),
        price(demand, achievement),
        mode(demand, achievement),
        region(demand, achievement),
        time(demand, today),
    ]
}

/// The sum of the parts, 0 to 1.
#[must_use]
pub fn sum(parts: &[ScorePart]) -> f64 {
    parts.iter().map(|part| part.value * part.weight).sum()
}

/// The words that meet and the sentence about it: dearer than the score, made only for what is kept.
#[must_use]
pub fn explain(
    index: &IndexStore,
    demand: &demand::Model,
    achievement: &achievement::Model,
    mut parts: Vec<ScorePart>,
) -> MatchReasons {
    let terms = texts::shared(index, &texts::of_demand(demand), &texts::of_achievement(achievement));
    let words: Vec<&str> = terms.iter().take(5).map(|term| term.term.as_str()).collect();
    if let Some(text) = parts.iter_mut().find(|part| part.name == TEXT && !words.is_empty()) {
        text.text = format!("都讲到：{}", words.join("、"));
    }
    MatchReasons { summary: summary(&terms, &parts), terms, parts }
}

fn part(name: &str, label: &str, weight: f64, (value, outcome, text): (f64, Outcome, String)) -> ScorePart {
    ScorePart { name: name.to_owned(), label: label.to_owned(), value, weight, outcome, text }
}

fn text(cosine: f32) -> ScorePart {
    let value = (f64::from(cosine) / COSINE_FULL).clamp(0.0, 1.0);
    let outcome = match value {
        value if value >= 0.5 => Outcome::Met,
        value if value >= 0.25 => Outcome::Near,
        _ => Outcome::Missed,
    };
    part(TEXT, "内容相近", 0.64, (value, outcome, "用词几乎没有重合".to_owned()))
}

fn field(demand: &demand::Model, achievement: &achievement::Model) -> ScorePart {
    let found = if demand.field.is_empty() || achievement.field.is_empty() {
        (0.5, Outcome::Unknown, "有一方没有写技术领域".to_owned())
    } else if demand.field == achievement.field {
        (1.0, Outcome::Met, format!("同属{}", seeds::field(&demand.field).unwrap_or_default()))
    } else {
        let name = |code: &str| seeds::field(code).unwrap_or_default();
        (0.0, Outcome::Missed, format!("需求属{}，成果属{}", name(&demand.field), name(&achievement.field)))
    };
    part("field", "技术领域", 0.09, found)
}

fn industry(demand: &demand::Model, achievement: &achievement::Model) -> ScorePart {
    let (wanted, offered) = (demand.industry.as_str(), achievement.industry.as_str());
    let same = |length: usize| wanted.len() >= length && wanted.get(..length) == offered.get(..length);
    let label = |code: &str| seeds::industry_label(code).unwrap_or_default().to_owned();
    let found = match (wanted.is_empty() || offered.is_empty(), same(3), same(1)) {
        (true, _, _) => (0.5, Outcome::Unknown, "有一方没有写应用行业".to_owned()),
        (_, true, _) => (1.0, Outcome::Met, format!("同一行业：{}", label(&wanted[..3]))),
        (_, _, true) => (0.5, Outcome::Near, format!("相近行业：{}与{}", label(wanted), label(offered))),
        _ => (0.0, Outcome::Missed, format!("行业不同：{}与{}", label(wanted), label(offered))),
    };
    part("industry", "应用行业", 0.06, found)
}

fn trl(demand: &demand::Model, achievement: &achievement::Model) -> ScorePart {
    let found = match (demand.trl_min, achievement.trl) {
        (None, Some(level)) => (0.7, Outcome::Unknown, format!("成果为 TRL {level}，需求没有要求")),
        (_, None) => (0.4, Outcome::Unknown, "成果没有写成熟度".to_owned()),
        (Some(wanted), Some(level)) if level >= wanted => {
            (1.0, Outcome::Met, format!("成果 TRL {level}，达到要求的 TRL {wanted}"))
        }
        (Some(wanted), Some(level)) if wanted - level <= 2 => {
            (0.4, Outcome::Near, format!("成果 TRL {level}，比要求的 TRL {wanted} 低 {} 级", wanted - level))
        }
        (Some(wanted), Some(level)) => (0.0, Outcome::Missed, format!("成果 TRL {level}，要求 TRL {wanted}")),
    };
    part("trl", "成熟度", 0.07, found)
}

fn price(demand: &demand::Model, achievement: &achievement::Model) -> ScorePart {
    let asked = achievement.price_low_fen.or(achievement.price_high_fen);
    let offered = demand.budget_high_fen.or(demand.budget_low_fen);
    let negotiable = achievement.price_kind == PriceKind::Negotiable || demand.budget_kind == PriceKind::Negotiable;
    let found = match (asked, offered) {
        (Some(asked), Some(offered)) if !negotiable => compared(asked, offered),
        _ => (0.6, Outcome::Unknown, "价格或预算面议，需要谈".to_owned()),
    };
    part("price", "价格与预算", 0.05, found)
}

fn compared(asked: i64, offered: i64) -> (f64, Outcome, String) {
    let text = format!("成果最低 {}，预算最高 {}", money(asked), money(offered));
    match asked {
        asked if asked <= offered => (1.0, Outcome::Met, text),
        asked if asked <= offered.saturating_mul(2) => (0.4, Outcome::Near, format!("{text}，差一些")),
        _ => (0.0, Outcome::Missed, format!("{text}，差得多")),
    }
}

fn mode(demand: &demand::Model, achievement: &achievement::Model) -> ScorePart {
    let label = |mode: &TransferMode| seeds::label("transfer_mode", mode.as_str()).unwrap_or_default();
    let shared: Vec<&str> =
        demand.modes.0.iter().filter(|mode| achievement.modes.0.contains(mode)).map(label).collect();
    let found = if demand.modes.0.is_empty() || achievement.modes.0.is_empty() {
        (0.5, Outcome::Unknown, "有一方没有写合作方式".to_owned())
    } else if shared.is_empty() {
        let wanted: Vec<&str> = demand.modes.0.iter().map(label).collect();
        let offered: Vec<&str> = achievement.modes.0.iter().map(label).collect();
        (0.0, Outcome::Missed, format!("需求想要{}，成果提供{}", wanted.join("、"), offered.join("、")))
    } else {
        (1.0, Outcome::Met, format!("双方都接受{}", shared.join("、")))
    };
    part("mode", "合作方式", 0.05, found)
}

fn region(demand: &demand::Model, achievement: &achievement::Model) -> ScorePart {
    let (wanted, offered) = (&demand.region, &achievement.region);
    let same = |length: usize| wanted.len() == 6 && wanted.get(..length) == offered.get(..length);
    let label = |code: &str| seeds::region_label(code).unwrap_or_default();
    let found = match (same(4), same(2)) {
        _ if wanted.is_empty() || offered.is_empty() => (0.5, Outcome::Unknown, "有一方没有写地区".to_owned()),
        (true, _) => (1.0, Outcome::Met, format!("同在{}", label(&format!("{}00", &wanted[..4])))),
        (_, true) => (0.6, Outcome::Near, format!("同省：{}与{}", label(wanted), label(offered))),
        _ => (0.2, Outcome::Missed, format!("{}与{}", label(wanted), label(offered))),
    };
    part("region", "地区", 0.03, found)
}

fn time(demand: &demand::Model, today: NaiveDate) -> ScorePart {
    let found = match demand.ends_on {
        None => (0.5, Outcome::Unknown, "需求没有写时限".to_owned()),
        Some(ends_on) if ends_on >= today => {
            (1.0, Outcome::Met, format!("需求时限到 {ends_on}，还有 {} 天", (ends_on - today).num_days()))
        }
        Some(ends_on) => (0.0, Outcome::Missed, format!("需求时限 {ends_on} 已过")),
    };
    part("time", "时限", 0.01, found)
}

/// One sentence: what meets, and the first thing that stands in the way.
fn summary(terms: &[SharedTerm], parts: &[ScorePart]) -> String {
    let words: Vec<String> = terms.iter().take(4).map(|term| format!("“{}”", term.term)).collect();
    let met: Vec<&str> =
        parts.iter().skip(1).filter(|part| part.outcome == Outcome::Met).map(|part| part.label.as_str()).collect();
    let gap = parts.iter().skip(1).find(|part| matches!(part.outcome, Outcome::Missed | Outcome::Near));
    let mut sentence =
        if words.is_empty() { "用词不同".to_owned() } else { format!("双方都谈到{}", words.join("")) };
    if !met.is_empty() {
        sentence.push_str(&format!("；{}相符", met.join("、")));
    }
    if let Some(gap) = gap {
        sentence.push_str(&format!("；要留意{}：{}", gap.label, gap.text));
    }
    sentence.push('。');
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_above_the_budget_is_named() {
        assert_eq!(compared(100, 100).1, Outcome::Met);
        assert_eq!(compared(150, 100).1, Outcome::Near);
        assert_eq!(compared(300, 100).1, Outcome::Missed);
    }
}
