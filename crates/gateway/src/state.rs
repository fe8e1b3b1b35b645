//! What every request can reach.

use std::sync::Arc;

use crate::site::Site;
use crate::store::Store;

/// What every request can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// The built app, widget and worker.
    pub site: Arc<Site>,
    /// What was configured.
    pub config: Arc<Config>,
}

/// What was configured.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The address under which visitors and staff reach the gateway, without a slash at its end (`https://cards.example`);
    /// none to take it from each request's `Host`.
    pub public_url: Option<String>,
}
