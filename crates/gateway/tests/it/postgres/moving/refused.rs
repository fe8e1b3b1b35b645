//! What is not moved, and why; what it was to be moved to is as it was.

use super::*;

#[tokio::test]
async fn what_is_there_already_is_not_put_over() {
    let Some(database) = Database::make().await else { return };
    let (data, other) = (made_up(3), made_up(2));
    moved(&place(data.path()), "postgres", &database);
    let said = fails(&place(other.path()), "postgres", &database, &[]);
    assert!(said.contains("There is a database already (PostgreSQL, ") && said.contains("createdb"), "{said}");
    let before = std::fs::read(other.path().join(DATABASE)).unwrap();
    let said = fails("postgres", &place(other.path()), &database, &[]);
    assert!(said.contains("There is a database already (SQLite in "), "{said}");
    assert_eq!(std::fs::read(other.path().join(DATABASE)).unwrap(), before);
    assert_eq!(workspaces_in(&database).await, 1);
}

#[tokio::test]
async fn while_a_gateway_runs_nothing_is_moved() {
    let Some(database) = Database::make().await else { return };
    let (data, folder) = (made_up(2), tempfile::tempdir().unwrap());
    let gateway = Store::open(data.path()).await.unwrap();
    let said = fails(&place(data.path()), "postgres", &database, &[]);
    assert!(said.contains("is in use. Stop the gateway first"), "{said}");
    // It is looked at all the same.
    let looked = run(&place(data.path()), "postgres", &database, &["--dry-run"]);
    let looked = String::from_utf8(looked.stdout).unwrap();
    assert!(looked.contains("  2 person\n") && looked.contains("Nothing was moved"), "{looked}");
    assert_eq!(workspaces_in(&database).await, 0);
    gateway.close().await;
    let gateway = Store::connect(&database.url).await.unwrap();
    for (from, to) in [(place(data.path()), "postgres".to_owned()), ("postgres".to_owned(), place(folder.path()))] {
        assert!(fails(&from, &to, &database, &[]).contains("is in use. Stop the gateway first"), "{from}");
    }
    gateway.close().await;
    moved(&place(data.path()), "postgres", &database);
}

#[tokio::test]
async fn to_look_changes_nothing() {
    let Some(database) = Database::bare().await else { return };
    let (data, folder) = (made_up(2), tempfile::tempdir().unwrap());
    assert!(run(&place(data.path()), "postgres", &database, &["--dry-run"]).status.success());
    let mut connection = sqlx::PgConnection::connect(database.url.expose_secret()).await.unwrap();
    let tables = sqlx::query_scalar("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'");
    assert_eq!(tables.fetch_one(&mut connection).await.ok(), Some(0_i64), "no table was made");
    connection.close().await.unwrap();
    moved(&place(data.path()), "postgres", &database);
    let new = folder.path().join("new");
    assert!(run("postgres", &place(&new), &database, &["--dry-run"]).status.success());
    assert!(!new.exists());
}

#[tokio::test]
async fn what_is_read_back_otherwise_is_taken_back() {
    let Some(database) = Database::make().await else { return };
    let data = made_up(3);
    for change in [
        "CREATE FUNCTION tamper() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || ' '; RETURN NEW; END $$",
        "CREATE TRIGGER records_tampered BEFORE INSERT ON records FOR EACH ROW WHEN (NEW.kind = 'person') EXECUTE FUNCTION tamper()",
    ] {
        database.run(change).await.unwrap();
    }
    let said = fails(&place(data.path()), "postgres", &database, &[]);
    assert!(
        said.contains("The table records was read back otherwise than it was written (4 rows, checksum "),
        "{said}"
    );
    assert_eq!(workspaces_in(&database).await, 0);
    database.run("DROP TRIGGER records_tampered").await.unwrap();
    // One that loses rows is found, too.
    for change in [
        "CREATE FUNCTION lose() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER links_lost BEFORE INSERT ON links FOR EACH ROW EXECUTE FUNCTION lose()",
    ] {
        database.run(change).await.unwrap();
    }
    assert!(fails(&place(data.path()), "postgres", &database, &[]).contains("The table links was read back otherwise"));
    database.run("DROP TRIGGER links_lost").await.unwrap();
    moved(&place(data.path()), "postgres", &database);
}

#[tokio::test]
async fn what_is_not_up_to_date_or_was_changed_is_said() {
    let Some(database) = Database::make().await else { return };
    let data = made_up(2);
    let token = program::to_its_end().args(["token", "add", "Program", "--data"]).arg(data.path()).output().unwrap();
    assert!(token.status.success());
    let file = data.path().join(DATABASE);
    let change = async |statements: &[&'static str]| {
        let mut connection = program::database(&file).await;
        for statement in statements {
            sqlx::query(*statement).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
    };
    change(&["UPDATE _sqlx_migrations SET version = 9999 WHERE version = 170"]).await;
    assert!(fails(&place(data.path()), "postgres", &database, &[]).contains("was written by a newer program"));
    change(&["DELETE FROM _sqlx_migrations WHERE version = 9999"]).await;
    let said = fails(&place(data.path()), "postgres", &database, &[]);
    assert!(said.contains("is behind this program. Start the gateway of this version over it once"), "{said}");
    change(&["DROP TABLE recovery_codes", "DROP TABLE totp"]).await;
    Store::open(data.path()).await.unwrap().close().await;
    change(&["DROP TRIGGER audit_is_not_rewritten", "UPDATE audit SET about = 'Another'"]).await;
    let said = fails(&place(data.path()), "postgres", &database, &[]);
    assert!(said.contains("The audit log (SQLite in ") && said.contains("entry 1 of the workspace Home"), "{said}");
    assert_eq!(workspaces_in(&database).await, 0);
    assert!(run(&place(data.path()), "postgres", &database, &["--broken-audit"]).status.success());
}

#[tokio::test]
async fn no_password_is_said_whatever_is_wrong() {
    let Some(database) = Database::make().await else { return };
    let data = made_up(1);
    for address in [
        "postgres://me:geheim@127.0.0.1:1/there",
        "postgres://me:1/geheim@127.0.0.1:1/there",
        "postgres://me:12?geheim@127.0.0.1:1/there",
        "postgres://me:geheim@[::1/there",
        "postgre://me:geheim@127.0.0.1/there",
    ] {
        let said = fails(&place(data.path()), address, &database, &[]);
        assert!(!said.contains("geheim") && !said.is_empty(), "{said}");
    }
    for (from, to) in [
        ("postgres", "postgres"),
        ("sqlite:a", "sqlite:b"),
        ("sqlite:nowhere", "postgres"),
        ("sqlite:", "postgres"),
        ("", "postgres"),
    ] {
        let said = fails(from, to, &database, &[]);
        assert!(said.starts_with("calling-card: ") && said.trim_end().ends_with('.'), "{said}");
    }
}
