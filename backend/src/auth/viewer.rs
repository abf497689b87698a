//! The viewer: who is asking and what that entitles to. A disabled account or an ended membership is no viewer at all.

use entity::enums::{OrganizationKind, Role, Verification};
use entity::id::{MembershipId, OrganizationId, PersonId, SessionId};

#[derive(Clone, Debug)]
pub enum Viewer {
    Anonymous,
    SignedIn(Box<SignedIn>),
}

#[derive(Clone, Debug)]
pub struct SignedIn {
    pub person_id: PersonId,
    pub login_name: String,
    pub display_name: String,
    pub session_id: SessionId,
    pub membership_id: MembershipId,
    pub role: Role,
    pub organization_id: OrganizationId,
    pub organization_name: String,
    pub organization_kind: OrganizationKind,
    pub verification: Verification,
    /// The membership is active and the organisation verified: the person may act.
    pub is_active: bool,
}

impl Viewer {
    #[must_use]
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Self::SignedIn(person) => Some(person),
            Self::Anonymous => None,
        }
    }

    /// An active technology manager or administrator.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.signed_in().is_some_and(|person| person.is_active && matches!(person.role, Role::Manager | Role::Admin))
    }

    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.signed_in().is_some_and(|person| person.is_active && person.role == Role::Admin)
    }

    /// The organisation the viewer acts for.
    #[must_use]
    pub fn organization_id(&self) -> Option<OrganizationId> {
        self.signed_in().map(|person| person.organization_id)
    }

    /// Whether the viewer acts for a verified organisation.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.signed_in().is_some_and(|person| person.is_active)
    }

    /// Whether the viewer belongs to the organisation and may act for it.
    #[must_use]
    pub fn acts_for(&self, organization_id: OrganizationId) -> bool {
        self.is_verified() && self.organization_id() == Some(organization_id)
    }
}
