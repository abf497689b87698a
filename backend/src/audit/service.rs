//! Reading the trail: administrators only.

use crate::context::Context;
use crate::error::Result;
use crate::http::page::{Page, PageQuery};
use chrono::{DateTime, Utc};
use entity::audit_event;
use entity::enums::Role;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct AuditFilter {
    /// Id of the record.
    pub subject_id: Option<String>,
    /// Login name.
    pub actor: Option<String>,
    /// Action or its beginning, `deal.`
    pub action: Option<String>,
    pub request_id: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct AuditEventOut {
    pub sequence: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub request_id: String,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: String,
    /// The record before, as JSON text.
    pub before: Option<String>,
    pub after: Option<String>,
    pub hash: String,
}

#[derive(Serialize, ToSchema)]
pub struct AuditVerificationOut {
    pub events: u64,
    /// Chinese, names the event; empty when the chain holds.
    pub faults: Vec<String>,
}

/// The newest events first.
///
/// # Errors
/// Not an administrator; a bad cursor; the database fails.
pub async fn list(context: &Context, filter: &AuditFilter, page: &PageQuery) -> Result<Page<AuditEventOut>> {
    context.require(&[Role::Admin])?;
    let mut query = audit_event::Entity::find();
    if let Some(id) = &filter.subject_id {
        query = query.filter(audit_event::Column::SubjectId.eq(id));
    }
    if let Some(actor) = &filter.actor {
        query = query.filter(audit_event::Column::Actor.eq(actor));
    }
    if let Some(action) = &filter.action {
        query = query.filter(audit_event::Column::Action.starts_with(action));
    }
    if let Some(request_id) = &filter.request_id {
        query = query.filter(audit_event::Column::RequestId.eq(request_id));
    }
    let total = query.clone().count(context.database()).await?;
    let window = page.window(context)?;
    let rows = query
        .order_by_desc(audit_event::Column::Sequence)
        .offset(window.offset)
        .limit(window.limit)
        .all(context.database())
        .await?;
    Ok(window.page(rows.into_iter().map(out).collect(), total))
}

/// Walks the whole chain.
///
/// # Errors
/// Not an administrator; the database fails.
pub async fn verify(context: &Context) -> Result<AuditVerificationOut> {
    context.require(&[Role::Admin])?;
    let report = super::verify::verify(context.database()).await?;
    Ok(AuditVerificationOut { events: report.events, faults: report.faults.iter().map(ToString::to_string).collect() })
}

fn out(event: audit_event::Model) -> AuditEventOut {
    AuditEventOut {
        sequence: event.sequence,
        at: event.at,
        actor: event.actor,
        request_id: event.request_id,
        action: event.action,
        subject_kind: event.subject_kind,
        subject_id: event.subject_id,
        before: event.before,
        after: event.after,
        hash: event.hash,
    }
}
