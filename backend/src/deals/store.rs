//! Queries only.

use super::input::DealFilter;
use crate::auth::viewer::Viewer;
use crate::error::{Error, Result};
use crate::organizations::store::contains;
use entity::deal::{Column, Entity, Model};
use entity::enums::{ContractState, DealStage, DealState, PricingState, PublishMode, Role};
use entity::id::{AchievementId, DealId, DemandId, MatchId, OrganizationId, PersonId};
use entity::{achievement, contract, contract_registration, deal_event, demand, payment, pricing};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::{HashMap, HashSet};

/// Fields of one filter.
const FIELDS_MAX: usize = 10;

/// Administrators see all deals, managers those of their organisation or in their hands, the parties their own.
#[must_use]
pub fn visible_to(viewer: &Viewer) -> Select<Entity> {
    let Some(person) = viewer.signed_in().filter(|person| person.is_active) else {
        // No row lacks its id: nothing.
        return Entity::find().filter(Column::Id.is_null());
    };
    let own = person.organization_id;
    match person.role {
        Role::Admin => Entity::find(),
        Role::Manager => Entity::find()
            .filter(Condition::any().add(Column::BrokerId.eq(own)).add(Column::ManagerId.eq(person.person_id))),
        Role::Tto | Role::Company => {
            Entity::find().filter(Condition::any().add(Column::SupplierId.eq(own)).add(Column::AcquirerId.eq(own)))
        }
    }
}

/// # Errors
/// Not there, or not for this viewer.
pub async fn get(rows: &impl ConnectionTrait, viewer: &Viewer, id: DealId) -> Result<Model> {
    let found = visible_to(viewer).filter(Column::Id.eq(id)).one(rows).await?;
    found.ok_or(Error::NotFound("笔交易"))
}

/// The row, locked until the transaction ends.
///
/// # Errors
/// Not there.
pub async fn lock(rows: &impl ConnectionTrait, id: DealId) -> Result<Model> {
    let found = Entity::find_by_id(id).lock(crate::db::ROW_LOCK).one(rows).await?;
    found.ok_or(Error::NotFound("笔交易"))
}

/// Who carries a deal that came of a match. Told to all who see the match: both sides are asked by this manager anyway, and
/// staff must know that the match is taken.
pub struct Carrier {
    pub match_id: MatchId,
    pub state: DealState,
    pub broker_id: OrganizationId,
    pub manager_id: PersonId,
    /// Only for those who may open the deal.
    pub visible_id: Option<DealId>,
}

type CarrierRow = (DealId, Option<MatchId>, DealState, OrganizationId, PersonId);

/// The carriers of the deals of some matches, active deals first, then the newest.
///
/// # Errors
/// The database fails.
pub async fn carriers(
    rows: &impl ConnectionTrait,
    viewer: &Viewer,
    matches: impl Iterator<Item = MatchId>,
) -> Result<Vec<Carrier>> {
    let of_matches = Column::MatchId.is_in(matches);
    let columns = [Column::Id, Column::MatchId, Column::State, Column::BrokerId, Column::ManagerId];
    let found = Entity::find().select_only().columns(columns).filter(of_matches.clone()).order_by_desc(Column::Id);
    let mut found: Vec<CarrierRow> = found.into_tuple().all(rows).await?;
    found.sort_by_key(|(_, _, state, _, _)| *state != DealState::Active);
    let seen = visible_to(viewer).select_only().column(Column::Id).filter(of_matches);
    let seen: HashSet<DealId> = seen.into_tuple().all(rows).await?.into_iter().collect();
    let carrier = |(id, match_id, state, broker_id, manager_id): CarrierRow| {
        let visible_id = seen.contains(&id).then_some(id);
        Some(Carrier { match_id: match_id?, state, broker_id, manager_id, visible_id })
    };
    Ok(found.into_iter().filter_map(carrier).collect())
}

/// Deals whose achievement or demand is of one of the fields.
#[must_use]
pub fn of_fields(fields: Vec<String>) -> Condition {
    let achievements = Query::select()
        .column(achievement::Column::Id)
        .from(achievement::Entity)
        .and_where(achievement::Column::Field.is_in(fields.clone()))
        .to_owned();
    let demands = Query::select()
        .column(demand::Column::Id)
        .from(demand::Entity)
        .and_where(demand::Column::Field.is_in(fields))
        .to_owned();
    Condition::any().add(Column::AchievementId.in_subquery(achievements)).add(Column::DemandId.in_subquery(demands))
}

/// The filter by organisation works for staff only: a party could test with it who stands behind an anonymous demand.
pub fn filtered(query: Select<Entity>, filter: &DealFilter, viewer: &Viewer) -> Select<Entity> {
    let mut all = Condition::all();
    if let Some(stage) = filter.stage {
        all = all.add(Column::Stage.eq(stage));
    }
    if let Some(state) = filter.state {
        all = all.add(Column::State.eq(state));
    }
    let words = filter.q.as_deref().map(str::trim).unwrap_or_default();
    if !words.is_empty() {
        let number_or_title = Condition::any().add(contains(Column::Number, words)).add(contains(Column::Title, words));
        all = all.add(number_or_title);
    }
    if let Some(manager) = filter.manager_id {
        all = all.add(Column::ManagerId.eq(manager));
    }
    if let Some(achievement) = filter.achievement_id {
        all = all.add(Column::AchievementId.eq(achievement));
    }
    if let Some(demand) = filter.demand_id {
        all = all.add(Column::DemandId.eq(demand));
    }
    if let Some(fields) = filter.field.as_deref().filter(|_| viewer.is_staff()) {
        let fields = fields.split(',').map(str::trim).filter(|field| !field.is_empty()).map(str::to_owned);
        let fields: Vec<String> = fields.take(FIELDS_MAX).collect();
        all = all.add_option((!fields.is_empty()).then(|| of_fields(fields)));
    }
    if let Some(organization) = filter.organization_id.filter(|_| viewer.is_staff()) {
        let party = Condition::any().add(Column::SupplierId.eq(organization)).add(Column::AcquirerId.eq(organization));
        all = all.add(party);
    }
    query.filter(all)
}

/// A deal with the rows that belong to it, each list oldest first.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub deal: Model,
    pub pricings: Vec<pricing::Model>,
    pub contract: Option<contract::Model>,
    pub registrations: Vec<contract_registration::Model>,
    pub payments: Vec<payment::Model>,
}

impl Dossier {
    /// The pricing under which may be signed.
    #[must_use]
    pub fn cleared(&self) -> Option<&pricing::Model> {
        self.pricings.iter().rev().find(|row| row.state == PricingState::Cleared)
    }

    /// The pricing whose publicity runs or has an open objection.
    #[must_use]
    pub fn running(&self) -> Option<&pricing::Model> {
        let runs = |state| matches!(state, PricingState::Published | PricingState::Objected);
        self.pricings.iter().rev().find(|row| runs(row.state))
    }

    #[must_use]
    pub fn signed_contract(&self) -> Option<&contract::Model> {
        self.contract.as_ref().filter(|row| row.state == ContractState::Signed)
    }
}

/// # Errors
/// The database fails.
pub async fn dossier(rows: &impl ConnectionTrait, deal: Model) -> Result<Dossier> {
    let id = deal.id;
    Ok(Dossier {
        pricings: pricing::Entity::find()
            .filter(pricing::Column::DealId.eq(id))
            .order_by_asc(pricing::Column::Id)
            .all(rows)
            .await?,
        contract: contract::Entity::find().filter(contract::Column::DealId.eq(id)).one(rows).await?,
        registrations: contract_registration::Entity::find()
            .filter(contract_registration::Column::DealId.eq(id))
            .order_by_asc(contract_registration::Column::Id)
            .all(rows)
            .await?,
        payments: payment::Entity::find()
            .filter(payment::Column::DealId.eq(id))
            .order_by_asc(payment::Column::Instalment)
            .all(rows)
            .await?,
        deal,
    })
}

/// The timeline, oldest first.
///
/// # Errors
/// The database fails.
pub async fn events(rows: &impl ConnectionTrait, id: DealId) -> Result<Vec<deal_event::Model>> {
    Ok(deal_event::Entity::find()
        .filter(deal_event::Column::DealId.eq(id))
        .order_by_asc(deal_event::Column::At)
        .order_by_asc(deal_event::Column::Id)
        .all(rows)
        .await?)
}

/// What brings two parties together; two active deals may not share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub supplier_id: OrganizationId,
    pub acquirer_id: OrganizationId,
    pub achievement_id: Option<AchievementId>,
    pub demand_id: Option<DemandId>,
}

/// An active deal of the pair. Without any listing the title takes part: two parties may have several matters.
///
/// # Errors
/// The database fails.
pub async fn active_of_pair(rows: &impl ConnectionTrait, pair: Pair, title: &str) -> Result<Option<Model>> {
    let mut query = Entity::find()
        .filter(Column::State.eq(DealState::Active))
        .filter(Column::SupplierId.eq(pair.supplier_id))
        .filter(Column::AcquirerId.eq(pair.acquirer_id));
    query = match pair.achievement_id {
        Some(id) => query.filter(Column::AchievementId.eq(id)),
        None => query.filter(Column::AchievementId.is_null()),
    };
    query = match pair.demand_id {
        Some(id) => query.filter(Column::DemandId.eq(id)),
        None => query.filter(Column::DemandId.is_null()),
    };
    if pair.achievement_id.is_none() && pair.demand_id.is_none() {
        query = query.filter(Column::Title.eq(title));
    }
    Ok(query.one(rows).await?)
}

/// Whether another deal that is past its introduction holds the listing in talks.
///
/// # Errors
/// The database fails.
pub async fn is_held_by_another(rows: &impl ConnectionTrait, deal: DealId, listing: Condition) -> Result<bool> {
    let others = Entity::find()
        .filter(Column::Id.ne(deal))
        .filter(Column::State.eq(DealState::Active))
        .filter(Column::Stage.ne(DealStage::Introduction))
        .filter(listing);
    Ok(others.count(rows).await? > 0)
}

/// Contract totals by deal.
///
/// # Errors
/// The database fails.
pub async fn contract_totals(
    rows: &impl ConnectionTrait,
    deals: impl IntoIterator<Item = DealId>,
) -> Result<HashMap<DealId, i64>> {
    let found: Vec<(DealId, i64)> = contract::Entity::find()
        .select_only()
        .column(contract::Column::DealId)
        .column(contract::Column::TotalAmountFen)
        .filter(contract::Column::DealId.is_in(deals))
        .into_tuple()
        .all(rows)
        .await?;
    Ok(found.into_iter().collect())
}

/// Those of the demands that were published without the company's name.
///
/// # Errors
/// The database fails.
pub async fn anonymous_demands(
    rows: &impl ConnectionTrait,
    demands: impl IntoIterator<Item = DemandId>,
) -> Result<HashSet<DemandId>> {
    let found: Vec<DemandId> = demand::Entity::find()
        .select_only()
        .column(demand::Column::Id)
        .filter(demand::Column::Id.is_in(demands))
        .filter(demand::Column::PublishMode.eq(PublishMode::Anonymous))
        .into_tuple()
        .all(rows)
        .await?;
    Ok(found.into_iter().collect())
}
