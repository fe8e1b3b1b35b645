//! Tags of people.

use axum::Json as Answer;
use calling_card_api::ProblemDetails;
use calling_card_api::tags::TagCount;

use crate::Result;
use crate::crm::Home;
use crate::store::tags;

/// All tags of people.
#[utoipa::path(get, path = "/crm/{connection}/tags", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<TagCount>, description = "The most used first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_tags(home: Home) -> Result<Answer<Vec<TagCount>>> {
    Ok(Answer(tags::list(&home.store, home.actor.workspace).await?))
}
