//! The commands.

use std::io::Read;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use calling_card_api::roles::Role;
use calling_card_contact::{FormDefinition, InboundSource};
use calling_card_gateway::site::Site;
use calling_card_gateway::store::users::NewUser;
use calling_card_gateway::store::{Actor, Store, WorkspaceId, connections, tokens, totp, users, workspaces};
use calling_card_gateway::vault::{self, KeySource, Vault};
use calling_card_gateway::{Error, auth, cards, demo, forms};
use clap::{Args, Parser};

mod audit;
mod oidc;
mod serve;
mod token;
mod vcard;

/// People, business cards and inbound forms, with a CRM of its own.
#[derive(Parser)]
#[command(name = "calling-card", version)]
pub enum Command {
    /// Serve the app and the forms.
    Serve(serve::Serve),
    /// Members of staff.
    #[command(subcommand)]
    User(User),
    /// Workspaces: each has people and staff of its own.
    #[command(subcommand)]
    Workspace(Workspace),
    /// The keys of the connections' secrets.
    #[command(subcommand)]
    Key(Key),
    /// API tokens, by which other programs reach a workspace in the dialects of other CRMs.
    #[command(subcommand)]
    Token(token::Token),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Write a copy of the database to a file, also while the gateway runs.
    Backup {
        /// The file; it must not be there yet.
        file: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// Check, convert, import and export vCards.
    #[command(subcommand)]
    Vcard(vcard::Vcard),
    /// Make up people in the first workspace, for measuring; the same each time.
    #[command(hide = true)]
    MakeUp {
        /// How many.
        people: u32,
        #[command(flatten)]
        data: Data,
    },
    /// Print the API's document (OpenAPI 3.1).
    Openapi,
    /// Print the script of a form that a form can begin as.
    FormJs {
        /// Which one.
        form: Stock,
        /// The folder of the built app, widget and worker.
        #[arg(long, env = "CALLING_CARD_SITE")]
        site: Option<PathBuf>,
    },
    /// Print the script of a business card of which everything is public.
    CardJs {
        /// The folder of the built app, widget and worker.
        #[arg(long, env = "CALLING_CARD_SITE")]
        site: Option<PathBuf>,
    },
}

/// The forms that a form can begin as.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Stock {
    /// The contact form.
    Contact,
    /// The contact form with position and postal address.
    Address,
}

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

/// The keys of the connections' secrets.
#[derive(clap::Subcommand)]
pub enum Key {
    /// Print a new key, for CALLING_CARD_KEY.
    New,
    /// Seal all secrets with a new key, also while the gateway runs. Where CALLING_CARD_KEY holds the keys, write the new one
    /// before the old one (`new,old`), restart, rotate, and take the old one out.
    Rotate {
        #[command(flatten)]
        data: Data,
    },
}

/// Where the data is.
#[derive(Args, Clone)]
pub struct Data {
    /// The data folder.
    #[arg(long, env = "CALLING_CARD_DATA", default_value = "data")]
    data: PathBuf,
    /// The file with the keys of the connections' secrets; `calling-card.key` in the data folder unless said. It is made when it is
    /// needed. Where CALLING_CARD_KEY holds a key, there is no file.
    #[arg(long, env = "CALLING_CARD_KEY_FILE")]
    key_file: Option<PathBuf>,
}

impl Data {
    /// Where the keys are. They are secret, so the environment may hold one, and no option does.
    fn keys(&self) -> KeySource {
        match std::env::var("CALLING_CARD_KEY") {
            Ok(keys) if !keys.trim().is_empty() => KeySource::Text(keys.into()),
            _ => KeySource::File(self.key_file.clone().unwrap_or_else(|| self.data.join("calling-card.key"))),
        }
    }
}

/// Why a command failed: a sentence that says what to do.
#[derive(Debug)]
pub struct Failure(pub String);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let field = |error: &calling_card_contact::FieldError| {
            format!(
                "{}: {}",
                error.field.trim_start_matches('/'),
                error.problem.sentence(calling_card_contact::Language::En)
            )
        };
        match &error {
            Error::Invalid(errors) => Self(errors.iter().map(field).collect::<Vec<_>>().join(" ")),
            Error::Problem(_) | Error::TooMany(_) => Self(error.details().title),
            other => Self(format!("{other}.")),
        }
    }
}

/// Runs a command.
pub async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(serve) => serve.run().await,
        Command::User(User::Add { name, email, role, workspace, data }) => {
            add_user(&data.data, name, email, role, workspace).await
        }
        Command::Workspace(Workspace::Add { name, public_url, data }) => {
            let store = open(&data.data).await?;
            let id = workspaces::create(&store, &name).await?;
            let token = tokens::create_link(&store, id, None).await?;
            store.close().await;
            println!("first member of staff: {}/welcome/{token}", public_url.trim_end_matches('/'));
            Ok(())
        }
        Command::Workspace(Workspace::List { data }) => {
            let store = open(&data.data).await?;
            let all = workspaces::all(&store).await?;
            store.close().await;
            all.iter().try_for_each(|(id, name)| print(&format!("{}  {name}", id.0)))
        }
        Command::Key(Key::New) => print(&vault::new_key()),
        Command::Key(Key::Rotate { data }) => rotate(&data).await,
        Command::Token(token) => token.run().await,
        Command::Audit(audit) => audit.run().await,
        Command::Backup { file, data } => backup(&data.data, &file).await,
        Command::Vcard(vcard) => vcard.run().await,
        Command::MakeUp { people, data } => {
            let store = open(&data.data).await?;
            let workspace = self::workspace(&store, None).await?;
            demo::many::fill(&store, &Actor { workspace, name: "Made up".into() }, people).await?;
            store.close().await;
            print(&format!("{people} people are made up."))
        }
        Command::Openapi => print(&calling_card_gateway::serve::openapi()?),
        Command::FormJs { form, site } => {
            let form = match form {
                Stock::Contact => FormDefinition::contact(),
                Stock::Address => FormDefinition::address(),
            };
            let id = "contact".parse().map_err(|error| Failure(format!("{error}")))?;
            let script = forms::script(&Site::open(site), &InboundSource::new(id, "Contact", form), None);
            print(&script.ok_or_else(unbuilt)?)
        }
        Command::CardJs { site } => print(&cards::script(&Site::open(site), demo::public_card()).ok_or_else(unbuilt)?),
    }
}

fn unbuilt() -> Failure {
    Failure("The element is not built. Name the built files with --site.".into())
}

/// Prints a text; whoever reads it may stop early.
fn print(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| Failure(error.to_string()))
}

async fn open(data: &Path) -> Result<Store, Failure> {
    std::fs::create_dir_all(data).map_err(|error| {
        Failure(format!("The data folder {} cannot be made ({error}). Name another one with --data.", data.display()))
    })?;
    Store::open(data).await.map_err(|error| {
        Failure(format!("The database in {} cannot be opened ({error}). Check the folder's rights, or name another one with --data.", data.display()))
    })
}

/// The workspace of this name; the first one unless said, which is made where there is none.
async fn workspace(store: &Store, named: Option<&str>) -> Result<WorkspaceId, Failure> {
    let first = serve::prepare(store).await?;
    let Some(named) = named else { return Ok(first) };
    workspaces::find(store, named).await?.ok_or_else(|| {
        Failure("There is no workspace of this name. Make it with `calling-card workspace add NAME`.".into())
    })
}

async fn add_user(
    data: &Path,
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
    let store = open(data).await?;
    let workspace = self::workspace(&store, workspace.as_deref()).await?;
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
    println!("{email} can sign in now, as {role}.");
    Ok(())
}

/// The new key stands beside the old one until everything is sealed with it: whenever this ends, every secret can be opened.
async fn rotate(data: &Data) -> Result<(), Failure> {
    let vault = Vault::new(data.keys());
    let store = open(&data.data).await?;
    vault.add_key().map_err(Error::from)?;
    let count = connections::seal_anew(&store, &vault).await? + totp::seal_anew(&store, &vault).await?;
    vault.drop_old_keys().map_err(Error::from)?;
    store.close().await;
    println!("Sealed anew: {count}.");
    Ok(())
}

async fn backup(data: &Path, file: &Path) -> Result<(), Failure> {
    if !data.join("calling-card.sqlite").is_file() {
        return Err(Failure(format!("There is no database in {}. Name the data folder with --data.", data.display())));
    }
    if file.exists() {
        return Err(Failure(format!("{} is there already. Name a file that is not.", file.display())));
    }
    let store = open(data).await?;
    let written = store.backup(file).await;
    store.close().await;
    written.map_err(|error| Failure(format!("The copy could not be written to {} ({error}).", file.display())))?;
    println!("The copy is in {}.", file.display());
    Ok(())
}
