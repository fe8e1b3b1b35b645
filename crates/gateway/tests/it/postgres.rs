//! Databases in PostgreSQL, one a test, where CALLING_CARD_TEST_POSTGRES says at which server (the address of a superuser's database).

mod away;
mod behind_nginx;
mod in_the_way;
mod moving;
mod schema;
mod several;

use std::sync::atomic::{AtomicU32, Ordering};

use calling_card_gateway::store::Store;
use secrecy::{ExposeSecret, SecretString};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::OnceCell;

/// Who owns the databases: nobody in particular, so that row-level security holds for them.
const OWNER: &str = "calling_card_tests";

/// What the texts that tests run themselves ask SQLite for.
const AS_IN_SQLITE: &str = "
    CREATE FUNCTION strftime(format TEXT, moment TEXT, shift TEXT) RETURNS TEXT LANGUAGE sql AS $$
        SELECT to_char(now() AT TIME ZONE 'UTC' + shift::interval, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')
    $$;
    CREATE FUNCTION zeroblob(bytes INTEGER) RETURNS UUID LANGUAGE sql AS $$ SELECT '00000000-0000-0000-0000-000000000000'::uuid $$;
    CREATE FUNCTION randomblob(bytes INTEGER) RETURNS UUID LANGUAGE sql AS $$ SELECT gen_random_uuid() $$;
    CREATE FUNCTION json_set(content TEXT, path TEXT, value JSON) RETURNS TEXT LANGUAGE sql AS $$
        SELECT jsonb_set(content::jsonb, ARRAY[substr(path, 3)], value::jsonb)::text
    $$;
";

/// A database of a test, gone when it is dropped.
pub(crate) struct Database {
    server: String,
    name: String,
    pub(crate) url: SecretString,
}

/// The server, where there is one.
pub(crate) fn server() -> Option<String> {
    std::env::var("CALLING_CARD_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

impl Database {
    /// Makes one like the template, where there is a server.
    pub(crate) async fn make() -> Option<Self> {
        let server = server()?;
        let template = template(&server).await;
        Some(Self::like(server, template).await)
    }

    /// Makes one in which there is nothing, where there is a server.
    pub(crate) async fn bare() -> Option<Self> {
        let server = server()?;
        // It makes the owner, too.
        template(&server).await;
        Some(Self::like(server, "template0").await)
    }

    async fn like(server: String, template: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("calling_card_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&server).await.unwrap();
        run(&mut connection, format!("CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")).await.unwrap();
        connection.close().await.unwrap();
        Self { url: as_owner(&server, &name), server, name }
    }

    /// Runs a text that a test has.
    pub(crate) async fn run(&self, sql: &'static str) -> Result<(), String> {
        let mut connection = PgConnection::connect(self.url.expose_secret()).await.unwrap();
        // A trigger has its name within its table there.
        let sql = match sql.strip_prefix("DROP TRIGGER ").map(|name| name.split('_').next().unwrap()) {
            Some(table) => format!("{sql} ON {table}"),
            None => sql.to_owned(),
        };
        let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await;
        connection.close().await.unwrap();
        done.map(drop).map_err(|error| error.to_string())
    }

    /// Whether any row of any table says a text.
    pub(crate) async fn knows(&self, text: &str) -> bool {
        let mut connection = PgConnection::connect(self.url.expose_secret()).await.unwrap();
        let tables: Vec<String> =
            sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                .fetch_all(&mut connection)
                .await
                .unwrap();
        let mut knows = false;
        for table in tables {
            let looked = format!(
                "SELECT EXISTS (SELECT 1 FROM {table} AS row WHERE strpos(row::text, $1) > 0 OR strpos(row::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0)"
            );
            knows |= sqlx::query_scalar::<_, bool>(AssertSqlSafe(looked))
                .bind(text)
                .fetch_one(&mut connection)
                .await
                .unwrap();
        }
        connection.close().await.unwrap();
        knows
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let drop = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&server).await.unwrap();
                run(&mut connection, format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
            });
        };
        // A runtime is there already, and does not wait.
        std::thread::spawn(drop).join().unwrap();
    }
}

async fn run(connection: &mut PgConnection, sql: String) -> sqlx::Result<()> {
    sqlx::query(AssertSqlSafe(sql)).execute(connection).await.map(drop)
}

/// The address of a database at a server, as its owner has it.
fn as_owner(server: &str, name: &str) -> SecretString {
    let mut url = url::Url::parse(server).unwrap();
    url.set_username(OWNER).unwrap();
    url.set_path(name);
    url.to_string().into()
}

/// The name of a database that is up to date and empty, of which the others are copies.
async fn template(server: &str) -> &'static str {
    static MADE: OnceCell<String> = OnceCell::const_new();
    MADE.get_or_init(|| async {
        let name = format!("calling_card_template_{}", std::process::id());
        let mut connection = PgConnection::connect(server).await.unwrap();
        // Somebody else may make it at the same time.
        let _ = run(&mut connection, format!("CREATE ROLE {OWNER} LOGIN")).await;
        run(&mut connection, format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
        run(&mut connection, format!("CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'"))
            .await
            .unwrap();
        connection.close().await.unwrap();
        let url = as_owner(server, &name);
        Store::connect(&url).await.unwrap().close().await;
        let mut connection = PgConnection::connect(url.expose_secret()).await.unwrap();
        sqlx::raw_sql(AS_IN_SQLITE).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        name
    })
    .await
}
