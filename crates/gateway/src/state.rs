//! What every request can reach.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::Throttle;
use crate::forms::Embeds;
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
    /// Tries to sign in, by network address and e-mail address.
    pub sign_ins: Arc<Throttle<(Option<IpAddr>, String)>>,
    /// The forms' scripts.
    pub embeds: Arc<Embeds>,
    /// Submissions of forms, by network address.
    pub submissions: Arc<Throttle<Option<IpAddr>>>,
}

impl AppState {
    /// The state of a gateway that begins.
    pub fn new(store: Store, site: Site, config: Config) -> Self {
        Self {
            store,
            site: Arc::new(site),
            config: Arc::new(config),
            sign_ins: Arc::new(Throttle::new(10, Duration::from_secs(600))),
            embeds: Arc::default(),
            submissions: Arc::new(Throttle::new(60, Duration::from_secs(600))),
        }
    }
}

/// What was configured.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The address under which visitors and staff reach the gateway, without a slash at its end (`https://cards.example`);
    /// none to take it from each request's `Host`.
    pub public_url: Option<String>,
}

impl Config {
    /// Whether the gateway is reached by https, so that cookies can be kept to it.
    pub fn secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}
