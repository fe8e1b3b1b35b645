//! What is private about a person, for the copy of their data: each member of staff's own, or that of all for the person's request.

use calling_card_api::privacy::KeptPrivate;
use calling_card_contact::{BusinessCard, PersonId, UserId};

use super::part::{self, Kind};
use crate::Result;
use crate::store::{WorkspaceId, sql, users};

/// Whose private parts are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of one member of staff.
    Own(UserId),
    /// Those of all, for the person whom they are about.
    All,
}

/// What is private about a person, member of staff by member of staff.
pub(in crate::store) async fn about(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
    whose: Whose,
) -> Result<Vec<KeptPrivate>> {
    let owner = match whose {
        Whose::Own(id) => Some(id),
        Whose::All => None,
    };
    let mut told: Vec<(UserId, KeptPrivate)> = Vec::new();
    for kind in [Kind::Card, Kind::Note] {
        for (key, kept) in part::about(connection, workspace, (person, kind), owner).await? {
            let place = match told.iter().position(|(known, _)| *known == key.owner) {
                Some(place) => place,
                None => {
                    let by = users::name(connection, key.owner).await?;
                    told.push((key.owner, KeptPrivate { by, cards: Vec::new(), notes: Vec::new() }));
                    told.len() - 1
                }
            };
            let Some((_, of)) = told.get_mut(place) else { continue };
            match kind {
                Kind::Card => of.cards.push(serde_json::from_str::<BusinessCard>(&kept.content)?),
                Kind::Note => of.notes.push(kept.record(&key.id)?),
            }
        }
    }
    Ok(told.into_iter().map(|(_, kept)| kept).collect())
}
