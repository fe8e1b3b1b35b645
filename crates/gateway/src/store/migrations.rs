//! The migrations, in their order. One that was run somewhere is not changed any more: another one follows.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// Reads a file of the folder `migrations`: its name and its content.
macro_rules! migration {
    ($name:literal) => {
        ($name, include_str!(concat!("../../migrations/", $name, ".sql")))
    };
    ($folder:literal, $name:literal) => {
        ($name, include_str!(concat!("../../migrations/", $folder, "/", $name, ".sql")))
    };
}

const MIGRATIONS: &[(&str, &str)] = &[
    migration!("0001_workspaces"),
    migration!("0002_records"),
    migration!("0003_users"),
    migration!("0004_submissions"),
    migration!("0005_import_parts"),
    migration!("0006_foreign_ids"),
    migration!("0007_identities"),
    migration!("0010_embeds"),
    migration!("0011_proofs"),
    migration!("0012_opt_in"),
    migration!("0030_form_counts"),
    migration!("0040_files"),
    migration!("0050_connections"),
    migration!("0051_transfers"),
    migration!("0052_api_tokens"),
    migration!("0053_dialect_ids"),
    migration!("0054_refresh_tokens"),
    migration!("0055_connection_tenants"),
    migration!("0060_dialect_entries"),
    migration!("0070_dialect_lists"),
    migration!("0075_dialect_touchpoints"),
    migration!("0080_events"),
    migration!("0081_invitation_mails"),
    migration!("0090_people_index"),
    migration!("0091_people_views"),
    migration!("0092_bulk_edits"),
    migration!("0095_steps"),
    migration!("0100_roles"),
    migration!("0101_member_invitations"),
    migration!("0102_sessions_listed"),
    migration!("0110_not_duplicates"),
    migration!("0120_words"),
    migration!("0130_inbox"),
    migration!("0140_private_parts"),
    migration!("0141_audit"),
    migration!("0150_word_colours"),
    migration!("0160_passkeys"),
    migration!("0170_totp"),
    migration!("0180_tries"),
];

/// Those of PostgreSQL, which begin with what SQLite's had become by then. What is done to the one is done to the other: a test compares them.
const OF_POSTGRES: &[(&str, &str)] = &[
    migration!("postgres", "0001_functions"),
    migration!("postgres", "0002_tables"),
    migration!("postgres", "0003_triggers"),
    migration!("postgres", "0004_row_level_security"),
    migration!("postgres", "0005_tries"),
    migration!("postgres", "0006_news"),
];

/// What brings a database of SQLite up to date.
pub(super) fn migrator() -> Migrator {
    Migrator::with_migrations(MIGRATIONS.iter().map(|(name, sql)| migration(name, sql)).collect())
}

/// What brings a database of PostgreSQL up to date.
pub(super) fn of_postgres() -> Migrator {
    Migrator::with_migrations(OF_POSTGRES.iter().map(|(name, sql)| migration(name, sql)).collect())
}

fn migration(name: &str, sql: &'static str) -> Migration {
    let (number, words) = name.split_once('_').unwrap_or((name, ""));
    let description = Cow::Owned(words.replace('_', " "));
    Migration::new(
        number.parse().unwrap_or_default(),
        description,
        MigrationType::Simple,
        AssertSqlSafe(sql).into_sql_str(),
        false,
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_a_migration() {
        for (folder, migrations) in [("", MIGRATIONS), ("postgres", OF_POSTGRES)] {
            let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).join(folder);
            let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            let files = files.filter(|file| file.is_file());
            let mut files: Vec<String> =
                files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
            files.sort();
            let names: Vec<&str> = migrations.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, files);
        }
        assert!(migrator().iter().chain(of_postgres().iter()).all(|migration| migration.version > 0));
    }

    #[tokio::test]
    async fn who_was_there_before_roles_is_an_owner_and_no_mail_is_lost() {
        let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
        let before = MIGRATIONS.iter().take_while(|(name, _)| *name < "0100");
        Migrator::with_migrations(before.map(|(name, sql)| migration(name, sql)).collect()).run(&pool).await.unwrap();
        for sql in [
            "INSERT INTO workspaces (id, name, created_at) VALUES (x'01', 'Home', '2026')",
            "INSERT INTO users (id, workspace, name, email, email_key, password, created_at) VALUES (x'02', x'01', 'Ann', 'a@b.de', 'a@b.de', '', '2026')",
            "INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (x'03', x'02', '2026', '2027')",
            "INSERT INTO mails (id, workspace, form, draft, address, address_hash, subject, body, state, created_at, expires_at)
             VALUES ('m', x'01', 'contact', 'd', 'c@d.de', x'04', 's', 'b', 'waiting', '2026', '2027')",
        ] {
            sqlx::query(sql).execute(&pool).await.unwrap();
        }
        migrator().run(&pool).await.unwrap();
        // Whoever is written without a role from now on may do least.
        let insert = "INSERT INTO users (id, workspace, name, email, email_key, password, created_at) VALUES (x'05', x'01', 'Ben', 'e', 'e', '', '2026')";
        sqlx::query(insert).execute(&pool).await.unwrap();
        let roles: Vec<String> =
            sqlx::query_scalar("SELECT role FROM users ORDER BY name").fetch_all(&pool).await.unwrap();
        assert_eq!(roles, ["owner", "reader"]);
        let (form, body): (String, String) =
            sqlx::query_as("SELECT form, body FROM mails WHERE draft = 'd'").fetch_one(&pool).await.unwrap();
        assert_eq!((form.as_str(), body.as_str()), ("contact", "b"));
        let used: String =
            sqlx::query_scalar("SELECT used_at FROM sessions WHERE id IS NOT NULL").fetch_one(&pool).await.unwrap();
        assert_eq!(used, "2026");
    }
}
