//! Proofs of consent.

use axum::Json as Answer;
use calling_card_api::ProblemDetails;
use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{ConsentId, PersonId};

use crate::Result;
use crate::crm::Home;
use crate::extract::Key;
use crate::store::consents;

/// What a person has agreed to.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/consents", tag = "Consents", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<ConsentRecord>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_consents(home: Home, Key(id): Key<PersonId>) -> Result<Answer<Vec<ConsentRecord>>> {
    Ok(Answer(consents::list(&home.store, home.actor.workspace, id).await?))
}

/// One proof of consent.
#[utoipa::path(get, path = "/crm/{connection}/consents/{id}", tag = "Consents", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = ConsentId, Path, description = "The proof")), responses((status = 200, body = ConsentRecord, description = "The proof"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_consent(home: Home, Key(id): Key<ConsentId>) -> Result<Answer<ConsentRecord>> {
    Ok(Answer(consents::get(&home.store, home.actor.workspace, id).await?))
}

/// Takes down that a consent was withdrawn; the first time counts.
#[utoipa::path(post, path = "/crm/{connection}/consents/{id}/withdraw", tag = "Consents", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = ConsentId, Path, description = "The proof")), responses((status = 200, body = ConsentRecord, description = "Withdrawn"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn withdraw_consent(home: Home, Key(id): Key<ConsentId>) -> Result<Answer<ConsentRecord>> {
    Ok(Answer(consents::withdraw(&home.store, home.actor.workspace, id).await?))
}
