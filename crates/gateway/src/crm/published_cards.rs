//! Published business cards.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::published_cards::{PublishedCardRecord, PublishedCardSummary};
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{PersonId, PublishedCard, PublishedCardId};

use crate::Result;
use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, tagged, written};
use crate::store::published_cards;

/// All published cards, by name.
#[utoipa::path(get, path = "/crm/{connection}/published-cards", tag = "Published cards", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<PublishedCardSummary>, description = "By name"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_published_cards(home: Home) -> Result<Answer<Vec<PublishedCardSummary>>> {
    Ok(Answer(published_cards::list(&home.store, home.actor.workspace).await?))
}

/// What is published of a person.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/published-cards", tag = "Published cards", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<PublishedCardRecord>, description = "The oldest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_published_cards_of_person(
    home: Home,
    Key(id): Key<PersonId>,
) -> Result<Answer<Vec<PublishedCardRecord>>> {
    Ok(Answer(published_cards::of_person(&home.store, home.actor.workspace, id).await?))
}

/// Publishes a business card.
#[utoipa::path(post, path = "/crm/{connection}/published-cards", tag = "Published cards", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = PublishedCard, responses((status = 201, body = Written<PublishedCardRecord>, description = "Published at `/c/{id}`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn publish_card(home: Home, Json(published): Json<PublishedCard>) -> Result<Response> {
    Ok(written(published_cards::create(&home.store, &home.actor, published).await?))
}

/// One published card.
#[utoipa::path(get, path = "/crm/{connection}/published-cards/{id}", tag = "Published cards", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PublishedCardId, Path, description = "The published card")), responses((status = 200, body = PublishedCardRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_published_card(home: Home, Key(id): Key<PublishedCardId>) -> Result<Response> {
    Ok(tagged(published_cards::get(&home.store, home.actor.workspace, &id).await?))
}

/// Changes what is public.
#[utoipa::path(put, path = "/crm/{connection}/published-cards/{id}", tag = "Published cards", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PublishedCardId, Path, description = "The published card"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = PublishedCard, responses((status = 200, body = Written<PublishedCardRecord>, description = "Written; person and business card are as they were"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_published_card(
    home: Home,
    Key(id): Key<PublishedCardId>,
    IfMatch(seen): IfMatch,
    Json(published): Json<PublishedCard>,
) -> Result<Response> {
    Ok(written(published_cards::update(&home.store, &home.actor, &id, seen, published).await?))
}

/// Withdraws a published card.
#[utoipa::path(delete, path = "/crm/{connection}/published-cards/{id}", tag = "Published cards", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PublishedCardId, Path, description = "The published card"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin; its address answers 410"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn withdraw_card(
    home: Home,
    Key(id): Key<PublishedCardId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(published_cards::withdraw(&home.store, &home.actor, &id, seen).await?))
}
