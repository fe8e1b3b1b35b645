//! Transfers: people on their way into a CRM that is not the built-in one, or from one CRM to another.
//!
//! Each of them is a delivery. Deliveries are made one after the other, as fast as the CRM takes them in; what is not delivered
//! stands here with the reason.

use calling_card_contact::{BatchId, DeliveryId, DraftId, Loss, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// What a transfer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// An import of vCards.
    Import,
    /// People of one CRM go to another. They stay where they were.
    Copy,
    /// What a form takes in.
    Form,
}

/// How far a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    /// It goes on.
    Running,
    /// Staff have stopped it for the time being.
    Paused,
    /// Nothing waits any more.
    Done,
    /// What was made is being deleted again, or has been.
    Undone,
}

/// How many of a transfer's deliveries are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DeliveryCounts {
    /// They wait for their turn, or for another try.
    pub waiting: u64,
    /// They are there.
    pub done: u64,
    /// The CRM has refused them.
    pub refused: u64,
    /// It is not known whether they are there.
    pub in_doubt: u64,
    /// They were deleted again, or dropped.
    pub dropped: u64,
}

/// A transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transfer {
    /// Its key; the batch of an import.
    pub id: BatchId,
    /// What it is for.
    pub kind: TransferKind,
    /// Where people come from, where it is a CRM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<ConnectionId>,
    /// Where they go.
    pub to: ConnectionId,
    /// How far it is.
    pub state: TransferState,
    /// How many deliveries are in which state.
    pub counts: DeliveryCounts,
    /// How many people it has in all, as far as that is known.
    pub total: u64,
    /// When it was begun.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It waits for its turn, or for another try.
    Waiting,
    /// The person is there.
    Done,
    /// The CRM has refused.
    Refused,
    /// It is not known whether the person is there: somebody has to look.
    InDoubt,
    /// The person was deleted again, or is not to be delivered any more.
    Dropped,
}

/// A person on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// Its key.
    pub id: DeliveryId,
    /// The transfer.
    pub transfer: BatchId,
    /// The person's name.
    pub name: String,
    /// Their key in the CRM that they go to, where they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The draft that they come from, where a form took them in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftId>,
    /// How far it is.
    pub state: DeliveryState,
    /// Why it is refused, in doubt or still waiting, in the CRM's words or ours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When it is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Timestamp>,
    /// What the CRM does not keep of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Loss>,
}

/// A transfer and what of it needs a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferReport {
    /// The transfer.
    pub transfer: Transfer,
    /// The deliveries: those that need a look first, at most 200.
    pub deliveries: Vec<Delivery>,
}

/// People who shall be copied from one CRM to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewTransfer {
    /// From where.
    pub from: ConnectionId,
    /// Whereto; another one.
    pub to: ConnectionId,
    /// Who; everybody where nobody is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

/// What staff know of a delivery that was refused or is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// It is to be tried again: the person is not there.
    Again,
    /// It is not to be tried again: the person is there, or is not wanted there.
    Drop,
}

/// A settlement, sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settle {
    /// What is to be done.
    pub settlement: Settlement,
}

/// `GET /transfers`: the newest 50.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListTransfers;
endpoint!(GET "/transfers" ListTransfers => Vec<Transfer>; ["/transfers"]);

/// `POST /transfers`: begins to copy people from one CRM to another.
#[derive(Clone, Debug, Default)]
pub struct CreateTransfer {
    /// Who, from where, whereto.
    pub transfer: NewTransfer,
}
endpoint!(POST "/transfers" CreateTransfer => Transfer; ["/transfers"], body = transfer: NewTransfer);

/// `GET /transfers/{id}`: one transfer, with what needs a look.
#[derive(Clone, Debug)]
pub struct GetTransfer {
    /// Which one.
    pub id: BatchId,
}
endpoint!(GET "/transfers/{id}" GetTransfer => TransferReport; ["/transfers/", id]);

/// `POST /transfers/{id}/pause`: stops it for the time being.
#[derive(Clone, Debug)]
pub struct PauseTransfer {
    /// Which one.
    pub id: BatchId,
}
endpoint!(POST "/transfers/{id}/pause" PauseTransfer => Transfer; ["/transfers/", id, "/pause"]);

/// `POST /transfers/{id}/resume`: lets it go on.
#[derive(Clone, Debug)]
pub struct ResumeTransfer {
    /// Which one.
    pub id: BatchId,
}
endpoint!(POST "/transfers/{id}/resume" ResumeTransfer => Transfer; ["/transfers/", id, "/resume"]);

/// `POST /transfers/{id}/undo`: deletes what it has made, as far as nobody has changed it since, and drops what waits.
#[derive(Clone, Debug)]
pub struct UndoTransfer {
    /// Which one.
    pub id: BatchId,
}
endpoint!(POST "/transfers/{id}/undo" UndoTransfer => Transfer; ["/transfers/", id, "/undo"]);

/// `POST /deliveries/{id}/settle`: says what is to be done with a delivery that was refused or is in doubt.
#[derive(Clone, Debug)]
pub struct SettleDelivery {
    /// Which one.
    pub id: DeliveryId,
    /// What is to be done.
    pub settle: Settle,
}
endpoint!(POST "/deliveries/{id}/settle" SettleDelivery => Delivery; ["/deliveries/", id, "/settle"], body = settle: Settle);
