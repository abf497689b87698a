use super::dto::{OrganizationFilter, OrganizationIn, OrganizationOut, OrganizationPatch, VerificationIn};
use super::service;
use crate::context::Context;
use crate::error::Result;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Path, Query};
use axum::http::StatusCode;
use entity::id::OrganizationId;

/// Organisations the viewer may see, by name.
#[utoipa::path(get, path = "/organizations", tag = "organizations", params(OrganizationFilter, PageQuery),
    responses((status = 200, body = Page<OrganizationOut>)))]
pub async fn list_organizations(
    context: Context,
    Query(filter): Query<OrganizationFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<OrganizationOut>>> {
    Ok(Json(service::list(&context, &filter, &page).await?))
}

/// Enters a party by hand (staff).
#[utoipa::path(post, path = "/organizations", tag = "organizations", request_body = OrganizationIn,
    responses((status = 201, body = OrganizationOut)))]
pub async fn create_organization(
    context: Context,
    Json(input): Json<OrganizationIn>,
) -> Result<(StatusCode, Json<OrganizationOut>)> {
    Ok((StatusCode::CREATED, Json(service::create(&context, input).await?)))
}

#[utoipa::path(get, path = "/organizations/{id}", tag = "organizations", params(("id" = OrganizationId, Path)),
    responses((status = 200, body = OrganizationOut)))]
pub async fn get_organization(context: Context, Path(id): Path<OrganizationId>) -> Result<Json<OrganizationOut>> {
    Ok(Json(service::get(&context, id).await?))
}

#[utoipa::path(patch, path = "/organizations/{id}", tag = "organizations", params(("id" = OrganizationId, Path)),
    request_body = OrganizationPatch, responses((status = 200, body = OrganizationOut)))]
pub async fn update_organization(
    context: Context,
    Path(id): Path<OrganizationId>,
    Json(patch): Json<OrganizationPatch>,
) -> Result<Json<OrganizationOut>> {
    Ok(Json(service::update(&context, id, patch).await?))
}

/// Verifies or rejects an organisation (administrator).
#[utoipa::path(post, path = "/organizations/{id}/verification", tag = "organizations",
    params(("id" = OrganizationId, Path)), request_body = VerificationIn,
    responses((status = 200, body = OrganizationOut)))]
pub async fn verify_organization(
    context: Context,
    Path(id): Path<OrganizationId>,
    Json(input): Json<VerificationIn>,
) -> Result<Json<OrganizationOut>> {
    Ok(Json(service::verify(&context, id, input).await?))
}
