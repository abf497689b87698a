//! How an achievement looks to a viewer: contact data only for those entitled, details of a confidential one only under an
//! agreement.

use super::dto::{AchievementOut, AchievementRow};
use super::fields;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::listings::dto::ListingCan;
use crate::listings::grants;
use crate::listings::rows::Beside;
use crate::organizations::dto::OrganizationRef;
use crate::rules::trl::display_stage;
use entity::achievement::Model;
use entity::enums::{GrantKind, ListingKind, ListingState};
use entity::id::OrganizationId;
use entity::organization;
use entity::value::{Contact, Price};
use sea_orm::EntityTrait;

/// # Errors
/// The database fails.
pub async fn rows(context: &Context, models: Vec<Model>) -> Result<Vec<AchievementRow>> {
    let ids: Vec<_> = models.iter().map(|row| row.id.0).collect();
    let owners = models.iter().map(|row| row.organization_id);
    let beside = Beside::read(context.database(), ListingKind::Achievement, &ids, owners).await?;
    Ok(models.into_iter().filter_map(|row| line(context, row, &beside)).collect())
}

fn line(context: &Context, row: Model, beside: &Beside) -> Option<AchievementRow> {
    let entitled = is_entitled(context, row.organization_id);
    Some(AchievementRow {
        organization: OrganizationRef::from(beside.organizations.get(&row.organization_id)?),
        open_matches: if entitled { beside.open_matches(row.id.0) } else { 0 },
        active_deals: if entitled { beside.active_deals(row.id.0) } else { 0 },
        price: price(&row),
        id: row.id,
        number: row.number,
        title: row.title,
        summary: row.summary,
        state: row.state,
        visibility: row.visibility,
        field: row.field,
        industry: row.industry,
        region: row.region,
        trl: row.trl,
        modes: row.modes.0,
        submitted_at: row.submitted_at,
        published_at: row.published_at,
        updated_at: row.updated_at,
        version: row.version,
        is_demo: row.is_demo,
    })
}

#[must_use]
pub fn price(row: &Model) -> Price {
    Price { kind: row.price_kind, low_fen: row.price_low_fen, high_fen: row.price_high_fen }
}

/// Whether staff or the owner is looking.
pub(crate) fn is_entitled(context: &Context, owner: OrganizationId) -> bool {
    context.viewer.is_staff() || context.viewer.organization_id() == Some(owner)
}

/// What a viewer may do with a listing of this state and owner.
pub(crate) fn can(context: &Context, state: ListingState, owner: OrganizationId) -> ListingCan {
    let viewer = &context.viewer;
    let (owns, staff) = (viewer.acts_for(owner), viewer.is_staff());
    ListingCan {
        edit: (owns || staff) && state != ListingState::Closed,
        submit: owns && matches!(state, ListingState::Draft | ListingState::Returned),
        review: staff && state == ListingState::Submitted,
        close: (owns || staff) && state != ListingState::Closed,
        reopen: owns && state == ListingState::Closed,
        start_deal: state.is_live() && (staff || (viewer.is_verified() && !owns)),
        upload: owns || staff,
    }
}

/// # Errors
/// The database fails.
pub async fn out(context: &Context, row: Model) -> Result<AchievementOut> {
    let owner = organization::Entity::find_by_id(row.organization_id).one(context.database()).await?;
    let owner = owner.ok_or(Error::NotFound("项成果"))?;
    let details =
        grants::sees_details(context.database(), &context.viewer, row.visibility, row.organization_id, row.id.0)
            .await?;
    let row = if details { row } else { abstract_of(row) };
    let entitled = is_entitled(context, row.organization_id);
    let excluded = if entitled { grants::of_listing(context.database(), row.id.0).await? } else { Vec::new() };
    let can = can(context, row.state, row.organization_id);
    Ok(AchievementOut {
        organization: OrganizationRef::from(&owner),
        missing: if can.submit { fields::missing(&row) } else { Vec::new() },
        can,
        abstract_only: !details,
        excluded_organization_ids: excluded
            .into_iter()
            .filter(|grant| grant.grant == GrantKind::Excluded)
            .map(|grant| grant.organization_id)
            .collect(),
        contact: entitled.then(|| Contact {
            name: row.contact_name.clone(),
            phone: row.contact_phone.clone(),
            email: row.contact_email.clone(),
        }),
        trl_stage: row.trl.and_then(|level| display_stage(u8::try_from(level).ok()?)).map(str::to_owned),
        price: price(&row),
        review_reason: if entitled { row.review_reason } else { None },
        review_note: if entitled { row.review_note } else { String::new() },
        close_note: if entitled { row.close_note } else { String::new() },
        id: row.id,
        number: row.number,
        state: row.state,
        visibility: row.visibility,
        title: row.title,
        summary: row.summary,
        keywords: row.keywords.0,
        field: row.field,
        industry: row.industry,
        region: row.region,
        functional_zone: row.functional_zone,
        chain: row.chain,
        form: row.form,
        novelty: row.novelty,
        level: row.level,
        origin: row.origin,
        trl: row.trl,
        trl_evidence: row.trl_evidence,
        trl_rated_by: row.trl_rated_by,
        trl_rated_on: row.trl_rated_on,
        problem: row.problem,
        advantage: row.advantage,
        application: row.application,
        description: row.description,
        indicators: row.indicators.0,
        ip_rights: row.ip_rights.0,
        modes: row.modes.0,
        price_note: row.price_note,
        contributors: row.contributors.0,
        next_steps: row.next_steps,
        wants_manager: row.wants_manager,
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

/// Title, summary, keywords and classification; everything else is emptied (rules.md §0.10).
fn abstract_of(row: Model) -> Model {
    Model {
        trl_evidence: String::new(),
        problem: String::new(),
        advantage: String::new(),
        application: String::new(),
        description: String::new(),
        indicators: entity::value::Indicators::default(),
        ip_rights: entity::value::IpRights::default(),
        price_note: String::new(),
        contributors: entity::value::Texts::default(),
        next_steps: String::new(),
        ..row
    }
}
