//! Whether a form runs on a website.

use axum::Json as Answer;
use axum::extract::State;
use calling_card_api::ProblemDetails;
use calling_card_api::websites::{Website, WebsiteReport};
use calling_card_contact::FormId;

use crate::crm::Home;
use crate::extract::{Json, Key};
use crate::store::inbound_sources;
use crate::website::{Question, fetch::Fetch};
use crate::{AppState, Result, forms};

/// Looks at a website, or at its policy.
#[utoipa::path(post, path = "/crm/{connection}/inbound-sources/{id}/check-website", tag = "Inbound sources", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = FormId, Path, description = "The form")), request_body = Website, responses((status = 200, body = WebsiteReport, description = "What works there, and what to add"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn check_website(
    State(state): State<AppState>,
    home: Home,
    Key(id): Key<FormId>,
    Json(website): Json<Website>,
) -> Result<Answer<WebsiteReport>> {
    let record = inbound_sources::get(&home.store, home.actor.workspace, &id).await?;
    let integrity = forms::integrity(&state, home.actor.workspace, &record).await?;
    let question = Question {
        source: &record.content,
        gateway: state.config.link_base(),
        integrity: &integrity,
        fetch: Fetch { private: state.config.private_pages },
    };
    Ok(Answer(question.answer(&website).await))
}
