//! `/audit`: who did what that concerns the safety of the workspace. For owners: `auth::roles` says so.

use axum::Json as Answer;
use axum::extract::State;
use calling_card_api::audit::{AuditEntry, AuditQuery};
use calling_card_api::{Page, ProblemDetails};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Staff;
use crate::extract::Query;
use crate::store::audit;
use crate::{AppState, Result};

/// All addresses below `/audit`.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_audit))
}

/// A page of the audit log.
#[utoipa::path(get, path = "/audit", tag = "Audit log", params(AuditQuery), responses((status = 200, body = Page<AuditEntry>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn list_audit(
    State(state): State<AppState>,
    staff: Staff,
    Query(query): Query<AuditQuery>,
) -> Result<Answer<Page<AuditEntry>>> {
    Ok(Answer(audit::list(&state.store, staff.actor.workspace, &query).await?))
}
