//! Carrying people into other CRMs: a task takes one delivery after the other, for each CRM one at a time.

pub(crate) mod arriving;
mod carry;
mod source;

use std::time::Duration;

use calling_card_api::ConnectionId;
use tokio::task::JoinSet;
use tracing::Instrument;

use crate::AppState;
use crate::life::Phase;
use crate::store::WorkspaceId;
use crate::store::transfers::{self, Due, Outcome};

/// Longest time between two looks at what is due.
const LOOK: Duration = Duration::from_secs(2);

/// Delivers what is due, until the gateway stops; who is on their way then arrives first.
pub async fn deliver(state: AppState) {
    let mut running: JoinSet<(WorkspaceId, ConnectionId)> = JoinSet::new();
    let mut busy: Vec<(WorkspaceId, ConnectionId)> = Vec::new();
    while state.life.phase() != Phase::Stopping {
        if let Err(error) = source::read_on(&state).await {
            tracing::error!(%error, "people could not be read for a transfer");
        }
        match transfers::take_due(&state.store, &busy).await {
            Ok(Some(due)) => {
                let crm = (due.actor.workspace, due.to.clone());
                busy.push(crm.clone());
                let state = state.clone();
                running.spawn(async move {
                    let span = tracing::info_span!("delivery");
                    deliver_one(&state, due).instrument(span).await;
                    crm
                });
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "what is due could not be looked up"),
        }
        tokio::select! {
            Some(ended) = running.join_next() => match ended {
                Ok(crm) => busy.retain(|one| *one != crm),
                // Whose task has panicked is not known; the others take up where they are.
                Err(_) => busy.clear(),
            },
            () = state.transfer_written.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
            () = state.life.stopping() => {}
        }
    }
    while running.join_next().await.is_some() {}
}

async fn deliver_one(state: &AppState, due: Due) {
    let (id, workspace) = (due.id, due.actor.workspace);
    let outcome = match carry::carry(state, due).await {
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::error!(%error, "a delivery failed");
            Outcome::Again(String::new(), None)
        }
    };
    if let Err(error) = transfers::settle(&state.store, workspace, id, outcome).await {
        tracing::error!(%error, "what came of a delivery could not be taken down");
    }
}
