//! Shapes that both kinds of listing share.

use entity::enums::ListingState;
use entity::id::OrganizationId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Of the own organisation.
    Mine,
    /// Waiting for review.
    Review,
    /// All that the viewer may see.
    #[default]
    All,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListingFilter {
    pub scope: Scope,
    pub state: Option<ListingState>,
    /// Part of title or number.
    pub q: Option<String>,
    pub field: Option<String>,
    pub organization_id: Option<OrganizationId>,
}

/// What the viewer may do with a listing.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct ListingCan {
    pub edit: bool,
    pub submit: bool,
    /// Publish or return.
    pub review: bool,
    pub close: bool,
    pub reopen: bool,
    pub start_deal: bool,
    pub upload: bool,
}
