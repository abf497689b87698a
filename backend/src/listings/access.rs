//! Who sees a listing. One condition serves lists, pages, search facets' records and single reads.
//!
//! - Its own organisation sees it in every state; staff see all but the drafts of others.
//! - Everybody else sees live listings of their level (public < signed in < verified; confidential: verified
//!   organisations see the abstract) or those that invite them, never those that exclude them.

use crate::auth::viewer::Viewer;
use entity::enums::{GrantKind, ListingKind, ListingState, PublishMode, Visibility};
use entity::id::OrganizationId;
use entity::{achievement, demand, listing_grant};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

/// The columns that decide who sees a listing.
pub trait ListingColumns: ColumnTrait {
    const KIND: ListingKind;
    const ID: Self;
    const STATE: Self;
    const VISIBILITY: Self;
    const ORGANIZATION: Self;
    const PUBLISH_MODE: Option<Self>;
}

impl ListingColumns for achievement::Column {
    const KIND: ListingKind = ListingKind::Achievement;
    const ID: Self = Self::Id;
    const STATE: Self = Self::State;
    const VISIBILITY: Self = Self::Visibility;
    const ORGANIZATION: Self = Self::OrganizationId;
    const PUBLISH_MODE: Option<Self> = None;
}

impl ListingColumns for demand::Column {
    const KIND: ListingKind = ListingKind::Demand;
    const ID: Self = Self::Id;
    const STATE: Self = Self::State;
    const VISIBILITY: Self = Self::Visibility;
    const ORGANIZATION: Self = Self::OrganizationId;
    const PUBLISH_MODE: Option<Self> = Some(Self::PublishMode);
}

/// The rows the viewer may see.
#[must_use]
pub fn visible_to<C: ListingColumns>(viewer: &Viewer) -> Condition {
    let own = viewer.organization_id();
    if viewer.is_staff() {
        let reviewed = Condition::any().add(C::STATE.ne(ListingState::Draft));
        return own.map_or(reviewed.clone(), |own| reviewed.add(C::ORGANIZATION.eq(own)));
    }
    let market = market::<C>(viewer, own);
    own.map_or(market.clone(), |own| Condition::any().add(market).add(C::ORGANIZATION.eq(own)))
}

/// What is on the market for the viewer, own listings of other states apart.
fn market<C: ListingColumns>(viewer: &Viewer, own: Option<OrganizationId>) -> Condition {
    let mut open = Condition::all().add(C::VISIBILITY.is_in(levels(viewer)));
    if let Some(publish_mode) = C::PUBLISH_MODE {
        open = open.add(publish_mode.ne(PublishMode::Invited));
    }
    let mut seen = Condition::any().add(open);
    let mut market = Condition::all().add(C::STATE.is_in([ListingState::Published, ListingState::InTalks]));
    if let Some(own) = own {
        let invited = granted(own, &[GrantKind::Invited, GrantKind::Confidential]);
        seen = seen.add(Expr::col((C::EntityName::default(), C::ID)).in_subquery(invited));
        let excluded = granted(own, &[GrantKind::Excluded]);
        market = market.add(Expr::col((C::EntityName::default(), C::ID)).not_in_subquery(excluded));
    }
    market.add(seen)
}

/// The levels that a viewer reaches.
fn levels(viewer: &Viewer) -> Vec<Visibility> {
    let mut levels = vec![Visibility::Public];
    if viewer.signed_in().is_some() {
        levels.push(Visibility::SignedIn);
    }
    if viewer.is_verified() {
        levels.extend([Visibility::Verified, Visibility::Confidential]);
    }
    levels
}

fn granted(organization: OrganizationId, kinds: &[GrantKind]) -> SelectStatement {
    Query::select()
        .column(listing_grant::Column::ListingId)
        .from(listing_grant::Entity)
        .and_where(listing_grant::Column::OrganizationId.eq(organization))
        .and_where(listing_grant::Column::Grant.is_in(kinds.iter().copied()))
        .to_owned()
}
