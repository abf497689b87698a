use super::dto::{
    ChangePasswordIn, DisableIn, ManagerOut, MembershipIn, PersonFilter, PersonIn, PersonOut, ResetPasswordIn,
    SessionOut, SignInIn, SignUpIn, SwitchMembershipIn,
};
use super::sign_in::SignedInSession;
use super::{managers, people, sign_in, sign_up};
use crate::context::Context;
use crate::error::Result;
use crate::http::context::SESSION_COOKIE;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use entity::id::{MembershipId, PersonId};

fn user_agent(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn with_cookie(context: &Context, opened: SignedInSession) -> (CookieJar, Json<SessionOut>) {
    let cookie = Cookie::build((SESSION_COOKIE, opened.token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(context.state.config.server.public_url.starts_with("https://"));
    (CookieJar::new().add(cookie), Json(opened.session))
}

/// Signs in.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignInIn,
    responses((status = 200, body = SessionOut)))]
pub async fn sign_in(
    context: Context,
    headers: HeaderMap,
    Json(input): Json<SignInIn>,
) -> Result<(CookieJar, Json<SessionOut>)> {
    let opened = sign_in::sign_in(&context, input, user_agent(&headers)).await?;
    Ok(with_cookie(&context, opened))
}

/// The running session.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = SessionOut)))]
pub async fn get_session(context: Context) -> Result<Json<SessionOut>> {
    Ok(Json(sign_in::current(&context).await?))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204)))]
pub async fn sign_out(context: Context) -> Result<(CookieJar, StatusCode)> {
    sign_in::sign_out(&context).await?;
    let removal = Cookie::build((SESSION_COOKIE, "")).path("/").http_only(true).removal();
    Ok((CookieJar::new().add(removal), StatusCode::NO_CONTENT))
}

/// Goes on in another role of the same person.
#[utoipa::path(put, path = "/session/membership", tag = "session", request_body = SwitchMembershipIn,
    responses((status = 200, body = SessionOut)))]
pub async fn switch_membership(context: Context, Json(input): Json<SwitchMembershipIn>) -> Result<Json<SessionOut>> {
    Ok(Json(sign_in::switch(&context, &input).await?))
}

/// Sets a new password; the person's other sessions end.
#[utoipa::path(put, path = "/session/password", tag = "session", request_body = ChangePasswordIn,
    responses((status = 204)))]
pub async fn change_password(context: Context, Json(input): Json<ChangePasswordIn>) -> Result<StatusCode> {
    sign_in::change_password(&context, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A company or TTO signs itself up and waits for verification.
#[utoipa::path(post, path = "/sign-ups", tag = "session", request_body = SignUpIn,
    responses((status = 201, body = SessionOut)))]
pub async fn sign_up(
    context: Context,
    headers: HeaderMap,
    Json(input): Json<SignUpIn>,
) -> Result<(StatusCode, CookieJar, Json<SessionOut>)> {
    let opened = sign_up::sign_up(&context, input, user_agent(&headers)).await?;
    let (jar, body) = with_cookie(&context, opened);
    Ok((StatusCode::CREATED, jar, body))
}

/// Accounts, by login name (administrator).
#[utoipa::path(get, path = "/people", tag = "people", params(PersonFilter, PageQuery),
    responses((status = 200, body = Page<PersonOut>)))]
pub async fn list_people(
    context: Context,
    Query(filter): Query<PersonFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<PersonOut>>> {
    Ok(Json(people::list(&context, &filter, &page).await?))
}

/// A new account with its first role (administrator).
#[utoipa::path(post, path = "/people", tag = "people", request_body = PersonIn,
    responses((status = 201, body = PersonOut)))]
pub async fn create_person(context: Context, Json(input): Json<PersonIn>) -> Result<(StatusCode, Json<PersonOut>)> {
    Ok((StatusCode::CREATED, Json(people::create(&context, input).await?)))
}

/// Disables or enables an account (administrator); a disabled one is out at once.
#[utoipa::path(put, path = "/people/{id}/disabled", tag = "people", params(("id" = PersonId, Path)),
    request_body = DisableIn, responses((status = 200, body = PersonOut)))]
pub async fn set_person_disabled(
    context: Context,
    Path(id): Path<PersonId>,
    Json(input): Json<DisableIn>,
) -> Result<Json<PersonOut>> {
    Ok(Json(people::set_disabled(&context, id, input).await?))
}

/// A new password for somebody who forgot it (administrator); all sessions of the person end.
#[utoipa::path(put, path = "/people/{id}/password", tag = "people", params(("id" = PersonId, Path)),
    request_body = ResetPasswordIn, responses((status = 204)))]
pub async fn reset_person_password(
    context: Context,
    Path(id): Path<PersonId>,
    Json(input): Json<ResetPasswordIn>,
) -> Result<StatusCode> {
    people::reset_password(&context, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Another role for a person (administrator).
#[utoipa::path(post, path = "/people/{id}/memberships", tag = "people", params(("id" = PersonId, Path)),
    request_body = MembershipIn, responses((status = 201, body = PersonOut)))]
pub async fn add_membership(
    context: Context,
    Path(id): Path<PersonId>,
    Json(input): Json<MembershipIn>,
) -> Result<(StatusCode, Json<PersonOut>)> {
    Ok((StatusCode::CREATED, Json(people::add_membership(&context, id, input).await?)))
}

/// Ends a role (administrator).
#[utoipa::path(delete, path = "/memberships/{id}", tag = "people", params(("id" = MembershipId, Path)),
    responses((status = 204)))]
pub async fn end_membership(context: Context, Path(id): Path<MembershipId>) -> Result<StatusCode> {
    people::end_membership(&context, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Technology managers with their active deals (staff).
#[utoipa::path(get, path = "/managers", tag = "people", responses((status = 200, body = Vec<ManagerOut>)))]
pub async fn list_managers(context: Context) -> Result<Json<Vec<ManagerOut>>> {
    Ok(Json(managers::list(&context).await?))
}
