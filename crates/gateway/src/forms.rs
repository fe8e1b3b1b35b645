//! The inbound forms as page and embed, and what comes in through them.

use axum::Router;

use crate::AppState;

/// All addresses below `/f`.
pub fn routes() -> Router<AppState> {
    Router::new()
}
