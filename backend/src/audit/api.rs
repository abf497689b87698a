use super::service::{self, AuditEventOut, AuditFilter, AuditVerificationOut};
use crate::context::Context;
use crate::error::Result;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Query};

/// The audit trail, newest first.
#[utoipa::path(get, path = "/audit-events", tag = "audit", params(AuditFilter, PageQuery),
    responses((status = 200, body = Page<AuditEventOut>)))]
pub async fn list_audit_events(
    context: Context,
    Query(filter): Query<AuditFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AuditEventOut>>> {
    Ok(Json(service::list(&context, &filter, &page).await?))
}

/// Checks the whole hash chain.
#[utoipa::path(get, path = "/audit-events/verification", tag = "audit",
    responses((status = 200, body = AuditVerificationOut)))]
pub async fn verify_audit_events(context: Context) -> Result<Json<AuditVerificationOut>> {
    Ok(Json(service::verify(&context).await?))
}
