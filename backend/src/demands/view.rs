//! How a demand looks to a viewer: an anonymous company shows region and industry only, contact data stays with those
//! entitled, details of a confidential one need an agreement.

use super::dto::{DemandOut, DemandRow};
use super::fields;
use crate::achievements::view::{can, is_entitled};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::listings::grants;
use crate::listings::rows::Beside;
use crate::organizations::dto::OrganizationRef;
use entity::demand::Model;
use entity::enums::{GrantKind, ListingKind};
use entity::id::OrganizationId;
use entity::listing_grant;
use entity::organization;
use entity::value::{Contact, Elements, Price, Targets};
use sea_orm::EntityTrait;

/// # Errors
/// The database fails.
pub async fn rows(context: &Context, models: Vec<Model>) -> Result<Vec<DemandRow>> {
    let ids: Vec<_> = models.iter().map(|row| row.id.0).collect();
    let owners = models.iter().map(|row| row.organization_id);
    let beside = Beside::read(context.database(), ListingKind::Demand, &ids, owners).await?;
    Ok(models.into_iter().map(|row| line(context, row, &beside)).collect())
}

fn line(context: &Context, row: Model, beside: &Beside) -> DemandRow {
    let named = sees_name(context, &row);
    let entitled = is_entitled(context, row.organization_id);
    DemandRow {
        organization: beside.organizations.get(&row.organization_id).filter(|_| named).map(OrganizationRef::from),
        open_matches: if entitled { beside.open_matches(row.id.0) } else { 0 },
        active_deals: if entitled { beside.active_deals(row.id.0) } else { 0 },
        budget: budget(&row),
        id: row.id,
        number: row.number,
        title: row.title,
        summary: row.summary,
        state: row.state,
        visibility: row.visibility,
        publish_mode: row.publish_mode,
        field: row.field,
        industry: row.industry,
        region: row.region,
        trl_min: row.trl_min,
        modes: row.modes.0,
        ends_on: row.ends_on,
        urgency: row.urgency,
        submitted_at: row.submitted_at,
        published_at: row.published_at,
        updated_at: row.updated_at,
        version: row.version,
        is_demo: row.is_demo,
    }
}

#[must_use]
pub fn budget(row: &Model) -> Price {
    Price { kind: row.budget_kind, low_fen: row.budget_low_fen, high_fen: row.budget_high_fen }
}

/// Whether the viewer learns which company it is.
#[must_use]
pub fn sees_name(context: &Context, row: &Model) -> bool {
    fields::shows_name(row) || is_entitled(context, row.organization_id)
}

/// # Errors
/// The database fails.
pub async fn out(context: &Context, row: Model) -> Result<DemandOut> {
    let owner = organization::Entity::find_by_id(row.organization_id).one(context.database()).await?;
    let owner = owner.ok_or(Error::NotFound("项需求"))?;
    let details =
        grants::sees_details(context.database(), &context.viewer, row.visibility, row.organization_id, row.id.0)
            .await?;
    let row = if details { row } else { abstract_of(row) };
    let entitled = is_entitled(context, row.organization_id);
    let granted = if entitled { grants::of_listing(context.database(), row.id.0).await? } else { Vec::new() };
    let can = can(context, row.state, row.organization_id);
    Ok(DemandOut {
        organization: sees_name(context, &row).then(|| OrganizationRef::from(&owner)),
        missing: if can.submit { fields::missing(&row) } else { Vec::new() },
        can,
        abstract_only: !details,
        invited_organization_ids: organizations(&granted, GrantKind::Invited),
        excluded_organization_ids: organizations(&granted, GrantKind::Excluded),
        contact: entitled.then(|| Contact {
            name: row.contact_name.clone(),
            phone: row.contact_phone.clone(),
            email: row.contact_email.clone(),
        }),
        budget: budget(&row),
        review_reason: if entitled { row.review_reason } else { None },
        review_note: if entitled { row.review_note } else { String::new() },
        close_note: if entitled { row.close_note } else { String::new() },
        id: row.id,
        number: row.number,
        state: row.state,
        visibility: row.visibility,
        publish_mode: row.publish_mode,
        title: row.title,
        summary: row.summary,
        keywords: row.keywords.0,
        field: row.field,
        industry: row.industry,
        region: row.region,
        functional_zone: row.functional_zone,
        chain: row.chain,
        kind: row.kind,
        problem: row.problem,
        key_technology: row.key_technology,
        target: row.target,
        elements: row.elements,
        indicators: row.indicators.0,
        modes: row.modes.0,
        includes_equipment: row.includes_equipment,
        funding_source: row.funding_source,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        urgency: row.urgency,
        trl_min: row.trl_min,
        tried: row.tried,
        conditions: row.conditions,
        wanted_partners: row.wanted_partners,
        close_reason: row.close_reason,
        submitted_at: row.submitted_at,
        published_at: row.published_at,
        closed_at: row.closed_at,
        confirmed_at: row.confirmed_at,
        source: row.source,
        is_demo: row.is_demo,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

fn organizations(granted: &[listing_grant::Model], kind: GrantKind) -> Vec<OrganizationId> {
    granted.iter().filter(|grant| grant.grant == kind).map(|grant| grant.organization_id).collect()
}

/// Title, summary, keywords and classification; everything else is emptied (rules.md §0.10).
fn abstract_of(row: Model) -> Model {
    Model {
        problem: String::new(),
        key_technology: String::new(),
        target: String::new(),
        elements: Elements::default(),
        indicators: Targets::default(),
        funding_source: String::new(),
        tried: String::new(),
        conditions: String::new(),
        wanted_partners: String::new(),
        ..row
    }
}
