//! The inbound forms as page and embed, and what comes in through them.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use calling_card_contact::{FormId, InboundSource};

use crate::store::{Store, WorkspaceId, inbound_sources};
use crate::{AppState, Error, Result};

mod embed;
mod incoming;
mod opt_in;
mod opt_in_pages;
mod page;
mod submit;
mod tree;

/// Most bytes of a submission.
const SUBMISSION_BYTES: usize = 256 * 1024;

/// All addresses below `/f`, and those of the links in mails.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/f/{form}", get(page::show_form))
        .route("/f/{form}/thanks", get(page::show_thanks))
        .route("/f/{form}/form.js", get(embed::form_js))
        .route(
            "/f/{form}/submissions",
            post(submit::submit).options(submit::preflight).layer(DefaultBodyLimit::max(SUBMISSION_BYTES)),
        )
        .route("/f-style.css", get(page::style))
        .merge(opt_in::routes())
}

/// The form of an address, and its workspace.
async fn find(store: &Store, form: &str) -> Result<(WorkspaceId, InboundSource)> {
    let id: FormId = form.parse().map_err(|_| Error::NOT_FOUND)?;
    let (workspace, record) = inbound_sources::find_form(store, &id).await?.ok_or(Error::NOT_FOUND)?;
    Ok((workspace, record.content))
}
