//! Whom a person knows.

use axum::Json as Answer;
use calling_card_api::ProblemDetails;
use calling_card_api::circle::Circle;
use calling_card_contact::PersonId;

use crate::Result;
use crate::crm::Home;
use crate::extract::Key;
use crate::store::circle;

/// Whom a person knows, and whom those know.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/circle", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Circle, description = "At most 40 people and 12 organizations"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_circle(home: Home, Key(id): Key<PersonId>) -> Result<Answer<Circle>> {
    Ok(Answer(circle::of(&home.store, home.actor.workspace, id).await?))
}
