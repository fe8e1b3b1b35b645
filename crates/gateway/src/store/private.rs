//! What one member of staff alone sees: business cards and notes that they keep to themselves.
//!
//! None of it stands in a record (`store::Batch` refuses it), so nothing that is made of records can tell it: lists, searches, versions, exports,
//! dialects, published cards. It is taken out when its owner writes, and put in again when its owner reads.

mod log;
pub mod members;
mod merged;
pub mod notes;
mod part;
pub mod people;
pub mod whole;

use calling_card_contact::{BatchId, UserId};

use super::{Actor, Store, changes};
use crate::Result;

pub(super) use log::{forget_old, take_back};
pub(super) use merged::hand_over;

/// A member of staff, who sees what is private to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// On whose behalf records are written.
    pub actor: Actor,
    /// Whose the private parts are.
    pub id: UserId,
}

/// Takes a batch back, with what its author did to their private parts in it.
pub async fn undo(
    store: &Store,
    member: &Member,
    batch: BatchId,
) -> Result<calling_card_api::Written<calling_card_api::Nothing>> {
    changes::undo_by(store, &member.actor, Some(member.id), batch).await
}
