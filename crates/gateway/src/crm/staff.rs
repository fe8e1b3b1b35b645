//! Members of staff.

use axum::Json as Answer;
use calling_card_api::ProblemDetails;
use calling_card_api::staff::Colleague;

use crate::Result;
use crate::crm::Home;
use crate::store::users;

/// The members of staff, by name.
#[utoipa::path(get, path = "/crm/{connection}/staff", tag = "Staff", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<Colleague>, description = "By name"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_staff(home: Home) -> Result<Answer<Vec<Colleague>>> {
    Ok(Answer(users::list(&home.store, home.actor.workspace).await?))
}
