//! The shapes of the demo files. A key that is not named here is refused, so a typing mistake cannot pass unseen.
//!
//! `is_demo` separates invented bodies, people and listings from real ones. A real one carries only what the document
//! named in `source` states: no credit code, no price, no number that no document has.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

/// The demo writers leave a text empty where a form would leave the field empty.
fn non_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoOrganization {
    pub key: String,
    pub name: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub short_name: Option<String>,
    pub kind: String,
    pub region: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub functional_zone: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub credit_code: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub website: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub introduction: Option<String>,
    #[serde(default)]
    pub qualifications: Vec<String>,
    pub verification: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub source: Option<String>,
    pub is_demo: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The key of an organisation.
    pub organization: String,
    pub role: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPerson {
    pub login: String,
    pub name: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub phone: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub email: Option<String>,
    #[serde(default)]
    pub memberships: Vec<Membership>,
    #[serde(default = "invented")]
    pub is_demo: bool,
}

/// No real person is in the demo world.
fn invented() -> bool {
    true
}

/// A price or a budget in whole yuan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoMoney {
    pub kind: String,
    pub low_yuan: Option<i64>,
    pub high_yuan: Option<i64>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoIp {
    pub kind: String,
    pub status: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub number: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub title: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AchievementIndicator {
    pub name: String,
    pub value: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub unit: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub comparison: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub condition: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAchievement {
    pub key: String,
    /// The key of an organisation.
    pub organization: String,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub keywords: Vec<String>,
    pub field: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub industry: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub region: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub functional_zone: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub chain: Option<String>,
    pub trl: Option<u8>,
    #[serde(default, deserialize_with = "non_empty")]
    pub trl_evidence: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub form: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub novelty: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub level: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub origin: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub problem: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub advantage: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub application: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub description: Option<String>,
    #[serde(default)]
    pub modes: Vec<String>,
    pub price: Option<DemoMoney>,
    #[serde(default)]
    pub ip: Vec<DemoIp>,
    #[serde(default)]
    pub indicators: Vec<AchievementIndicator>,
    #[serde(default)]
    pub contributors: Vec<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub next_steps: Option<String>,
    pub visibility: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub source: Option<String>,
    pub is_demo: bool,
}

/// What a need is made of: the words on which a result can meet it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DemandElements {
    pub material: Vec<String>,
    pub method: Vec<String>,
    pub effect: Vec<String>,
    pub product: Vec<String>,
    pub application: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemandIndicator {
    pub name: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub current: Option<String>,
    pub value: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub unit: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub acceptance: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoDemand {
    pub key: String,
    /// The key of an organisation.
    pub organization: String,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub keywords: Vec<String>,
    pub field: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub industry: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub region: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub functional_zone: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub chain: Option<String>,
    pub kind: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub problem: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub key_technology: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub target: Option<String>,
    #[serde(default)]
    pub elements: DemandElements,
    #[serde(default)]
    pub indicators: Vec<DemandIndicator>,
    #[serde(default)]
    pub modes: Vec<String>,
    pub budget: Option<DemoMoney>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub trl_min: Option<u8>,
    #[serde(default, deserialize_with = "non_empty")]
    pub tried: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub conditions: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub urgency: Option<String>,
    pub publish_mode: String,
    pub visibility: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub source: Option<String>,
    pub is_demo: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoDeal {
    pub key: String,
    /// The key of an achievement.
    pub achievement: String,
    /// The key of a demand.
    #[serde(default, deserialize_with = "non_empty")]
    pub demand: Option<String>,
    /// The keys of organisations.
    pub supplier: String,
    pub acquirer: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub broker: Option<String>,
    /// The login of a person.
    #[serde(default, deserialize_with = "non_empty")]
    pub manager: Option<String>,
    /// The furthest stage (`deal_stage`) and how the deal stands there (`deal_state`).
    pub reached: String,
    pub outcome: String,
    #[serde(default, deserialize_with = "non_empty")]
    pub lost_reason: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub lost_note: Option<String>,
    #[serde(default, deserialize_with = "non_empty")]
    pub contract_type: Option<String>,
    pub amount_yuan: Option<i64>,
    pub technical_yuan: Option<i64>,
    pub started_days_ago: i64,
    pub is_demo: bool,
    #[serde(default, deserialize_with = "non_empty")]
    pub story: Option<String>,
}
