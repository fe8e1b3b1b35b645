//! Organizations.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::organizations::*;
use calling_card_api::{Nothing, Page, ProblemDetails, Written};
use calling_card_contact::{Organization, OrganizationId};

use crate::Result;
use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, Query, tagged, written};
use crate::store::organizations;

/// A page of organizations.
#[utoipa::path(get, path = "/crm/{connection}/organizations", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`"), OrganizationsQuery), responses((status = 200, body = Page<OrganizationSummary>, description = "A page"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_organizations(
    home: Home,
    Query(query): Query<OrganizationsQuery>,
) -> Result<Answer<Page<OrganizationSummary>>> {
    Ok(Answer(organizations::list(&home.store, home.actor.workspace, &query).await?))
}

/// Makes an organization.
#[utoipa::path(post, path = "/crm/{connection}/organizations", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Organization, responses((status = 201, body = Written<OrganizationRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_organization(home: Home, Json(organization): Json<Organization>) -> Result<Response> {
    Ok(written(organizations::create(&home.store, &home.actor, organization).await?))
}

/// One organization.
#[utoipa::path(get, path = "/crm/{connection}/organizations/{id}", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = OrganizationId, Path, description = "The organization")), responses((status = 200, body = OrganizationRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_organization(home: Home, Key(id): Key<OrganizationId>) -> Result<Response> {
    Ok(tagged(organizations::get(&home.store, home.actor.workspace, id).await?))
}

/// Writes an organization anew.
#[utoipa::path(put, path = "/crm/{connection}/organizations/{id}", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = OrganizationId, Path, description = "The organization"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = Organization, responses((status = 200, body = Written<OrganizationRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_organization(
    home: Home,
    Key(id): Key<OrganizationId>,
    IfMatch(seen): IfMatch,
    Json(organization): Json<Organization>,
) -> Result<Response> {
    Ok(written(organizations::update(&home.store, &home.actor, id, seen, organization).await?))
}

/// Puts an organization into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/organizations/{id}", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = OrganizationId, Path, description = "The organization"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_organization(
    home: Home,
    Key(id): Key<OrganizationId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(organizations::delete(&home.store, &home.actor, id, seen).await?))
}
