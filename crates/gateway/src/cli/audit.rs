//! `calling-card audit`: the audit log.

use calling_card_gateway::store::{Store, audit};

use super::{Data, Failure};

/// The audit log: who did what that concerns the safety of a workspace.
#[derive(clap::Subcommand)]
pub enum Audit {
    /// Look through all of it: how many entries hold, or the first one that does not (then the exit code is 1).
    Verify {
        #[command(flatten)]
        data: Data,
    },
}

impl Audit {
    /// Runs the command.
    pub async fn run(self) -> Result<(), Failure> {
        let Self::Verify { data } = self;
        let store = match data.shared() {
            Some(url) => Store::connect_as_it_is(url).await.map_err(super::unconnected)?,
            None => super::open_as_it_is(&data.data).await?,
        };
        let looked = audit::verify(&store).await;
        store.close().await;
        let logs = looked?
            .map_err(|broken| Failure(format!("The audit log was changed: {broken}. Compare it with a backup.")))?;
        logs.iter().try_for_each(|log| {
            super::print(&format!("{}: {} entries hold; the last one is {}.", log.workspace, log.entries, log.last))
        })
    }
}
