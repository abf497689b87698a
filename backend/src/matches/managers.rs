//! The third side of a match: technology managers who know its field and have a hand free.
//!
//! Who has room comes before who has not, then who signed more in the field, then who had more cases in it, then who has less
//! in hand. The figures count all deals; who may see them opens them (`/deals?manager_id=…&field=…`).

use super::store;
use crate::accounts::dto::ManagerOut;
use crate::accounts::managers;
use crate::context::Context;
use crate::deals;
use crate::error::Result;
use crate::{achievements, demands};
use entity::contract;
use entity::deal;
use entity::enums::Role;
use entity::id::{DealId, MatchId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use utoipa::ToSchema;

/// Managers that are named.
const NAMED_MAX: usize = 5;

/// A manager for a match, with the figures that say why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestedManagerOut {
    #[serde(flatten)]
    pub manager: ManagerOut,
    /// Deals in the fields of the match, closed ones too.
    pub field_deals: u64,
    /// Of these, with a signed contract.
    pub field_signed: u64,
    /// Fewer active deals than one manager should have.
    pub has_room: bool,
    /// The viewer sees the deals that were counted.
    pub can_open: bool,
}

/// The managers of a match, the most fitting first, and the fields that were looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchManagersOut {
    /// Codes of the fields of both sides.
    pub fields: Vec<String>,
    /// Active deals that one manager should have at most.
    pub deals_max: u64,
    pub managers: Vec<SuggestedManagerOut>,
}

/// # Errors
/// Not staff; no such match.
pub async fn of_match(context: &Context, id: MatchId) -> Result<MatchManagersOut> {
    context.require_staff()?;
    let database = context.database();
    let row = store::get(database, &context.viewer, id).await?;
    let demand = demands::store::by_ids(database, &context.viewer, [row.demand_id]).await?;
    let achievement = achievements::store::by_ids(database, &context.viewer, [row.achievement_id]).await?;
    let of_demand = demand.into_values().map(|row| row.field);
    let fields: BTreeSet<String> = of_demand.chain(achievement.into_values().map(|row| row.field)).collect();
    let fields: Vec<String> = fields.into_iter().filter(|field| !field.is_empty()).collect();
    let deals_max = context.state.config.limits.manager_deals_max;
    let cases = cases(context, &fields).await?;
    let viewer = context.signed_in()?;
    let mut named = HashSet::new();
    let all = managers::list(context).await?.into_iter().filter(|manager| named.insert(manager.person_id));
    let mut found: Vec<SuggestedManagerOut> = all
        .map(|manager| {
            let (field_deals, field_signed) = cases.get(&manager.person_id).copied().unwrap_or_default();
            let has_room = manager.active_deals < deals_max;
            let can_open = viewer.role == Role::Admin || viewer.organization_id == manager.organization_id;
            SuggestedManagerOut { manager, field_deals, field_signed, has_room, can_open }
        })
        .collect();
    found.sort_by_key(|one| {
        (
            !one.has_room,
            Reverse(one.field_signed),
            Reverse(one.field_deals),
            one.manager.active_deals,
            one.manager.person_id.0,
        )
    });
    found.truncate(NAMED_MAX);
    Ok(MatchManagersOut { fields, deals_max, managers: found })
}

/// Deals in the fields, and those of them that were signed, by manager.
async fn cases(context: &Context, fields: &[String]) -> Result<HashMap<PersonId, (u64, u64)>> {
    let database = context.database();
    let in_fields = || deal::Entity::find().filter(deals::store::of_fields(fields.to_vec())).select_only();
    let seen = in_fields().column(deal::Column::Id).column(deal::Column::ManagerId);
    let seen: Vec<(DealId, PersonId)> = seen.into_tuple().all(database).await?;
    let signed = contract::Entity::find()
        .select_only()
        .column(contract::Column::DealId)
        .filter(contract::Column::SignedOn.is_not_null())
        .filter(contract::Column::DealId.in_subquery(in_fields().column(deal::Column::Id).into_query()));
    let signed: HashSet<DealId> = signed.into_tuple::<DealId>().all(database).await?.into_iter().collect();
    let mut cases: HashMap<PersonId, (u64, u64)> = HashMap::new();
    for (deal, manager) in seen {
        let one = cases.entry(manager).or_default();
        one.0 += 1;
        one.1 += u64::from(signed.contains(&deal));
    }
    Ok(cases)
}
