//! Backups and the way back, with the real program.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use sqlx::Connection;

use crate::program::{self, Served};

/// A folder for everything, with a data folder in which there are made-up people.
struct Place(tempfile::TempDir);

impl Place {
    fn with_people(number: u32) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.works(&["make-up", &number.to_string()], "data");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs a command over a data folder; other words that begin with `@` are files of this place.
    fn run(&self, words: &[&str], data: &str) -> Output {
        let mut command = program::to_its_end();
        for word in words {
            match word.strip_prefix('@') {
                Some(name) => command.arg(self.path(name)),
                None => command.arg(word),
            };
        }
        command.arg("--data").arg(self.path(data)).output().unwrap()
    }

    fn works(&self, words: &[&str], data: &str) -> String {
        let output = self.run(words, data);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn fails(&self, words: &[&str], data: &str) -> String {
        let output = self.run(words, data);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// Makes a key in a file; its recipient.
    fn key(&self, name: &str) -> String {
        let output = program::to_its_end().args(["key", "backup"]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        std::fs::write(self.path(name), &text).unwrap();
        text.lines().next().unwrap().trim_start_matches("# public key: ").to_owned()
    }
}

async fn sql(database: &Path, sql: &'static str) -> i64 {
    let mut connection = program::database(database).await;
    let number = sqlx::query_scalar(sql).fetch_optional(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    number.unwrap_or_default()
}

async fn people(database: &Path) -> i64 {
    sql(database, "SELECT COUNT(*) FROM records WHERE kind = 'person' AND deleted_at IS NULL").await
}

#[tokio::test]
async fn a_sealed_backup_opens_with_its_key_alone() {
    let place = Place::with_people(3);
    let (recipient, other) = (place.key("key"), place.key("other"));
    let said = place.works(&["backup", "@sealed", "--encrypt-to", &recipient], "data");
    assert!(said.starts_with("The copy is in ") && !said.contains("not sealed"), "{said}");
    let bytes = std::fs::read(place.path("sealed")).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n-> X25519 "));
    assert!(!bytes.windows(6).any(|part| part == b"SQLite"));
    let left: Vec<_> = std::fs::read_dir(place.path("data")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("part")), "{left:?}");
    assert!(
        place.fails(&["restore", "@sealed"], "new").contains("is sealed. Name the file of its key with --identity")
    );
    assert!(place.fails(&["restore", "@sealed", "--identity", "@other"], "new").contains("cannot be opened"));
    assert!(!place.path("new/calling-card.sqlite").exists());
    let said = place.works(&["restore", "@sealed", "--identity", "@key"], "new");
    assert!(said.contains("1 workspaces, 0 members of staff, 0 entries") && said.contains("3 person\n"), "{said}");
    assert_eq!(people(&place.path("new/calling-card.sqlite")).await, 3);
    // For two, of whom each opens it.
    let both = ["backup", "@both", "--encrypt-to", &recipient, "--encrypt-to", &other];
    place.works(&both, "data");
    for (key, data) in [("@key", "one"), ("@other", "two")] {
        place.works(&["restore", "@both", "--identity", key], data);
    }
    let refused = place.fails(&["backup", "@nobody", "--encrypt-to", "age1nobody"], "data");
    assert!(refused.contains("age1nobody is no recipient") && !place.path("nobody").exists(), "{refused}");
}

#[tokio::test]
async fn a_database_that_is_backed_up_or_looked_at_is_not_brought_up_to_date() {
    let place = Place::with_people(2);
    let database = place.path("data/calling-card.sqlite");
    // As a program that knew no codes beside passwords has left it.
    let mut connection = program::database(&database).await;
    for statement in
        ["DROP TABLE recovery_codes", "DROP TABLE totp", "DELETE FROM _sqlx_migrations WHERE version = 170"]
    {
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    place.works(&["backup", "@backup"], "data");
    place.works(&["audit", "verify"], "data");
    let done = "SELECT COUNT(*) FROM _sqlx_migrations WHERE version = 170";
    assert_eq!(sql(&database, done).await, 0);
    assert_eq!(sql(&place.path("backup"), done).await, 0);
    // What is restored is.
    place.works(&["restore", "@backup"], "new");
    assert_eq!(sql(&place.path("new/calling-card.sqlite"), done).await, 1);
    assert_eq!(people(&place.path("new/calling-card.sqlite")).await, 2);
    for words in [&["backup", "@other"][..], &["audit", "verify"]] {
        let said = place.fails(words, "nowhere");
        assert!(said.contains("There is no database in ") && !place.path("nowhere").exists(), "{said}");
    }
}

#[tokio::test]
async fn a_backup_is_sealed_by_a_passphrase_or_lies_open() {
    let place = Place::with_people(2);
    std::fs::write(place.path("words"), "correct horse battery staple\n").unwrap();
    std::fs::write(place.path("wrong"), "incorrect horse\n").unwrap();
    place.works(&["backup", "@sealed", "--passphrase-file", "@words"], "data");
    assert!(place.fails(&["restore", "@sealed", "--passphrase-file", "@wrong"], "new").contains("cannot be opened"));
    place.works(&["restore", "@sealed", "--passphrase-file", "@words"], "new");
    assert_eq!(people(&place.path("new/calling-card.sqlite")).await, 2);
    let said = place.works(&["backup", "@open"], "data");
    assert!(said.contains("It is not sealed"), "{said}");
    place.works(&["restore", "@open"], "other");
    assert_eq!(people(&place.path("other/calling-card.sqlite")).await, 2);
    // Nothing is overwritten by a backup, and nobody else reads it.
    assert!(place.fails(&["backup", "@open"], "data").contains("is there already"));
    use std::os::unix::fs::PermissionsExt;
    let mode = |file: &str| std::fs::metadata(place.path(file)).unwrap().permissions().mode() & 0o777;
    for file in ["sealed", "open", "new/calling-card.sqlite"] {
        assert_eq!(mode(file), 0o600, "{file}");
    }
    assert_eq!(mode("new"), 0o700);
}

#[tokio::test]
async fn what_a_killed_backup_has_left_is_taken_away_by_the_next() {
    let place = Place::with_people(1);
    let recipient = place.key("key");
    std::fs::write(place.path("data/backup-1.part"), "SQLite format 3").unwrap();
    // Not while another one is at work, whose it may be.
    let other = std::fs::File::create(place.path("data/.backup-lock")).unwrap();
    other.lock_shared().unwrap();
    place.works(&["backup", "@one", "--encrypt-to", &recipient], "data");
    assert!(place.path("data/backup-1.part").exists());
    drop(other);
    place.works(&["backup", "@two", "--encrypt-to", &recipient], "data");
    assert!(!place.path("data/backup-1.part").exists());
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_no_damaged_one() {
    let place = Place::with_people(1);
    place.works(&["backup", "@backup"], "data");
    // SQLite cannot open a folder (CANTOPEN), as it cannot open what is not ours to read.
    std::fs::create_dir_all(place.path("away/calling-card.sqlite")).unwrap();
    std::fs::write(place.path("away/calling-card.sqlite-wal"), "all that is new").unwrap();
    let said = place.fails(&["restore", "@backup", "--replace"], "away");
    assert!(said.contains("unable to open database file"), "{said}");
    assert_eq!(std::fs::read(place.path("away/calling-card.sqlite-wal")).unwrap(), b"all that is new");
}

#[tokio::test]
async fn what_is_restored_belongs_to_whom_the_folder_belongs() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::with_people(1);
    place.works(&["backup", "@backup"], "data");
    if std::os::unix::fs::chown(place.path("data"), Some(65_534), Some(65_534)).is_err() {
        return program::missing("only root gives files away: whose a restored one is is not looked at");
    }
    place.works(&["restore", "@backup", "--replace"], "data");
    let file = std::fs::metadata(place.path("data/calling-card.sqlite")).unwrap();
    assert_eq!((file.uid(), file.gid()), (65_534, 65_534));
}

#[tokio::test]
async fn what_does_not_hold_is_not_restored() {
    let place = Place::with_people(200);
    let recipient = place.key("key");
    place.works(&["backup", "@good"], "data");
    place.works(&["backup", "@sealed", "--encrypt-to", &recipient], "data");
    // Somebody changes a byte of the sealed one, or cuts it off; a page of the open one is damaged.
    let mut changed = std::fs::read(place.path("sealed")).unwrap();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    std::fs::write(place.path("changed"), &changed).unwrap();
    std::fs::write(place.path("cut"), &changed[..middle]).unwrap();
    for file in ["@changed", "@cut"] {
        assert!(place.fails(&["restore", file, "--identity", "@key"], "new").contains("cannot be opened"), "{file}");
    }
    let mut damaged = std::fs::read(place.path("good")).unwrap();
    for byte in &mut damaged[40_960..45_056] {
        *byte = 0xAA;
    }
    std::fs::write(place.path("damaged"), damaged).unwrap();
    assert!(place.fails(&["restore", "@damaged"], "new").contains("does not hold"));
    std::fs::write(place.path("text"), "no database at all").unwrap();
    assert!(place.fails(&["restore", "@text"], "new").contains("does not hold"));
    std::fs::copy(place.path("good"), place.path("newer")).unwrap();
    sql(
        &place.path("newer"),
        "UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)",
    )
    .await;
    assert!(
        place.fails(&["restore", "@newer"], "new").contains("by a newer Calling Card (its database has the step 9999)")
    );
    std::fs::copy(place.path("good"), place.path("loose")).unwrap();
    sql(&place.path("loose"), "PRAGMA foreign_keys = OFF").await;
    let mut connection = program::database(&place.path("loose")).await;
    for statement in ["PRAGMA foreign_keys = OFF", "DELETE FROM workspaces"] {
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    let said = place.fails(&["restore", "@loose"], "new");
    assert!(said.contains("belong to nothing"), "{said}");
    assert!(!place.path("new/calling-card.sqlite").exists());
    assert!(!place.path("new/.restore").exists(), "nothing stays behind");
}

#[tokio::test]
async fn a_changed_audit_log_is_told() {
    let place = Place::with_people(1);
    let add = ["token", "add", "Program"];
    place.works(&add, "data");
    let database = place.path("data/calling-card.sqlite");
    let mut connection = program::database(&database).await;
    let triggers: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    for trigger in triggers {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TRIGGER {trigger}"))).execute(&mut connection).await.unwrap();
    }
    sqlx::query("UPDATE audit SET about = 'Another'").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    place.works(&["backup", "@changed"], "data");
    assert!(place.fails(&["restore", "@changed"], "new").contains("audit log in the backup was changed"));
    place.works(&["restore", "@changed", "--broken-audit"], "new");
}

#[tokio::test]
async fn what_is_there_is_replaced_only_when_told_and_not_while_it_is_in_use() {
    let place = Place::with_people(2);
    place.works(&["backup", "@old"], "data");
    place.works(&["make-up", "3"], "data");
    let database = place.path("data/calling-card.sqlite");
    assert!(place.fails(&["restore", "@old"], "data").contains("There is a database in "));
    assert_eq!(people(&database).await, 5);
    let gateway = Served::start(program::command(&place.path("data"), &[])).await;
    let said = place.fails(&["restore", "@old", "--replace"], "data");
    assert!(said.contains("is in use. Stop the gateway first."), "{said}");
    assert_eq!(reqwest::get(format!("{}/readyz", gateway.url)).await.unwrap().status(), 200);
    gateway.stop().await;
    assert_eq!(people(&database).await, 5);
    place.works(&["restore", "@old", "--replace"], "data");
    assert_eq!(people(&database).await, 2);
    // Also what is damaged is replaced, and nothing of its log gets into the new one.
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[..100].fill(7);
    std::fs::write(&database, bytes).unwrap();
    std::fs::write(place.path("data/calling-card.sqlite-wal"), [7; 5000]).unwrap();
    place.works(&["restore", "@old", "--replace"], "data");
    assert_eq!(people(&database).await, 2);
}

#[tokio::test]
async fn killed_at_any_time_the_old_or_the_new_is_there() {
    let place = Place::with_people(300);
    place.works(&["backup", "@backup"], "data");
    place.works(&["make-up", "1"], "data");
    let database = place.path("data/calling-card.sqlite");
    let whole = std::time::Instant::now();
    place.works(&["restore", "@backup"], "trial");
    let part = whole.elapsed() / 18;
    let mut restore = program::to_its_end();
    restore.args(["restore", "--replace", "--data"]).args([place.path("data"), place.path("backup")]);
    restore.stdout(std::process::Stdio::null());
    let (mut wait, mut old, mut new) = (Duration::ZERO, 0, 0);
    // From its beginning to behind its end. How long it takes is not known, as others are at work too: each wait is longer than the one before, until
    // some have ended in the new one.
    while old + new < 24 || new < 3 {
        assert!(wait < Duration::from_secs(60), "{old} old, {new} new");
        if people(&database).await == 300 {
            place.works(&["make-up", "1"], "data");
        }
        let mut child = restore.spawn().unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        match people(&database).await {
            301 => old += 1,
            300 => new += 1,
            other => panic!("{other} people"),
        }
        assert_eq!(
            sql(&database, "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'").await,
            0
        );
        wait += if old + new < 24 { part } else { part.max(wait / 4) };
    }
    // And as soon as the new one is seen in its place.
    use std::os::unix::fs::MetadataExt;
    place.works(&["make-up", "1"], "data");
    let file = || std::fs::metadata(&database).unwrap().ino();
    let before = file();
    let mut child = restore.spawn().unwrap();
    while file() == before {
        std::thread::sleep(Duration::from_micros(100));
        assert!(child.try_wait().unwrap().is_none_or(|ended| ended.success()));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(people(&database).await, 300);
    assert!(old > 0 && new > 0, "{old} old, {new} new");
    place.works(&["restore", "--replace", "@backup"], "data");
    assert!(!place.path("data/.restore").exists(), "what those left behind is gone");
}
