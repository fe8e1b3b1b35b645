//! What every request can reach.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use calling_card_contact::{FormId, rules};
use secrecy::SecretString;
use tokio::sync::Notify;

use crate::auth::{self, Guesses, Provider, Throttle};
use crate::cards::Cards;
use crate::dialects::Limits;
use crate::foreign::Lines;
use crate::forms::{Embeds, InFlight};
use crate::life::{Life, Phase};
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::serve::health::Disk;
use crate::site::Site;
use crate::store::form_counts::Counts;
use crate::store::{Store, WorkspaceId};
use crate::vault::{KeySource, Vault};

/// Most submissions of one network address to one form in ten minutes, where nothing else is said.
const SUBMISSIONS: u32 = 60;
/// How long tries are counted.
const SPAN: Duration = Duration::from_secs(600);

/// What every request can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// The built app, widget and worker.
    pub site: Arc<Site>,
    /// What was configured.
    pub config: Arc<Config>,
    /// Tries to sign in by a password.
    pub guesses: Arc<Guesses>,
    /// Tries to sign in otherwise, and to show once more who one is, by network address and what is tried.
    pub sign_ins: Arc<Throttle<(Option<IpAddr>, String)>>,
    /// The organization's own sign-in, if there is one.
    pub oidc: Option<Arc<Provider>>,
    /// How often that is begun, by network address.
    pub oidc_begins: Arc<auth::Begins>,
    /// Invitations of members of staff, by workspace.
    pub invitations: Arc<Throttle<WorkspaceId>>,
    /// Tokens that are none, by network address.
    pub wrong_tokens: Arc<Throttle<Option<IpAddr>>>,
    /// How often the dialects may be spoken; none where that is not imitated.
    pub limits: Option<Arc<Limits>>,
    /// The forms' scripts.
    pub embeds: Arc<Embeds>,
    /// The scripts and pictures of published cards.
    pub cards: Arc<Cards>,
    /// Submissions that are being taken in.
    pub in_flight: Arc<InFlight>,
    /// Submissions, by network address and form.
    pub submissions: Arc<Throttle<(Option<IpAddr>, FormId)>>,
    /// Files that come before their submissions, by network address and form.
    pub uploads: Arc<Throttle<(Option<IpAddr>, FormId)>>,
    /// What forms have seen, as far as it is not on disk.
    pub counts: Arc<Counts>,
    /// The way to a mail server; without one mails wait.
    pub mailer: Option<Arc<Mailer>>,
    /// Tells that a mail was written.
    pub mail_written: Arc<Notify>,
    /// Seals the secrets of connections.
    pub vault: Arc<Vault>,
    /// The lines to other CRMs.
    pub lines: Arc<Lines>,
    /// Tells that somebody is on their way into another CRM.
    pub transfer_written: Arc<Notify>,
    /// How far the gateway is.
    pub life: Arc<Life>,
    /// Whether the data folder takes what is written.
    pub disk: Arc<Disk>,
    /// What Prometheus is told.
    pub metrics: Arc<Metrics>,
}

impl AppState {
    /// The state of a gateway that begins.
    pub fn new(store: Store, site: Site, config: Config) -> Self {
        let submissions = config.submissions.unwrap_or(SUBMISSIONS);
        let vault = Arc::new(Vault::new(config.keys.clone().unwrap_or(KeySource::Text(SecretString::default()))));
        let limits = config.vendor_limits.then(Arc::default);
        Self {
            site: Arc::new(site),
            config: Arc::new(config),
            guesses: Arc::new(Guesses::new(&store)),
            sign_ins: Arc::new(Throttle::new(10, SPAN).together(&store, "sign-ins")),
            oidc: None,
            oidc_begins: Arc::new(Throttle::new(auth::FROM_NETWORK, SPAN).together(&store, "sign-ins elsewhere")),
            invitations: Arc::new(Throttle::new(50, SPAN).together(&store, "invitations")),
            wrong_tokens: Arc::new(Throttle::new(10, SPAN).together(&store, "wrong tokens")),
            limits,
            embeds: Arc::default(),
            cards: Arc::default(),
            in_flight: Arc::default(),
            submissions: Arc::new(Throttle::new(submissions, SPAN).together(&store, "submissions")),
            uploads: Arc::new(
                Throttle::new(submissions.saturating_mul(rules::FILES), SPAN).together(&store, "uploads"),
            ),
            counts: Arc::default(),
            mailer: None,
            mail_written: Arc::new(Notify::new()),
            vault,
            lines: Arc::default(),
            transfer_written: Arc::new(Notify::new()),
            life: Arc::new(Life::new(Phase::Serving)),
            disk: Arc::default(),
            metrics: Arc::default(),
            store,
        }
    }

    /// The same, with the organization's own sign-in.
    pub fn with_oidc(self, provider: Option<Provider>) -> Self {
        Self { oidc: provider.map(Arc::new), ..self }
    }

    /// The same, with a mail server.
    pub fn with_mailer(self, mailer: Option<Mailer>) -> Self {
        Self { mailer: mailer.map(Arc::new), ..self }
    }

    /// The same, of a gateway that is watched in starting and stopping.
    pub fn with_life(self, life: Arc<Life>) -> Self {
        Self { life, ..self }
    }
}

/// What was configured.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The data folder, to see whether it takes what is written; none where there is no such thing.
    pub data: Option<PathBuf>,
    /// The address under which visitors and staff reach the gateway, without a slash at its end (`https://cards.example`);
    /// none to take it from each request's `Host`.
    pub public_url: Option<String>,
    /// The address at which the gateway listens (`http://localhost:8080`).
    pub local_url: String,
    /// How many proxies of ours stand before the gateway: each says in `X-Forwarded-For` from where a request came to it.
    pub proxies: usize,
    /// Most submissions of one network address to one form in ten minutes.
    pub submissions: Option<u32>,
    /// Where the keys of the connections' secrets are; without any, no connection can be made.
    pub keys: Option<KeySource>,
    /// Whether CRMs may be connected that are not on the public internet, or by http.
    pub private_crms: bool,
    /// Whether websites that are not on the public internet are looked at (`check my website`).
    pub private_pages: bool,
    /// Whether the dialects are as slow as the vendors are.
    pub vendor_limits: bool,
}

impl Config {
    /// What links in mails begin with. Never taken from a request: its `Host` is whatever the sender writes.
    pub fn link_base(&self) -> &str {
        self.public_url.as_deref().unwrap_or(&self.local_url)
    }

    /// Whether the gateway is reached by https, so that cookies can be kept to it.
    pub fn secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}
