//! Queries only.

use super::dto::{Judged, MatchFilter};
use crate::auth::viewer::Viewer;
use crate::error::{Error, Result};
use crate::listings::access;
use entity::id::MatchId;
use entity::match_suggestion::{Column, Entity, Model};
use entity::{achievement, demand};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

/// Staff see all; others those of their own listings, when they may see the other side too.
#[must_use]
pub fn visible_to(viewer: &Viewer) -> Select<Entity> {
    if viewer.is_staff() {
        return Entity::find();
    }
    let Some(own) = viewer.organization_id().filter(|_| viewer.is_verified()) else {
        return Entity::find().filter(Column::Id.is_null());
    };
    let seen_demands = demand::Entity::find().select_only().column(demand::Column::Id);
    let seen_demands = seen_demands.filter(access::visible_to::<demand::Column>(viewer)).into_query();
    let seen_achievements = achievement::Entity::find().select_only().column(achievement::Column::Id);
    let seen_achievements = seen_achievements.filter(access::visible_to::<achievement::Column>(viewer)).into_query();
    let own_demands = Query::select()
        .column(demand::Column::Id)
        .from(demand::Entity)
        .and_where(demand::Column::OrganizationId.eq(own))
        .to_owned();
    let own_achievements = Query::select()
        .column(achievement::Column::Id)
        .from(achievement::Entity)
        .and_where(achievement::Column::OrganizationId.eq(own))
        .to_owned();
    let demand_id = || Expr::col((Entity, Column::DemandId));
    let achievement_id = || Expr::col((Entity, Column::AchievementId));
    Entity::find()
        .filter(demand_id().in_subquery(seen_demands))
        .filter(achievement_id().in_subquery(seen_achievements))
        .filter(
            Condition::any()
                .add(demand_id().in_subquery(own_demands))
                .add(achievement_id().in_subquery(own_achievements)),
        )
}

#[must_use]
pub fn filtered(viewer: &Viewer, filter: &MatchFilter) -> Select<Entity> {
    let mut query = visible_to(viewer);
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state));
    }
    if let Some(demand) = filter.demand_id {
        query = query.filter(Column::DemandId.eq(demand));
    }
    if let Some(achievement) = filter.achievement_id {
        query = query.filter(Column::AchievementId.eq(achievement));
    }
    if let Some(near_miss) = filter.near_miss {
        query = query.filter(if near_miss { Column::Gap.is_not_null() } else { Column::Gap.is_null() });
    }
    match filter.judged.filter(|_| viewer.is_staff()) {
        Some(judged) => query.filter(Column::Id.in_subquery(judged_matches(judged, filter))),
        None => query,
    }
}

/// Matches whose last judgement is of the kind.
fn judged_matches(judged: Judged, filter: &MatchFilter) -> SelectStatement {
    use entity::match_judgement::{Column, Entity};
    let reason = match judged {
        Judged::Accepted => Column::Reason.is_null(),
        Judged::Dismissed => Column::Reason.is_not_null(),
    };
    let field = filter.judged_field.as_deref().map(|field| Column::Field.eq(if field == "none" { "" } else { field }));
    let scorer = filter.judged_scorer.as_deref().map(|scorer| Column::Scorer.eq(scorer));
    let since = filter.judged_since.map(|since| Column::At.gte(since));
    let newer = Alias::new("newer");
    let is_of_match = Expr::col((newer.clone(), Column::MatchId)).equals((Entity, Column::MatchId));
    let is_later = Expr::col((newer.clone(), Column::At)).gt(Expr::col((Entity, Column::At)));
    let overruled =
        Query::select().expr(Expr::val(1)).from_as(Entity, newer).and_where(is_of_match).and_where(is_later).to_owned();
    let last = Expr::exists(overruled).not();
    let all = Condition::all().add(last).add(reason).add_option(field).add_option(scorer).add_option(since);
    Entity::find().select_only().column(Column::MatchId).filter(all).into_query()
}

/// # Errors
/// Not there, or not for this viewer.
pub async fn get(rows: &impl ConnectionTrait, viewer: &Viewer, id: MatchId) -> Result<Model> {
    visible_to(viewer).filter(Column::Id.eq(id)).one(rows).await?.ok_or(Error::NotFound("条匹配"))
}

/// The row, locked until the transaction ends.
///
/// # Errors
/// Not there.
pub async fn lock(rows: &impl ConnectionTrait, id: MatchId) -> Result<Model> {
    Entity::find_by_id(id).lock(crate::db::ROW_LOCK).one(rows).await?.ok_or(Error::NotFound("条匹配"))
}
