//! Drafting, editing and reading. The steps from draft to closed stand in `listings::lifecycle`.

use super::dto::{DemandIn, DemandOut, DemandRow};
use super::{fields, store, view};
use crate::achievements::service::owner;
use crate::change::Change;
use crate::check::Checks;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::idempotency::{self, IdempotencyKey};
use crate::http::page::{Page, PageQuery};
use crate::listings::advice::{self, AdviceOut};
use crate::listings::dto::ListingFilter;
use crate::listings::lifecycle::{self, Listing, ReasonIn, require_owner, require_owner_or_staff, require_staff};
use crate::listings::revisions::{self, RevisionOut};
use crate::listings::{grants, prefill};
use entity::demand::{Column, Model};
use entity::enums::{
    GrantKind, ListingKind, ListingState, PriceKind, PublishMode, Role, SubjectKind, Urgency, Visibility,
};
use entity::id::{DemandId, OrganizationId, PersonId};
use entity::value::{Elements, Modes, Targets, Texts};
use sea_orm::{ActiveModelTrait, IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect};

/// # Errors
/// A bad page; the database fails.
pub async fn list(context: &Context, filter: &ListingFilter, page: &PageQuery) -> Result<Page<DemandRow>> {
    let query = store::filtered(&context.viewer, filter);
    let total = query.clone().count(context.database()).await?;
    let window = page.window(context)?;
    let rows = query
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .offset(window.offset)
        .limit(window.limit)
        .all(context.database())
        .await?;
    Ok(window.page(view::rows(context, rows).await?, total))
}

/// # Errors
/// Not there, or not for this viewer.
pub async fn get(context: &Context, id: DemandId) -> Result<DemandOut> {
    view::out(context, store::get(context.database(), &context.viewer, id).await?).await
}

/// A new draft; the same form sent again answers the same draft.
///
/// # Errors
/// Not entitled; wrong fields.
pub async fn create(context: &Context, input: DemandIn, key: &IdempotencyKey) -> Result<DemandOut> {
    let person = context.require(Role::ALL)?;
    if let Some(id) = idempotency::existing(context, key).await? {
        return get(context, DemandId(id)).await;
    }
    let owner = owner(context, input.organization_id).await?;
    // Read before the write begins: a transaction that waits for a second connection can wait for ever.
    let known = prefill::known(context, owner).await?;
    let granted = Granted::of(&input);
    let mut change = context.change().await?;
    let mut checks = Checks::default();
    checks.present("title", input.title.as_deref().unwrap_or_default(), "需求名称");
    let mut row = blank(context, owner, person.person_id);
    (row.region, row.functional_zone) = (known.region, known.functional_zone);
    (row.contact_name, row.contact_phone, row.contact_email) =
        (known.contact.name, known.contact.phone, known.contact.email);
    fields::apply(
        &mut row,
        DemandIn { title: input.title.clone().filter(|t| !t.trim().is_empty()), ..input },
        &mut checks,
    );
    checks.finish()?;
    row.number = change.next_number("XQ").await?;
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    granted.save(&mut change, context, row.id).await?;
    idempotency::remember(change.rows(), context, key, row.id.0).await?;
    change.record("demand.create", (SubjectKind::Demand, row.id.0), None::<&()>, Some(&row))?;
    change.commit().await?;
    view::out(context, row).await
}

/// What would make a draft better; it stays as it is.
///
/// # Errors
/// Not entitled; wrong fields.
pub async fn check(context: &Context, input: DemandIn) -> Result<Vec<AdviceOut>> {
    Ok(advice::of_demand(&drafted(context, input).await?))
}

/// The row that an input would make, unsaved; what is not written yet stays empty.
///
/// # Errors
/// Not entitled; wrong fields.
pub(crate) async fn drafted(context: &Context, input: DemandIn) -> Result<Model> {
    let person = context.require(Role::ALL)?;
    let owner = owner(context, input.organization_id).await?;
    let mut row = blank(context, owner, person.person_id);
    let mut checks = Checks::default();
    let title = input.title.clone().filter(|title| !title.trim().is_empty());
    fields::apply(&mut row, DemandIn { title, ..input }, &mut checks);
    checks.finish()?;
    Ok(row)
}

/// The invited and excluded organisations that an input names.
struct Granted {
    invited: Option<Vec<OrganizationId>>,
    excluded: Option<Vec<OrganizationId>>,
}

impl Granted {
    fn of(input: &DemandIn) -> Self {
        Self { invited: input.invited_organization_ids.clone(), excluded: input.excluded_organization_ids.clone() }
    }

    async fn save(self, change: &mut Change<'_>, context: &Context, id: DemandId) -> Result<()> {
        for (grant, named) in [(GrantKind::Invited, self.invited), (GrantKind::Excluded, self.excluded)] {
            if let Some(named) = named {
                grants::replace(change, context, (ListingKind::Demand, id.0), grant, &named).await?;
            }
        }
        Ok(())
    }
}

pub(crate) fn blank(context: &Context, owner: OrganizationId, person: PersonId) -> Model {
    let now = context.now();
    Model {
        id: DemandId::generate(),
        number: String::new(),
        organization_id: owner,
        created_by: person,
        state: ListingState::Draft,
        visibility: Visibility::Public,
        publish_mode: PublishMode::Named,
        title: String::new(),
        summary: String::new(),
        keywords: Texts::default(),
        field: String::new(),
        industry: String::new(),
        region: String::new(),
        functional_zone: String::new(),
        chain: String::new(),
        kind: None,
        problem: String::new(),
        key_technology: String::new(),
        target: String::new(),
        elements: Elements::default(),
        indicators: Targets::default(),
        modes: Modes::default(),
        budget_kind: PriceKind::Negotiable,
        budget_low_fen: None,
        budget_high_fen: None,
        includes_equipment: false,
        funding_source: String::new(),
        starts_on: None,
        ends_on: None,
        urgency: Urgency::Normal,
        trl_min: None,
        tried: String::new(),
        conditions: String::new(),
        wanted_partners: String::new(),
        contact_name: String::new(),
        contact_phone: String::new(),
        contact_email: String::new(),
        review_reason: None,
        review_note: String::new(),
        close_reason: None,
        close_note: String::new(),
        submitted_at: None,
        published_at: None,
        closed_at: None,
        confirmed_at: None,
        source: None,
        is_demo: false,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// Saves one or more sections. What was published keeps its history and must stay complete.
///
/// # Errors
/// Neither owner nor staff; closed; wrong fields; stale version.
pub async fn update(context: &Context, id: DemandId, input: DemandIn) -> Result<DemandOut> {
    require(context, id, require_owner_or_staff).await?;
    let Some(version) = input.version else {
        return Err(Error::field("version", "required", "缺少 version：请刷新页面后再保存。"));
    };
    let mut change = context.change().await?;
    let before = <Model as Listing>::lock(change.rows(), id.0).await?;
    if before.version != version {
        return Err(Error::stale_version());
    }
    if before.state == ListingState::Closed {
        return Err(Error::conflict("wrong_state", "已关闭的需求不能修改，请先重新打开。"));
    }
    let granted = Granted::of(&input);
    let mut row = before.clone();
    let mut checks = Checks::default();
    fields::apply(&mut row, input, &mut checks);
    checks.finish()?;
    if before.state.is_live() || before.state == ListingState::Submitted {
        let missing = fields::missing(&row);
        if !missing.is_empty() {
            return Err(Error::Invalid(missing));
        }
    }
    if before.state.is_live() {
        revisions::keep(change.rows(), context, &before).await?;
    }
    granted.save(&mut change, context, id).await?;
    row.version += 1;
    row.updated_at = context.now();
    let row = row.save(change.rows()).await?;
    change.record("demand.update", (SubjectKind::Demand, id.0), Some(&before), Some(&row))?;
    change.announce(SubjectKind::Demand, id.0);
    change.commit().await?;
    view::out(context, row).await
}

/// # Errors
/// See [`lifecycle::submit`].
pub async fn submit(context: &Context, id: DemandId, version: i32) -> Result<DemandOut> {
    require(context, id, require_owner).await?;
    view::out(context, lifecycle::submit(context, id.0, version, fields::missing).await?).await
}

/// # Errors
/// See [`lifecycle::publish`].
pub async fn publish(context: &Context, id: DemandId, version: i32) -> Result<DemandOut> {
    require(context, id, require_staff).await?;
    view::out(context, lifecycle::publish::<Model>(context, id.0, version).await?).await
}

/// # Errors
/// See [`lifecycle::send_back`].
pub async fn send_back(context: &Context, id: DemandId, input: ReasonIn) -> Result<DemandOut> {
    require(context, id, require_staff).await?;
    view::out(context, lifecycle::send_back::<Model>(context, id.0, input).await?).await
}

/// # Errors
/// See [`lifecycle::close`].
pub async fn close(context: &Context, id: DemandId, input: ReasonIn) -> Result<DemandOut> {
    require(context, id, require_owner_or_staff).await?;
    view::out(context, lifecycle::close::<Model>(context, id.0, input).await?).await
}

/// # Errors
/// See [`lifecycle::reopen`].
pub async fn reopen(context: &Context, id: DemandId, version: i32) -> Result<DemandOut> {
    require(context, id, require_owner_or_staff).await?;
    view::out(context, lifecycle::reopen::<Model>(context, id.0, version).await?).await
}

/// What it said before each edit; owner and staff only.
///
/// # Errors
/// Neither owner nor staff.
pub async fn list_revisions(context: &Context, id: DemandId) -> Result<Vec<RevisionOut>> {
    let row = require(context, id, require_owner_or_staff).await?;
    revisions::of_listing(context, &row).await
}

/// The policy of a write comes first: signed in, the listing visible, the person entitled. What somebody may not do
/// tells nothing of version or state. A listing never changes its owner, so this holds until the row is locked.
async fn require(
    context: &Context,
    id: DemandId,
    entitled: fn(&Context, OrganizationId) -> Result<()>,
) -> Result<Model> {
    context.signed_in()?;
    let row = store::get(context.database(), &context.viewer, id).await?;
    entitled(context, row.organization_id)?;
    Ok(row)
}
