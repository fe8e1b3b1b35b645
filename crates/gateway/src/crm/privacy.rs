//! What a person may ask for: their data, and that it is erased.

use axum::Json as Answer;
use calling_card_api::privacy::{Erasure, PersonExport};
use calling_card_api::{Nothing, ProblemDetails};
use calling_card_contact::PersonId;

use crate::Result;
use crate::crm::Home;
use crate::extract::{Json, Key};
use crate::store::privacy;
use crate::store::private::whole::Whose;

/// All that is kept about a person, as far as whoever asks sees it.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/export", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = PersonExport, description = "Person, cards, notes, relations, drafts, consents, history"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn export_person(home: Home, Key(id): Key<PersonId>) -> Result<Answer<PersonExport>> {
    Ok(Answer(privacy::export(&home.store, home.actor.workspace, id, Whose::Own(home.user)).await?))
}

/// All that is kept about a person, for their own request: also what members of staff keep to themselves. It is taken down in the audit log.
#[utoipa::path(post, path = "/crm/{connection}/people/{id}/export", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), request_body = Erasure, responses((status = 200, body = PersonExport, description = "The same, with all private cards and notes"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn copy_person(
    home: Home,
    Key(id): Key<PersonId>,
    Json(meant): Json<Erasure>,
) -> Result<Answer<PersonExport>> {
    Ok(Answer(privacy::copy(&home.store, &home.actor, id, &meant).await?))
}

/// Erases all that is kept about a person, for good.
#[utoipa::path(post, path = "/crm/{connection}/people/{id}/erase", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), request_body = Erasure, responses((status = 200, body = Nothing, description = "Erased"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn erase_person(home: Home, Key(id): Key<PersonId>, Json(erasure): Json<Erasure>) -> Result<Answer<Nothing>> {
    privacy::erase(&home.store, &home.actor, id, &erasure).await?;
    Ok(Answer(Nothing))
}
