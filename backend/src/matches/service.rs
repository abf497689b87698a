//! Reading suggestions and deciding on them.

use super::dto::{AcceptIn, MatchDealOut, MatchDetailOut, MatchFilter, MatchOut};
use super::{judgements, store};
use crate::auth::viewer::Viewer;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::page::{Page, PageQuery};
use crate::listings::lifecycle::{ReasonIn, checked_reason};
use crate::{accounts, achievements, deals, demands, organizations};
use entity::deal;
use entity::enums::{MatchState, Role, SubjectKind};
use entity::id::{AchievementId, DemandId, MatchId};
use entity::match_suggestion::{Column, Model};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;

/// The best first.
///
/// # Errors
/// Anonymous; a bad page; the database fails.
pub async fn list(context: &Context, filter: &MatchFilter, page: &PageQuery) -> Result<Page<MatchOut>> {
    context.signed_in()?;
    let query = store::filtered(&context.viewer, filter);
    let total = query.clone().count(context.database()).await?;
    let window = page.window(context)?;
    let rows = query
        .order_by_desc(Column::Score)
        .order_by_desc(Column::Id)
        .offset(window.offset)
        .limit(window.limit)
        .all(context.database())
        .await?;
    Ok(window.page(out(context, rows).await?, total))
}

/// # Errors
/// Anonymous; not there, or not for this viewer.
pub async fn get(context: &Context, id: MatchId) -> Result<MatchDetailOut> {
    context.signed_in()?;
    let row = store::get(context.database(), &context.viewer, id).await?;
    let demand = demands::service::get(context, row.demand_id).await?;
    let achievement = achievements::service::get(context, row.achievement_id).await?;
    let suggestion = out(context, vec![row]).await?.pop().ok_or(Error::NotFound("条匹配"))?;
    Ok(MatchDetailOut { suggestion, demand, achievement })
}

/// Says that the two should meet.
///
/// # Errors
/// Not a party or staff; stale version; decided already.
pub async fn accept(context: &Context, id: MatchId, input: AcceptIn) -> Result<MatchOut> {
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.finish()?;
    decide(context, id, input.version, |row| {
        row.state = MatchState::Accepted;
        row.dismiss_reason = None;
        row.note = note;
    })
    .await
}

/// Says that they do not fit, and why.
///
/// # Errors
/// Not a party or staff; no coded reason; stale version; decided already.
pub async fn dismiss(context: &Context, id: MatchId, input: ReasonIn) -> Result<MatchOut> {
    let note = checked_reason("dismiss_reason", &input.reason, &input.note)?;
    decide(context, id, input.version, |row| {
        row.state = MatchState::Dismissed;
        row.dismiss_reason = Some(input.reason);
        row.note = note;
    })
    .await
}

async fn decide(context: &Context, id: MatchId, version: i32, edit: impl FnOnce(&mut Model)) -> Result<MatchOut> {
    let person = context.require(Role::ALL)?;
    store::get(context.database(), &context.viewer, id).await?;
    let mut change = context.change().await?;
    let before = store::lock(change.rows(), id).await?;
    if before.version != version {
        return Err(Error::stale_version());
    }
    if before.state == MatchState::Expired {
        return Err(Error::conflict("wrong_state", "这条匹配已失效：成果或需求变了或下架了。"));
    }
    if !may_decide(&context.viewer, &before) {
        return Err(Error::conflict("wrong_state", "这条匹配已有别人决定过；要改主意请联系技术经理人。"));
    }
    let deals = deal::Entity::find().filter(deal::Column::MatchId.eq(id)).count(change.rows()).await?;
    if deals > 0 {
        return Err(Error::conflict("wrong_state", "这条匹配已经建立交易，请到交易里处理。"));
    }
    let mut after = before.clone();
    edit(&mut after);
    after.decided_by = Some(person.person_id);
    after.decided_at = Some(context.now());
    after.updated_at = context.now();
    after.version += 1;
    let after = after.into_active_model().reset_all().update(change.rows()).await?;
    judgements::keep(&change, person, &after, context.now()).await?;
    // the rest of the demand follows this decision
    change.announce(SubjectKind::Demand, after.demand_id.0);
    let action = if after.state == MatchState::Accepted { "match.accept" } else { "match.dismiss" };
    change.record(action, (SubjectKind::Match, id.0), Some(&before), Some(&after))?;
    change.commit().await?;
    out(context, vec![after]).await?.pop().ok_or(Error::NotFound("条匹配"))
}

/// Once decided, whoever decided may change his mind, and staff may.
fn may_decide(viewer: &Viewer, row: &Model) -> bool {
    let own = row.decided_by.is_some() && row.decided_by == viewer.signed_in().map(|person| person.person_id);
    row.state == MatchState::Suggested || (row.state != MatchState::Expired && (own || viewer.is_staff()))
}

/// Who carries the deals of the matches, by match; of several of one match the active one, else the newest.
async fn deals_of(context: &Context, rows: &[Model]) -> Result<HashMap<MatchId, MatchDealOut>> {
    let database = context.database();
    let carriers = deals::store::carriers(database, &context.viewer, rows.iter().map(|row| row.id)).await?;
    let brokers = organizations::store::by_ids(database, carriers.iter().map(|one| one.broker_id)).await?;
    let managers = accounts::store::people(database, carriers.iter().map(|one| one.manager_id)).await?;
    let mut deals = HashMap::new();
    for one in carriers {
        deals.entry(one.match_id).or_insert(MatchDealOut {
            id: one.visible_id,
            state: one.state,
            broker_name: brokers.get(&one.broker_id).map(|row| row.name.clone()).unwrap_or_default(),
            manager_name: managers.get(&one.manager_id).map(|row| row.display_name.clone()).unwrap_or_default(),
        });
    }
    Ok(deals)
}

async fn out(context: &Context, rows: Vec<Model>) -> Result<Vec<MatchOut>> {
    let database = context.database();
    let found = demands::store::by_ids(database, &context.viewer, rows.iter().map(|row| row.demand_id)).await?;
    let demands = demands::view::rows(context, found.into_values().collect()).await?;
    let demands: HashMap<DemandId, _> = demands.into_iter().map(|row| (row.id, row)).collect();
    let found =
        achievements::store::by_ids(database, &context.viewer, rows.iter().map(|row| row.achievement_id)).await?;
    let achievements = achievements::view::rows(context, found.into_values().collect()).await?;
    let achievements: HashMap<AchievementId, _> = achievements.into_iter().map(|row| (row.id, row)).collect();
    let mut deals = deals_of(context, &rows).await?;
    let deciders = accounts::store::people(database, rows.iter().filter_map(|row| row.decided_by)).await?;
    let colleagues = accounts::store::colleagues(database, context.viewer.organization_id()).await?;
    let by_staff = judgements::decided_by_staff(database, &rows).await?;
    let mut matches = Vec::with_capacity(rows.len());
    for row in rows {
        let (Some(demand), Some(achievement)) = (demands.get(&row.demand_id), achievements.get(&row.achievement_id))
        else {
            continue;
        };
        // The other side learns that somebody decided, not who and in which words; of the platform's decisions both sides
        // learn whose they are and the reason, for it is there that they can ask.
        let sees_decision = context.viewer.is_staff() || row.decided_by.is_some_and(|id| colleagues.contains(&id));
        let of_platform = !sees_decision && by_staff.contains(&row.id);
        let decider = row.decided_by.and_then(|id| deciders.get(&id)).map(|person| person.display_name.clone());
        let deal = deals.remove(&row.id);
        matches.push(MatchOut {
            id: row.id,
            can_decide: deal.is_none() && may_decide(&context.viewer, &row),
            deal,
            score: row.score,
            scorer: row.scorer,
            state: row.state,
            reasons: serde_json::from_value(row.reasons).map_err(anyhow::Error::from)?,
            dismiss_reason: row.dismiss_reason.filter(|_| sees_decision || of_platform),
            note: if sees_decision { row.note } else { String::new() },
            decided_at: row.decided_at,
            decided_by: if of_platform {
                Some("技术经理人".to_owned())
            } else {
                decider.filter(|_| sees_decision)
            },
            version: row.version,
            created_at: row.created_at,
            demand: demand.clone(),
            achievement: achievement.clone(),
        });
    }
    Ok(matches)
}
