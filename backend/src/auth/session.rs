//! Server-side sessions: the cookie holds 256 random bits, the table their SHA-256. Signing out, disabling the account or
//! ending the membership ends the session at the next request.

use crate::auth::viewer::{SignedIn, Viewer};
use crate::context::Context;
use crate::error::Result;
use chrono::TimeDelta;
use entity::enums::{MembershipState, Verification};
use entity::id::{MembershipId, PersonId, SessionId};
use entity::{membership, organization, person, session};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

/// The time of last use is written at most so often.
const TOUCH_INTERVAL: TimeDelta = TimeDelta::seconds(60);

/// A new session's cookie value and its row.
pub struct Opened {
    pub token: String,
    pub session: session::Model,
}

/// Opens a session; those that have expired are pruned on the way.
///
/// # Errors
/// No randomness, or the database fails.
pub async fn open(
    context: &Context,
    rows: &impl ConnectionTrait,
    person_id: PersonId,
    membership_id: MembershipId,
    user_agent: &str,
) -> Result<Opened> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let token = hex::encode(bytes);
    let now = context.now();
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(now)).exec(rows).await?;
    let session = session::ActiveModel {
        id: Set(SessionId::generate()),
        token_hash: Set(token_hash(&token)),
        person_id: Set(person_id),
        membership_id: Set(membership_id),
        address: Set(context.address.clone()),
        user_agent: Set(user_agent.chars().take(200).collect()),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + TimeDelta::hours(context.state.config.session.absolute_hours)),
    };
    Ok(Opened { token, session: session.insert(rows).await? })
}

fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// The viewer behind a cookie.
///
/// # Errors
/// The database fails. An ended session makes the viewer anonymous.
pub async fn viewer(context: &Context, token: &str) -> Result<Viewer> {
    let database = context.database();
    let found = session::Entity::find().filter(session::Column::TokenHash.eq(token_hash(token))).one(database).await?;
    let Some(session) = found else { return Ok(Viewer::Anonymous) };
    let now = context.now();
    let idle = TimeDelta::minutes(context.state.config.session.idle_minutes);
    if session.expires_at <= now || session.last_seen_at + idle <= now {
        close(database, session.id).await?;
        return Ok(Viewer::Anonymous);
    }
    let Some(person) = signed_in(context, &session).await? else {
        close(database, session.id).await?;
        return Ok(Viewer::Anonymous);
    };
    if session.last_seen_at + TOUCH_INTERVAL <= now {
        let touched = session::ActiveModel { id: Set(session.id), last_seen_at: Set(now), ..Default::default() };
        touched.update(database).await?;
    }
    Ok(Viewer::SignedIn(Box::new(person)))
}

async fn signed_in(context: &Context, session: &session::Model) -> Result<Option<SignedIn>> {
    let database = context.database();
    let person = person::Entity::find_by_id(session.person_id).one(database).await?;
    let membership = membership::Entity::find_by_id(session.membership_id).one(database).await?;
    let (Some(person), Some(membership)) = (person, membership) else { return Ok(None) };
    let organization = organization::Entity::find_by_id(membership.organization_id).one(database).await?;
    let Some(organization) = organization else { return Ok(None) };
    if person.is_disabled || membership.state == MembershipState::Ended {
        return Ok(None);
    }
    Ok(Some(SignedIn {
        person_id: person.id,
        login_name: person.login_name,
        display_name: person.display_name,
        session_id: session.id,
        membership_id: membership.id,
        role: membership.role,
        organization_id: organization.id,
        organization_name: organization.name,
        organization_kind: organization.kind,
        verification: organization.verification,
        is_active: membership.state == MembershipState::Active && organization.verification == Verification::Verified,
    }))
}

/// Ends one session.
///
/// # Errors
/// The database fails.
pub async fn close(rows: &impl ConnectionTrait, id: SessionId) -> Result<()> {
    session::Entity::delete_by_id(id).exec(rows).await?;
    Ok(())
}

/// Ends all sessions of a person.
///
/// # Errors
/// The database fails.
pub async fn close_all(rows: &impl ConnectionTrait, person_id: PersonId) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::PersonId.eq(person_id)).exec(rows).await?;
    Ok(())
}
