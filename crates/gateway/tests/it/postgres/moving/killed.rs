//! A move that is killed (`kill -9`) in the middle: what it was to be moved to is as it was, and the next one moves it.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use super::*;

/// Kills a move as soon as it says that a table is written; whether it was not at its end.
fn killed_after(table: &str, from: &str, to: &str, database: &Database) -> bool {
    let mut command = program::to_its_end();
    command.args(["move", "--from", from, "--to", to]).env("DATABASE_URL", database.url.expose_secret());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let begin = format!("written: {table}, ");
    assert!(lines.any(|line| line.starts_with(&begin)), "{table}");
    child.kill().unwrap();
    child.wait().unwrap();
    !lines.any(|line| line.starts_with("Moved: "))
}

#[tokio::test]
async fn on_the_way_to_postgres() {
    let Some(database) = Database::make().await else { return };
    let data = made_up(300);
    let from = place(data.path());
    for table in ["derivation", "workspaces", "identities", "records"] {
        assert!(killed_after(table, &from, "postgres", &database), "{table}");
        assert_eq!(workspaces_in(&database).await, 0, "{table}");
        // The server notices after a moment that nobody is there any more.
        let mut tries = 0;
        while String::from_utf8(run(&from, "postgres", &database, &["--dry-run"]).stderr).unwrap().contains("in use") {
            tries += 1;
            assert!(tries < 100);
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    moved(&from, "postgres", &database);
    assert_eq!(workspaces_in(&database).await, 1);
}

#[tokio::test]
async fn on_the_way_to_a_file() {
    let Some(database) = Database::make().await else { return };
    let data = made_up(300);
    moved(&place(data.path()), "postgres", &database);
    let folder = tempfile::tempdir().unwrap();
    let to = place(folder.path());
    for table in ["derivation", "workspaces", "identities", "records"] {
        assert!(killed_after(table, "postgres", &to, &database), "{table}");
        assert!(!folder.path().join(DATABASE).exists(), "{table}");
    }
    let back = moved("postgres", &to, &database);
    assert!(same(&back)["records"].starts_with("301 rows"), "{back}");
    assert_file_is_ours_alone(folder.path());
}
