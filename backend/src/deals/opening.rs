//! The first row of a deal: who carries it, where it comes from, when the introduction is due.

use super::create::{Origin, Parties};
use super::stages;
use crate::accounts::managers;
use crate::change::Change;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::rules::working_days::add_working_days;
use entity::deal;
use entity::enums::{DealChannel, DealStage, DealState};
use entity::id::{DealId, OrganizationId, PersonId};
use seeds::RuleKey;

/// The deal as it begins, not yet written.
///
/// # Errors
/// Nobody can carry it; the database fails.
pub(super) async fn row(
    change: &Change<'_>,
    context: &Context,
    origin: &Origin,
    parties: &Parties,
    title: String,
    manager: Option<PersonId>,
) -> Result<deal::Model> {
    let (broker_id, manager_id) = carrier(change, context, manager).await?;
    let (now, today) = (context.now(), context.today());
    let days = seeds::rule(RuleKey::IntroductionOverdueWorkingDays, today).value;
    Ok(deal::Model {
        id: DealId::generate(),
        number: change.next_number("DJ").await?,
        title,
        achievement_id: origin.achievement.as_ref().map(|row| row.id),
        demand_id: origin.demand.as_ref().map(|row| row.id),
        match_id: origin.suggestion.as_ref().map(|row| row.id),
        channel: channel(origin),
        supplier_id: parties.supplier.id,
        acquirer_id: parties.acquirer.id,
        broker_id,
        manager_id,
        stage: DealStage::Introduction,
        state: DealState::Active,
        stage_entered_at: now,
        next_step: stages::to_do(DealStage::Introduction).to_owned(),
        next_step_due_on: Some(add_working_days(today, days, seeds::is_workday)),
        supplier_answer: None,
        supplier_answer_reason: None,
        supplier_answer_note: String::new(),
        supplier_answered_at: None,
        supplier_answered_by: None,
        acquirer_answer: None,
        acquirer_answer_reason: None,
        acquirer_answer_note: String::new(),
        acquirer_answered_at: None,
        acquirer_answered_by: None,
        confidentiality: None,
        evaluation: None,
        terms: None,
        lost_stage: None,
        lost_reason: None,
        lost_note: String::new(),
        closed_at: None,
        is_demo: is_demo(origin, parties),
        version: 1,
        created_at: now,
        updated_at: now,
    })
}

/// Staff carry what they begin, or name who does; what a party asks for goes to the manager who has the least to do.
async fn carrier(
    change: &Change<'_>,
    context: &Context,
    manager: Option<PersonId>,
) -> Result<(OrganizationId, PersonId)> {
    if context.viewer.is_staff() {
        let own = context.signed_in()?;
        let Some(manager) = manager.filter(|manager| *manager != own.person_id) else {
            return Ok((own.organization_id, own.person_id));
        };
        let membership = managers::membership_of(change.rows(), manager, own.organization_id).await?;
        return Ok((membership.organization_id, manager));
    }
    let site = &context.state.config.site;
    let Some(manager) = managers::least_busy(change.rows(), &site.operator).await? else {
        let contact = if site.contact.is_empty() { String::new() } else { format!("（{}）", site.contact) };
        let message = format!("现在没有在岗的技术经理人可以办理，请直接联系{}{contact}。", site.operator);
        return Err(Error::conflict("no_manager", message));
    };
    Ok((manager.organization_id, manager.person_id))
}

fn channel(origin: &Origin) -> DealChannel {
    if origin.suggestion.is_some() {
        DealChannel::Match
    } else if origin.achievement.is_some() || origin.demand.is_some() {
        DealChannel::Search
    } else {
        DealChannel::Manual
    }
}

/// A deal with anything invented in it is itself no real one.
fn is_demo(origin: &Origin, parties: &Parties) -> bool {
    parties.supplier.is_demo
        || parties.acquirer.is_demo
        || origin.achievement.as_ref().is_some_and(|row| row.is_demo)
        || origin.demand.as_ref().is_some_and(|row| row.is_demo)
}
