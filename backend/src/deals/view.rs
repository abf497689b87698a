//! How a deal looks to its viewer. Contacts appear when both sides said yes; the company behind an anonymous demand stays
//! unnamed to the supplier until then.

use super::dto::{AnswerOut, Answers, Contacts, DealCan, DealOut, DealRow, ListingRef, PersonRef};
use super::store::{self, Dossier};
use super::{policy, stages};
use crate::accounts;
use crate::clock::china_date;
use crate::context::Context;
use crate::error::Result;
use crate::files;
use crate::organizations;
use crate::organizations::dto::OrganizationRef;
use entity::enums::{Answer, DealStage, DealState, OrganizationKind, PricingState, SubjectKind, Verification};
use entity::id::{DealId, DemandId, OrganizationId, PersonId};
use entity::value::Contact;
use entity::{achievement, deal, demand, organization, person};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub(super) type People = HashMap<PersonId, person::Model>;
type Organizations = HashMap<OrganizationId, organization::Model>;

pub(super) async fn people(rows: &impl ConnectionTrait, ids: impl IntoIterator<Item = PersonId>) -> Result<People> {
    accounts::store::people(rows, ids).await
}

/// What the rows of a list have in common.
struct Names {
    organizations: Organizations,
    people: People,
    contract_totals: HashMap<DealId, i64>,
    anonymous: HashSet<DemandId>,
}

impl Names {
    async fn of(rows: &impl ConnectionTrait, deals: &[deal::Model]) -> Result<Self> {
        let parties = deals.iter().flat_map(|row| [row.supplier_id, row.acquirer_id, row.broker_id]);
        let persons = deals.iter().flat_map(|row| {
            [Some(row.manager_id), row.supplier_answered_by, row.acquirer_answered_by].into_iter().flatten()
        });
        Ok(Self {
            organizations: organizations::store::by_ids(rows, parties).await?,
            people: people(rows, persons).await?,
            contract_totals: store::contract_totals(rows, deals.iter().map(|row| row.id)).await?,
            anonymous: store::anonymous_demands(rows, deals.iter().filter_map(|row| row.demand_id)).await?,
        })
    }

    fn person(&self, id: PersonId) -> PersonRef {
        PersonRef { id, name: self.people.get(&id).map(|row| row.display_name.clone()).unwrap_or_default() }
    }

    fn hides_acquirer(&self, context: &Context, row: &deal::Model) -> bool {
        let is_anonymous = row.demand_id.is_some_and(|id| self.anonymous.contains(&id));
        policy::hides_acquirer(&context.viewer, row, is_anonymous)
    }
}

/// The party whose name and people this viewer may not learn yet.
///
/// # Errors
/// The database fails.
pub async fn hidden_party(context: &Context, deal: &deal::Model) -> Result<Option<OrganizationId>> {
    let anonymous = store::anonymous_demands(context.database(), deal.demand_id).await?;
    let is_anonymous = deal.demand_id.is_some_and(|id| anonymous.contains(&id));
    Ok(policy::hides_acquirer(&context.viewer, deal, is_anonymous).then_some(deal.acquirer_id))
}

/// An organisation of the deal, or its mask.
pub(super) fn party(rows: &Organizations, id: OrganizationId, is_hidden: bool) -> OrganizationRef {
    match rows.get(&id).filter(|_| !is_hidden) {
        Some(row) => OrganizationRef::from(row),
        None => OrganizationRef {
            id: OrganizationId(Uuid::nil()),
            name: "匿名企业（双方同意后可见）".to_owned(),
            short_name: "匿名企业".to_owned(),
            kind: OrganizationKind::Company,
            verification: Verification::Verified,
        },
    }
}

pub(crate) fn unnamed_person() -> PersonRef {
    PersonRef { id: PersonId(Uuid::nil()), name: "吸纳方人员".to_owned() }
}

/// Rows of a list.
///
/// # Errors
/// The database fails.
pub async fn deal_rows(context: &Context, deals: Vec<deal::Model>) -> Result<Vec<DealRow>> {
    let names = Names::of(context.database(), &deals).await?;
    Ok(deals.iter().map(|row| deal_row(context, row, &names)).collect())
}

fn deal_row(context: &Context, row: &deal::Model, names: &Names) -> DealRow {
    let organizations = &names.organizations;
    let days = context.today() - china_date(row.stage_entered_at);
    let of_terms = row.terms.as_ref().map(|terms| terms.price_fen);
    DealRow {
        id: row.id,
        number: row.number.clone(),
        title: row.title.clone(),
        stage: row.stage,
        state: row.state,
        stage_entered_at: row.stage_entered_at,
        days_in_stage: days.num_days().max(0),
        supplier: party(organizations, row.supplier_id, false),
        acquirer: party(organizations, row.acquirer_id, names.hides_acquirer(context, row)),
        broker: party(organizations, row.broker_id, false),
        manager: names.person(row.manager_id),
        price_fen: names.contract_totals.get(&row.id).copied().or(of_terms),
        next_step: row.next_step.clone(),
        next_step_due_on: row.next_step_due_on,
        lost_stage: row.lost_stage,
        lost_reason: row.lost_reason.clone(),
        is_demo: row.is_demo,
        version: row.version,
        updated_at: row.updated_at,
    }
}

/// The whole deal.
///
/// # Errors
/// Not there, or not for this viewer.
pub async fn deal_out(context: &Context, id: DealId) -> Result<DealOut> {
    out(context, store::get(context.database(), &context.viewer, id).await?).await
}

/// A deal that the viewer was allowed to see, or has just changed: who hands it over still gets this last answer.
pub(super) async fn out(context: &Context, deal: deal::Model) -> Result<DealOut> {
    let (rows, id) = (context.database(), deal.id);
    let names = Names::of(rows, std::slice::from_ref(&deal)).await?;
    let listings = Listings::of(rows, &deal).await?;
    let hidden = names.hides_acquirer(context, &deal).then_some(deal.acquirer_id);
    let files = files::service::of_subject(rows, SubjectKind::Deal, id.0, hidden).await?;
    let dossier = store::dossier(rows, deal).await?;
    let (next, can) = (stages::next(&dossier, context.today()), can(context, &dossier));
    let row = deal_row(context, &dossier.deal, &names);
    let answers = answers(context, &dossier.deal, &names);
    let contacts = contacts(&dossier.deal, &names, &listings);
    let my_side = policy::my_side(&context.viewer, &dossier.deal);
    let Dossier { deal, pricings, contract, registrations, payments } = dossier;
    Ok(DealOut {
        row,
        achievement: listings.achievement.map(|row| listing_ref(row.id.0, row.number, row.title)),
        demand: listings.demand.map(|row| listing_ref(row.id.0, row.number, row.title)),
        match_id: deal.match_id,
        channel: deal.channel,
        answers,
        contacts,
        confidentiality: deal.confidentiality,
        evaluation: deal.evaluation,
        terms: deal.terms,
        pricings: pricings.into_iter().map(Into::into).collect(),
        contract: contract.map(Into::into),
        registrations: registrations.into_iter().map(Into::into).collect(),
        payments: payments.into_iter().map(Into::into).collect(),
        files,
        lost_note: deal.lost_note,
        closed_at: deal.closed_at,
        created_at: deal.created_at,
        next,
        can,
        my_side,
    })
}

struct Listings {
    achievement: Option<achievement::Model>,
    demand: Option<demand::Model>,
}

impl Listings {
    async fn of(rows: &impl ConnectionTrait, deal: &deal::Model) -> Result<Self> {
        let achievement = match deal.achievement_id {
            Some(id) => achievement::Entity::find_by_id(id).one(rows).await?,
            None => None,
        };
        let demand = match deal.demand_id {
            Some(id) => demand::Entity::find_by_id(id).one(rows).await?,
            None => None,
        };
        Ok(Self { achievement, demand })
    }
}

fn listing_ref(id: Uuid, number: String, title: String) -> ListingRef {
    ListingRef { id, number, title }
}

fn answers(context: &Context, deal: &deal::Model, names: &Names) -> Answers {
    let out = |answer: Option<Answer>, reason: &Option<String>, note: &str, at, by: Option<PersonId>| {
        Some(AnswerOut {
            answer: answer?,
            reason: reason.clone(),
            note: note.to_owned(),
            at: at?,
            by: by.map(|id| names.person(id))?,
        })
    };
    let supplier = out(
        deal.supplier_answer,
        &deal.supplier_answer_reason,
        &deal.supplier_answer_note,
        deal.supplier_answered_at,
        deal.supplier_answered_by,
    );
    let mut acquirer = out(
        deal.acquirer_answer,
        &deal.acquirer_answer_reason,
        &deal.acquirer_answer_note,
        deal.acquirer_answered_at,
        deal.acquirer_answered_by,
    );
    if let Some(answer) = acquirer.as_mut().filter(|_| names.hides_acquirer(context, deal)) {
        answer.by = unnamed_person();
    }
    Answers { supplier, acquirer }
}

/// The listing's contact, or the organisation's.
fn contacts(deal: &deal::Model, names: &Names, listings: &Listings) -> Option<Contacts> {
    if !policy::both_agreed(deal) {
        return None;
    }
    let of_achievement = listings.achievement.as_ref().map(|row| Contact {
        name: row.contact_name.clone(),
        phone: row.contact_phone.clone(),
        email: row.contact_email.clone(),
    });
    let of_demand = listings.demand.as_ref().map(|row| Contact {
        name: row.contact_name.clone(),
        phone: row.contact_phone.clone(),
        email: row.contact_email.clone(),
    });
    let organization = |id: OrganizationId| {
        names.organizations.get(&id).map(|row| Contact {
            name: row.contact_name.clone(),
            phone: row.contact_phone.clone(),
            email: row.contact_email.clone(),
        })
    };
    let reachable = |contact: &Contact| !contact.phone.is_empty() || !contact.email.is_empty();
    let supplier = of_achievement.filter(reachable).or_else(|| organization(deal.supplier_id));
    let acquirer = of_demand.filter(reachable).or_else(|| organization(deal.acquirer_id));
    Some(Contacts { supplier: supplier.unwrap_or_default(), acquirer: acquirer.unwrap_or_default() })
}

fn can(context: &Context, dossier: &Dossier) -> DealCan {
    let deal = &dossier.deal;
    let is_active = deal.state == DealState::Active;
    let carries = context.viewer.is_staff();
    let is_public = dossier.running().is_some_and(|row| row.state == PricingState::Published);
    let unanswered = |side: &entity::enums::Side| policy::answer_of(deal, *side).is_none();
    DealCan {
        answer_as: policy::my_side(&context.viewer, deal).filter(|side| is_active && unanswered(side)),
        advance: carries && is_active && deal.stage != DealStage::Introduction,
        edit: carries && is_active,
        lose: carries && is_active,
        reopen: carries && deal.state == DealState::Lost,
        raise_objection: is_active && is_public,
    }
}
