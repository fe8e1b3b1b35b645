//! Relations between people.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::relations::{RelationRecord, RelationSummary};
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{PersonId, Relation, RelationId};

use crate::Result;
use crate::crm::Home;
use crate::extract::{IfMatch, Json, Key, written};
use crate::store::relations;

/// How a person stands to others.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/relations", tag = "Relations", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<RelationSummary>, description = "Relations"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_relations(home: Home, Key(id): Key<PersonId>) -> Result<Answer<Vec<RelationSummary>>> {
    Ok(Answer(relations::list(&home.store, home.actor.workspace, id).await?))
}

/// Relates two people.
#[utoipa::path(post, path = "/crm/{connection}/relations", tag = "Relations", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Relation, responses((status = 201, body = Written<RelationRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_relation(home: Home, Json(relation): Json<Relation>) -> Result<Response> {
    Ok(written(relations::create(&home.store, &home.actor, relation).await?))
}

/// Puts a relation into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/relations/{id}", tag = "Relations", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = RelationId, Path, description = "The relation"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_relation(
    home: Home,
    Key(id): Key<RelationId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(relations::delete(&home.store, &home.actor, id, seen).await?))
}
