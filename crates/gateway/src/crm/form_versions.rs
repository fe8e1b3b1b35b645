//! What a form was, how it would be, and what it has seen.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::Response;
use calling_card_api::ProblemDetails;
use calling_card_api::Written;
use calling_card_api::inbound_sources::*;
use calling_card_contact::{FormId, InboundSource};

use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, Query, written};
use crate::store::{events, form_counts, form_versions};
use crate::{AppState, Result, forms};

/// The versions of a form.
#[utoipa::path(get, path = "/crm/{connection}/inbound-sources/{id}/versions", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form")), responses((status = 200, body = Vec<FormVersion>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_form_versions(home: Home, Key(id): Key<FormId>) -> Result<Answer<Vec<FormVersion>>> {
    Ok(Answer(form_versions::list(&home.store, home.actor.workspace, &id).await?))
}

/// Makes a form what it was in a version.
#[utoipa::path(post, path = "/crm/{connection}/inbound-sources/{id}/restore", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = RestoreVersion, responses((status = 200, body = Written<InboundSourceRecord>, description = "Restored, as a new version"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn restore_inbound_source(
    home: Home,
    Key(id): Key<FormId>,
    IfMatch(seen): IfMatch,
    Json(restore): Json<RestoreVersion>,
) -> Result<Response> {
    Ok(written(form_versions::restore(&home.store, &home.actor, &id, seen, restore.version).await?))
}

/// What the embed would be made of, for a form that is not saved.
#[utoipa::path(post, path = "/crm/{connection}/form-preview", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = InboundSource, responses((status = 200, body = serde_json::Value, description = "The embed's data"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn preview_inbound_source(
    State(state): State<AppState>,
    home: Home,
    Json(source): Json<InboundSource>,
) -> Result<Answer<serde_json::Value>> {
    let event = events::of_source(&home.store, home.actor.workspace, &source).await?;
    Ok(Answer(forms::embed_data(&state.site, &source, event.as_ref())))
}

/// What a form has seen.
#[utoipa::path(get, path = "/crm/{connection}/inbound-sources/{id}/statistics", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form"), StatisticsQuery), responses((status = 200, body = FormStatistics, description = "By day"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_form_statistics(
    State(state): State<AppState>,
    home: Home,
    Key(id): Key<FormId>,
    Query(query): Query<StatisticsQuery>,
) -> Result<Answer<FormStatistics>> {
    state.counts.flush(&home.store).await?;
    Ok(Answer(form_counts::statistics(&home.store, home.actor.workspace, &id, query.days).await?))
}
