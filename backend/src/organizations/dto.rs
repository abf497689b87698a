use chrono::{DateTime, Utc};
use entity::enums::{OrganizationKind, Verification};
use entity::id::OrganizationId;
use entity::organization;
use entity::value::Contact;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct OrganizationFilter {
    /// Part of the name.
    pub q: Option<String>,
    pub kind: Option<OrganizationKind>,
    pub verification: Option<Verification>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationIn {
    pub name: String,
    pub kind: OrganizationKind,
    /// 统一社会信用代码
    #[serde(default)]
    pub credit_code: Option<String>,
    /// GB/T 2260, six digits.
    pub region: String,
    #[serde(default)]
    pub short_name: String,
    #[serde(default)]
    pub functional_zone: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub website: String,
    #[serde(default)]
    pub introduction: String,
    #[serde(default)]
    pub qualifications: Vec<String>,
    #[serde(default)]
    pub contact: Contact,
}

/// Only the given fields change. Name, kind and credit code of a verified organisation are changed by staff only.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationPatch {
    pub version: i32,
    pub name: Option<String>,
    pub kind: Option<OrganizationKind>,
    pub credit_code: Option<String>,
    pub region: Option<String>,
    pub short_name: Option<String>,
    pub functional_zone: Option<String>,
    pub address: Option<String>,
    pub website: Option<String>,
    pub introduction: Option<String>,
    pub qualifications: Option<Vec<String>>,
    pub contact: Option<Contact>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationIn {
    pub version: i32,
    /// verified or rejected
    pub decision: Verification,
    /// Why; required for a rejection.
    #[serde(default)]
    pub note: String,
}

/// An organisation as it stands beside a listing or deal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganizationRef {
    pub id: OrganizationId,
    pub name: String,
    pub short_name: String,
    pub kind: OrganizationKind,
    pub verification: Verification,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganizationOut {
    pub id: OrganizationId,
    pub name: String,
    pub short_name: String,
    pub kind: OrganizationKind,
    pub credit_code: Option<String>,
    pub region: String,
    pub region_label: String,
    pub functional_zone: String,
    pub address: String,
    pub website: String,
    pub introduction: String,
    pub qualifications: Vec<String>,
    /// Absent for those not entitled.
    pub contact: Option<Contact>,
    pub verification: Verification,
    pub verification_note: String,
    pub verified_at: Option<DateTime<Utc>>,
    pub source: Option<String>,
    pub is_demo: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub can: OrganizationCan,
}

/// What the viewer may do with it.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct OrganizationCan {
    pub edit: bool,
    pub verify: bool,
}

impl From<&organization::Model> for OrganizationRef {
    fn from(row: &organization::Model) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            short_name: row.short_name.clone(),
            kind: row.kind,
            verification: row.verification,
        }
    }
}
