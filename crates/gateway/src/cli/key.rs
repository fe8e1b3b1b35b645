//! `calling-card key`.

use calling_card_gateway::Error;
use calling_card_gateway::backup::seal;
use calling_card_gateway::store::{connections, totp};
use calling_card_gateway::vault::{self, Vault};

use super::{Data, Failure};

/// The keys of secrets: those of connections, and those of the codes beside passwords.
#[derive(clap::Subcommand)]
pub enum Key {
    /// Print a new key, for CALLING_CARD_KEY.
    New,
    /// Print a new key that opens backups, and above it the recipient to whom they are sealed. Keep the key elsewhere than the backups.
    Backup,
    /// Seal all secrets with a new key, also while the gateway runs. Where CALLING_CARD_KEY holds the keys, write the new one
    /// before the old one (`new,old`), restart, rotate, and take the old one out.
    Rotate {
        #[command(flatten)]
        data: Data,
    },
}

impl Key {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::New => super::print(&vault::new_key()),
            Self::Backup => super::print(seal::new_key().trim_end()),
            Self::Rotate { data } => rotate(&data).await,
        }
    }
}

/// The new key stands beside the old one until everything is sealed with it: whenever this ends, every secret can be opened.
async fn rotate(data: &Data) -> Result<(), Failure> {
    let vault = Vault::new(data.keys());
    let store = super::open(data).await?;
    vault.add_key().map_err(Error::from)?;
    let mut count = 0;
    // Once more for what was sealed by a gateway that had read the keys right before.
    for _ in 0..2 {
        count = connections::seal_anew(&store, &vault).await? + totp::seal_anew(&store, &vault).await?;
    }
    vault.drop_old_keys().map_err(Error::from)?;
    store.close().await;
    super::print(&format!("Sealed anew: {count}."))
}
