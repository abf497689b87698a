use crate::organizations::dto::{OrganizationIn, OrganizationRef};
use chrono::{DateTime, Utc};
use entity::enums::{MembershipState, OrganizationKind, Role};
use entity::id::{MembershipId, OrganizationId, PersonId};
use entity::value::Contact;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInIn {
    pub login_name: String,
    pub password: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionOut {
    pub person: SessionPerson,
    pub membership: MembershipOut,
    /// All roles the person can switch to.
    pub memberships: Vec<MembershipOut>,
    pub expires_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionPerson {
    pub id: PersonId,
    pub login_name: String,
    pub display_name: String,
    pub email: String,
    pub phone: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MembershipOut {
    pub id: MembershipId,
    pub role: Role,
    pub state: MembershipState,
    pub organization: OrganizationRef,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchMembershipIn {
    pub membership_id: MembershipId,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePasswordIn {
    pub current: String,
    pub new: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUpIn {
    pub organization: SignUpOrganization,
    pub person: PersonFields,
}

/// The organisation of a sign-up: universities, institutes and companies; the credit code is required.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUpOrganization {
    pub name: String,
    pub kind: OrganizationKind,
    pub credit_code: String,
    pub region: String,
    #[serde(default)]
    pub functional_zone: String,
    #[serde(default)]
    pub website: String,
    #[serde(default)]
    pub introduction: String,
    #[serde(default)]
    pub contact: Contact,
}

impl From<SignUpOrganization> for OrganizationIn {
    fn from(input: SignUpOrganization) -> Self {
        Self {
            name: input.name,
            kind: input.kind,
            credit_code: Some(input.credit_code),
            region: input.region,
            short_name: String::new(),
            functional_zone: input.functional_zone,
            address: String::new(),
            website: input.website,
            introduction: input.introduction,
            qualifications: Vec::new(),
            contact: input.contact,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonFields {
    pub login_name: String,
    pub password: String,
    pub display_name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonIn {
    pub login_name: String,
    pub password: String,
    pub display_name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
    pub organization_id: OrganizationId,
    pub role: Role,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PersonFilter {
    /// Part of the login or display name.
    pub q: Option<String>,
    pub disabled: Option<bool>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonOut {
    pub id: PersonId,
    pub login_name: String,
    pub display_name: String,
    pub email: String,
    pub phone: String,
    pub is_disabled: bool,
    pub is_demo: bool,
    pub version: i32,
    pub memberships: Vec<MembershipOut>,
    pub created_at: DateTime<Utc>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisableIn {
    pub version: i32,
    pub disabled: bool,
}

/// The new password of somebody else.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPasswordIn {
    pub password: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipIn {
    pub organization_id: OrganizationId,
    pub role: Role,
}

/// A technology manager who can take a deal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagerOut {
    pub person_id: PersonId,
    pub display_name: String,
    pub organization_id: OrganizationId,
    pub organization_name: String,
    pub active_deals: u64,
}
