//! The migrations, in their order. One that was run somewhere is not changed any more: another one follows.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// Reads a file of the folder `migrations`: its name and its content.
macro_rules! migration {
    ($name:literal) => {
        ($name, include_str!(concat!("../../migrations/", $name, ".sql")))
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
    migration!("0095_steps"),
];

/// What brings a database up to date.
pub(super) fn migrator() -> Migrator {
    Migrator::with_migrations(MIGRATIONS.iter().map(|(name, sql)| migration(name, sql)).collect())
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
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
        let mut files: Vec<String> =
            folder.map(|file| file.unwrap().file_name().into_string().unwrap().replace(".sql", "")).collect();
        files.sort();
        let names: Vec<&str> = MIGRATIONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, files);
        assert!(migrator().iter().all(|migration| migration.version > 0));
    }
}
