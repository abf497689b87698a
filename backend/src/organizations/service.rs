//! Rules: a credit code has its check digit and is used once; only an administrator verifies; what was verified (name,
//! kind, code) is changed by staff only, because the verification stands for it.

use super::dto::{
    OrganizationCan, OrganizationFilter, OrganizationIn, OrganizationOut, OrganizationPatch, VerificationIn,
};
use super::store;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result, is_duplicate};
use crate::http::page::{Page, PageQuery};
use crate::rules::credit_code::CreditCode;
use entity::enums::{MembershipState, Role, SubjectKind, Verification};
use entity::id::OrganizationId;
use entity::membership;
use entity::organization::{ActiveModel, Column, Model};
use entity::value::{Contact, Texts};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

/// # Errors
/// A bad page; the database fails.
pub async fn list(context: &Context, filter: &OrganizationFilter, page: &PageQuery) -> Result<Page<OrganizationOut>> {
    let query = store::filtered(store::visible_to(&context.viewer), filter);
    let total = query.clone().count(context.database()).await?;
    let window = page.window(context)?;
    let rows =
        query.order_by_asc(Column::Name).offset(window.offset).limit(window.limit).all(context.database()).await?;
    Ok(window.page(rows.into_iter().map(|row| out(context, row)).collect(), total))
}

/// # Errors
/// Not there, or not for this viewer.
pub async fn get(context: &Context, id: OrganizationId) -> Result<OrganizationOut> {
    Ok(out(context, store::get(context.database(), &context.viewer, id).await?))
}

/// A party entered by hand by the transfer center: verified by the act of entering it.
///
/// # Errors
/// Not staff; wrong fields; the name or code is taken.
pub async fn create(context: &Context, input: OrganizationIn) -> Result<OrganizationOut> {
    context.require_staff()?;
    let mut change = context.change().await?;
    let mut checks = Checks::default();
    let draft = checked(context, input, &mut checks);
    checks.finish()?;
    let mut active = draft.into_active_model().reset_all();
    active.verification = Set(Verification::Verified);
    active.verified_at = Set(Some(context.now()));
    let row = insert(change.rows(), active).await?;
    change.record("organization.create", (SubjectKind::Organization, row.id.0), None::<&()>, Some(&row))?;
    change.commit().await?;
    Ok(out(context, row))
}

/// # Errors
/// Not a member or staff; wrong fields; stale version.
pub async fn update(context: &Context, id: OrganizationId, patch: OrganizationPatch) -> Result<OrganizationOut> {
    let person = context.signed_in()?;
    let visible = store::get(context.database(), &context.viewer, id).await?;
    if !context.viewer.is_staff() && person.organization_id != visible.id {
        return Err(Error::forbidden("只能修改自己单位的资料。"));
    }
    let mut change = context.change().await?;
    let before = store::lock(change.rows(), id).await?;
    if before.version != patch.version {
        return Err(Error::stale_version());
    }
    check_identity(context, &before, &patch)?;
    let mut checks = Checks::default();
    let merged = checked(context, merge(&before, patch), &mut checks);
    checks.finish()?;
    let row = save(change.rows(), context, &before, merged).await?;
    change.record("organization.update", (SubjectKind::Organization, id.0), Some(&before), Some(&row))?;
    // The index holds the name beside each listing.
    change.announce(SubjectKind::Organization, id.0);
    change.commit().await?;
    Ok(out(context, row))
}

fn check_identity(context: &Context, before: &Model, patch: &OrganizationPatch) -> Result<()> {
    let changes_identity = patch.name.as_ref().is_some_and(|name| *name != before.name)
        || patch.kind.is_some_and(|kind| kind != before.kind)
        || (patch.credit_code.is_some() && patch.credit_code != before.credit_code);
    if changes_identity && before.verification == Verification::Verified && !context.viewer.is_staff() {
        return Err(Error::forbidden("单位名称、类型和统一社会信用代码已经认证，变更请联系管理员。"));
    }
    Ok(())
}

/// Verifies or rejects; the waiting memberships become active with the verification.
///
/// # Errors
/// Not an administrator; no reason for a rejection; stale version.
pub async fn verify(context: &Context, id: OrganizationId, input: VerificationIn) -> Result<OrganizationOut> {
    context.require(&[Role::Admin])?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.require(input.decision != Verification::Pending, "decision", "unknown_value", "请选择通过或驳回。");
    if input.decision == Verification::Rejected {
        checks.present("note", &note, "驳回的原因，对方会看到");
    }
    checks.finish()?;
    let mut change = context.change().await?;
    let before = store::lock(change.rows(), id).await?;
    if before.version != input.version {
        return Err(Error::stale_version());
    }
    let mut active = before.clone().into_active_model();
    active.verification = Set(input.decision);
    active.verification_note = Set(note);
    active.verified_at = Set((input.decision == Verification::Verified).then(|| context.now()));
    active.version = Set(before.version + 1);
    active.updated_at = Set(context.now());
    let row = active.update(change.rows()).await?;
    if input.decision == Verification::Verified {
        activate_members(change.rows(), context, id).await?;
    }
    change.record("organization.verify", (SubjectKind::Organization, id.0), Some(&before), Some(&row))?;
    change.announce(SubjectKind::Organization, id.0);
    change.commit().await?;
    Ok(out(context, row))
}

async fn activate_members(rows: &impl ConnectionTrait, context: &Context, id: OrganizationId) -> Result<()> {
    membership::Entity::update_many()
        .col_expr(membership::Column::State, Expr::value(MembershipState::Active.as_str()))
        .col_expr(membership::Column::UpdatedAt, Expr::value(context.now()))
        .filter(membership::Column::OrganizationId.eq(id))
        .filter(membership::Column::State.eq(MembershipState::Pending))
        .exec(rows)
        .await?;
    Ok(())
}

/// A checked row, not yet written, waiting for verification.
pub(crate) fn checked(context: &Context, input: OrganizationIn, checks: &mut Checks) -> Model {
    checks.present("name", &input.name, "单位全称");
    let credit_code = checked_credit_code(checks, input.credit_code.as_deref());
    checks.require(seeds::region_is_valid(&input.region), "region", "unknown_value", "请从列表中选择所在地区。");
    let website = checks.line("website", &input.website, limit::LINE);
    let is_web = website.is_empty() || website.starts_with("http://") || website.starts_with("https://");
    checks.require(is_web, "website", "bad_url", "网址请以 http:// 或 https:// 开头。");
    let now = context.now();
    Model {
        id: OrganizationId::generate(),
        name: checks.line("name", &input.name, limit::NAME),
        short_name: checks.line("short_name", &input.short_name, limit::NAME),
        kind: input.kind,
        credit_code,
        region: input.region,
        functional_zone: checks.line("functional_zone", &input.functional_zone, limit::NAME),
        address: checks.line("address", &input.address, limit::LINE),
        website,
        introduction: checks.text("introduction", &input.introduction, limit::PARAGRAPH),
        qualifications: Texts(checks.words("qualifications", &input.qualifications, limit::ROWS)),
        contact_name: checks.line("contact.name", &input.contact.name, limit::NAME),
        contact_phone: checks.line("contact.phone", &input.contact.phone, limit::NAME),
        contact_email: checks.line("contact.email", &input.contact.email, limit::LINE),
        verification: Verification::Pending,
        verification_note: String::new(),
        verified_at: None,
        source: None,
        is_demo: false,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

fn checked_credit_code(checks: &mut Checks, code: Option<&str>) -> Option<String> {
    let code = code.map(str::trim).filter(|code| !code.is_empty())?;
    match CreditCode::parse(code) {
        Ok(code) => Some(code.as_str().to_owned()),
        Err(error) => {
            checks.add("credit_code", "check_digit", error.message());
            None
        }
    }
}

fn merge(before: &Model, patch: OrganizationPatch) -> OrganizationIn {
    let OrganizationPatch {
        version: _,
        name,
        kind,
        credit_code,
        region,
        short_name,
        functional_zone,
        address,
        website,
        introduction,
        qualifications,
        contact,
    } = patch;
    OrganizationIn {
        name: name.unwrap_or_else(|| before.name.clone()),
        kind: kind.unwrap_or(before.kind),
        credit_code: credit_code.or_else(|| before.credit_code.clone()),
        region: region.unwrap_or_else(|| before.region.clone()),
        short_name: short_name.unwrap_or_else(|| before.short_name.clone()),
        functional_zone: functional_zone.unwrap_or_else(|| before.functional_zone.clone()),
        address: address.unwrap_or_else(|| before.address.clone()),
        website: website.unwrap_or_else(|| before.website.clone()),
        introduction: introduction.unwrap_or_else(|| before.introduction.clone()),
        qualifications: qualifications.unwrap_or_else(|| before.qualifications.0.clone()),
        contact: contact.unwrap_or_else(|| contact_of(before)),
    }
}

pub(crate) async fn insert(rows: &impl ConnectionTrait, active: ActiveModel) -> Result<Model> {
    active.insert(rows).await.map_err(taken)
}

async fn save(rows: &impl ConnectionTrait, context: &Context, before: &Model, merged: Model) -> Result<Model> {
    let next = Model {
        id: before.id,
        verification: before.verification,
        verification_note: before.verification_note.clone(),
        verified_at: before.verified_at,
        source: before.source.clone(),
        is_demo: before.is_demo,
        version: before.version + 1,
        created_at: before.created_at,
        updated_at: context.now(),
        ..merged
    };
    next.into_active_model().reset_all().update(rows).await.map_err(taken)
}

fn taken(error: sea_orm::DbErr) -> Error {
    if !is_duplicate(&error) {
        return error.into();
    }
    if error.to_string().contains("credit_code") {
        return Error::field("credit_code", "taken", "这个统一社会信用代码已经登记过，请联系贵单位的同事或管理员。");
    }
    Error::field("name", "taken", "这个单位名称已经登记过，请联系贵单位的同事或管理员。")
}

fn contact_of(row: &Model) -> Contact {
    Contact { name: row.contact_name.clone(), phone: row.contact_phone.clone(), email: row.contact_email.clone() }
}

pub(crate) fn out(context: &Context, row: Model) -> OrganizationOut {
    let viewer = &context.viewer;
    let is_own = viewer.organization_id() == Some(row.id);
    let sees_contact = viewer.is_staff() || is_own;
    OrganizationOut {
        contact: sees_contact.then(|| contact_of(&row)),
        can: OrganizationCan { edit: viewer.is_staff() || is_own, verify: viewer.is_admin() },
        id: row.id,
        name: row.name,
        short_name: row.short_name,
        kind: row.kind,
        credit_code: row.credit_code,
        region_label: seeds::region_label(&row.region).unwrap_or_default(),
        region: row.region,
        functional_zone: row.functional_zone,
        address: row.address,
        website: row.website,
        introduction: row.introduction,
        qualifications: row.qualifications.0,
        verification: row.verification,
        verification_note: if sees_contact { row.verification_note } else { String::new() },
        verified_at: row.verified_at,
        source: row.source,
        is_demo: row.is_demo,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
