//! A form sent twice makes one record: the browser gives each form an `Idempotency-Key`, and the same key of the same
//! person answers the record that it made the first time.

use crate::context::Context;
use crate::error::{Error, Result};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::TimeDelta;
use entity::idempotency_key;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A form is not sent again after so long; older keys are pruned.
const KEPT: TimeDelta = TimeDelta::days(7);

pub struct IdempotencyKey(pub Option<Uuid>);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = value.to_str().ok().and_then(|text| Uuid::parse_str(text).ok());
        key.map(|key| Self(Some(key))).ok_or_else(|| Error::Unreadable {
            code: "bad_idempotency_key",
            message: "Idempotency-Key 必须是一个 UUID。".to_owned(),
        })
    }
}

/// The record that this key made before.
///
/// # Errors
/// Not signed in; the database fails.
pub async fn existing(context: &Context, key: &IdempotencyKey) -> Result<Option<Uuid>> {
    let Some(key) = key.0 else { return Ok(None) };
    let person_id = context.signed_in()?.person_id;
    let found = idempotency_key::Entity::find_by_id((key.to_string(), person_id)).one(context.database()).await?;
    Ok(found.map(|row| row.subject_id))
}

/// Notes the record in the transaction that makes it; the loser of two simultaneous sends gets a conflict.
///
/// # Errors
/// The same key is being used at this moment.
pub async fn remember(
    rows: &impl ConnectionTrait,
    context: &Context,
    key: &IdempotencyKey,
    subject: Uuid,
) -> Result<()> {
    let Some(key) = key.0 else { return Ok(()) };
    let old = context.now() - KEPT;
    idempotency_key::Entity::delete_many().filter(idempotency_key::Column::CreatedAt.lt(old)).exec(rows).await?;
    let row = idempotency_key::ActiveModel {
        key: Set(key.to_string()),
        person_id: Set(context.signed_in()?.person_id),
        subject_id: Set(subject),
        created_at: Set(context.now()),
    };
    row.insert(rows).await.map(drop).map_err(|error| {
        if crate::error::is_duplicate(&error) {
            return Error::conflict("already_sent", "这张表单正在提交，请稍候查看结果，不必重复提交。");
        }
        error.into()
    })
}
