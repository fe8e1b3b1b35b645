//! `calling-card token`: API tokens, by which other programs reach a workspace.

use calling_card_gateway::store::{Actor, Store, WorkspaceId, api_tokens};

use super::{Data, Failure};

/// API tokens, by which other programs reach a workspace in the dialects of other CRMs.
#[derive(clap::Subcommand)]
pub enum Token {
    /// Make a token, and print it: it cannot be read again.
    Add {
        /// What it is for.
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// List the tokens of a workspace: key, name, when and by whom it was made, when it was last used.
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Remove a token; what uses it is refused from then on.
    Remove {
        /// Its key or its name, as `list` prints them.
        token: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Whose tokens.
#[derive(clap::Args)]
pub struct Place {
    /// The name of the workspace; the first one unless said.
    #[arg(long)]
    workspace: Option<String>,
    #[command(flatten)]
    data: Data,
}

impl Token {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        let (Self::Add { place, .. } | Self::List { place } | Self::Remove { place, .. }) = &self;
        let store = super::open(&place.data).await?;
        let workspace = super::workspace(&store, place.workspace.as_deref()).await?;
        let done = match &self {
            Self::Add { name, .. } => add(&store, workspace, name).await,
            Self::List { .. } => list(&store, workspace).await,
            Self::Remove { token, .. } => remove(&store, workspace, token).await,
        };
        store.close().await;
        done
    }
}

/// Whoever is at the command line.
fn actor(workspace: WorkspaceId) -> Actor {
    Actor { workspace, name: "Calling Card".into() }
}

async fn add(store: &Store, workspace: WorkspaceId, name: &str) -> Result<(), Failure> {
    let (_, token) = api_tokens::create(store, &actor(workspace), name).await?;
    super::print(&token)
}

async fn list(store: &Store, workspace: WorkspaceId) -> Result<(), Failure> {
    for token in api_tokens::list(store, workspace).await? {
        let used = token.used_at.map_or_else(|| "never used".to_owned(), |used| format!("used {used}"));
        super::print(&format!(
            "{}  {}  made {} by {}, {used}",
            token.id, token.name, token.created_at, token.created_by
        ))?;
    }
    Ok(())
}

async fn remove(store: &Store, workspace: WorkspaceId, which: &str) -> Result<(), Failure> {
    let known = api_tokens::list(store, workspace).await?;
    let meant: Vec<_> = known.iter().filter(|token| token.id.to_string() == which || token.name == which).collect();
    match meant.as_slice() {
        [token] => {
            api_tokens::remove(store, &actor(workspace), token.id).await?;
            super::print(&format!("{} is removed.", token.name))
        }
        [] => Err(Failure(format!("There is no token {which}. `calling-card token list` says which there are."))),
        _ => Err(Failure(format!(
            "Several tokens are called {which}. Name the key, as `calling-card token list` prints it."
        ))),
    }
}
