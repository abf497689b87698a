use crate::error::FieldError;
use crate::http::patch::present;
use crate::listings::dto::ListingCan;
use crate::organizations::dto::OrganizationRef;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{DemandKind, ListingState, PublishMode, TransferMode, Urgency, Visibility};
use entity::id::{DemandId, OrganizationId};
use entity::value::{Contact, Elements, Price, Target};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All fields may be left out: a new one needs the title only, an edit sends one section with the `version` it saw.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DemandIn {
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
    pub kind: Option<Option<DemandKind>>,
    pub problem: Option<String>,
    pub key_technology: Option<String>,
    pub target: Option<String>,
    pub elements: Option<Elements>,
    pub indicators: Option<Vec<Target>>,
    pub modes: Option<Vec<TransferMode>>,
    pub budget: Option<Price>,
    pub includes_equipment: Option<bool>,
    pub funding_source: Option<String>,
    #[serde(deserialize_with = "present")]
    pub starts_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "present")]
    pub ends_on: Option<Option<NaiveDate>>,
    pub urgency: Option<Urgency>,
    #[serde(deserialize_with = "present")]
    pub trl_min: Option<Option<i16>>,
    pub tried: Option<String>,
    pub conditions: Option<String>,
    pub wanted_partners: Option<String>,
    pub visibility: Option<Visibility>,
    pub publish_mode: Option<PublishMode>,
    pub invited_organization_ids: Option<Vec<OrganizationId>>,
    pub excluded_organization_ids: Option<Vec<OrganizationId>>,
    pub contact: Option<Contact>,
}

/// One line of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemandRow {
    pub id: DemandId,
    pub number: String,
    pub title: String,
    pub summary: String,
    pub state: ListingState,
    pub visibility: Visibility,
    pub publish_mode: PublishMode,
    /// Absent when the company is anonymous to the viewer.
    pub organization: Option<OrganizationRef>,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub trl_min: Option<i16>,
    pub modes: Vec<TransferMode>,
    pub budget: Price,
    pub ends_on: Option<NaiveDate>,
    pub urgency: Urgency,
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
pub struct DemandOut {
    pub id: DemandId,
    pub number: String,
    /// Absent when the company is anonymous to the viewer.
    pub organization: Option<OrganizationRef>,
    pub state: ListingState,
    pub visibility: Visibility,
    pub publish_mode: PublishMode,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<String>,
    pub field: String,
    pub industry: String,
    pub region: String,
    pub functional_zone: String,
    pub chain: String,
    pub kind: Option<DemandKind>,
    pub problem: String,
    pub key_technology: String,
    pub target: String,
    pub elements: Elements,
    pub indicators: Vec<Target>,
    pub modes: Vec<TransferMode>,
    pub budget: Price,
    pub includes_equipment: bool,
    pub funding_source: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub urgency: Urgency,
    pub trl_min: Option<i16>,
    pub tried: String,
    pub conditions: String,
    pub wanted_partners: String,
    /// Absent for those not entitled.
    pub contact: Option<Contact>,
    /// Only the abstract is shown; the details need a confidentiality agreement.
    pub abstract_only: bool,
    pub invited_organization_ids: Vec<OrganizationId>,
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
