//! A company or a TTO signs itself up: organisation, person and waiting membership in one transaction. Nothing can be
//! published before an administrator has verified the organisation.

use super::dto::{PersonFields, SignUpIn};
use super::sign_in::{self, SignedInSession};
use crate::auth::password;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, FieldError, Result, is_duplicate};
use crate::organizations;
use entity::enums::{MembershipState, OrganizationKind, Role, SubjectKind};
use entity::id::{MembershipId, OrganizationId, PersonId};
use entity::{membership, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};

/// Sign-ups count towards the attempts of an address under names that no login can have.
const SIGN_UPS: &str = "sign-up:";

/// # Errors
/// Wrong fields; the organisation or the login name is taken; too many attempts from the address.
pub async fn sign_up(context: &Context, input: SignUpIn, user_agent: &str) -> Result<SignedInSession> {
    let role = role_of(input.organization.kind)?;
    let mut organization_checks = Checks::default();
    organization_checks.present("credit_code", &input.organization.credit_code, "统一社会信用代码");
    let organization = organizations::service::checked(context, input.organization.into(), &mut organization_checks);
    let mut person_checks = Checks::default();
    let person = checked_person(context, &input.person, &mut person_checks);
    finish(organization_checks, person_checks)?;
    sign_in::check_attempts(context, SIGN_UPS).await?;
    sign_in::note_attempt(context, &format!("{SIGN_UPS}{}", person.login_name)).await?;
    let hash = password::hash(input.person.password).await?;

    let mut change = context.change().await?;
    let organization = organizations::service::insert(change.rows(), organization.into_active_model().reset_all())
        .await
        .map_err(|error| prefixed(error, "organization"))?;
    let person = insert_person(change.rows(), person::Model { password_hash: hash, ..person })
        .await
        .map_err(|error| prefixed(error, "person"))?;
    insert_membership(change.rows(), context, person.id, organization.id, role, MembershipState::Pending).await?;
    change.record(
        "organization.sign_up",
        (SubjectKind::Organization, organization.id.0),
        None::<&()>,
        Some(&organization),
    )?;
    change.record("person.sign_up", (SubjectKind::Person, person.id.0), None::<&()>, Some(&person))?;
    change.commit().await?;
    sign_in::open(context, &person, user_agent).await
}

fn role_of(kind: OrganizationKind) -> Result<Role> {
    match kind {
        OrganizationKind::University | OrganizationKind::Institute => Ok(Role::Tto),
        OrganizationKind::Company => Ok(Role::Company),
        OrganizationKind::TransferService | OrganizationKind::Finance => Err(Error::field(
            "organization.kind",
            "unknown_value",
            "这里供高校、院所和企业注册；服务机构和金融机构请联系平台管理员开通。",
        )),
    }
}

/// A checked person, the password not yet hashed.
pub(super) fn checked_person(context: &Context, input: &PersonFields, checks: &mut Checks) -> person::Model {
    let login_name = checks.line("login_name", &input.login_name, limit::NAME).to_lowercase();
    let is_plain = login_name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@'));
    let length = login_name.chars().count();
    checks.require(
        is_plain && (3..=60).contains(&length),
        "login_name",
        "bad_login_name",
        "登录名用 3 到 60 个字母、数字或 - _ . @，例如邮箱。",
    );
    password::check(checks, "password", &input.password, &login_name);
    checks.present("display_name", &input.display_name, "姓名");
    let email = checks.line("email", &input.email, limit::LINE);
    let is_email =
        email.is_empty() || email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    checks.require(is_email, "email", "bad_email", "邮箱写法不对，例如 name@example.com。");
    let now = context.now();
    person::Model {
        id: PersonId::generate(),
        login_name,
        display_name: checks.line("display_name", &input.display_name, limit::NAME),
        password_hash: String::new(),
        email,
        phone: checks.line("phone", &input.phone, limit::NAME),
        is_disabled: false,
        is_demo: false,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

pub(super) async fn insert_person(rows: &impl ConnectionTrait, person: person::Model) -> Result<person::Model> {
    person.into_active_model().reset_all().insert(rows).await.map_err(|error| {
        if is_duplicate(&error) {
            return Error::field("login_name", "taken", "这个登录名已有人使用，请换一个。");
        }
        error.into()
    })
}

pub(super) async fn insert_membership(
    rows: &impl ConnectionTrait,
    context: &Context,
    person_id: PersonId,
    organization_id: OrganizationId,
    role: Role,
    state: MembershipState,
) -> Result<membership::Model> {
    let now = context.now();
    let membership = membership::ActiveModel {
        id: Set(MembershipId::generate()),
        person_id: Set(person_id),
        organization_id: Set(organization_id),
        role: Set(role),
        state: Set(state),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(membership.insert(rows).await?)
}

fn finish(organization: Checks, person: Checks) -> Result<()> {
    let mut fields = Vec::new();
    for (checks, prefix) in [(organization, "organization"), (person, "person")] {
        if let Err(error) = checks.finish() {
            fields.extend(prefixed(error, prefix).fields().iter().cloned());
        }
    }
    if fields.is_empty() { Ok(()) } else { Err(Error::Invalid(fields)) }
}

fn prefixed(error: Error, prefix: &str) -> Error {
    let Error::Invalid(fields) = error else { return error };
    let prefix = |field: FieldError| FieldError { path: format!("{prefix}.{}", field.path), ..field };
    Error::Invalid(fields.into_iter().map(prefix).collect())
}
