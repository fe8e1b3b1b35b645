//! `calling-card user`.

use std::io::Read;

use calling_card_api::roles::Role;
use calling_card_gateway::auth;
use calling_card_gateway::store::users::{self, NewUser};

use super::{Data, Failure};

/// Members of staff.
#[derive(clap::Subcommand)]
pub enum User {
    /// Make a member of staff; the password is read from standard input.
    Add {
        /// The name.
        #[arg(long)]
        name: String,
        /// The e-mail address, by which they sign in.
        #[arg(long)]
        email: String,
        /// What they may do: owner, editor or reader. The first of a workspace is its owner; others are editors unless said.
        #[arg(long)]
        role: Option<Role>,
        /// The name of the workspace; the first one unless said.
        #[arg(long)]
        workspace: Option<String>,
        #[command(flatten)]
        data: Data,
    },
}

impl User {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        let Self::Add { name, email, role, workspace, data } = self;
        add_user(&data, name, email, role, workspace).await
    }
}

async fn add_user(
    data: &Data,
    name: String,
    email: String,
    role: Option<Role>,
    workspace: Option<String>,
) -> Result<(), Failure> {
    let mut password = String::new();
    let unreadable = |error| Failure(format!("The password could not be read from standard input ({error})."));
    std::io::stdin().take(10_000).read_to_string(&mut password).map_err(unreadable)?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    auth::check_user(&name, &email, &password)?;
    let store = super::open(data).await?;
    let workspace = super::workspace(&store, workspace.as_deref()).await?;
    let role = match (users::has_any(&store, workspace).await?, role) {
        (true, role) => role.unwrap_or(Role::Editor),
        (false, None | Some(Role::Owner)) => Role::Owner,
        (false, Some(_)) => {
            return Err(Failure("The first member of a workspace is its owner. Add an owner first.".into()));
        }
    };
    let password_hash = auth::hash_password(password).await?;
    users::create(&store, workspace, &NewUser { name, email: email.clone(), password_hash, role }).await?;
    store.close().await;
    super::print(&format!("{email} can sign in now, as {role}."))
}
