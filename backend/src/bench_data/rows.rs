//! The lines of the three files. Text fields mean what the columns of the same name mean in `entity`.

use chrono::{DateTime, Utc};
use entity::enums::{DemandKind, OrganizationKind, PublishMode, ResultForm, TransferMode, Verification, Visibility};
use entity::value::{Elements, Indicator, IpRight, Price, Target};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One line of `organizations.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganizationLine {
    pub id: Uuid,
    pub name: String,
    pub short_name: String,
    pub kind: OrganizationKind,
    pub region: String,
    pub verification: Verification,
}

/// One line of `achievements.jsonl`; every one is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AchievementLine {
    pub id: Uuid,
    pub number: String,
    /// A line of `organizations.jsonl`.
    pub organization_id: Uuid,
    pub visibility: Visibility,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<String>,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub form: ResultForm,
    pub trl: i16,
    pub problem: String,
    pub advantage: String,
    pub application: String,
    pub description: String,
    pub indicators: Vec<Indicator>,
    pub ip_rights: Vec<IpRight>,
    pub modes: Vec<TransferMode>,
    pub price: Price,
    pub published_at: DateTime<Utc>,
}

/// One line of `demands.jsonl`; every one is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemandLine {
    pub id: Uuid,
    pub number: String,
    /// A line of `organizations.jsonl`.
    pub organization_id: Uuid,
    pub visibility: Visibility,
    pub publish_mode: PublishMode,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<String>,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub kind: DemandKind,
    pub problem: String,
    pub key_technology: String,
    pub target: String,
    pub elements: Elements,
    pub indicators: Vec<Target>,
    pub modes: Vec<TransferMode>,
    pub budget: Price,
    pub trl_min: i16,
    pub published_at: DateTime<Utc>,
}
