//! The inbound forms as page and embed, and what comes in through them.

use axum::Router;
use axum::routing::{get, post};
use calling_card_api::inbound_sources::InboundSourceRecord;
use calling_card_contact::{FormId, InboundSource};

use crate::site::open_to_all;
use crate::store::{Store, WorkspaceId, inbound_sources};
use crate::{AppState, Error, Result};

mod booking;
mod embed;
mod file_content;
mod files;
mod in_flight;
mod incoming;
mod invitation;
mod left;
mod multipart;
mod opt_in;
mod opt_in_pages;
mod page;
mod preview;
mod proof;
mod refusal;
mod screen;
mod submit;
mod tree;

pub use embed::{Embeds, script};
pub(crate) use embed::{data as embed_data, integrity, newest_script};
pub use in_flight::InFlight;
pub(crate) use opt_in::ask;
pub(crate) use submit::book;

/// Most bytes of a submission, besides files.
const SUBMISSION_BYTES: usize = 256 * 1024;

/// All addresses below `/f`, and those of the links in mails.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/f/{form}", get(page::show_form))
        .route("/f/{form}/thanks", get(page::show_thanks))
        .route("/f/{form}/form.js", get(embed::form_js))
        .route("/f/{form}/form.json", get(embed::form_json))
        .route("/f/{form}/challenge", get(proof::challenge))
        .route("/f/{form}/left", post(left::left))
        .route("/f/{form}/theme.css", get(page::theme))
        .route("/f/{form}/{version}/form.js", get(embed::version_js))
        .route("/f-style.css", get(page::style))
        .route("/f-preview", get(preview::page))
        .route("/f-preview.js", get(preview::script))
        .merge(opt_in::routes())
        .merge(booking::routes())
        .merge(invitation::routes())
}

/// The addresses at which files may come, which take longer than all else. They limit what they read themselves.
pub fn slow_routes() -> Router<AppState> {
    Router::new()
        .route("/f/{form}/submissions", post(submit::submit).options(submit::preflight))
        .route("/f/{form}/files/{field}", post(files::upload).options(submit::preflight))
}

/// The form of an address, and its workspace.
async fn find(store: &Store, form: &str) -> Result<(WorkspaceId, InboundSource)> {
    let (workspace, record) = find_record(store, form).await?;
    Ok((workspace, record.content))
}

/// The record of the form of an address, and its workspace.
async fn find_record(store: &Store, form: &str) -> Result<(WorkspaceId, InboundSourceRecord)> {
    let id: FormId = form.parse().map_err(|_| Error::NOT_FOUND)?;
    inbound_sources::find_form(store, &id).await?.ok_or(Error::NOT_FOUND)
}
