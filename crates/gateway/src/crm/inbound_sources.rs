//! Inbound sources.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::inbound_sources::*;
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{FormId, InboundSource};

use crate::Result;
use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, tagged, written};
use crate::store::inbound_sources;

/// All forms, by name.
#[utoipa::path(get, path = "/crm/{connection}/inbound-sources", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<InboundSourceSummary>, description = "By name"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_inbound_sources(home: Home) -> Result<Answer<Vec<InboundSourceSummary>>> {
    Ok(Answer(inbound_sources::list(&home.store, home.actor.workspace).await?))
}

/// Makes a form.
#[utoipa::path(post, path = "/crm/{connection}/inbound-sources", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = InboundSource, responses((status = 201, body = Written<InboundSourceRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_inbound_source(home: Home, Json(source): Json<InboundSource>) -> Result<Response> {
    Ok(written(inbound_sources::create(&home.store, &home.actor, source).await?))
}

/// One form.
#[utoipa::path(get, path = "/crm/{connection}/inbound-sources/{id}", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form")), responses((status = 200, body = InboundSourceRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_inbound_source(home: Home, Key(id): Key<FormId>) -> Result<Response> {
    Ok(tagged(inbound_sources::get(&home.store, home.actor.workspace, &id).await?))
}

/// Writes a form anew.
#[utoipa::path(put, path = "/crm/{connection}/inbound-sources/{id}", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = InboundSource, responses((status = 200, body = Written<InboundSourceRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_inbound_source(
    home: Home,
    Key(id): Key<FormId>,
    IfMatch(seen): IfMatch,
    Json(source): Json<InboundSource>,
) -> Result<Response> {
    Ok(written(inbound_sources::update(&home.store, &home.actor, &id, seen, source).await?))
}

/// Puts a form into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/inbound-sources/{id}", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_inbound_source(
    home: Home,
    Key(id): Key<FormId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(inbound_sources::delete(&home.store, &home.actor, &id, seen).await?))
}
