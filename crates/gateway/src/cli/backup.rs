//! `calling-card backup` and `calling-card restore`.

use std::path::PathBuf;

use calling_card_gateway::backup::seal::{self, Opening, Seal};
use calling_card_gateway::backup::{self, BackupError, Contents};
use clap::Args;

use super::{Data, Failure};

/// Write a copy of the database to a file, also while the gateway runs.
#[derive(Args)]
pub struct Backup {
    /// The file; it must not be there yet.
    file: PathBuf,
    /// Seal it for who has the key of this recipient (`age1…`); may be said several times. `calling-card key backup` makes a key.
    #[arg(long, value_name = "RECIPIENT", env = "CALLING_CARD_BACKUP_RECIPIENTS", value_delimiter = ',')]
    encrypt_to: Vec<String>,
    /// Seal it by the passphrase in the first line of this file, and for no recipient.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    data: Data,
}

/// Restore a backup: it is opened, looked through, brought up to date, and put into its place in one step.
#[derive(Args)]
pub struct Restore {
    /// The file.
    file: PathBuf,
    /// The file of the key that opens it.
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_file")]
    identity: Option<PathBuf>,
    /// The file whose first line is the passphrase that opens it.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Replace the database that is there. The gateway must not run.
    #[arg(long)]
    replace: bool,
    /// Restore it although its audit log was changed.
    #[arg(long)]
    broken_audit: bool,
    #[command(flatten)]
    data: Data,
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        Self(error.to_string())
    }
}

impl Backup {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        let data = self
            .data
            .file("Back it up with PostgreSQL's own means, as `pg_dump --format=custom --enable-row-security`.")?
            .to_owned();
        let seal = match &self.passphrase_file {
            Some(file) => Seal::Passphrase(seal::passphrase(file)?),
            None if self.encrypt_to.iter().all(|recipient| recipient.trim().is_empty()) => Seal::Open,
            None => Seal::to(&self.encrypt_to)?,
        };
        let sealed = if matches!(seal, Seal::Open) { "It is not sealed: keep it where nobody reads it. " } else { "" };
        let store = super::open_as_it_is(&data).await?;
        let written = backup::write(&store, &data, &self.file, seal).await;
        store.close().await;
        let bytes = written?;
        super::print(format!("The copy is in {}: {bytes} bytes. {sealed}", self.file.display()).trim_end())
    }
}

impl Restore {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        let opening = match (&self.identity, &self.passphrase_file) {
            (Some(file), _) => Opening::keys(file)?,
            (None, Some(file)) => Opening::passphrase(file)?,
            (None, None) => Opening::Nothing,
        };
        let data = self.data.file("Restore it with PostgreSQL's own means, as `pg_restore`.")?.to_owned();
        let (replace, broken_audit) = (self.replace, self.broken_audit);
        let restore = backup::Restore { file: self.file, data: data.clone(), opening, replace, broken_audit };
        let Contents { records, workspaces, members, audit } = restore.run().await?;
        super::print(&format!("Restored into {}.", data.display()))?;
        super::print(&format!(
            "{workspaces} workspaces, {members} members of staff, {audit} entries of the audit log"
        ))?;
        for (kind, number) in records {
            super::print(&format!("{number} {kind}"))?;
        }
        Ok(())
    }
}
