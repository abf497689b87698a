//! 差一点: a pair that is good in substance and stopped by exactly one limit, with the one thing that can be done.

use super::score::{Outcome, ScorePart};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Texts nearer than this are good in substance (value of the part). Both bounds are from the graded scenarios, where one
/// bound for all finds 7 of 29 near misses; below the lower bound stand strangers and no suggested near miss.
const SUBSTANCE: f64 = 0.35;
/// So near is enough where both are of one field and of industries that are not strangers.
const SUBSTANCE_AKIN: f64 = 0.24;
/// From this level on a pilot can carry it further; below, one can only wait.
const PILOT_FROM_TRL: i16 = 4;
/// A demand that says one of these wants its partner near.
const NEARBY: [&str; 14] = [
    "本地",
    "本市",
    "本省",
    "省内",
    "市内",
    "就近",
    "当地",
    "同城",
    "周边",
    "驻厂",
    "随叫随到",
    "当天能到",
    "就地",
    "附近",
];

/// The limit that stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    Trl,
    Price,
    Mode,
    Region,
}

/// What can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// 等它成熟: be told when it changes.
    Watch,
    /// Ask for a pilot test.
    AskPilot,
    /// Ask for a licence.
    AskLicense,
    /// Ask whether somebody can come.
    AskVisit,
}

/// The one gap of a near miss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gap {
    pub limit: Limit,
    pub remedy: Remedy,
    /// What a person reads: the gap and the way over it.
    pub text: String,
}

impl Limit {
    /// The name of the part, and of the column.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trl => "trl",
            Self::Price => "price",
            Self::Mode => "mode",
            Self::Region => "region",
        }
    }
}

/// The gap of a pair; nothing when no limit is broken, or more than one, or when the texts have little in common: no telling
/// word of both (`shares_words`) that people could check.
#[must_use]
pub fn of(parts: &[ScorePart], shares_words: bool, demand_text: &str, achievement_trl: Option<i16>) -> Option<Gap> {
    if !shares_words {
        return None;
    }
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let outcome = |name: &str| part(name).map(|part| part.outcome);
    let akin =
        outcome("field") == Some(Outcome::Met) && matches!(outcome("industry"), Some(Outcome::Met | Outcome::Near));
    if part("text")?.value < if akin { SUBSTANCE_AKIN } else { SUBSTANCE } {
        return None;
    }
    let is_broken = |limit: &Limit| match (limit, part(limit.as_str()).map(|part| part.outcome)) {
        // elsewhere is no obstacle unless the demand says so
        (Limit::Region, outcome) => {
            outcome == Some(Outcome::Missed) && NEARBY.iter().any(|word| demand_text.contains(word))
        }
        (_, outcome) => matches!(outcome, Some(Outcome::Missed | Outcome::Near)),
    };
    let mut broken = [Limit::Trl, Limit::Price, Limit::Mode, Limit::Region].into_iter().filter(is_broken);
    let limit = broken.next().filter(|_| broken.next().is_none())?;
    let said = &part(limit.as_str())?.text;
    let (remedy, way) = match limit {
        Limit::Trl if achievement_trl.is_some_and(|level| level >= PILOT_FROM_TRL) => {
            (Remedy::AskPilot, "可以请对方提出中试方案，或关注它的成熟度")
        }
        Limit::Trl => (Remedy::Watch, "可以关注它，成熟度变化时会提醒您"),
        Limit::Price => (Remedy::Watch, "可以关注它的价格，或谈分期、入门费加提成"),
        Limit::Mode => (Remedy::AskLicense, "可以问对方是否接受许可或其他方式"),
        Limit::Region => (Remedy::AskVisit, "可以问对方能否派人到现场"),
    };
    Some(Gap { limit, remedy, text: format!("{said}；{way}。") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, value: f64, outcome: Outcome) -> ScorePart {
        ScorePart {
            name: name.to_owned(),
            label: String::new(),
            value,
            weight: 0.1,
            outcome,
            text: "成果 TRL 4，要求 TRL 6".to_owned(),
        }
    }

    #[test]
    fn exactly_one_broken_limit_is_a_near_miss() {
        let good = part("text", 0.6, Outcome::Met);
        let low = part("trl", 0.4, Outcome::Near);
        let dear = part("price", 0.0, Outcome::Missed);
        let one = of(&[good.clone(), low.clone()], true, "", Some(4)).expect("a gap");
        assert_eq!((one.limit, one.remedy), (Limit::Trl, Remedy::AskPilot));
        assert_eq!(of(&[good.clone(), low.clone()], true, "", Some(3)).map(|gap| gap.remedy), Some(Remedy::Watch));
        assert_eq!(of(&[good.clone(), low.clone(), dear], true, "", Some(4)), None, "two");
        assert_eq!(of(&[part("text", 0.1, Outcome::Missed), low], true, "", Some(4)), None, "nothing in common");
        assert_eq!(of(&[good], true, "", None), None, "nothing broken");
        let weak = [part("text", 0.25, Outcome::Near), part("trl", 0.4, Outcome::Near)];
        let akin = [part("field", 1.0, Outcome::Met), part("industry", 0.3, Outcome::Near)];
        assert_eq!(of(&weak, true, "", Some(4)), None, "strangers");
        assert!(of(&[&weak[..], &akin[..]].concat(), true, "", Some(4)).is_some(), "of one field");
        assert_eq!(of(&[&weak[..], &akin[..]].concat(), false, "", Some(4)), None, "no word of both");
        let weaker = [part("text", 0.22, Outcome::Near), part("trl", 0.4, Outcome::Near)];
        assert_eq!(
            of(&[&weaker[..], &akin[..]].concat(), true, "", Some(4)),
            None,
            "of one field, and little in common"
        );
    }

    #[test]
    fn another_region_stops_only_who_says_so() {
        let parts = [part("text", 0.6, Outcome::Met), part("region", 0.2, Outcome::Missed)];
        assert_eq!(of(&parts, true, "需要一种涂层", None), None);
        assert_eq!(of(&parts, true, "希望本地单位，出了问题当天能到", None).map(|gap| gap.limit), Some(Limit::Region));
    }
}
