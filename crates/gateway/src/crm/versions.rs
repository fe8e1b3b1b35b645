//! What people and organizations were, and the way back.

use std::str::FromStr;

use axum::Json as Answer;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::Response;
use calling_card_api::ProblemDetails;
use calling_card_api::Written;
use calling_card_api::changes::{Change, RecordKind};
use calling_card_api::organizations::OrganizationRecord;
use calling_card_api::people::PersonRecord;
use calling_card_api::versions::Past;
use calling_card_contact::{Organization, OrganizationId, Person, PersonId};

use crate::crm::Home;
use crate::extract::{IfMatch, Key, written};
use crate::store::{changes, organizations, people, private, versions};
use crate::{Error, Result};

/// The version that an address names.
pub struct PastVersion(u32);

impl<S: Send + Sync> FromRequestParts<S> for PastVersion {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NOT_FOUND)?;
        let version = params.iter().find(|(name, _)| *name == "version").and_then(|(_, text)| u32::from_str(text).ok());
        version.map(Self).ok_or(Error::NOT_FOUND)
    }
}

/// A person as they were.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/versions/{version}", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person"), ("version" = u32, Path, description = "The version")), responses((status = 200, body = Past<Person>, description = "As they were"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_person_version(
    home: Home,
    Key(id): Key<PersonId>,
    PastVersion(version): PastVersion,
) -> Result<Answer<Past<Person>>> {
    Ok(Answer(versions::get(&home.store, home.actor.workspace, &id, version).await?))
}

/// Writes a person as they were.
#[utoipa::path(post, path = "/crm/{connection}/people/{id}/versions/{version}/restore", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person"), ("version" = u32, Path, description = "The version that comes back"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<PersonRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn restore_person(
    home: Home,
    Key(id): Key<PersonId>,
    PastVersion(version): PastVersion,
    IfMatch(seen): IfMatch,
) -> Result<Response> {
    let past = versions::get::<Person>(&home.store, home.actor.workspace, &id, version).await?;
    let restored = people::update(&home.store, &home.actor, id, seen, past.content).await?;
    Ok(written(private::people::told(&home.store, &home.member(), restored).await?))
}

/// What was done to an organization.
#[utoipa::path(get, path = "/crm/{connection}/organizations/{id}/history", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = OrganizationId, Path, description = "The organization")), responses((status = 200, body = Vec<Change>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_organization_history(home: Home, Key(id): Key<OrganizationId>) -> Result<Answer<Vec<Change>>> {
    organizations::get(&home.store, home.actor.workspace, id).await?;
    let mut connection = home.store.pool.acquire().await?;
    let kind = RecordKind::Organization;
    Ok(Answer(changes::of_record(&mut connection, home.actor.workspace, kind, &id.to_string()).await?))
}

/// An organization as it was.
#[utoipa::path(get, path = "/crm/{connection}/organizations/{id}/versions/{version}", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = OrganizationId, Path, description = "The organization"), ("version" = u32, Path, description = "The version")), responses((status = 200, body = Past<Organization>, description = "As it was"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_organization_version(
    home: Home,
    Key(id): Key<OrganizationId>,
    PastVersion(version): PastVersion,
) -> Result<Answer<Past<Organization>>> {
    Ok(Answer(versions::get(&home.store, home.actor.workspace, &id, version).await?))
}

/// Writes an organization as it was.
#[utoipa::path(post, path = "/crm/{connection}/organizations/{id}/versions/{version}/restore", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = OrganizationId, Path, description = "The organization"), ("version" = u32, Path, description = "The version that comes back"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<OrganizationRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn restore_organization(
    home: Home,
    Key(id): Key<OrganizationId>,
    PastVersion(version): PastVersion,
    IfMatch(seen): IfMatch,
) -> Result<Response> {
    let past = versions::get::<Organization>(&home.store, home.actor.workspace, &id, version).await?;
    Ok(written(organizations::update(&home.store, &home.actor, id, seen, past.content).await?))
}
