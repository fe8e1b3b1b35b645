//! Contact drafts.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::drafts::{Acceptance, DraftRecord, DraftSummary, DraftsQuery, OpenedDraft};
use calling_card_api::people::PersonRecord;
use calling_card_api::{Nothing, Page, ProblemDetails, Written};
use calling_card_contact::DraftId;

use crate::Result;
use crate::crm::{Crm, Home};
use crate::extract::{IfMatch, Json, Key, Query, made, written};
use crate::store::drafts;

/// A page of drafts, the newest first.
#[utoipa::path(get, path = "/crm/{connection}/drafts", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), DraftsQuery), responses((status = 200, body = Page<DraftSummary>, description = "A page"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_drafts(crm: Crm, Query(query): Query<DraftsQuery>) -> Result<Answer<Page<DraftSummary>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => drafts::list(&home.store, home.actor.workspace, &query).await?,
        Crm::Foreign(crm) => crm.list_drafts(&query).await?,
    }))
}

/// One draft; it counts as read from then on.
#[utoipa::path(get, path = "/crm/{connection}/drafts/{id}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = DraftId, Path, description = "The draft")), responses((status = 200, body = OpenedDraft, description = "The draft"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_draft(crm: Crm, Key(id): Key<DraftId>) -> Result<Answer<OpenedDraft>> {
    Ok(Answer(match crm {
        Crm::Home(home) => drafts::open(&home.store, &home.actor, id).await?,
        Crm::Foreign(crm) => crm.open_draft(id).await?,
    }))
}

/// Makes a person of a draft, or puts it into one.
#[utoipa::path(post, path = "/crm/{connection}/drafts/{id}/accept", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = DraftId, Path, description = "The draft")), request_body = Acceptance, responses((status = 200, body = Written<PersonRecord>, description = "The person"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn accept_draft(crm: Crm, Key(id): Key<DraftId>, Json(acceptance): Json<Acceptance>) -> Result<Response> {
    let is_new = acceptance.into.is_none();
    Ok(match crm {
        Crm::Home(home) => written(drafts::accept(&home.store, &home.actor, id, acceptance).await?),
        Crm::Foreign(crm) if is_new => made(crm.accept_draft(id, acceptance).await?),
        Crm::Foreign(crm) => written(crm.accept_draft(id, acceptance).await?),
    })
}

/// Lets a draft through that was held for review.
#[utoipa::path(post, path = "/crm/{connection}/drafts/{id}/release", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft")), responses((status = 200, body = Written<DraftRecord>, description = "The draft"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn release_draft(home: Home, Key(id): Key<DraftId>) -> Result<Response> {
    Ok(written(drafts::release(&home.store, &home.actor, id).await?))
}

/// Puts a draft into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/drafts/{id}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = DraftId, Path, description = "The draft"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn discard_draft(
    crm: Crm,
    Key(id): Key<DraftId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => drafts::discard(&home.store, &home.actor, id, seen).await?,
        Crm::Foreign(crm) => crm.discard_draft(id, seen).await?,
    }))
}
