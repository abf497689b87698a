//! Queries of the public pages only: counts, the newest, an organisation's listings, and what crawlers are told.

use crate::auth::viewer::Viewer;
use crate::context::Context;
use crate::error::Result;
use crate::{achievements, demands, organizations};
use chrono::{DateTime, Utc};
use entity::enums::{ListingState, PublishMode};
use entity::id::OrganizationId;
use entity::{achievement, demand, organization};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::BTreeMap;

const LIVE: [ListingState; 2] = [ListingState::Published, ListingState::InTalks];

/// Live listings behind one classification code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub achievements: u64,
    pub demands: u64,
}

impl Counts {
    pub fn total(self) -> u64 {
        self.achievements + self.demands
    }
}

fn live_achievements(viewer: &Viewer) -> Select<achievement::Entity> {
    achievements::store::visible_to(viewer).filter(achievement::Column::State.is_in(LIVE))
}

fn live_demands(viewer: &Viewer) -> Select<demand::Entity> {
    demands::store::visible_to(viewer).filter(demand::Column::State.is_in(LIVE))
}

/// Whether this is a demo world: it holds invented organisations.
///
/// # Errors
/// The database fails.
pub async fn is_demonstration(context: &Context) -> Result<bool> {
    let invented = organization::Entity::find().filter(organization::Column::IsDemo.eq(true));
    let id = invented.select_only().column(organization::Column::Id).into_tuple::<OrganizationId>();
    Ok(id.one(context.database()).await?.is_some())
}

/// # Errors
/// The database fails.
pub async fn by_field(context: &Context) -> Result<BTreeMap<String, Counts>> {
    counted(context, achievement::Column::Field, demand::Column::Field).await
}

/// By the code as it was entered, of any length.
///
/// # Errors
/// The database fails.
pub async fn by_industry(context: &Context) -> Result<BTreeMap<String, Counts>> {
    counted(context, achievement::Column::Industry, demand::Column::Industry).await
}

async fn counted(
    context: &Context,
    of_achievement: achievement::Column,
    of_demand: demand::Column,
) -> Result<BTreeMap<String, Counts>> {
    let (database, viewer) = (context.database(), &context.viewer);
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for (code, number) in grouped(database, live_achievements(viewer), of_achievement).await? {
        counts.entry(code).or_default().achievements = number.unsigned_abs();
    }
    for (code, number) in grouped(database, live_demands(viewer), of_demand).await? {
        counts.entry(code).or_default().demands = number.unsigned_abs();
    }
    Ok(counts)
}

async fn grouped<E: EntityTrait>(
    rows: &impl ConnectionTrait,
    query: Select<E>,
    column: E::Column,
) -> Result<Vec<(String, i64)>> {
    let query = query.select_only().column_as(column, "code").column_as(column.count(), "number");
    Ok(query.group_by(column).into_tuple().all(rows).await?)
}

/// # Errors
/// The database fails.
pub async fn newest_achievements(context: &Context, limit: u64) -> Result<Vec<achievement::Model>> {
    by_date_achievements(context, live_achievements(&context.viewer), (0, limit)).await
}

/// # Errors
/// The database fails.
pub async fn newest_demands(context: &Context, limit: u64) -> Result<Vec<demand::Model>> {
    by_date_demands(context, live_demands(&context.viewer), (0, limit)).await
}

/// Offset and limit of an organisation's achievements, the newest first.
///
/// # Errors
/// The database fails.
pub async fn page_of_achievements(
    context: &Context,
    organization: OrganizationId,
    window: (u64, u64),
) -> Result<Vec<achievement::Model>> {
    by_date_achievements(context, achievements_of(&context.viewer, organization), window).await
}

/// Offset and limit of an organisation's demands, the newest first.
///
/// # Errors
/// The database fails.
pub async fn page_of_demands(
    context: &Context,
    organization: OrganizationId,
    window: (u64, u64),
) -> Result<Vec<demand::Model>> {
    by_date_demands(context, demands_of(&context.viewer, organization), window).await
}

async fn by_date_achievements(
    context: &Context,
    query: Select<achievement::Entity>,
    (offset, limit): (u64, u64),
) -> Result<Vec<achievement::Model>> {
    let query = query.order_by_desc(achievement::Column::PublishedAt).order_by_desc(achievement::Column::Id);
    Ok(query.offset(offset).limit(limit).all(context.database()).await?)
}

async fn by_date_demands(
    context: &Context,
    query: Select<demand::Entity>,
    (offset, limit): (u64, u64),
) -> Result<Vec<demand::Model>> {
    let query = query.order_by_desc(demand::Column::PublishedAt).order_by_desc(demand::Column::Id);
    Ok(query.offset(offset).limit(limit).all(context.database()).await?)
}

fn achievements_of(viewer: &Viewer, organization: OrganizationId) -> Select<achievement::Entity> {
    live_achievements(viewer).filter(achievement::Column::OrganizationId.eq(organization))
}

/// The demands that may stand under the organisation's name: anonymous ones only for itself and staff.
fn demands_of(viewer: &Viewer, organization: OrganizationId) -> Select<demand::Entity> {
    let query = live_demands(viewer).filter(demand::Column::OrganizationId.eq(organization));
    if viewer.is_staff() || viewer.organization_id() == Some(organization) {
        return query;
    }
    query.filter(demand::Column::PublishMode.ne(PublishMode::Anonymous))
}

/// # Errors
/// The database fails.
pub async fn counts_of(context: &Context, organization: OrganizationId) -> Result<Counts> {
    let (database, viewer) = (context.database(), &context.viewer);
    Ok(Counts {
        achievements: achievements_of(viewer, organization).count(database).await?,
        demands: demands_of(viewer, organization).count(database).await?,
    })
}

/// A page of what the anonymous may see, for the sitemaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicKind {
    Achievements,
    Demands,
    Organizations,
}

fn public_organizations() -> Select<organization::Entity> {
    organizations::store::visible_to(&Viewer::Anonymous)
}

/// # Errors
/// The database fails.
pub async fn count_public(rows: &impl ConnectionTrait, kind: PublicKind) -> Result<u64> {
    Ok(match kind {
        PublicKind::Achievements => live_achievements(&Viewer::Anonymous).count(rows).await?,
        PublicKind::Demands => live_demands(&Viewer::Anonymous).count(rows).await?,
        PublicKind::Organizations => public_organizations().count(rows).await?,
    })
}

/// Last part of the address and time of the last change, in the order of creation.
///
/// # Errors
/// The database fails.
pub async fn public_page(
    rows: &impl ConnectionTrait,
    kind: PublicKind,
    (offset, limit): (u64, u64),
) -> Result<Vec<(String, DateTime<Utc>)>> {
    Ok(match kind {
        PublicKind::Achievements => {
            use achievement::Column;
            let query = live_achievements(&Viewer::Anonymous).select_only();
            let query = query.columns([Column::Number, Column::UpdatedAt]).order_by_asc(Column::Id);
            query.offset(offset).limit(limit).into_tuple().all(rows).await?
        }
        PublicKind::Demands => {
            use demand::Column;
            let query = live_demands(&Viewer::Anonymous).select_only();
            let query = query.columns([Column::Number, Column::UpdatedAt]).order_by_asc(Column::Id);
            query.offset(offset).limit(limit).into_tuple().all(rows).await?
        }
        PublicKind::Organizations => {
            use organization::Column;
            let query = public_organizations().select_only();
            let query = query.columns([Column::Id, Column::UpdatedAt]).order_by_asc(Column::Id);
            let found: Vec<(OrganizationId, DateTime<Utc>)> =
                query.offset(offset).limit(limit).into_tuple().all(rows).await?;
            found.into_iter().map(|(id, at)| (id.to_string(), at)).collect()
        }
    })
}
