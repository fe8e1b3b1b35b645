//! Organizations.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::organizations::*;
use calling_card_api::{Nothing, Page, ProblemDetails, Written};
use calling_card_contact::{Organization, OrganizationId};

use crate::Result;
use crate::crm::Crm;
use crate::extract::{IfMatch, Json, Key, Query, made, tagged, written};
use crate::store::organizations;

/// A page of organizations.
#[utoipa::path(get, path = "/crm/{connection}/organizations", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), OrganizationsQuery), responses((status = 200, body = Page<OrganizationSummary>, description = "A page"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_organizations(
    crm: Crm,
    Query(query): Query<OrganizationsQuery>,
) -> Result<Answer<Page<OrganizationSummary>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => organizations::list(&home.store, home.actor.workspace, &query).await?,
        Crm::Foreign(crm) => crm.list_organizations(&query).await?,
    }))
}

/// Makes an organization.
#[utoipa::path(post, path = "/crm/{connection}/organizations", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), request_body = Organization, responses((status = 201, body = Written<OrganizationRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_organization(crm: Crm, Json(organization): Json<Organization>) -> Result<Response> {
    Ok(made(match crm {
        Crm::Home(home) => organizations::create(&home.store, &home.actor, organization).await?,
        Crm::Foreign(crm) => crm.create_organization(organization).await?,
    }))
}

/// One organization.
#[utoipa::path(get, path = "/crm/{connection}/organizations/{id}", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = OrganizationId, Path, description = "The organization")), responses((status = 200, body = OrganizationRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_organization(crm: Crm, Key(id): Key<OrganizationId>) -> Result<Response> {
    Ok(tagged(match crm {
        Crm::Home(home) => organizations::get(&home.store, home.actor.workspace, id).await?,
        Crm::Foreign(crm) => crm.get_organization(id).await?,
    }))
}

/// Writes an organization anew.
#[utoipa::path(put, path = "/crm/{connection}/organizations/{id}", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = OrganizationId, Path, description = "The organization"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = Organization, responses((status = 200, body = Written<OrganizationRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_organization(
    crm: Crm,
    Key(id): Key<OrganizationId>,
    IfMatch(seen): IfMatch,
    Json(organization): Json<Organization>,
) -> Result<Response> {
    Ok(written(match crm {
        Crm::Home(home) => organizations::update(&home.store, &home.actor, id, seen, organization).await?,
        Crm::Foreign(crm) => crm.update_organization(id, seen, organization).await?,
    }))
}

/// Puts an organization into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/organizations/{id}", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = OrganizationId, Path, description = "The organization"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_organization(
    crm: Crm,
    Key(id): Key<OrganizationId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => organizations::delete(&home.store, &home.actor, id, seen).await?,
        Crm::Foreign(crm) => crm.delete_organization(id, seen).await?,
    }))
}
