//! The score of a pair: an additive sum whose every term is shown. The score is the sum of weight × value of its parts.

use super::side::Side;
use super::weights::{PARTS, Weights};
use crate::rules::amounts::money;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{PriceKind, TransferMode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Name of this way of scoring; kept with each match, with the version of the weights.
pub const SCORER: &str = "additive-2";

/// Name of the part that earlier decisions make; only demands with decisions have it.
pub const DECIDED: &str = "decided";

/// A nearness of texts that is worth half: what two people reach who write about the same thing in words of their own
/// (median of the pairs graded 3 in `tests/scenarios/matching`).
const HALF_NEARNESS: f64 = 0.16;
/// A tenth of a point: less is not shown.
const SHOWN: f64 = 0.001;
/// A cosine of vectors below this says nothing.
const VECTOR_FLOOR: f64 = 0.2;
/// After so many days a listing has lost most of its freshness.
const FADING_DAYS: f64 = 365.0;
/// From this share on a listing is called complete.
const COMPLETE: u8 = 80;

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
    /// text, vector, field, industry, trl, price, mode, region, time, freshness, completeness, verification, decided
    pub name: String,
    pub label: String,
    /// 0 to 1; of "decided" −1 to 1.
    pub value: f64,
    pub weight: f64,
    pub outcome: Outcome,
    /// What a person reads.
    pub text: String,
}

/// How near the two are by what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nearness {
    /// Of the grams (`GramVector::nearness`).
    pub text: f64,
    /// Cosine of domain vectors, where there are any.
    pub vector: Option<f64>,
    /// A service is to give the vectors.
    pub awaits_service: bool,
}

type Judged = (f64, Outcome, String);

/// The parts of a pair's score.
#[must_use]
pub fn parts(
    demand: &Side,
    achievement: &Side,
    nearness: Nearness,
    weights: &Weights,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Vec<ScorePart> {
    let judged: [Judged; PARTS.len()] = [
        text(nearness.text),
        vector(nearness),
        field(demand, achievement),
        industry(demand, achievement),
        trl(demand, achievement),
        price(demand, achievement),
        mode(demand, achievement),
        region(demand, achievement),
        time(demand, today),
        freshness(achievement, now),
        completeness(achievement),
        verification(achievement),
    ];
    let part = |(part, (value, outcome, text)): (&super::weights::Part, Judged)| {
        let weight = weights.of(part.name);
        ScorePart { name: part.name.to_owned(), label: part.label.to_owned(), value, weight, outcome, text }
    };
    PARTS.iter().zip(judged).map(part).collect()
}

/// What was decided about other achievements of the demand adds or takes: a term of its own, −1 to 1, beside the text; none
/// when that is less than could be shown.
#[must_use]
pub fn decided(nearness: Nearness, shift: f64, weights: &Weights) -> Option<ScorePart> {
    let value = text_value(nearness.text + shift) - text_value(nearness.text);
    let (outcome, text) = match value * weights.of("text") {
        points if points >= SHOWN => (Outcome::Met, "与这条需求判过的成果相近，那些判断说明内容合得来，加分"),
        points if points <= -SHOWN => (Outcome::Near, "与这条需求判过的成果相近，那些判断说明内容合不来，减分"),
        _ => return None,
    };
    Some(ScorePart {
        name: DECIDED.to_owned(),
        label: "已有的决定".to_owned(),
        value,
        weight: weights.of("text"),
        outcome,
        text: text.to_owned(),
    })
}

/// The sum of the parts, 0 to 1.
#[must_use]
pub fn sum(parts: &[ScorePart]) -> f64 {
    parts.iter().map(|part| part.value * part.weight).sum()
}

/// Grows with the nearness without ever being full, so that the nearer of two is always the better.
fn text_value(nearness: f64) -> f64 {
    let nearness = if nearness.is_finite() { nearness.max(0.0) } else { 0.0 };
    nearness / (nearness + HALF_NEARNESS)
}

fn text(nearness: f64) -> Judged {
    let value = text_value(nearness);
    let outcome = match value {
        value if value >= 0.4 => Outcome::Met,
        value if value >= 0.2 => Outcome::Near,
        _ => Outcome::Missed,
    };
    (value, outcome, "用词几乎没有重合".to_owned())
}

/// Without vectors the texts speak for both.
fn vector(nearness: Nearness) -> Judged {
    match nearness.vector.filter(|cosine| cosine.is_finite()) {
        None => {
            let text = if nearness.awaits_service {
                "语义服务暂时没有回应，按用词计"
            } else {
                "没有可用的语义向量，按用词计"
            };
            (text_value(nearness.text), Outcome::Unknown, text.to_owned())
        }
        Some(cosine) => {
            let value = ((cosine - VECTOR_FLOOR) / (1.0 - VECTOR_FLOOR)).clamp(0.0, 1.0);
            let outcome = if value >= 0.4 { Outcome::Met } else { Outcome::Near };
            (value, outcome, format!("语义相似度 {cosine:.2}"))
        }
    }
}

fn field(demand: &Side, achievement: &Side) -> Judged {
    if demand.field.is_empty() || achievement.field.is_empty() {
        return (0.5, Outcome::Unknown, "有一方没有写技术领域".to_owned());
    }
    let name = |code: &str| seeds::field(code).unwrap_or_default();
    if demand.field == achievement.field {
        return (1.0, Outcome::Met, format!("同属{}", name(&demand.field)));
    }
    (0.0, Outcome::Missed, format!("需求属{}，成果属{}", name(&demand.field), name(&achievement.field)))
}

/// By how far the codes go together: class 1, group .85, division .7, section .3.
fn industry(demand: &Side, achievement: &Side) -> Judged {
    let (wanted, offered) = (demand.industry.as_str(), achievement.industry.as_str());
    let label = |code: &str| seeds::industry_label(code).unwrap_or_default().to_owned();
    if wanted.is_empty() || offered.is_empty() {
        return (0.5, Outcome::Unknown, "有一方没有写应用行业".to_owned());
    }
    let shared = wanted.bytes().zip(offered.bytes()).take_while(|(left, right)| left == right).count();
    match shared {
        5.. => (1.0, Outcome::Met, format!("同一行业：{}", label(wanted))),
        4 => (0.85, Outcome::Met, format!("同一行业中类：{}", label(&wanted[..4]))),
        3 => (0.7, Outcome::Met, format!("同一行业大类：{}", label(&wanted[..3]))),
        1..=2 => (0.3, Outcome::Near, format!("相近行业：{}与{}", label(wanted), label(offered))),
        0 => (0.0, Outcome::Missed, format!("行业不同：{}与{}", label(wanted), label(offered))),
    }
}

fn trl(demand: &Side, achievement: &Side) -> Judged {
    match (demand.trl, achievement.trl) {
        (None, None) => (0.5, Outcome::Unknown, "双方都没有写成熟度".to_owned()),
        (None, Some(level)) => {
            (0.4 + 0.05 * f64::from(level), Outcome::Unknown, format!("成果为 TRL {level}，需求没有要求"))
        }
        (Some(wanted), None) => (0.4, Outcome::Unknown, format!("要求 TRL {wanted}，成果没有写成熟度")),
        (Some(wanted), Some(level)) if level >= wanted => {
            (1.0, Outcome::Met, format!("成果 TRL {level}，达到要求的 TRL {wanted}"))
        }
        (Some(wanted), Some(level)) if wanted - level <= 2 => {
            (0.4, Outcome::Near, format!("成果 TRL {level}，比要求的 TRL {wanted} 低 {} 级", wanted - level))
        }
        (Some(wanted), Some(level)) => (0.0, Outcome::Missed, format!("成果 TRL {level}，要求 TRL {wanted}")),
    }
}

/// The lowest price against the highest budget; nothing when one of them is open.
#[must_use]
pub fn amounts(demand: &Side, achievement: &Side) -> Option<(i64, i64)> {
    let is_open = |side: &Side| side.price_kind.is_none_or(|kind| kind == PriceKind::Negotiable);
    if is_open(demand) || is_open(achievement) {
        return None;
    }
    achievement.low_fen.or(achievement.high_fen).zip(demand.high_fen.or(demand.low_fen))
}

fn price(demand: &Side, achievement: &Side) -> Judged {
    let Some((asked, offered)) = amounts(demand, achievement) else {
        return (0.5, Outcome::Unknown, "价格或预算面议，需要谈".to_owned());
    };
    let text = format!("成果最低 {}，预算最高 {}", money(asked), money(offered));
    match asked {
        asked if asked <= offered => (1.0, Outcome::Met, text),
        asked if asked <= offered.saturating_mul(2) => (0.4, Outcome::Near, format!("{text}，差一些")),
        _ => (0.0, Outcome::Missed, format!("{text}，差得多")),
    }
}

fn labels(modes: &[TransferMode]) -> String {
    let label = |mode: &TransferMode| seeds::label("transfer_mode", mode.as_str()).unwrap_or_default();
    modes.iter().map(label).collect::<Vec<_>>().join("、")
}

fn mode(demand: &Side, achievement: &Side) -> Judged {
    if demand.modes.is_empty() || achievement.modes.is_empty() {
        return (0.5, Outcome::Unknown, "有一方没有写合作方式".to_owned());
    }
    let shared: Vec<TransferMode> =
        demand.modes.iter().copied().filter(|mode| achievement.modes.contains(mode)).collect();
    if shared.is_empty() {
        let text = format!("需求想要{}，成果提供{}", labels(&demand.modes), labels(&achievement.modes));
        return (0.0, Outcome::Missed, text);
    }
    (1.0, Outcome::Met, format!("双方都接受{}", labels(&shared)))
}

/// Distances in the tree of regions: city 1, province .6, elsewhere .2.
fn region(demand: &Side, achievement: &Side) -> Judged {
    let (wanted, offered) = (&demand.region, &achievement.region);
    if wanted.is_empty() || offered.is_empty() {
        return (0.5, Outcome::Unknown, "有一方没有写地区".to_owned());
    }
    let same = |length: usize| wanted.len() == 6 && wanted.get(..length) == offered.get(..length);
    let label = |code: &str| seeds::region_label(code).unwrap_or_default();
    match (same(4), same(2)) {
        (true, _) => (1.0, Outcome::Met, format!("同在{}", label(&format!("{}00", &wanted[..4])))),
        (_, true) => (0.6, Outcome::Near, format!("同省：{}与{}", label(wanted), label(offered))),
        _ => (0.2, Outcome::Missed, format!("{}与{}", label(wanted), label(offered))),
    }
}

fn time(demand: &Side, today: NaiveDate) -> Judged {
    match demand.ends_on {
        None => (0.5, Outcome::Unknown, "需求没有写时限".to_owned()),
        Some(ends_on) if ends_on >= today => {
            (1.0, Outcome::Met, format!("需求时限到 {ends_on}，还有 {} 天", (ends_on - today).num_days()))
        }
        Some(ends_on) => (0.0, Outcome::Missed, format!("需求时限 {ends_on} 已过")),
    }
}

fn freshness(achievement: &Side, now: DateTime<Utc>) -> Judged {
    let Some(updated_at) = achievement.updated_at else {
        return (0.5, Outcome::Unknown, "不知道成果何时更新过".to_owned());
    };
    let days = (now - updated_at).num_days().max(0);
    let value = (-(days as f64) / FADING_DAYS).exp();
    let outcome = if days <= 180 { Outcome::Met } else { Outcome::Near };
    (value, outcome, format!("成果 {days} 天前更新"))
}

fn completeness(achievement: &Side) -> Judged {
    match achievement.completeness {
        None => (0.5, Outcome::Unknown, "不知道成果资料是否完整".to_owned()),
        Some(share) => {
            let outcome = if share >= COMPLETE { Outcome::Met } else { Outcome::Near };
            (f64::from(share) / 100.0, outcome, format!("成果资料完整度 {share}%"))
        }
    }
}

fn verification(achievement: &Side) -> Judged {
    match achievement.verified {
        None => (0.5, Outcome::Unknown, "不知道单位是否认证".to_owned()),
        Some(true) => (1.0, Outcome::Met, "成果单位已认证".to_owned()),
        Some(false) => (0.0, Outcome::Missed, "成果单位未认证".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priced(fen: i64) -> Side {
        Side { price_kind: Some(PriceKind::Fixed), low_fen: Some(fen), high_fen: Some(fen), ..Side::default() }
    }

    #[test]
    fn a_price_above_the_budget_is_named() {
        let outcome = |asked: i64| price(&priced(100), &priced(asked)).1;
        assert_eq!([100, 150, 300].map(outcome), [Outcome::Met, Outcome::Near, Outcome::Missed]);
        assert_eq!(price(&Side::default(), &priced(100)).1, Outcome::Unknown);
    }

    #[test]
    fn industries_are_near_by_their_tree() {
        let side = |code: &str| Side { industry: code.to_owned(), ..Side::default() };
        let value = |offered: &str| industry(&side("C3714"), &side(offered)).0;
        let values = ["C3714", "C3715", "C3721", "C3611", "D4411"].map(value);
        assert!(values.windows(2).all(|pair| pair[0] > pair[1]), "{values:?}");
    }

    #[test]
    fn the_nearer_text_always_counts_more_and_nothing_breaks_it() {
        assert!(text_value(2.0) > text_value(1.9) && text_value(1.9) > text_value(0.3));
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0] {
            let value = text_value(odd);
            assert!((0.0..=1.0).contains(&value), "{odd} {value}");
            let nearness = Nearness { text: 0.1, vector: Some(odd), ..Nearness::default() };
            assert!((0.0..=1.0).contains(&vector(nearness).0));
        }
    }

    #[test]
    fn the_sum_of_the_parts_is_the_score() {
        let now = DateTime::<Utc>::default();
        let nearness = Nearness { text: 0.3, ..Nearness::default() };
        let parts = parts(&Side::default(), &Side::default(), nearness, &Weights::shipped(), now, now.date_naive());
        assert_eq!(parts.len(), PARTS.len());
        assert!((0.0..=1.0).contains(&sum(&parts)));
    }
}
