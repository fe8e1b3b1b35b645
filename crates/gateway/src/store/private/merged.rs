//! Who becomes part of another one takes along what is private about them, whoever keeps it.

use calling_card_contact::PersonId;

use super::log::of_person;
use super::part::{self, Kind};
use crate::Result;
use crate::store::Batch;

/// Makes what is private about a person private about another one.
pub(in crate::store) async fn hand_over(batch: &mut Batch, from: PersonId, to: PersonId) -> Result<()> {
    let workspace = batch.actor.workspace;
    for kind in [Kind::Card, Kind::Note] {
        for (key, kept) in part::about(batch.connection(), workspace, (from, kind), None).await? {
            let moved = of_person(&key, &kept, &to.to_string())?;
            part::write(batch, &key, Some(moved)).await?;
        }
    }
    Ok(())
}
