//! Drafting, editing and reading. The steps from draft to closed stand in `listings::lifecycle`.

use super::dto::{AchievementIn, AchievementOut, AchievementRow};
use super::{fields, store, view};
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
use crate::organizations;
use entity::achievement::{Column, Model};
use entity::enums::{GrantKind, ListingKind, ListingState, PriceKind, Role, SubjectKind, Visibility};
use entity::id::{AchievementId, OrganizationId, PersonId};
use entity::value::{Indicators, IpRights, Modes, Texts};
use sea_orm::{ActiveModelTrait, IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect};

/// # Errors
/// A bad page; the database fails.
pub async fn list(context: &Context, filter: &ListingFilter, page: &PageQuery) -> Result<Page<AchievementRow>> {
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
pub async fn get(context: &Context, id: AchievementId) -> Result<AchievementOut> {
    view::out(context, store::get(context.database(), &context.viewer, id).await?).await
}

/// A new draft; the same form sent again answers the same draft.
///
/// # Errors
/// Not entitled; wrong fields.
pub async fn create(context: &Context, input: AchievementIn, key: &IdempotencyKey) -> Result<AchievementOut> {
    let person = context.require(Role::ALL)?;
    if let Some(id) = idempotency::existing(context, key).await? {
        return get(context, AchievementId(id)).await;
    }
    let owner = owner(context, input.organization_id).await?;
    // Read before the write begins: a transaction that waits for a second connection can wait for ever.
    let known = prefill::known(context, owner).await?;
    let excluded = input.excluded_organization_ids.clone();
    let mut change = context.change().await?;
    let mut checks = Checks::default();
    checks.present("title", input.title.as_deref().unwrap_or_default(), "成果名称");
    let mut row = blank(context, owner, person.person_id);
    (row.region, row.functional_zone) = (known.region, known.functional_zone);
    (row.contact_name, row.contact_phone, row.contact_email) =
        (known.contact.name, known.contact.phone, known.contact.email);
    fields::apply(
        &mut row,
        AchievementIn { title: input.title.clone().filter(|t| !t.trim().is_empty()), ..input },
        &mut checks,
    );
    checks.finish()?;
    row.number = change.next_number("CG").await?;
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    if let Some(excluded) = excluded {
        let listing = (ListingKind::Achievement, row.id.0);
        grants::replace(&mut change, context, listing, GrantKind::Excluded, &excluded).await?;
    }
    idempotency::remember(change.rows(), context, key, row.id.0).await?;
    change.record("achievement.create", (SubjectKind::Achievement, row.id.0), None::<&()>, Some(&row))?;
    change.commit().await?;
    view::out(context, row).await
}

/// What would make a draft better; it stays as it is.
///
/// # Errors
/// Not entitled; wrong fields.
pub async fn check(context: &Context, input: AchievementIn) -> Result<Vec<AdviceOut>> {
    Ok(advice::of_achievement(&drafted(context, input).await?))
}

/// The row that an input would make, unsaved; what is not written yet stays empty.
async fn drafted(context: &Context, input: AchievementIn) -> Result<Model> {
    let person = context.require(Role::ALL)?;
    let owner = owner(context, input.organization_id).await?;
    let mut row = blank(context, owner, person.person_id);
    let mut checks = Checks::default();
    let title = input.title.clone().filter(|title| !title.trim().is_empty());
    fields::apply(&mut row, AchievementIn { title, ..input }, &mut checks);
    checks.finish()?;
    Ok(row)
}

/// The owning organisation: one's own, or for staff the named one.
pub(crate) async fn owner(context: &Context, named: Option<OrganizationId>) -> Result<OrganizationId> {
    let own = context.signed_in()?.organization_id;
    let Some(named) = named.filter(|named| *named != own) else { return Ok(own) };
    if !context.viewer.is_staff() {
        return Err(Error::field("organization_id", "forbidden", "只能为自己的单位发布。"));
    }
    match organizations::store::get(context.database(), &context.viewer, named).await {
        Err(Error::NotFound(_)) => Err(Error::field("organization_id", "unknown_value", "没有这家单位，请重新选择。")),
        found => Ok(found?.id),
    }
}

pub(crate) fn blank(context: &Context, owner: OrganizationId, person: PersonId) -> Model {
    let now = context.now();
    Model {
        id: AchievementId::generate(),
        number: String::new(),
        organization_id: owner,
        created_by: person,
        state: ListingState::Draft,
        visibility: Visibility::Public,
        title: String::new(),
        summary: String::new(),
        keywords: Texts::default(),
        field: String::new(),
        industry: String::new(),
        region: String::new(),
        functional_zone: String::new(),
        chain: String::new(),
        form: None,
        novelty: None,
        level: None,
        origin: None,
        trl: None,
        trl_evidence: String::new(),
        trl_rated_by: String::new(),
        trl_rated_on: None,
        problem: String::new(),
        advantage: String::new(),
        application: String::new(),
        description: String::new(),
        indicators: Indicators::default(),
        ip_rights: IpRights::default(),
        modes: Modes::default(),
        price_kind: PriceKind::Negotiable,
        price_low_fen: None,
        price_high_fen: None,
        price_note: String::new(),
        contributors: Texts::default(),
        next_steps: String::new(),
        wants_manager: true,
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
pub async fn update(context: &Context, id: AchievementId, input: AchievementIn) -> Result<AchievementOut> {
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
        return Err(Error::conflict("wrong_state", "已关闭的成果不能修改，请先重新打开。"));
    }
    let excluded = input.excluded_organization_ids.clone();
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
    if let Some(excluded) = excluded {
        let listing = (ListingKind::Achievement, id.0);
        grants::replace(&mut change, context, listing, GrantKind::Excluded, &excluded).await?;
    }
    row.version += 1;
    row.updated_at = context.now();
    let row = row.save(change.rows()).await?;
    change.record("achievement.update", (SubjectKind::Achievement, id.0), Some(&before), Some(&row))?;
    change.announce(SubjectKind::Achievement, id.0);
    change.commit().await?;
    view::out(context, row).await
}

/// # Errors
/// See [`lifecycle::submit`].
pub async fn submit(context: &Context, id: AchievementId, version: i32) -> Result<AchievementOut> {
    require(context, id, require_owner).await?;
    view::out(context, lifecycle::submit(context, id.0, version, fields::missing).await?).await
}

/// # Errors
/// See [`lifecycle::publish`].
pub async fn publish(context: &Context, id: AchievementId, version: i32) -> Result<AchievementOut> {
    require(context, id, require_staff).await?;
    view::out(context, lifecycle::publish::<Model>(context, id.0, version).await?).await
}

/// # Errors
/// See [`lifecycle::send_back`].
pub async fn send_back(context: &Context, id: AchievementId, input: ReasonIn) -> Result<AchievementOut> {
    require(context, id, require_staff).await?;
    view::out(context, lifecycle::send_back::<Model>(context, id.0, input).await?).await
}

/// # Errors
/// See [`lifecycle::close`].
pub async fn close(context: &Context, id: AchievementId, input: ReasonIn) -> Result<AchievementOut> {
    require(context, id, require_owner_or_staff).await?;
    view::out(context, lifecycle::close::<Model>(context, id.0, input).await?).await
}

/// # Errors
/// See [`lifecycle::reopen`].
pub async fn reopen(context: &Context, id: AchievementId, version: i32) -> Result<AchievementOut> {
    require(context, id, require_owner_or_staff).await?;
    view::out(context, lifecycle::reopen::<Model>(context, id.0, version).await?).await
}

/// What it said before each edit; owner and staff only.
///
/// # Errors
/// Neither owner nor staff.
pub async fn list_revisions(context: &Context, id: AchievementId) -> Result<Vec<RevisionOut>> {
    let row = require(context, id, require_owner_or_staff).await?;
    revisions::of_listing(context, &row).await
}

/// The policy of a write comes first: signed in, the listing visible, the person entitled. What somebody may not do
/// tells nothing of version or state. A listing never changes its owner, so this holds until the row is locked.
async fn require(
    context: &Context,
    id: AchievementId,
    entitled: fn(&Context, OrganizationId) -> Result<()>,
) -> Result<Model> {
    context.signed_in()?;
    let row = store::get(context.database(), &context.viewer, id).await?;
    entitled(context, row.organization_id)?;
    Ok(row)
}
