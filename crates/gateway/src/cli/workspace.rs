//! `calling-card workspace`.

use calling_card_gateway::store::{tokens, workspaces};

use super::{Data, Failure};

/// Workspaces.
#[derive(clap::Subcommand)]
pub enum Workspace {
    /// Make a workspace, and print the one-time link for its first member of staff.
    Add {
        /// The name.
        name: String,
        /// The address of the gateway, for the link.
        #[arg(long, default_value = "http://localhost:8080")]
        public_url: String,
        #[command(flatten)]
        data: Data,
    },
    /// List the workspaces: id, which cobra's dialect wants as `X-Cobra-TenantId`, and name.
    List {
        #[command(flatten)]
        data: Data,
    },
}

impl Workspace {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Add { name, public_url, data } => {
                let store = super::open(&data).await?;
                let id = workspaces::create(&store, &name).await?;
                let token = tokens::create_link(&store, id, None).await?;
                store.close().await;
                super::print(&format!("first member of staff: {}/welcome/{token}", public_url.trim_end_matches('/')))
            }
            Self::List { data } => {
                let store = super::open(&data).await?;
                let all = workspaces::all(&store).await?;
                store.close().await;
                all.iter().try_for_each(|(id, name)| super::print(&format!("{}  {name}", id.0)))
            }
        }
    }
}
