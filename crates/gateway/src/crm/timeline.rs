//! What happened with a person.

use axum::Json as Answer;
use calling_card_api::ProblemDetails;
use calling_card_api::timeline::Moment;
use calling_card_contact::PersonId;

use crate::Result;
use crate::crm::Home;
use crate::extract::Key;
use crate::store::timeline;

/// Notes, changes, drafts and consents of a person.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/timeline", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<Moment>, description = "The newest first, at most 200 of each kind"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_timeline(home: Home, Key(id): Key<PersonId>) -> Result<Answer<Vec<Moment>>> {
    Ok(Answer(timeline::of(&home.store, &home.member(), id).await?))
}
