//! Inbound sources.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::inbound_sources::*;
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{FormId, InboundSource};

use crate::Result;
use crate::crm::Crm;
use crate::extract::{IfMatch, Json, Key, made, tagged, written};
use crate::store::inbound_sources;

/// All forms, by name.
#[utoipa::path(get, path = "/crm/{connection}/inbound-sources", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), responses((status = 200, body = Vec<InboundSourceSummary>, description = "By name"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_inbound_sources(crm: Crm) -> Result<Answer<Vec<InboundSourceSummary>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => inbound_sources::list(&home.store, home.actor.workspace).await?,
        Crm::Foreign(crm) => crm.list_sources().await?,
    }))
}

/// Makes a form.
#[utoipa::path(post, path = "/crm/{connection}/inbound-sources", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), request_body = InboundSource, responses((status = 201, body = Written<InboundSourceRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_inbound_source(crm: Crm, Json(source): Json<InboundSource>) -> Result<Response> {
    Ok(made(match crm {
        Crm::Home(home) => inbound_sources::create(&home.store, &home.actor, source).await?,
        Crm::Foreign(crm) => crm.create_source(source).await?,
    }))
}

/// One form.
#[utoipa::path(get, path = "/crm/{connection}/inbound-sources/{id}", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = FormId, Path, description = "The form")), responses((status = 200, body = InboundSourceRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_inbound_source(crm: Crm, Key(id): Key<FormId>) -> Result<Response> {
    Ok(tagged(match crm {
        Crm::Home(home) => inbound_sources::get(&home.store, home.actor.workspace, &id).await?,
        Crm::Foreign(crm) => crm.get_source(&id).await?,
    }))
}

/// Writes a form anew.
#[utoipa::path(put, path = "/crm/{connection}/inbound-sources/{id}", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = FormId, Path, description = "The form"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = InboundSource, responses((status = 200, body = Written<InboundSourceRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_inbound_source(
    crm: Crm,
    Key(id): Key<FormId>,
    IfMatch(seen): IfMatch,
    Json(source): Json<InboundSource>,
) -> Result<Response> {
    Ok(written(match crm {
        Crm::Home(home) => inbound_sources::update(&home.store, &home.actor, &id, seen, source).await?,
        Crm::Foreign(crm) => crm.update_source(&id, seen, source).await?,
    }))
}

/// Puts a form into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/inbound-sources/{id}", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = FormId, Path, description = "The form"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_inbound_source(
    crm: Crm,
    Key(id): Key<FormId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => inbound_sources::delete(&home.store, &home.actor, &id, seen).await?,
        Crm::Foreign(crm) => crm.delete_source(&id, seen).await?,
    }))
}
