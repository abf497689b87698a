use crate::error::FieldError;
use crate::http::patch::present;
use crate::listings::dto::ListingCan;
use crate::organizations::dto::OrganizationRef;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{Level, ListingState, Novelty, Origin, ResultForm, TransferMode, Visibility};
use entity::id::{AchievementId, OrganizationId};
use entity::value::{Contact, Indicator, IpRight, Price};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All fields may be left out: a new one needs the title only, an edit sends one section with the `version` it saw.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AchievementIn {
    /// Required by an edit.
    pub version: Option<i32>,
    /// Only staff post for another organisation.
    pub organization_id: Option<OrganizationId>,
    pub title: Option<String>,
    pub summary: Option<String>,
    pub keywords: Option<Vec<String>>,
    pub field: Option<String>,
    pub industry: Option<String>,
    pub region: Option<String>,
    pub functional_zone: Option<String>,
    pub chain: Option<String>,
    #[serde(deserialize_with = "present")]
    pub form: Option<Option<ResultForm>>,
    #[serde(deserialize_with = "present")]
    pub novelty: Option<Option<Novelty>>,
    #[serde(deserialize_with = "present")]
    pub level: Option<Option<Level>>,
    #[serde(deserialize_with = "present")]
    pub origin: Option<Option<Origin>>,
    #[serde(deserialize_with = "present")]
    pub trl: Option<Option<i16>>,
    pub trl_evidence: Option<String>,
    pub trl_rated_by: Option<String>,
    #[serde(deserialize_with = "present")]
    pub trl_rated_on: Option<Option<NaiveDate>>,
    pub problem: Option<String>,
    pub advantage: Option<String>,
    pub application: Option<String>,
    pub description: Option<String>,
    pub indicators: Option<Vec<Indicator>>,
    pub ip_rights: Option<Vec<IpRight>>,
    pub modes: Option<Vec<TransferMode>>,
    pub price: Option<Price>,
    pub price_note: Option<String>,
    pub contributors: Option<Vec<String>>,
    pub next_steps: Option<String>,
    pub wants_manager: Option<bool>,
    pub visibility: Option<Visibility>,
    pub excluded_organization_ids: Option<Vec<OrganizationId>>,
    pub contact: Option<Contact>,
}

/// One line of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AchievementRow {
    pub id: AchievementId,
    pub number: String,
    pub title: String,
    pub summary: String,
    pub state: ListingState,
    pub visibility: Visibility,
    pub organization: OrganizationRef,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub trl: Option<i16>,
    pub modes: Vec<TransferMode>,
    pub price: Price,
    pub submitted_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    pub is_demo: bool,
    /// Suggestions that nobody has decided yet; 0 for those who are neither owner nor staff, like the next.
    pub open_matches: u64,
    pub active_deals: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AchievementOut {
    pub id: AchievementId,
    pub number: String,
    pub organization: OrganizationRef,
    pub state: ListingState,
    pub visibility: Visibility,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<String>,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub functional_zone: String,
    pub chain: String,
    pub form: Option<ResultForm>,
    pub novelty: Option<Novelty>,
    pub level: Option<Level>,
    pub origin: Option<Origin>,
    pub trl: Option<i16>,
    /// Display stage derived from the TRL, dictionary `display_stage`.
    pub trl_stage: Option<String>,
    pub trl_evidence: String,
    pub trl_rated_by: String,
    pub trl_rated_on: Option<NaiveDate>,
    pub problem: String,
    pub advantage: String,
    pub application: String,
    pub description: String,
    pub indicators: Vec<Indicator>,
    pub ip_rights: Vec<IpRight>,
    pub modes: Vec<TransferMode>,
    pub price: Price,
    pub price_note: String,
    pub contributors: Vec<String>,
    pub next_steps: String,
    pub wants_manager: bool,
    /// Absent for those not entitled.
    pub contact: Option<Contact>,
    /// Only the abstract is shown; the details need a confidentiality agreement.
    pub abstract_only: bool,
    pub excluded_organization_ids: Vec<OrganizationId>,
    pub review_reason: Option<String>,
    pub review_note: String,
    pub close_reason: Option<String>,
    pub close_note: String,
    pub submitted_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub source: Option<String>,
    pub is_demo: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub can: ListingCan,
    /// What is still needed before it can be submitted.
    pub missing: Vec<FieldError>,
}
