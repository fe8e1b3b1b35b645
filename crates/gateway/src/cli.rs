//! The commands.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use calling_card_contact::{FormDefinition, InboundSource};
use calling_card_gateway::site::Site;
use calling_card_gateway::store::{Actor, DATABASE, Store, WorkspaceId, workspaces};
use calling_card_gateway::telemetry::LogFormat;
use calling_card_gateway::vault::KeySource;
use calling_card_gateway::{Error, cards, demo, disk, forms};
use clap::{Args, Parser};
use secrecy::{ExposeSecret, SecretString};

mod audit;
mod backup;
mod doctor;
mod key;
mod moving;
mod oidc;
mod serve;
mod token;
mod user;
mod vcard;
mod workspace;

/// People, business cards and inbound forms, with a CRM of its own.
#[derive(Parser)]
#[command(name = "calling-card", version)]
pub enum Command {
    /// Serve the app and the forms.
    Serve(serve::Serve),
    /// Members of staff.
    #[command(subcommand)]
    User(user::User),
    /// Workspaces: each has people and staff of its own.
    #[command(subcommand)]
    Workspace(workspace::Workspace),
    /// The keys of the connections' secrets.
    #[command(subcommand)]
    Key(key::Key),
    /// API tokens, by which other programs reach a workspace in the dialects of other CRMs.
    #[command(subcommand)]
    Token(token::Token),
    /// The audit log.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Write a copy of the database to a file, also while the gateway runs.
    Backup(backup::Backup),
    /// Restore a backup: it is opened, looked through, brought up to date, and put into its place in one step.
    Restore(backup::Restore),
    /// Move the database from SQLite to PostgreSQL, or back. Stop the gateway first.
    ///
    /// What it is moved from is only read, and nobody writes in it meanwhile. What it is moved to must be empty; it holds everything
    /// afterwards, or is as it was.
    ///
    /// A place is `sqlite:FOLDER` (a data folder; to be moved from there, also a file), or `postgres`: the database at DATABASE_URL.
    /// `postgres://…` is taken, too, but what stands in a command line is seen by others: where the address holds a password, say it by the
    /// environment.
    Move(moving::Move),
    /// Look at an installation, and say what is wrong with it, why that matters, and what to do. It changes nothing; the exit code is 1
    /// where something has to be mended.
    Doctor(doctor::Doctor),
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
    /// The database in PostgreSQL (`postgres://user:password@host/database`), in the place of the file in the data folder. Where it holds a
    /// password, say it by the environment: what stands in a command line is seen by others.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<SecretString>,
}

impl Data {
    /// Where the database in PostgreSQL is, if it is there.
    fn shared(&self) -> Option<&SecretString> {
        self.database_url.as_ref().filter(|url| !url.expose_secret().is_empty())
    }

    /// The data folder, for what is done to SQLite's file; refused where the database is in PostgreSQL, with what does it there.
    fn file(&self, there: &str) -> Result<&Path, Failure> {
        match self.shared() {
            None => Ok(&self.data),
            Some(_) => Err(Failure(format!("The database is in PostgreSQL (DATABASE_URL). {there}"))),
        }
    }

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

impl Command {
    /// How what is logged is written.
    pub fn log_format(&self) -> LogFormat {
        match self {
            Self::Serve(serve) => serve.log_format(),
            _ => LogFormat::Text,
        }
    }
}

/// Runs a command.
pub async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(serve) => serve.run().await,
        Command::User(user) => user.run().await,
        Command::Workspace(workspace) => workspace.run().await,
        Command::Key(key) => key.run().await,
        Command::Token(token) => token.run().await,
        Command::Audit(audit) => audit.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Move(moving) => moving.run().await,
        Command::Doctor(doctor) => doctor.run().await,
        Command::Vcard(vcard) => vcard.run().await,
        Command::MakeUp { people, data } => {
            let store = open(&data).await?;
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

/// Opens the database that is there as it is, without bringing it up to date.
async fn open_as_it_is(data: &Path) -> Result<Store, Failure> {
    if !data.join(DATABASE).is_file() {
        return Err(Failure(format!("There is no database in {}. Name the data folder with --data.", data.display())));
    }
    Store::open_as_it_is(data).await.map_err(unopened(data))
}

/// Opens the database, makes what it needs if there is nothing, and brings it up to date.
async fn open(data: &Data) -> Result<Store, Failure> {
    if let Some(url) = data.shared() {
        return Store::connect(url).await.map_err(unconnected);
    }
    let data = &data.data;
    disk::private_folder(data).map_err(|error| {
        Failure(format!("The data folder {} cannot be made ({error}). Name another one with --data.", data.display()))
    })?;
    Store::open(data).await.map_err(unopened(data))
}

fn unconnected(error: Error) -> Failure {
    Failure(format!(
        "The database at DATABASE_URL cannot be opened ({error}). Check the address, and that the user may make tables in it."
    ))
}

fn unopened(data: &Path) -> impl Fn(Error) -> Failure {
    move |error| {
        Failure(format!(
            "The database in {} cannot be opened ({error}). Check the folder's rights, or name another one with --data.",
            data.display()
        ))
    }
}

/// The workspace of this name; the first one unless said, which is made where there is none.
async fn workspace(store: &Store, named: Option<&str>) -> Result<WorkspaceId, Failure> {
    let first = serve::prepare(store).await?;
    let Some(named) = named else { return Ok(first) };
    workspaces::find(store, named).await?.ok_or_else(|| {
        Failure("There is no workspace of this name. Make it with `calling-card workspace add NAME`.".into())
    })
}
