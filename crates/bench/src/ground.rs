//! The databases on which it is measured: a workspace with its contact form, a member of staff, and so many made-up people.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use calling_card_api::roles::Role;
use calling_card_contact::{FormDefinition, InboundSource};
use calling_card_gateway::demo;
use calling_card_gateway::store::users::{self, NewUser};
use calling_card_gateway::store::{Actor, DATABASE, Store, inbound_sources, workspaces};
use secrecy::{ExposeSecret, SecretString};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use url::Url;

/// The e-mail address of the member of staff.
pub(crate) const EMAIL: &str = "bench@example.com";
/// Who owns the databases in PostgreSQL: nobody in particular, so that row-level security holds for them.
const OWNER: &str = "calling_card_bench";
/// The file in a kept folder that says that all is in it.
const COMPLETE: &str = "complete";

/// Where a database is.
#[derive(Clone)]
pub(crate) enum Place {
    /// SQLite, in this folder.
    Folder(PathBuf),
    /// PostgreSQL, at this address.
    Address(SecretString),
}

impl Place {
    /// The store in it.
    pub(crate) async fn open(&self) -> Result<Store> {
        Ok(match self {
            Self::Folder(folder) => Store::open(folder).await?,
            Self::Address(url) => Store::connect(url).await?,
        })
    }

    /// What the database is called.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Folder(_) => "SQLite",
            Self::Address(_) => "PostgreSQL",
        }
    }
}

/// A database with people, and the same as it was before they came.
pub(crate) struct Ground {
    /// How many people there are.
    pub(crate) people: u32,
    /// The one with people.
    pub(crate) place: Place,
    /// The one without.
    pub(crate) before: Place,
    /// What the one with people takes on disk.
    pub(crate) bytes: u64,
    /// A folder of this run alone.
    pub(crate) folder: PathBuf,
    server: Option<SecretString>,
}

impl Ground {
    /// In SQLite; the people are made up once, and copied from then on.
    pub(crate) async fn in_sqlite(data: &Path, people: u32) -> Result<Self> {
        let kept = data.join(format!("people-{people}"));
        let folders = ["before", "people"];
        if !kept.join(COMPLETE).is_file() {
            if kept.is_dir() {
                fs::remove_dir_all(&kept)?;
            }
            let [before, with_people] = folders.map(|name| kept.join(name));
            fs::create_dir_all(&before)?;
            fs::create_dir_all(&with_people)?;
            begin(&Place::Folder(before.clone())).await?;
            fs::copy(before.join(DATABASE), with_people.join(DATABASE))?;
            fill(&Place::Folder(with_people), people).await?;
            fs::write(kept.join(COMPLETE), "")?;
        }
        let folder = this_run(data)?;
        for name in folders {
            fs::create_dir_all(folder.join(name))?;
            fs::copy(kept.join(name).join(DATABASE), folder.join(name).join(DATABASE))?;
        }
        let [before, with_people] = folders.map(|name| folder.join(name));
        let bytes = fs::metadata(with_people.join(DATABASE))?.len();
        Ok(Self {
            people,
            place: Place::Folder(with_people),
            before: Place::Folder(before),
            bytes,
            folder,
            server: None,
        })
    }

    /// In PostgreSQL, at a server of which this is the superuser's address.
    pub(crate) async fn in_postgres(data: &Path, server: &SecretString, people: u32) -> Result<Self> {
        let [before, with_people] = names(people);
        let mut connection = PgConnection::connect(server.expose_secret()).await?;
        // It is there from the database before.
        let _ = run(&mut connection, format!("CREATE ROLE {OWNER} LOGIN")).await;
        run(&mut connection, format!("CREATE DATABASE {before} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'"))
            .await?;
        let places = [&before, &with_people].map(|name| as_owner(server, name).map(Place::Address));
        let [before_place, place] = places;
        let (before_place, place) = (before_place?, place?);
        begin(&before_place).await?;
        run(&mut connection, format!("CREATE DATABASE {with_people} OWNER {OWNER} TEMPLATE {before}")).await?;
        fill(&place, people).await?;
        let mut inside = PgConnection::connect(at(server, &with_people)?.expose_secret()).await?;
        // What it does by itself before long.
        run(&mut inside, "VACUUM ANALYZE".into()).await?;
        run(&mut inside, "CHECKPOINT".into()).await?;
        let bytes: i64 =
            sqlx::query_scalar("SELECT pg_database_size(current_database())").fetch_one(&mut inside).await?;
        inside.close().await?;
        connection.close().await?;
        let (folder, bytes) = (this_run(data)?, bytes.unsigned_abs());
        Ok(Self { people, place, before: before_place, bytes, folder, server: Some(server.clone()) })
    }

    /// Leaves nothing of it.
    pub(crate) async fn end(self) -> Result<()> {
        fs::remove_dir_all(&self.folder)?;
        let Some(server) = self.server else { return Ok(()) };
        let mut connection = PgConnection::connect(server.expose_secret()).await?;
        for name in names(self.people) {
            run(&mut connection, format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        }
        Ok(connection.close().await?)
    }
}

/// How a server is set, as far as it matters here.
pub(crate) async fn settings(server: &SecretString) -> Result<String> {
    let mut connection = PgConnection::connect(server.expose_secret()).await?;
    let mut said = Vec::new();
    for name in ["server_version", "fsync", "synchronous_commit", "shared_buffers"] {
        let value: String =
            sqlx::query_scalar("SELECT current_setting($1)").bind(name).fetch_one(&mut connection).await?;
        said.push(format!("`{name}` {value}"));
    }
    connection.close().await?;
    Ok(format!("PostgreSQL on the same machine: {}.", said.join(", ")))
}

/// Makes a workspace with its contact form and a member of staff, in a database that is empty.
async fn begin(place: &Place) -> Result<()> {
    let store = place.open().await?;
    let workspace = workspaces::create(&store, "Home").await?;
    let source = InboundSource::new("contact".parse()?, "Contact", FormDefinition::contact());
    inbound_sources::create(&store, &Actor { workspace, name: "Bench".into() }, source).await?;
    // By no password: sessions are begun without.
    let user = NewUser { name: "Bench".into(), email: EMAIL.into(), password_hash: String::new(), role: Role::Owner };
    users::create(&store, workspace, &user).await?;
    store.close().await;
    Ok(())
}

/// Makes people up.
async fn fill(place: &Place, people: u32) -> Result<()> {
    let begun = Instant::now();
    let store = place.open().await?;
    if let Some(workspace) = workspaces::first(&store).await? {
        demo::many::fill(&store, &Actor { workspace, name: "Made up".into() }, people).await?;
    }
    store.close().await;
    eprintln!("{people} people made up in {} in {:.0} s", place.name(), begun.elapsed().as_secs_f64());
    Ok(())
}

/// A folder of this run, with nothing in it.
fn this_run(data: &Path) -> Result<PathBuf> {
    let folder = data.join("run");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The names of the databases: that without people, and that with them.
fn names(people: u32) -> [String; 2] {
    [format!("calling_card_before_{people}"), format!("calling_card_people_{people}")]
}

/// The address of a database at a server.
fn at(server: &SecretString, name: &str) -> Result<SecretString> {
    let mut url = Url::parse(server.expose_secret())?;
    url.set_path(name);
    Ok(url.to_string().into())
}

/// The same, as its owner has it.
fn as_owner(server: &SecretString, name: &str) -> Result<SecretString> {
    let mut url = Url::parse(at(server, name)?.expose_secret())?;
    // An address of a server may name a user.
    let _ = url.set_username(OWNER);
    Ok(url.to_string().into())
}

async fn run(connection: &mut PgConnection, sql: String) -> sqlx::Result<()> {
    // Made of words of this file and a number.
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.map(drop)
}
