//! Where forms are left: counted, without anything about who did.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{find, open_to_all};
use crate::AppState;
use crate::store::form_counts::{Event, asked_names};

/// `POST /f/{form}/left`: the body is the name of the field that was the last.
pub(super) async fn left(State(state): State<AppState>, Path(form): Path<String>, field: String) -> Response {
    if let Ok((workspace, source)) = find(&state.store, &form).await
        && asked_names(&source).contains(&field)
    {
        state.counts.add(workspace, &source.id, Event::Left(field));
    }
    // Nobody reads the answer: the page is gone.
    open_to_all(StatusCode::NO_CONTENT.into_response())
}
