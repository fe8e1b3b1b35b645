//! `calling-card serve`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use calling_card_api::roles::Role;
use calling_card_contact::{FormDefinition, InboundSource};
use calling_card_gateway::life::{Life, Phase};
use calling_card_gateway::mail::Mailer;
use calling_card_gateway::serve::{self, Ending, Gate};
use calling_card_gateway::site::Site;
use calling_card_gateway::state::Config;
use calling_card_gateway::store::users::{self, NewUser};
use calling_card_gateway::store::{Actor, Store, WorkspaceId, inbound_sources, people, tokens, workspaces};
use calling_card_gateway::telemetry::LogFormat;
use calling_card_gateway::{AppState, auth, demo, metrics};
use clap::Args;

use super::oidc::OidcOptions;
use super::{Data, Failure};

mod listen;

/// The e-mail address of the member of staff whom `--demo` makes.
const DEMO_EMAIL: &str = "demo@example.com";

/// Serve the app and the forms.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    data: Data,
    /// The port; 0 for any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The network address to listen at.
    #[arg(long, default_value = "127.0.0.1")]
    bind: IpAddr,
    /// The address under which visitors and staff reach the gateway, where a proxy stands before it.
    #[arg(long, env = "CALLING_CARD_PUBLIC_URL")]
    public_url: Option<String>,
    /// How many proxies of yours stand before the gateway, so that visitors are told apart by their own network addresses.
    #[arg(long, env = "CALLING_CARD_PROXIES", default_value_t = 0)]
    proxies: usize,
    /// Most submissions of one network address to one form in ten minutes.
    #[arg(long, env = "CALLING_CARD_SUBMISSIONS")]
    submissions: Option<u32>,
    /// Let staff check websites that are not on the public internet, as in an intranet.
    #[arg(long, env = "CALLING_CARD_PRIVATE_PAGES")]
    private_pages: bool,
    /// Let staff connect CRMs that are not on the public internet, also by http.
    #[arg(long, env = "CALLING_CARD_PRIVATE_CRMS")]
    private_crms: bool,
    /// Refuse too many requests in the dialects of other CRMs, as their vendors do: 20 a minute in RogerRoger's.
    #[arg(long)]
    vendor_limits: bool,
    #[command(flatten)]
    oidc: OidcOptions,
    /// The folder of the built app, widget and worker.
    #[arg(long, env = "CALLING_CARD_SITE")]
    site: Option<PathBuf>,
    /// Fill an empty data folder with 300 believable people, and print a link to sign in.
    #[arg(long)]
    demo: bool,
    /// For how many seconds the gateway goes on after a signal has said stop, while it says at /readyz that it is not ready: as long as
    /// a balancer takes to notice.
    #[arg(long, env = "CALLING_CARD_DRAIN", default_value_t = 0)]
    drain: u64,
    /// How many seconds the requests that are under way then may still take.
    #[arg(long, env = "CALLING_CARD_STOP_WITHIN", default_value_t = 30)]
    stop_within: u64,
    /// Where Prometheus asks for numbers, as 127.0.0.1:9464; nowhere unless said. Let nobody else reach it.
    #[arg(long, env = "CALLING_CARD_METRICS")]
    metrics: Option<SocketAddr>,
    /// How the log is written; what is logged says RUST_LOG, as RUST_LOG=info.
    #[arg(long, env = "CALLING_CARD_LOG_FORMAT", default_value = "text")]
    log_format: LogFormat,
}

/// A gateway that can let people in.
struct Begun {
    state: AppState,
    /// What whoever has started it is told then.
    told: Vec<String>,
}

impl Serve {
    /// How the log is written.
    pub fn log_format(&self) -> LogFormat {
        self.log_format
    }

    /// Serves until a signal says stop.
    pub async fn run(self) -> Result<(), Failure> {
        let listener = listen::at(self.bind, self.port).await?;
        let address = listener.local_addr().map_err(|error| Failure(error.to_string()))?;
        let metrics = listen::for_metrics(self.metrics).await?;
        let life = Arc::new(Life::new(Phase::Starting));
        let ending = Ending { drain: Duration::from_secs(self.drain), within: Duration::from_secs(self.stop_within) };
        let gate = Gate::open(listener, life.clone(), ending);
        let begun = tokio::select! {
            begun = self.begin(address, life.clone()) => begun?,
            () = life.stopping() => {
                gate.send_away().await;
                return Ok(());
            }
        };
        let Begun { state, told } = begun;
        gate.admit(&state);
        // Whoever has started it may have stopped reading; it serves all the same.
        for line in told {
            let _ = super::print(&line);
        }
        if let Some(listener) = metrics {
            let router = metrics::router(state.clone());
            tokio::spawn(async move { axum::serve(listener, router).await });
        }
        listen::tell_ready(&life);
        serve::serve(gate, state).await.map_err(|error| Failure(format!("The gateway stopped: {error}.")))
    }

    /// Opens the database, and sees to it that somebody can sign in.
    async fn begin(self, address: SocketAddr, life: Arc<Life>) -> Result<Begun, Failure> {
        let mailer = mailer()?;
        let provider = self.oidc.provider()?;
        let keys = self.data.keys();
        let store = super::open(&self.data).await?;
        let workspace = prepare(&store).await?;
        let public_url = self.public_url.map(|url| url.trim_end_matches('/').to_owned());
        let url = public_url.clone().unwrap_or_else(|| url_of(address));
        let mut told = vec![format!("listening on {}", url_of(address))];
        if self.demo {
            fill(&store, workspace).await?;
            if let Some(user) = users::by_email(&store, DEMO_EMAIL).await? {
                let token = tokens::create_link(&store, workspace, Some(user.id)).await?;
                told.push(format!("sign in: {url}/sign-in#{token}"));
            }
        }
        for (workspace, name) in workspaces::without_users(&store).await? {
            let token = tokens::create_link(&store, workspace, None).await?;
            told.push(format!("first member of staff: {url}/welcome/{token}"));
            tracing::info!(workspace = name, "nobody can sign in yet");
        }
        let config = Config {
            // Of a database elsewhere there is no disk to look after.
            data: self.data.shared().is_none().then_some(self.data.data),
            public_url,
            local_url: url_of(address),
            proxies: self.proxies,
            submissions: self.submissions,
            private_pages: self.private_pages,
            private_crms: self.private_crms,
            keys: Some(keys),
            vendor_limits: self.vendor_limits,
        };
        let state = AppState::new(store, Site::open(self.site), config);
        let state = state.with_mailer(mailer).with_oidc(provider).with_life(life);
        Ok(Begun { state, told })
    }
}

/// The way to the mail server that the environment names: `SMTP_URL` and `MAIL_FROM`. They hold a password, so no option does.
fn mailer() -> Result<Option<Mailer>, Failure> {
    let Ok(url) = std::env::var("SMTP_URL") else { return Ok(None) };
    if url.is_empty() {
        return Ok(None);
    }
    let from = std::env::var("MAIL_FROM").unwrap_or_default();
    Mailer::new(&url, &from).map(Some).map_err(|error| Failure(format!("Mails cannot be sent: {error}.")))
}

/// Sees to it that there is a workspace, with the contact form.
pub async fn prepare(store: &Store) -> Result<WorkspaceId, Failure> {
    if let Some(workspace) = workspaces::first(store).await? {
        return Ok(workspace);
    }
    let workspace = workspaces::create(store, "Home").await?;
    let id = "contact".parse().map_err(|error| Failure(format!("{error}")))?;
    let source = InboundSource::new(id, "Contact", FormDefinition::contact());
    let actor = Actor { workspace, name: "Calling Card".into() };
    inbound_sources::create(store, &actor, source).await?;
    Ok(workspace)
}

async fn fill(store: &Store, workspace: WorkspaceId) -> Result<(), Failure> {
    let empty = people::list(store, workspace, &Default::default()).await?.total == 0;
    if !empty || users::by_email(store, DEMO_EMAIL).await?.is_some() {
        return Ok(());
    }
    // Nobody knows this password; the printed link signs in.
    let password_hash = auth::hash_password(tokens::new_token()).await?;
    let user = NewUser { name: "Dana Demo".into(), email: DEMO_EMAIL.into(), password_hash, role: Role::Owner };
    users::create(store, workspace, &user).await?;
    Ok(demo::fill(store, &Actor { workspace, name: user.name }).await?)
}

fn url_of(address: SocketAddr) -> String {
    let host = if address.ip().is_loopback() { "localhost".to_owned() } else { address.ip().to_string() };
    format!("http://{host}:{}", address.port())
}
