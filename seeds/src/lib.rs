//! Reference data and the demo world, both compiled into the binary.
//!
//! `reference()` is what the law, the standards and the house rules say: codes with their labels, dated deadlines,
//! the holiday calendar. Nothing in it may be repeated as a constant elsewhere. `demo_world()` is the content of a
//! demonstration: organisations, people, listings and deals. The demo files refer to each other by key; that every
//! reference resolves and every code exists in the reference data is checked by `world_check`.

mod calendar;
mod demo;
mod reference;
mod rule_sets;
mod world;
#[cfg(test)]
mod world_check;

pub use calendar::{Calendar, Holiday, HolidayYear, is_workday};
pub use demo::{
    AchievementIndicator, DemandElements, DemandIndicator, DemoAchievement, DemoDeal, DemoDemand, DemoIp, DemoMoney,
    DemoOrganization, DemoPerson, Membership,
};
pub use reference::{
    ContractType, Entry, FunctionalZone, Industry, Reference, Region, TrlLevel, UnitKind, contains_code, field,
    industry_is_valid, industry_label, label, reference, region_ancestors, region_is_valid, region_label,
};
pub use rule_sets::{RuleKey, RuleSets, RuleUnit, RuleValue, rule};
pub use world::{DemoWorld, SeedError, demo_world};
