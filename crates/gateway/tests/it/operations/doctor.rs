//! `calling-card doctor`: each thing that can be wrong is made wrong, and it finds that and nothing else.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection};

use crate::mail;
use crate::program::{self, PROGRAM, Served};

/// An installation in which nothing is wrong but what a test makes wrong.
struct Installation {
    folder: tempfile::TempDir,
    environment: Vec<(&'static str, String)>,
    options: Vec<String>,
}

impl Installation {
    async fn sound() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let environment = vec![
            ("CALLING_CARD_PUBLIC_URL", "https://cards.example".to_owned()),
            ("SMTP_URL", mail::server("250 well").await.0),
            ("MAIL_FROM", "post@company.example".to_owned()),
        ];
        let cgroup = folder.path().join("cgroup");
        std::fs::create_dir(&cgroup).unwrap();
        std::fs::write(cgroup.join("memory.max"), "max\n").unwrap();
        let options = vec!["--cgroup".to_owned(), cgroup.display().to_string()];
        let sound = Self { folder, environment, options };
        program::add_member(&sound.data()).await;
        let mut backup = tokio::process::Command::new(PROGRAM);
        let recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
        backup.arg("backup").arg(sound.folder.path().join("backup")).args(["--encrypt-to", recipient, "--data"]);
        program::settled(&mut backup);
        assert!(backup.arg(sound.data()).output().await.unwrap().status.success());
        sound
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn database(&self) -> PathBuf {
        self.data().join("calling-card.sqlite")
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.environment.retain(|(known, _)| *known != name);
        if !value.is_empty() {
            self.environment.push((name, value.to_owned()));
        }
    }

    async fn sql(&self, statements: &[&str]) {
        let mut connection = program::database(&self.database()).await;
        for statement in statements {
            sqlx::query(AssertSqlSafe((*statement).to_owned())).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
    }

    async fn report(&self) -> (Option<i32>, Value) {
        let options: Vec<&str> = self.options.iter().map(String::as_str).collect();
        program::doctor(&self.data(), &options, &self.environment).await
    }

    /// What is found, as `check weight`, and that the exit code says the same.
    async fn found(&self) -> Vec<String> {
        let (code, report) = self.report().await;
        let findings = report["findings"].as_array().unwrap();
        for finding in findings {
            for part in ["what", "why", "remedy"] {
                assert!(finding[part].as_str().unwrap().len() > 15, "{finding}");
            }
        }
        let text =
            |finding: &Value| format!("{} {}", finding["check"].as_str().unwrap(), finding["weight"].as_str().unwrap());
        let found: Vec<String> = findings.iter().map(text).collect();
        assert_eq!(code, Some(i32::from(found.iter().any(|one| one.ends_with("wrong")))), "{report}");
        found
    }
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn where_nothing_is_wrong_nothing_is_found() {
    let sound = Installation::sound().await;
    // A machine of tests may have little room.
    let found: Vec<String> = sound.found().await.into_iter().filter(|one| !one.starts_with("free_disk")).collect();
    assert!(found.is_empty(), "{found:?}");
    let (_, report) = sound.report().await;
    let expected = [
        "data_folder",
        "rights",
        "free_disk",
        "write_ahead_log",
        "backup",
        "integrity",
        "schema",
        "foreign_keys",
        "audit_log",
        "clock",
        "outbox",
        "deliveries",
        "sessions",
        "members",
        "memory",
        "public_url",
        "mail_server",
    ];
    let checked: Vec<&str> = report["checked"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert_eq!(checked, expected);
}

#[tokio::test]
async fn the_folder_is_looked_at() {
    let sound = Installation::sound().await;
    let key = sound.data().join("calling-card.key");
    std::fs::write(&key, "").unwrap();
    mode(&key, 0o644);
    mode(&sound.data(), 0o755);
    assert_eq!(sound.found().await, ["rights wrong", "rights notable", "rights notable"]);
    mode(&sound.data(), 0o700);
    assert!(sound.found().await.is_empty(), "what lies in a closed folder is closed");
    let wal = std::fs::File::create(sound.data().join("calling-card.sqlite-wal")).unwrap();
    // Without a byte of content: only its length counts, and SQLite finds nothing in it.
    wal.set_len(300 << 20).unwrap();
    assert_eq!(sound.found().await, ["write_ahead_log notable"]);
    std::fs::remove_file(sound.data().join("calling-card.sqlite-wal")).unwrap();
    let last = sound.data().join("last-backup.json");
    std::fs::write(&last, r#"{ "at": "2020-01-01T00:00:00.000Z", "file": "/b", "sealed": false }"#).unwrap();
    assert_eq!(sound.found().await, ["backup notable", "backup notable"]);
    std::fs::remove_file(last).unwrap();
    assert_eq!(sound.found().await, ["backup notable"]);
    std::fs::remove_file(sound.database()).unwrap();
    assert_eq!(sound.found().await[0], "data_folder wrong");
}

#[tokio::test]
async fn a_damaged_database_is_found() {
    let sound = Installation::sound().await;
    let whole = std::fs::read(sound.database()).unwrap();
    let mut damaged = whole.clone();
    damaged[40_960..45_056].fill(0xAA);
    std::fs::write(sound.database(), damaged).unwrap();
    assert_eq!(sound.found().await, ["integrity wrong"]);
    std::fs::write(sound.database(), "no database").unwrap();
    assert_eq!(sound.found().await, ["integrity wrong"]);
    std::fs::write(sound.database(), "").unwrap();
    assert_eq!(sound.found().await, ["schema wrong"]);
}

#[tokio::test]
async fn what_stands_in_the_database_is_looked_at() {
    let cases: [(&[&str], &str); 11] = [
        (&["UPDATE _sqlx_migrations SET version = 9999 WHERE version = 160"], "schema wrong"),
        (&["UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 160"], "schema wrong"),
        (&["DELETE FROM _sqlx_migrations WHERE version = 160"], "schema notable"),
        (
            &["PRAGMA foreign_keys = OFF", "INSERT INTO sessions (token_hash, id, user, browser, system, created_at, used_at, expires_at)
               VALUES (x'01', x'02', x'03', '', '', '2026', '2026', '2999')"],
            "foreign_keys wrong",
        ),
        (
            &["INSERT INTO sessions (token_hash, id, user, browser, system, created_at, used_at, expires_at)
               SELECT x'01', x'02', id, '', '', '2020', '2020', '2021' FROM users"],
            "sessions notable",
        ),
        (&["UPDATE users SET role = 'editor'"], "members wrong"),
        (
            &["INSERT INTO mails (id, workspace, form, draft, address, address_hash, subject, body, state, created_at, next_at, expires_at)
               SELECT 'm', id, 'contact', 'd', 'a@b.de', x'04', 's', 'b', 'waiting', '2020-01-01T00:00:00.000Z', '2999', '2999' FROM workspaces"],
            "outbox wrong",
        ),
        (
            &["INSERT INTO mails (id, workspace, form, draft, address, address_hash, subject, body, state, created_at, expires_at)
               SELECT 'm', id, 'contact', 'd', 'a@b.de', x'04', 's', 'b', 'in_doubt', '2020-01-01T00:00:00.000Z', '2999' FROM workspaces"],
            "outbox notable",
        ),
        (
            &["INSERT INTO transfers (id, workspace, kind, target, state, reading, created_at, created_by)
               SELECT x'01', id, 'copy', 't', 'running', 0, '2020', 'a' FROM workspaces",
              "INSERT INTO deliveries (id, transfer, place, name, state, next_at, changed_at)
               VALUES (x'016F5E66E80070008000000000000001', x'01', 1, 'n', 'waiting', '2999', '2020-01-01T00:00:00.000Z')"],
            "deliveries notable",
        ),
        (
            &["INSERT INTO transfers (id, workspace, kind, target, state, reading, created_at, created_by)
               SELECT x'01', id, 'copy', 't', 'running', 0, '2020', 'a' FROM workspaces",
              "INSERT INTO deliveries (id, transfer, place, name, state, next_at, changed_at)
               VALUES (x'016F5E66E80070008000000000000001', x'01', 1, 'n', 'in_doubt', '2999', '2020-01-01T00:00:00.000Z')"],
            "deliveries notable",
        ),
        (
            &["INSERT INTO changes (workspace, batch, kind, id, action, version, at, by)
               SELECT id, x'01', 'person', 'p', 'created', 1, '2999-01-01T00:00:00.000Z', 'a' FROM workspaces"],
            "clock wrong",
        ),
    ];
    let sound = Installation::sound().await;
    let whole = std::fs::read(sound.database()).unwrap();
    for (statements, expected) in cases {
        std::fs::write(sound.database(), &whole).unwrap();
        sound.sql(statements).await;
        assert_eq!(sound.found().await, [expected], "{statements:?}");
    }
    std::fs::write(sound.database(), &whole).unwrap();
    let changed = ["DROP TRIGGER audit_is_not_rewritten", "UPDATE audit SET about = 'somebody else'"];
    sound.sql(&changed).await;
    assert_eq!(sound.found().await, ["audit_log wrong"]);
}

#[tokio::test]
async fn settings_are_looked_at() {
    let mut sound = Installation::sound().await;
    for wrong in ["", "http://cards.example", "https://cards.example/crm", "cards.example"] {
        sound.set("CALLING_CARD_PUBLIC_URL", wrong);
        assert_eq!(sound.found().await, ["public_url wrong"], "{wrong}");
    }
    sound.set("CALLING_CARD_PUBLIC_URL", "https://cards.example");
    let memory = sound.folder.path().join("cgroup/memory.max");
    for (limit, expected) in [("67108864", "memory wrong"), ("209715200", "memory notable")] {
        std::fs::write(&memory, limit).unwrap();
        assert_eq!(sound.found().await, [expected]);
    }
    std::fs::write(&memory, "max").unwrap();
    let well = sound.environment.iter().find(|(name, _)| *name == "SMTP_URL").unwrap().1.clone();
    sound.set("SMTP_URL", &format!("{well}?tls=opportunistic"));
    assert_eq!(sound.found().await, ["mail_server notable"]);
    // Nobody is there; a name that there is not; somebody who has nothing to say; nonsense.
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent_at = format!("smtp://{}", silent.local_addr().unwrap());
    for wrong in [format!("smtp://{nobody}"), "smtps://u:p@mail.invalid".into(), silent_at, "mail.example".into()] {
        sound.set("SMTP_URL", &wrong);
        assert_eq!(sound.found().await, ["mail_server wrong"], "{wrong}");
    }
    sound.set("SMTP_URL", "");
    assert_eq!(sound.found().await, ["mail_server notable"]);
}

#[tokio::test]
async fn a_gateway_is_asked_from_outside() {
    let mut sound = Installation::sound().await;
    let site = sound.folder.path().join("site/app");
    std::fs::create_dir_all(&site).unwrap();
    for name in ["index.html", "index.html.br"] {
        std::fs::write(site.join(name), "<!doctype html>").unwrap();
    }
    let site = sound.folder.path().join("site").display().to_string();
    let mut command = program::command(&sound.data(), &["--site", &site]);
    command.env("CALLING_CARD_PUBLIC_URL", "https://cards.example");
    let gateway = Served::start(command).await;
    sound.options.extend(["--url".to_owned(), gateway.url.clone()]);
    // Without TLS, and elsewhere than links lead; all else is as it should be.
    assert_eq!(sound.found().await, ["public_url wrong", "tls wrong"]);
    gateway.stop().await;
    assert_eq!(sound.found().await, ["public_url wrong", "reachable wrong"]);
    // One that is not built, and does not know that it is reached by https.
    let gateway = Served::start(program::command(&sound.data(), &["--drain", "30"])).await;
    *sound.options.last_mut().unwrap() = gateway.url.clone();
    assert_eq!(sound.found().await, ["public_url wrong", "tls wrong", "app wrong", "cookies wrong"]);
    // One that stops.
    gateway.signal("-TERM");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(sound.found().await, ["public_url wrong", "ready wrong", "tls wrong", "app wrong", "cookies wrong"]);
}

/// What stands before a gateway can spoil what it says.
#[tokio::test]
async fn what_a_proxy_spoils_is_found() {
    use axum::http::{HeaderMap, HeaderValue, Uri};
    let mut sound = Installation::sound().await;
    let spoiled = async |uri: Uri| {
        let mut headers = HeaderMap::new();
        headers.insert("date", HeaderValue::from_static("Thu, 01 Jan 2026 00:00:00 GMT"));
        for policy in ["default-src 'none'", "default-src 'self'"] {
            headers.append("content-security-policy", HeaderValue::from_static(policy));
        }
        headers.insert("x-powered-by", HeaderValue::from_static("Proxy 1.0"));
        headers.insert("set-cookie", HeaderValue::from_static("session=; Path=/"));
        let text = if uri.path() == "/metrics" { "calling_card_requests_total 1" } else { "page" };
        (headers, text)
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    sound.options.extend(["--url".to_owned(), format!("http://{}", listener.local_addr().unwrap())]);
    let router = axum::Router::new().fallback(spoiled);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut found = sound.found().await;
    found.sort();
    let expected = [
        "caching notable",
        "clock_outside wrong",
        "compression notable",
        "cookies wrong",
        "headers notable",
        "headers notable",
        "headers wrong",
        "headers wrong",
        "headers wrong",
        "metrics wrong",
        "public_url wrong",
        "tls wrong",
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn people_read_it_too() {
    let sound = Installation::sound().await;
    sound.sql(&["UPDATE users SET role = 'editor'"]).await;
    let mut command = tokio::process::Command::new(PROGRAM);
    program::settled(&mut command);
    command.args(["doctor", "--data"]).arg(sound.data()).args(&sound.options);
    let output = command.envs(sound.environment.iter().map(|(name, value)| (name, value))).output().await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let begins = "WRONG: Nobody can sign in to the workspace Home as its owner.\n  why: Nobody can invite members, or see the audit log.\n  do:  ";
    assert!(text.starts_with(begins) && text.contains("things looked at"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}
