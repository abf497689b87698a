//! Law and house rules as dated data.
//!
//! Every key has at least one version, the versions of a key follow each other without a gap and the last one is open;
//! so `rule` always has an answer. Before the first version nothing is known and the first one stands in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::reference::reference;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKey {
    PricingPublicityDays,
    RewardPublicityWorkingDays,
    RegistrationDecisionDays,
    RegistrationExpertDecisionDays,
    ExpertReviewThreshold,
    IntroductionRemindWorkingDays,
    IntroductionOverdueWorkingDays,
    DealIdleDays,
    InventionTermYears,
    UtilityModelTermYears,
    DesignTermYears,
    InventorRewardFloor,
}

impl RuleKey {
    pub const ALL: [Self; 12] = [
        Self::PricingPublicityDays,
        Self::RewardPublicityWorkingDays,
        Self::RegistrationDecisionDays,
        Self::RegistrationExpertDecisionDays,
        Self::ExpertReviewThreshold,
        Self::IntroductionRemindWorkingDays,
        Self::IntroductionOverdueWorkingDays,
        Self::DealIdleDays,
        Self::InventionTermYears,
        Self::UtilityModelTermYears,
        Self::DesignTermYears,
        Self::InventorRewardFloor,
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleUnit {
    CalendarDay,
    WorkingDay,
    Year,
    Yuan,
    Percent,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RuleValue {
    pub rule_set: String,
    pub key: RuleKey,
    pub value: u32,
    pub unit: RuleUnit,
    pub effective_from: NaiveDate,
    pub effective_to: Option<NaiveDate>,
    pub source: String,
    /// The official text has not been read: confirm before legal reliance.
    pub needs_check: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RuleValue>,
}

/// Versions by key, oldest first.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct RuleSets(BTreeMap<RuleKey, Vec<RuleValue>>);

impl RuleSets {
    pub(crate) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let mut versions: BTreeMap<RuleKey, Vec<RuleValue>> = BTreeMap::new();
        for value in toml::from_str::<RuleFile>(text)?.rule {
            versions.entry(value.key).or_default().push(value);
        }
        for list in versions.values_mut() {
            list.sort_by_key(|value| value.effective_from);
        }
        Ok(Self(versions))
    }

    pub fn versions(&self) -> impl Iterator<Item = &RuleValue> {
        self.0.values().flatten()
    }

    /// The version of the day; `None` only for a key without any version, which the tests of this module exclude.
    fn on(&self, key: RuleKey, date: NaiveDate) -> Option<&RuleValue> {
        let versions = self.0.get(&key)?;
        let started = versions.iter().rev().find(|value| value.effective_from <= date);
        started.or_else(|| versions.first())
    }
}

/// What the rule says on a day.
///
/// # Panics
/// When the embedded file lacks the key. That is a defect of the build, and `every_key_is_covered_without_gaps` fails.
pub fn rule(key: RuleKey, on: NaiveDate) -> &'static RuleValue {
    match reference().rules.on(key, on) {
        Some(value) => value,
        None => panic!("reference/rule_sets.toml has no version of {key:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn every_key_is_covered_without_gaps() {
        for key in RuleKey::ALL {
            let versions = &reference().rules.0[&key];
            for pair in versions.windows(2) {
                let next_day = pair[0].effective_to.and_then(|end| end.succ_opt());
                assert_eq!(next_day, Some(pair[1].effective_from), "{key:?}");
            }
            assert!(versions.last().is_some_and(|last| last.effective_to.is_none()), "{key:?}");
        }
    }

    #[test]
    fn the_version_of_the_day_is_chosen() {
        let key = RuleKey::RegistrationDecisionDays;
        assert_eq!(
            (rule(key, day("2026-02-28")).value, rule(key, day("2026-02-28")).unit),
            (30, RuleUnit::CalendarDay)
        );
        assert_eq!((rule(key, day("2026-03-01")).value, rule(key, day("2026-03-01")).unit), (15, RuleUnit::WorkingDay));
        assert_eq!(rule(RuleKey::DesignTermYears, day("2021-05-31")).value, 10);
        assert_eq!(rule(RuleKey::DesignTermYears, day("2021-06-01")).value, 15);
        assert_eq!(rule(RuleKey::InventionTermYears, day("1985-04-01")).value, 20, "before the first version");
    }
}
