//! Signing in and out. Attempts are counted per account and per address, in the database, so that several nodes share them;
//! a wrong name and a wrong password give the same answer after the same time.

use super::dto::{ChangePasswordIn, SessionOut, SessionPerson, SignInIn, SwitchMembershipIn};
use super::store;
use crate::auth::session::Opened;
use crate::auth::{password, session};
use crate::check::Checks;
use crate::context::Context;
use crate::error::{Error, Result};
use chrono::TimeDelta;
use entity::enums::{MembershipState, SubjectKind};
use entity::id::{LoginAttemptId, SessionId};
use entity::{login_attempt, person};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

/// A session's cookie value and what the page shows.
pub struct SignedInSession {
    pub token: String,
    pub session: SessionOut,
}

/// # Errors
/// Wrong name or password; too many attempts; the account is disabled or has no role left.
pub async fn sign_in(context: &Context, input: SignInIn, user_agent: &str) -> Result<SignedInSession> {
    let login_name = input.login_name.trim().to_lowercase();
    let no_login = login_name.chars().count() > 100 || login_name.chars().any(char::is_control);
    if no_login || input.password.chars().count() > 200 {
        return Err(wrong());
    }
    check_attempts(context, &login_name).await?;
    note_attempt(context, &login_name).await?;
    let found = store::by_login(context.database(), &login_name).await?;
    let hash = found.as_ref().map(|person| person.password_hash.clone());
    let fits = password::verify(input.password, hash).await?;
    if fits {
        forget_attempts(context, &login_name).await?;
    }
    let Some(person) = found.filter(|_| fits) else { return Err(wrong()) };
    if person.is_disabled {
        return Err(Error::Unauthenticated {
            code: "disabled", message: "这个账号已停用，请联系管理员。"
        });
    }
    open(context, &person, user_agent).await
}

fn wrong() -> Error {
    Error::Unauthenticated { code: "wrong_credentials", message: "登录名或密码不对，请检查后重试。" }
}

pub(super) async fn check_attempts(context: &Context, login_name: &str) -> Result<()> {
    use login_attempt::Column;
    let limits = &context.state.config.login;
    let since = context.now() - TimeDelta::minutes(limits.window_minutes);
    let failures = || login_attempt::Entity::find().filter(Column::At.gt(since)).filter(Column::Succeeded.eq(false));
    let of_account = failures().filter(Column::LoginName.eq(login_name)).count(context.database()).await?;
    let of_address = failures().filter(Column::Address.eq(&context.address)).count(context.database()).await?;
    if of_account >= limits.account_failures_max || of_address >= limits.address_failures_max {
        return Err(Error::TooManyRequests {
            message: format!("失败次数太多，请 {} 分钟后再试；忘记密码请联系管理员。", limits.window_minutes),
            retry_after_seconds: limits.window_minutes * 60,
        });
    }
    Ok(())
}

/// Notes an attempt before it is checked, so that a burst of them is counted too; a success takes it back
/// ([`forget_attempts`]). Entries past the window are pruned on the way.
pub(super) async fn note_attempt(context: &Context, login_name: &str) -> Result<()> {
    use login_attempt::Column;
    let old = context.now() - TimeDelta::minutes(context.state.config.login.window_minutes);
    login_attempt::Entity::delete_many().filter(Column::At.lt(old)).exec(context.database()).await?;
    let attempt = login_attempt::ActiveModel {
        id: Set(LoginAttemptId::generate()),
        login_name: Set(login_name.to_owned()),
        address: Set(context.address.clone()),
        succeeded: Set(false),
        at: Set(context.now()),
    };
    attempt.insert(context.database()).await?;
    Ok(())
}

async fn forget_attempts(context: &Context, login_name: &str) -> Result<()> {
    use login_attempt::Column;
    login_attempt::Entity::delete_many().filter(Column::LoginName.eq(login_name)).exec(context.database()).await?;
    Ok(())
}

/// Opens a session for a person whose password was checked; active memberships first.
pub(super) async fn open(context: &Context, person: &person::Model, user_agent: &str) -> Result<SignedInSession> {
    let mut memberships =
        store::memberships(context.database(), [person.id]).await?.remove(&person.id).unwrap_or_default();
    memberships.sort_by_key(|membership| membership.state != MembershipState::Active);
    let Some(first) = memberships.first().cloned() else {
        return Err(Error::Unauthenticated {
            code: "no_membership",
            message: "这个账号没有可用的身份，请联系管理员。",
        });
    };
    let mut change = context.change().await?;
    let Opened { token, session } = session::open(context, change.rows(), person.id, first.id, user_agent).await?;
    change.record("session.open", (SubjectKind::Person, person.id.0), None::<&()>, Some(&session))?;
    change.commit().await?;
    let session =
        SessionOut { person: session_person(person), membership: first, memberships, expires_at: session.expires_at };
    Ok(SignedInSession { token, session })
}

/// What the page needs to know of the running session.
///
/// # Errors
/// Not signed in.
pub async fn current(context: &Context) -> Result<SessionOut> {
    let viewer = context.signed_in()?;
    let person = person::Entity::find_by_id(viewer.person_id).one(context.database()).await?;
    let person = person.ok_or_else(Error::session_ended)?;
    let memberships = store::memberships(context.database(), [person.id]).await?.remove(&person.id).unwrap_or_default();
    let membership = memberships.iter().find(|membership| membership.id == viewer.membership_id);
    let membership = membership.cloned().ok_or_else(Error::session_ended)?;
    let row = entity::session::Entity::find_by_id(viewer.session_id).one(context.database()).await?;
    let expires_at = row.ok_or_else(Error::session_ended)?.expires_at;
    Ok(SessionOut { person: session_person(&person), membership, memberships, expires_at })
}

/// Ends the session; a second time is no error.
///
/// # Errors
/// The database fails.
pub async fn sign_out(context: &Context) -> Result<()> {
    let Some(viewer) = context.viewer.signed_in() else { return Ok(()) };
    let mut change = context.change().await?;
    session::close(change.rows(), viewer.session_id).await?;
    change.record("session.close", (SubjectKind::Person, viewer.person_id.0), None::<&()>, None::<&()>)?;
    change.commit().await
}

/// Goes on in another role of the same person.
///
/// # Errors
/// Not one of the person's memberships, or it has ended.
pub async fn switch(context: &Context, input: &SwitchMembershipIn) -> Result<SessionOut> {
    let viewer = context.signed_in()?;
    let target = store::membership(context.database(), input.membership_id).await?;
    if target.person_id != viewer.person_id || target.state == MembershipState::Ended {
        return Err(Error::NotFound("个身份"));
    }
    let mut change = context.change().await?;
    let session = entity::session::ActiveModel {
        id: Set(viewer.session_id),
        membership_id: Set(target.id),
        ..Default::default()
    };
    session.update(change.rows()).await?;
    change.record(
        "session.switch",
        (SubjectKind::Person, viewer.person_id.0),
        Some(&viewer.membership_id),
        Some(&target.id),
    )?;
    change.commit().await?;
    let mut switched = context.clone();
    if let crate::auth::viewer::Viewer::SignedIn(person) = &mut switched.viewer {
        person.membership_id = target.id;
    }
    current(&switched).await
}

/// Sets a new password and ends the person's other sessions.
///
/// # Errors
/// The current password is wrong, or the new one is too weak.
pub async fn change_password(context: &Context, input: ChangePasswordIn) -> Result<()> {
    let viewer = context.signed_in()?;
    check_attempts(context, &viewer.login_name).await?;
    let person = person::Entity::find_by_id(viewer.person_id).one(context.database()).await?;
    let person = person.ok_or_else(Error::session_ended)?;
    note_attempt(context, &viewer.login_name).await?;
    let fits = password::verify(input.current, Some(person.password_hash.clone())).await?;
    if fits {
        forget_attempts(context, &viewer.login_name).await?;
    }
    let mut checks = Checks::default();
    checks.require(fits, "current", "wrong_password", "现在的密码不对。");
    password::check(&mut checks, "new", &input.new, &person.login_name);
    checks.finish()?;
    let hash = password::hash(input.new).await?;
    let mut change = context.change().await?;
    let mut active = person.into_active_model();
    active.password_hash = Set(hash);
    active.updated_at = Set(context.now());
    active.update(change.rows()).await?;
    close_others(&change, viewer.person_id, viewer.session_id).await?;
    change.record("person.change_password", (SubjectKind::Person, viewer.person_id.0), None::<&()>, None::<&()>)?;
    change.commit().await
}

async fn close_others(change: &crate::change::Change<'_>, person: entity::id::PersonId, keep: SessionId) -> Result<()> {
    use entity::session::{Column, Entity};
    let others = Entity::delete_many().filter(Column::PersonId.eq(person)).filter(Column::Id.ne(keep));
    others.exec(change.rows()).await?;
    Ok(())
}

fn session_person(person: &person::Model) -> SessionPerson {
    SessionPerson {
        id: person.id,
        login_name: person.login_name.clone(),
        display_name: person.display_name.clone(),
        email: person.email.clone(),
        phone: person.phone.clone(),
    }
}
