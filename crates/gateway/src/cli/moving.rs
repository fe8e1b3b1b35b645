//! `calling-card move`.

use std::io::{IsTerminal, Write as _};
use std::path::PathBuf;

use calling_card_gateway::moving::{self, MoveError, Moved, Place, Sum, Told};
use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use super::Failure;

/// Move the database from SQLite to PostgreSQL, or back.
#[derive(Args)]
pub struct Move {
    /// From where: `sqlite:FOLDER` or `postgres`.
    #[arg(long, value_name = "PLACE")]
    from: SecretString,
    /// To where: the other one.
    #[arg(long, value_name = "PLACE")]
    to: SecretString,
    /// The address of the database in PostgreSQL.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<SecretString>,
    /// Say what would be moved, and move nothing.
    #[arg(long)]
    dry_run: bool,
    /// Move it although its audit log was changed.
    #[arg(long)]
    broken_audit: bool,
}

impl From<MoveError> for Failure {
    fn from(error: MoveError) -> Self {
        Self(error.to_string())
    }
}

impl Move {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        let (from, to) = (self.place(&self.from)?, self.place(&self.to)?);
        let next = next(&from, &to)?;
        let prepared = moving::Move::prepare(&from, to, self.dry_run).await?;
        super::print(&format!("From {} to {}:", prepared.source(), prepared.target))?;
        let counts = &prepared.counts;
        super::print(&format!("  {} workspaces, {} members of staff", counts.workspaces, counts.members))?;
        for (kind, number) in &counts.records {
            super::print(&format!("  {number} {kind}"))?;
        }
        super::print(
            "and all that stands beside them: the bin, the change log, the audit log, sessions, mails, files.",
        )?;
        if self.dry_run {
            return super::print("Nothing was moved (--dry-run).");
        }
        let shown = std::io::stderr().is_terminal();
        let moved = prepared.run(self.broken_audit, &mut |told| tell(told, shown)).await;
        show(shown, "");
        let Moved { rows, tables, without_nul } = moved?;
        super::print(&format!("Moved: {rows} rows of {tables} tables, the same on both sides."))?;
        if without_nul > 0 {
            super::print(&format!(
                "{without_nul} texts had a sign that PostgreSQL does not know (U+0000); in its place stands U+FFFD."
            ))?;
        }
        super::print(&next)
    }

    fn place(&self, said: &SecretString) -> Result<Place, Failure> {
        let text = said.expose_secret();
        let path = text.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path));
        if let Some(path) = path.filter(|path| !path.is_empty()) {
            return Ok(Place::Sqlite(PathBuf::from(path)));
        }
        if ["postgres://", "postgresql://"].iter().any(|begin| text.starts_with(begin)) {
            return Ok(Place::Postgres(said.clone()));
        }
        match (text, self.database_url.as_ref().filter(|url| !url.expose_secret().is_empty())) {
            ("postgres", Some(url)) => Ok(Place::Postgres(url.clone())),
            ("postgres", None) => Err(Failure("Say by DATABASE_URL where the database in PostgreSQL is.".into())),
            // What was said may hold a password.
            _ => Err(Failure("Say --from and --to as sqlite:FOLDER, or as postgres.".into())),
        }
    }
}

/// Tells how far it is: a line for each table that has rows, and before that, where somebody looks on, how many of them are done.
fn tell(told: Told<'_>, shown: bool) {
    let line = match told {
        Told::Written(_, 0) | Told::Alike(_, Sum { rows: 0, .. }) => return,
        Told::Writing(table, rows, of) => return show(shown, &format!("{table}: {rows} of {of} rows")),
        Told::Reading(table, rows, of) => return show(shown, &format!("{table}: {rows} of {of} rows read back")),
        Told::Written(table, rows) => format!("written: {table}, {rows} rows"),
        Told::Alike(table, sum) => format!("the same: {table}, {sum}"),
    };
    show(shown, "");
    // Whoever reads it may stop; it goes on.
    let _ = super::print(&line);
}

/// Shows a line in the place of the one before.
fn show(shown: bool, line: &str) {
    if shown {
        let _ = write!(std::io::stderr(), "\r\x1b[K{line}");
    }
}

/// What is to be done when it is moved.
fn next(from: &Place, to: &Place) -> Result<String, Failure> {
    match (from, to) {
        (Place::Sqlite(path), Place::Postgres(_)) => Ok(format!(
            "What is next:
- Start each gateway with DATABASE_URL, the address of this database, by the environment.
- calling-card.key stays where it is, in the data folder: it opens the secrets of connections and of codes beside passwords. Go on naming that
  folder (--data), or the file (--key-file), and give a copy to each further gateway; or say it by CALLING_CARD_KEY.
- The database in {} is as it was. Keep it until the gateway has run for a while and PostgreSQL is backed up (pg_dump), and delete it then: who is erased
  from now on is still in it.",
            path.display()
        )),
        (Place::Postgres(_), Place::Sqlite(data)) => Ok(format!(
            "What is next:
- Put calling-card.key of a gateway into {folder}, unless CALLING_CARD_KEY says it: it opens the secrets of connections and of codes beside passwords.
- Start one gateway with --data {folder}, and without DATABASE_URL.
- The database in PostgreSQL is as it was. Keep it until the gateway has run for a while and there is a backup (`calling-card backup`), and drop it
  then: who is erased from now on is still in it.",
            folder = data.display()
        )),
        (Place::Sqlite(_), Place::Sqlite(_)) => Err(Failure(
            "Both are SQLite. A file is taken elsewhere by `calling-card backup` and `calling-card restore`.".into(),
        )),
        (Place::Postgres(_), Place::Postgres(_)) => {
            Err(Failure("Both are PostgreSQL. That is moved by its own means, `pg_dump` and `pg_restore`.".into()))
        }
    }
}
