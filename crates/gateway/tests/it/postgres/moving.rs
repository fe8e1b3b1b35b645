//! `calling-card move`, with the real program: from SQLite to PostgreSQL and back.

mod killed;
mod refused;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use axum::http::{Method, StatusCode};
use calling_card_api::roles::Role;
use calling_card_gateway::demo;
use calling_card_gateway::store::{Actor, DATABASE, Store, audit, workspaces};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection};

use super::Database;
use crate::test_app::{PASSWORD, Staff, TestApp};
use crate::totp::{Phone, turned_on};
use crate::{connections, files, passkeys, program, roles};

/// Where the gateway is reached, before and after: passkeys hold there.
const ADDRESS: &str = "http://localhost:8080";

/// A data folder or file, as the command is told it.
fn place(data: &Path) -> String {
    format!("sqlite:{}", data.display())
}

/// Runs the command. PostgreSQL's address is said by the environment.
fn run(from: &str, to: &str, database: &Database, more: &[&str]) -> Output {
    let mut command = program::to_its_end();
    command.args(["move", "--from", from, "--to", to]).args(more);
    command.env("DATABASE_URL", database.url.expose_secret()).output().unwrap()
}

/// What it prints.
fn moved(from: &str, to: &str, database: &Database) -> String {
    let output = run(from, to, database, &[]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Why it fails.
fn fails(from: &str, to: &str, database: &Database, more: &[&str]) -> String {
    let output = run(from, to, database, more);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// The tables that are the same, each with its rows and its checksum, as the program says them.
fn same(said: &str) -> BTreeMap<&str, &str> {
    said.lines().filter_map(|line| line.strip_prefix("the same: ")?.split_once(", ")).collect()
}

/// How many workspaces there are; none where there is no table of ours.
async fn workspaces_in(database: &Database) -> i64 {
    let mut connection = sqlx::PgConnection::connect(database.url.expose_secret()).await.unwrap();
    let there: bool =
        sqlx::query_scalar("SELECT to_regclass('workspaces') IS NOT NULL").fetch_one(&mut connection).await.unwrap();
    let mut number = 0;
    if there {
        number = sqlx::query_scalar("SELECT COUNT(*) FROM workspaces").fetch_one(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    number
}

/// A data folder in which there are made-up people.
fn made_up(people: u32) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let made =
        program::to_its_end().args(["make-up", &people.to_string(), "--data"]).arg(data.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    data
}

/// Who is in a workspace in which everything has happened.
struct Lived {
    staff: Staff,
    passkey: passkeys::authenticator::Authenticator,
    phone: Phone,
    person: String,
}

/// Lets everything happen that the gateway knows.
async fn live(app: &TestApp) -> Lived {
    let staff = files::with_form(app, "home").await;
    let workspace = workspaces::find(&app.store, "home").await.unwrap().unwrap();
    demo::fill(&app.store, &Actor { workspace, name: "demo".into() }).await.unwrap();
    let person = app.person(&staff, json!({ "name": { "given": "Zoë 🦀", "family": "Ångström-Çelik" } })).await;
    let gone = app.person(&staff, json!({ "name": { "given": "Gone" } })).await;
    let gone = format!("/crm/home/people/{gone}");
    let deleted = app.send(Method::DELETE, &gone, Some(&staff), Value::Null, &[("if-match", "\"1\"")]).await;
    assert_eq!(deleted.status, StatusCode::OK);
    connections::connect(app, &staff, "rogerroger", "https://crm.example").await;
    let token = app.post("/tokens", &staff, json!({ "name": "Program" })).await;
    assert_eq!(token.status, StatusCode::CREATED, "{}", token.body);
    let file = files::kept(app, files::CV, "cv.txt", "Grüße".as_bytes()).await;
    let values = json!({ "email": "marie@example.com", "cv": [file] });
    assert_eq!(files::submit(app, "one", values).await.status, StatusCode::CREATED);
    let invited =
        app.post("/members/invitations", &staff, json!({ "email": "new@example.com", "role": "reader" })).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{}", invited.body);
    let (_, passkey) = passkeys::made(app, &staff, "My phone").await;
    // What somebody is asked who never answers.
    app.send(Method::POST, "/auth/passkey/options", None, Value::Null, &[]).await;
    let ben = app.member("home", "ben", Role::Owner).await;
    let (phone, _) = turned_on(app, &ben).await;
    calling_card_gateway::store::tokens::create_link(&app.store, workspace, None).await.unwrap();
    for row in include_str!("moving/rows.sql").split_inclusive(";\n") {
        app.sql(row).await;
    }
    Lived { staff, passkey, phone, person }
}

/// The tables in which there is nothing.
async fn empty_tables(data: &Path) -> Vec<String> {
    let mut connection = program::database(&data.join(DATABASE)).await;
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.unwrap();
    let mut empty = Vec::new();
    for table in tables {
        let count = AssertSqlSafe(format!("SELECT COUNT(*) FROM \"{table}\""));
        if sqlx::query_scalar::<_, i64>(count).fetch_one(&mut connection).await.unwrap() == 0 {
            empty.push(table);
        }
    }
    connection.close().await.unwrap();
    empty
}

/// Everything that the API lists, and what some searches find. Exports are left out: they are taken down.
async fn listed(app: &TestApp, staff: &Staff) -> BTreeMap<String, Value> {
    let addresses = roles::requests().into_iter().filter(|(method, _)| method == "GET").map(|(_, path)| path);
    let addresses = addresses
        .map(|path| path.replace("{connection}", "home"))
        .filter(|path| !path.contains('{') && !path.ends_with("/export"));
    let searched = ["ångström", "zoe", "an", "mül", "gmbh", "example", "0", "berlin"].map(|typed| {
        let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        format!("/crm/home/people?q={typed}&limit=200")
    });
    let sorted = ["family", "given", "business", "created", "changed"]
        .map(|sort| format!("/crm/home/people?sort={sort}&limit=200"));
    let mut all = BTreeMap::new();
    for address in addresses.chain(searched).chain(sorted) {
        let answer = app.get(&address, staff).await;
        all.insert(address, json!([answer.status.as_u16(), answer.body]));
    }
    assert!(all.len() > 30, "{:?}", all.keys());
    all
}

fn assert_same(before: &BTreeMap<String, Value>, after: &BTreeMap<String, Value>) {
    for (address, answer) in before {
        assert_eq!(Some(answer), after.get(address), "{address}");
    }
}

async fn audit_holds(store: &Store) {
    let logs = audit::verify(store).await.unwrap().unwrap();
    assert!(logs.iter().any(|log| log.entries > 3), "{logs:?}");
}

#[tokio::test]
async fn everything_goes_there_and_comes_back() {
    let Some(database) = Database::bare().await else { return };
    let app = TestApp::in_a_file().await.with_mail_server();
    let mut lived = live(&app).await;
    assert_eq!(empty_tables(app.folder()).await, Vec::<String>::new(), "each table is tried");
    let before = listed(&app, &lived.staff).await;
    app.store.close().await;
    let file = std::fs::read(app.folder().join(DATABASE)).unwrap();

    let there = moved(&place(app.folder()), "postgres", &database);
    assert!(there.contains("  1 workspaces, 2 members of staff\n") && there.contains("  301 person\n"), "{there}");
    assert!(there.contains("1 texts had a sign that PostgreSQL does not know (U+0000)"), "{there}");
    assert!(there.contains("calling-card.key stays where it is"), "{there}");
    assert_eq!(std::fs::read(app.folder().join(DATABASE)).unwrap(), file, "what it is moved from is not changed");
    assert!(database.knows("a\u{fffd}b").await);
    let moved_app = app.with_its_keys(Store::connect(&database.url).await.unwrap(), ADDRESS).with_mail_server();
    let lists = listed(&moved_app, &lived.staff).await;
    assert_same(&before, &lists);
    audit_holds(&moved_app.store).await;

    // Whoever was signed in is, who has a passkey or codes signs in by them, and what is written goes on where it was.
    let signed_in = passkeys::sign_in(&moved_app, &mut lived.passkey).await;
    assert_eq!(signed_in.status, StatusCode::OK, "{}", signed_in.body);
    let ben = json!({ "email": "ben@example.com", "password": PASSWORD, "code": lived.phone.code(0) });
    assert_eq!(moved_app.send(Method::POST, "/auth/session", None, ben, &[]).await.status, StatusCode::OK);
    let new = moved_app.person(&lived.staff, json!({ "name": { "given": "New", "family": "There" } })).await;
    let token = moved_app.post("/tokens", &lived.staff, json!({ "name": "Another" })).await;
    assert_eq!(token.status, StatusCode::CREATED, "{}", token.body);
    audit_holds(&moved_app.store).await;
    let before = listed(&moved_app, &lived.staff).await;
    moved_app.store.close().await;

    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("back");
    let back = moved("postgres", &format!("sqlite://{}", data.display()), &database);
    assert!(back.contains("Start one gateway with --data ") && !back.contains("U+0000"), "{back}");
    assert_file_is_ours_alone(&data);
    let moved_app = app.with_its_keys(Store::open(&data).await.unwrap(), ADDRESS).with_mail_server();
    assert_same(&before, &listed(&moved_app, &lived.staff).await);
    audit_holds(&moved_app.store).await;
    for id in [&lived.person, &new] {
        assert_eq!(moved_app.get(&format!("/crm/home/people/{id}"), &lived.staff).await.status, StatusCode::OK);
    }
    let next = moved_app.person(&lived.staff, json!({ "name": { "given": "Next" } })).await;
    assert!(next > new);
}

fn assert_file_is_ours_alone(data: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let names: Vec<_> = std::fs::read_dir(data).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, [DATABASE], "nothing else is left there");
    assert_eq!(std::fs::metadata(data.join(DATABASE)).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn the_checksums_are_the_same_there_and_back() {
    let Some(database) = Database::make().await else { return };
    let (data, folder) = (made_up(600), tempfile::tempdir().unwrap());
    let file: PathBuf = data.path().join(DATABASE);
    // Also where the file itself is named, and is no data folder's.
    let there = moved(&place(&file), "postgres", &database);
    let back = moved(database.url.expose_secret(), &place(folder.path()), &database);
    let (there, back) = (same(&there), same(&back));
    assert!(there.len() > 5 && there["records"].starts_with("601 rows, checksum "), "{there:?}");
    assert_eq!(there, back);
}
