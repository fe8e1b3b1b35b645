//! What the gateway does by itself, beside answering.

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::store::{self, changes, files, foreign, member_invitations, opt_ins, sessions};
use crate::{AppState, mail, transfers};

/// The tasks of a gateway that serves.
pub(super) struct Keeping {
    /// Those that may be broken off anywhere: what they have not done, they do the next time.
    house: Vec<JoinHandle<()>>,
    /// Those that have something in hand that is elsewhere, too. They end by themselves once the gateway stops.
    carriers: Vec<JoinHandle<()>>,
}

impl Keeping {
    /// Begins all of them.
    pub(super) fn begin(state: &AppState) -> Self {
        Self {
            house: vec![
                tokio::spawn(keep_house(state.clone())),
                tokio::spawn(forget_unconfirmed(state.clone())),
                tokio::spawn(keep_counts(state.clone())),
                tokio::spawn(listen(state.clone())),
            ],
            carriers: vec![tokio::spawn(mail::deliver(state.clone())), tokio::spawn(transfers::deliver(state.clone()))],
        }
    }

    /// Ends them. What is being sent ends first, but takes no longer than this; whether it did.
    pub(super) async fn end(self, within: Duration) -> bool {
        for task in self.house {
            task.abort();
        }
        let until = tokio::time::Instant::now() + within;
        let mut ended = true;
        for mut task in self.carriers {
            if tokio::time::timeout_at(until, &mut task).await.is_err() {
                task.abort();
                ended = false;
            }
        }
        ended
    }
}

/// Hears what other gateways write.
async fn listen(state: AppState) {
    state.store.listen().await;
}

/// Empties the bin, and the spam among the drafts, of what is older than 30 days, at the start and then daily.
async fn keep_house(state: AppState) {
    loop {
        if let Err(error) = changes::purge_bin(&state.store).await {
            tracing::error!(%error, "the bin could not be emptied");
        }
        if let Err(error) = store::drafts::purge_spam(&state.store).await {
            tracing::error!(%error, "the spam could not be emptied");
        }
        if let Err(error) = sessions::purge(&state.store).await {
            tracing::error!(%error, "sessions that have ended could not be forgotten");
        }
        if let Err(error) = member_invitations::purge(&state.store).await {
            tracing::error!(%error, "old invitations could not be forgotten");
        }
        for forgotten in [foreign::purge(&state.store).await, store::transfers::purge(&state.store).await] {
            if let Err(error) = forgotten {
                tracing::error!(%error, "what other CRMs were sent could not be forgotten");
            }
        }
        tokio::time::sleep(Duration::from_secs(86_400)).await;
    }
}

/// Forgets what was not confirmed in time, files that no submission has named, and old tries, at the start and then every ten minutes.
async fn forget_unconfirmed(state: AppState) {
    loop {
        if let Err(error) = files::purge(&state.store).await {
            tracing::error!(%error, "files of nobody could not be forgotten");
        }
        if let Err(error) = opt_ins::purge(&state.store).await {
            tracing::error!(%error, "what was not confirmed could not be forgotten");
        }
        if let Err(error) = store::tries::purge(&state.store).await {
            tracing::error!(%error, "old tries could not be forgotten");
        }
        tokio::time::sleep(Duration::from_secs(600)).await;
    }
}

/// Puts what forms have seen on disk, every ten seconds.
async fn keep_counts(state: AppState) {
    loop {
        tokio::time::sleep(Duration::from_secs(10)).await;
        if let Err(error) = state.counts.flush(&state.store).await {
            tracing::error!(%error, "what was counted could not be kept");
        }
    }
}
