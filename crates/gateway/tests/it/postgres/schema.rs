//! The tables in PostgreSQL: the same as SQLite's, and each row behind the second lock of its workspace.

use std::collections::BTreeSet;

use calling_card_gateway::store::{Store, workspaces};
use secrecy::ExposeSecret;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::Database;
use crate::test_app::TestApp;

/// What only PostgreSQL has: what is searched as it searches it, and the end of the audit log, which SQLite keeps by itself.
const OF_POSTGRES: [&str; 4] = ["audit_ends.number", "audit_ends.workspace", "searched.stems", "searched.words"];

/// What belongs to a workspace by what it belongs to, or to no workspace at all.
const WITHOUT_WORKSPACE: [&str; 14] = [
    "_sqlx_migrations",
    "deliveries",
    "derivation",
    "exchanged_tokens",
    "passkey_ceremonies",
    "passkeys",
    "recovery_codes",
    "refresh_tokens",
    "searched",
    "secrets",
    "sessions",
    "totp",
    "tries",
    "used_proofs",
];

async fn names(connection: &mut PgConnection, sql: &'static str) -> BTreeSet<String> {
    sqlx::query_scalar(sql).fetch_all(connection).await.unwrap().into_iter().collect()
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let Some(database) = Database::make().await else { return };
    let mut connection = PgConnection::connect(database.url.expose_secret()).await.unwrap();
    let theirs = "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'";
    let mut theirs = names(&mut connection, theirs).await;
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path()).await.unwrap().close().await;
    let file = format!("sqlite://{}", folder.path().join("calling-card.sqlite").display());
    let mut sqlite = SqliteConnection::connect(&file).await.unwrap();
    let ours = "SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND tables.name NOT LIKE '\\_%' ESCAPE '\\' AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE 'searched_%'";
    let mut ours: BTreeSet<String> =
        sqlx::query_scalar(ours).fetch_all(&mut sqlite).await.unwrap().into_iter().collect();
    // What FTS5 names its own, and its key, which has no name there.
    assert!(ours.remove("searched.text") && theirs.remove("searched.text") && theirs.remove("searched.rowid"));
    for column in OF_POSTGRES {
        assert!(theirs.remove(column), "{column}");
    }
    assert_eq!(ours, theirs);
}

#[tokio::test]
async fn every_table_with_a_workspace_is_behind_the_second_lock() {
    let Some(database) = Database::make().await else { return };
    let mut connection = PgConnection::connect(database.url.expose_secret()).await.unwrap();
    let open = "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)";
    let mut open = names(&mut connection, open).await;
    assert!(open.remove("workspaces"));
    assert_eq!(open, WITHOUT_WORKSPACE.map(str::to_owned).into());
}

#[tokio::test]
async fn whoever_speaks_for_a_workspace_sees_and_writes_nothing_of_another() {
    let app = TestApp::new().await;
    let Some(database) = &app.database else { return };
    for name in ["ada", "bob"] {
        let staff = app.staff(name).await;
        app.person(&staff, json!({ "name": { "given": name } })).await;
    }
    let mut connection = PgConnection::connect(database.url.expose_secret()).await.unwrap();
    let behind = names(&mut connection, "SELECT tablename::text FROM pg_policies").await;
    let ada = workspaces::find(&app.store, "ada").await.unwrap().unwrap().0;
    let bob = workspaces::find(&app.store, "bob").await.unwrap().unwrap().0;
    let count = "SELECT COUNT(*) FROM records WHERE kind = 'person'";
    let all: i64 = sqlx::query_scalar(count).fetch_one(&mut connection).await.unwrap();
    assert_eq!(all, 2, "where nobody is spoken for, all is there");
    let hers = sqlx::query_scalar("SELECT COUNT(*) FROM records WHERE workspace = $1").bind(ada);
    let hers: i64 = hers.fetch_one(&mut connection).await.unwrap();
    let rules: i64 =
        sqlx::query_scalar("SELECT COUNT(DISTINCT qual) FROM pg_policies").fetch_one(&mut connection).await.unwrap();
    assert_eq!(rules, 1, "what holds for one table holds for all");
    let mut transaction = connection.begin().await.unwrap();
    let speak = sqlx::query("SELECT set_config('app.workspace', $1, TRUE)").bind(ada.to_string());
    speak.execute(&mut *transaction).await.unwrap();
    for table in &behind {
        let others = format!("SELECT COUNT(*) FROM {table} WHERE workspace = $1");
        let seen: i64 = sqlx::query_scalar(AssertSqlSafe(others)).bind(bob).fetch_one(&mut *transaction).await.unwrap();
        assert_eq!(seen, 0, "{table}");
    }
    let own: i64 = sqlx::query_scalar(count).fetch_one(&mut *transaction).await.unwrap();
    assert_eq!(own, 1);
    let changed = sqlx::query("UPDATE records SET name = ''").execute(&mut *transaction).await.unwrap();
    assert_eq!(changed.rows_affected(), hers.cast_unsigned(), "hers, and nobody else's");
    let written =
        sqlx::query("INSERT INTO links (workspace, kind, id, link, target) VALUES ($1, 'person', '1', 'tag', 'x')");
    let refused = written.bind(bob).execute(&mut *transaction).await.unwrap_err();
    assert!(refused.to_string().contains("row-level security"), "{refused}");
    transaction.rollback().await.unwrap();
}

#[tokio::test]
async fn where_nobody_is_found_stems_and_spelling_are_looked_at() {
    let app = TestApp::new().await;
    if app.database.is_none() {
        return;
    }
    let staff = app.staff("home").await;
    for (given, family, business) in [("Ann", "Schmidt", "Häuser am See"), ("Ben", "Haushofer", "Wasserwerk")] {
        let cards = json!([{ "business": business }]);
        app.person(&staff, json!({ "name": { "given": given, "family": family }, "cards": cards })).await;
    }
    let other = app.staff("other").await;
    app.person(&other, json!({ "name": { "given": "Max", "family": "Schmitt" } })).await;
    for (typed, found) in [
        ("wasser", vec!["Ben Haushofer"]),
        ("häusern", vec!["Ben Haushofer", "Ann Schmidt"]),
        ("schmidt", vec!["Ann Schmidt"]),
        // Whoever is spelt so in another workspace makes no difference.
        ("schmitt", vec!["Ann Schmidt"]),
        ("xyzzy", vec![]),
    ] {
        let typed = typed.replace('ä', "%C3%A4");
        let people = app.get(&format!("/crm/home/people?q={typed}"), &staff).await.body;
        let names: Vec<&str> =
            people["items"].as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap()).collect();
        assert_eq!(names, found, "{typed}");
    }
}
