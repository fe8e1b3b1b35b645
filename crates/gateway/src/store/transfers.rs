//! Transfers and their deliveries: who is on their way into which CRM, and how far.
//!
//! A delivery is taken down as sent before it is sent. Whoever finds one that was, looks first whether the person has arrived, so that
//! nobody is made twice, whatever falls over in between.

mod due;
mod enqueue;
mod report;

pub use due::{Due, Errand, Outcome, Part, Reading, next_reading, read_on, settle, take_due};
pub(super) use enqueue::{accepted, destination, drop_draft, let_through};
pub use enqueue::{import, start_copy};
pub use report::{delivery_of_draft, get, list, pause, resume, settle_by_staff, states_of_drafts, undo};

use calling_card_api::imports::Seen;
use calling_card_api::transfers::{DeliveryState, TransferKind, TransferState};
use calling_card_contact::Person;
use serde::{Deserialize, Serialize};

use super::Store;
use super::changes::BIN_DAYS;
use super::sql;
use crate::{Error, Result, clock};

/// What is delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cargo {
    /// The person.
    pub person: Person,
    /// Whom there they bring up to date, in the version that was seen; a new person where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Seen>,
}

/// Forgets transfers that have ended as long ago as what leaves the bin.
pub async fn purge(store: &Store) -> Result<()> {
    sql::query("DELETE FROM deliveries WHERE state IN ('done', 'dropped', 'refused') AND changed_at < ?")
        .bind(clock::in_seconds(-BIN_DAYS * 86_400).0)
        .execute(&store.pool)
        .await?;
    sql::query(
        "DELETE FROM transfers WHERE created_at < ? AND NOT reading
         AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.transfer = transfers.id)",
    )
    .bind(clock::in_seconds(-BIN_DAYS * 86_400).0)
    .execute(&store.pool)
    .await?;
    Ok(())
}

/// A kind as the database spells it.
fn kind_name(kind: TransferKind) -> &'static str {
    match kind {
        TransferKind::Import => "import",
        TransferKind::Copy => "copy",
        TransferKind::Form => "form",
    }
}

/// A state as the database spells it.
fn state_name(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "waiting",
        DeliveryState::Done => "done",
        DeliveryState::Refused => "refused",
        DeliveryState::InDoubt => "in_doubt",
        DeliveryState::Dropped => "dropped",
    }
}

/// Reads what the database spells.
fn read<T: for<'de> Deserialize<'de>>(name: &str) -> Result<T> {
    serde_json::from_value(name.into()).map_err(|_| Error::Internal(format!("a state that is none: {name}")))
}

fn transfer_state(name: &str) -> Result<TransferState> {
    read(name)
}
