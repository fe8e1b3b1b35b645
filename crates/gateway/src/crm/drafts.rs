//! Contact drafts.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::drafts::{Acceptance, DraftRecord, DraftSummary, DraftsQuery, OpenedDraft};
use calling_card_api::people::PersonRecord;
use calling_card_api::{Nothing, Page, ProblemDetails, Written};
use calling_card_contact::DraftId;

use crate::Result;
use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, Query, written};
use crate::store::drafts;

/// A page of drafts, the newest first.
#[utoipa::path(get, path = "/crm/{connection}/drafts", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), DraftsQuery), responses((status = 200, body = Page<DraftSummary>, description = "A page"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_drafts(home: Home, Query(query): Query<DraftsQuery>) -> Result<Answer<Page<DraftSummary>>> {
    Ok(Answer(drafts::list(&home.store, home.actor.workspace, &query).await?))
}

/// One draft; it counts as read from then on.
#[utoipa::path(get, path = "/crm/{connection}/drafts/{id}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft")), responses((status = 200, body = OpenedDraft, description = "The draft"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_draft(home: Home, Key(id): Key<DraftId>) -> Result<Answer<OpenedDraft>> {
    Ok(Answer(drafts::open(&home.store, &home.actor, id).await?))
}

/// Makes a person of a draft, or puts it into one.
#[utoipa::path(post, path = "/crm/{connection}/drafts/{id}/accept", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft")), request_body = Acceptance, responses((status = 200, body = Written<PersonRecord>, description = "The person"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn accept_draft(home: Home, Key(id): Key<DraftId>, Json(acceptance): Json<Acceptance>) -> Result<Response> {
    Ok(written(drafts::accept(&home.store, &home.actor, id, acceptance).await?))
}

/// Lets a draft through that was held for review.
#[utoipa::path(post, path = "/crm/{connection}/drafts/{id}/release", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft")), responses((status = 200, body = Written<DraftRecord>, description = "The draft"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn release_draft(home: Home, Key(id): Key<DraftId>) -> Result<Response> {
    Ok(written(drafts::release(&home.store, &home.actor, id).await?))
}

/// Puts a draft into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/drafts/{id}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn discard_draft(
    home: Home,
    Key(id): Key<DraftId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(drafts::discard(&home.store, &home.actor, id, seen).await?))
}
