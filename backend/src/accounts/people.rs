//! What administrators do with accounts. A disabled account is out at its next request, and so is one whose password was
//! set anew; nobody can disable the last administrator or himself.

use super::dto::{DisableIn, MembershipIn, PersonFields, PersonFilter, PersonIn, PersonOut, ResetPasswordIn};
use super::sign_up::{checked_person, insert_membership, insert_person};
use super::store;
use crate::auth::{password, session};
use crate::check::Checks;
use crate::context::Context;
use crate::error::{Error, Result, is_duplicate};
use crate::http::page::{Page, PageQuery};
use crate::organizations::store::contains;
use entity::enums::{MembershipState, OrganizationKind, Role, SubjectKind};
use entity::id::{MembershipId, PersonId};
use entity::{login_attempt, organization, person};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

/// # Errors
/// Not an administrator; a bad page.
pub async fn list(context: &Context, filter: &PersonFilter, page: &PageQuery) -> Result<Page<PersonOut>> {
    context.require(&[Role::Admin])?;
    let mut query = person::Entity::find();
    if let Some(words) = filter.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        let columns = [person::Column::LoginName, person::Column::DisplayName];
        query =
            query.filter(columns.into_iter().fold(Condition::any(), |any, column| any.add(contains(column, words))));
    }
    if let Some(disabled) = filter.disabled {
        query = query.filter(person::Column::IsDisabled.eq(disabled));
    }
    let total = query.clone().count(context.database()).await?;
    let window = page.window(context)?;
    let rows = query
        .order_by_asc(person::Column::LoginName)
        .offset(window.offset)
        .limit(window.limit)
        .all(context.database())
        .await?;
    let mut memberships = store::memberships(context.database(), rows.iter().map(|row| row.id)).await?;
    let items = rows.into_iter().map(|row| {
        let own = memberships.remove(&row.id).unwrap_or_default();
        out(row, own)
    });
    Ok(window.page(items.collect(), total))
}

/// A new account with its first role.
///
/// # Errors
/// Not an administrator; wrong fields; the role does not fit the organisation.
pub async fn create(context: &Context, input: PersonIn) -> Result<PersonOut> {
    context.require(&[Role::Admin])?;
    let PersonIn { login_name, password, display_name, email, phone, organization_id, role } = input;
    let fields = PersonFields { login_name, password, display_name, email, phone };
    let mut checks = Checks::default();
    let person = checked_person(context, &fields, &mut checks);
    let organization = organization::Entity::find_by_id(organization_id).one(context.database()).await?;
    check_role(&mut checks, "role", organization.as_ref().map(|row| row.kind), role);
    checks.finish()?;
    let hash = password::hash(fields.password).await?;
    let mut change = context.change().await?;
    let person = insert_person(change.rows(), person::Model { password_hash: hash, ..person }).await?;
    let state = MembershipState::Active;
    let membership = insert_membership(change.rows(), context, person.id, organization_id, role, state).await?;
    change.record("person.create", (SubjectKind::Person, person.id.0), None::<&()>, Some(&(&person, &membership)))?;
    change.commit().await?;
    read(context, person.id).await
}

fn check_role(checks: &mut Checks, path: &str, kind: Option<OrganizationKind>, role: Role) {
    let Some(kind) = kind else {
        checks.add("organization_id", "unknown_value", "没有这家单位，请重新选择。");
        return;
    };
    let fits = match role {
        Role::Tto => {
            matches!(kind, OrganizationKind::University | OrganizationKind::Institute | OrganizationKind::Company)
        }
        Role::Company => kind == OrganizationKind::Company,
        Role::Manager | Role::Admin => kind == OrganizationKind::TransferService,
    };
    checks.require(fits, path, "role_mismatch", "这个身份与单位类型不符：技术经理人和管理员属于技术转移服务机构。");
}

/// # Errors
/// Not an administrator; himself; the last administrator; stale version.
pub async fn set_disabled(context: &Context, id: PersonId, input: DisableIn) -> Result<PersonOut> {
    let admin = context.require(&[Role::Admin])?;
    if admin.person_id == id {
        return Err(Error::conflict("own_account", "不能停用自己的账号，请让另一位管理员来做。"));
    }
    let mut change = context.change().await?;
    let before = store::lock(change.rows(), id).await?;
    if before.version != input.version {
        return Err(Error::stale_version());
    }
    let mut active = before.clone().into_active_model();
    active.is_disabled = Set(input.disabled);
    active.version = Set(before.version + 1);
    active.updated_at = Set(context.now());
    let after = active.update(change.rows()).await?;
    if input.disabled {
        session::close_all(change.rows(), id).await?;
    }
    let action = if input.disabled { "person.disable" } else { "person.enable" };
    change.record(action, (SubjectKind::Person, id.0), Some(&before), Some(&after))?;
    change.commit().await?;
    read(context, id).await
}

/// Gives somebody who forgot it a new password; all sessions of the person end, and the failures before are forgiven.
///
/// # Errors
/// Not an administrator; himself; no such person; a password that breaks the rules.
pub async fn reset_password(context: &Context, id: PersonId, input: ResetPasswordIn) -> Result<()> {
    let admin = context.require(&[Role::Admin])?;
    if admin.person_id == id {
        return Err(Error::conflict("own_account", "自己的密码请在“账号与密码”里修改，要用到现在的密码。"));
    }
    let person = person::Entity::find_by_id(id).one(context.database()).await?.ok_or(Error::NotFound("个账号"))?;
    let mut checks = Checks::default();
    password::check(&mut checks, "password", &input.password, &person.login_name);
    checks.finish()?;
    let hash = password::hash(input.password).await?;
    let mut change = context.change().await?;
    let mut active = store::lock(change.rows(), id).await?.into_active_model();
    active.password_hash = Set(hash);
    active.updated_at = Set(context.now());
    active.update(change.rows()).await?;
    session::close_all(change.rows(), id).await?;
    let failures = login_attempt::Entity::delete_many().filter(login_attempt::Column::LoginName.eq(person.login_name));
    failures.exec(change.rows()).await?;
    change.record("person.reset_password", (SubjectKind::Person, id.0), None::<&()>, None::<&()>)?;
    change.commit().await
}

/// # Errors
/// Not an administrator; the person has this role already; the role does not fit.
pub async fn add_membership(context: &Context, id: PersonId, input: MembershipIn) -> Result<PersonOut> {
    context.require(&[Role::Admin])?;
    let organization = organization::Entity::find_by_id(input.organization_id).one(context.database()).await?;
    let mut checks = Checks::default();
    check_role(&mut checks, "role", organization.map(|row| row.kind), input.role);
    checks.finish()?;
    let mut change = context.change().await?;
    store::lock(change.rows(), id).await?;
    let state = MembershipState::Active;
    let added = insert_membership(change.rows(), context, id, input.organization_id, input.role, state).await;
    let membership = match added {
        Err(Error::Database(error)) if is_duplicate(&error) => {
            return Err(Error::field("role", "taken", "这个人在该单位已有这个身份。"));
        }
        added => added?,
    };
    change.record("membership.add", (SubjectKind::Membership, membership.id.0), None::<&()>, Some(&membership))?;
    change.commit().await?;
    read(context, id).await
}

/// # Errors
/// Not an administrator; one's own role.
pub async fn end_membership(context: &Context, id: MembershipId) -> Result<()> {
    let admin = context.require(&[Role::Admin])?;
    if admin.membership_id == id {
        return Err(Error::conflict("own_membership", "不能撤销自己正在使用的身份。"));
    }
    let mut change = context.change().await?;
    let before = store::membership(change.rows(), id).await?;
    let mut active = before.clone().into_active_model();
    active.state = Set(MembershipState::Ended);
    active.updated_at = Set(context.now());
    let after = active.update(change.rows()).await?;
    entity::session::Entity::delete_many()
        .filter(entity::session::Column::MembershipId.eq(id))
        .exec(change.rows())
        .await?;
    change.record("membership.end", (SubjectKind::Membership, id.0), Some(&before), Some(&after))?;
    change.commit().await
}

async fn read(context: &Context, id: PersonId) -> Result<PersonOut> {
    let person = person::Entity::find_by_id(id).one(context.database()).await?.ok_or(Error::NotFound("个账号"))?;
    let memberships = store::memberships(context.database(), [id]).await?.remove(&id).unwrap_or_default();
    Ok(out(person, memberships))
}

fn out(row: person::Model, memberships: Vec<super::dto::MembershipOut>) -> PersonOut {
    PersonOut {
        id: row.id,
        login_name: row.login_name,
        display_name: row.display_name,
        email: row.email,
        phone: row.phone,
        is_disabled: row.is_disabled,
        is_demo: row.is_demo,
        version: row.version,
        memberships,
        created_at: row.created_at,
    }
}
