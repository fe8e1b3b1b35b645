//! A private part: where it stands, and how it is read and written.

use calling_card_api::Version;
use calling_card_contact::{PersonId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::log;
use crate::store::from_row::from_row;
use crate::store::{Batch, WorkspaceId, sql};
use crate::{Error, Result};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A business card.
    Card,
    /// A note.
    Note,
}

impl Kind {
    /// As the database spells it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Note => "note",
        }
    }

    /// The one that the database spells so.
    pub(super) fn named(name: &str) -> Self {
        if name == "note" { Self::Note } else { Self::Card }
    }
}

/// Which part of whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// Who alone sees it.
    pub(super) owner: UserId,
    /// What it is.
    pub(super) kind: Kind,
    /// The key of the card or note.
    pub(super) id: String,
}

/// A part as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) person: String,
    /// Which of the cards it is, among those that its owner sees.
    pub(super) place: u32,
    pub(super) version: u32,
    pub(super) created_at: String,
    pub(super) created_by: String,
    pub(super) changed_at: String,
    pub(super) changed_by: String,
    /// The card or note as JSON.
    pub(super) content: String,
}
from_row!(Kept: person, place, version, created_at, created_by, changed_at, changed_by, content);

/// A part, with whose it is.
struct Owned {
    owner: Uuid,
    id: String,
    kept: Kept,
}

impl sql::FromRow for Owned {
    fn from_row(row: &sql::Row) -> sql::Result<Self> {
        Ok(Self { owner: row.try_get("owner")?, id: row.try_get("id")?, kept: Kept::from_row(row)? })
    }
}

impl Kept {
    /// A part that the author of a batch writes.
    pub(super) fn new(batch: &Batch, person: PersonId, content: &impl Serialize) -> Result<Self> {
        let (at, by) = (batch.at.0.clone(), batch.actor.name.clone());
        Ok(Self {
            person: person.to_string(),
            place: 0,
            version: 1,
            created_at: at.clone(),
            created_by: by.clone(),
            changed_at: at,
            changed_by: by,
            content: serde_json::to_string(content)?,
        })
    }

    /// Whether it says the same of the same person.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.person == other.person && self.place == other.place && self.content == other.content
    }

    /// As a record.
    pub(super) fn record<Id: std::str::FromStr, T: serde::de::DeserializeOwned>(
        self,
        id: &str,
    ) -> Result<calling_card_api::Record<Id, T>> {
        Ok(calling_card_api::Record {
            id: id.parse().map_err(|_| Error::Internal(format!("a key that is none: {id}")))?,
            version: Version(self.version),
            created_at: Timestamp(self.created_at),
            created_by: self.created_by,
            changed_at: Timestamp(self.changed_at),
            changed_by: self.changed_by,
            content: serde_json::from_str(&self.content)?,
        })
    }
}

/// One part.
pub(super) async fn get(connection: &mut sql::Connection, workspace: WorkspaceId, key: &Key) -> Result<Option<Kept>> {
    Ok(sql::query_as(
        "SELECT person, place, version, created_at, created_by, changed_at, changed_by, content FROM private_parts
         WHERE workspace = ? AND owner = ? AND kind = ? AND id = ?",
    )
    .bind(workspace.0)
    .bind(key.owner.0)
    .bind(key.kind.name())
    .bind(&key.id)
    .fetch_optional(connection)
    .await?)
}

/// The parts of a kind about a person, in their places, the oldest first: those of one member of staff, or of all.
pub(super) async fn about(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    of: (PersonId, Kind),
    owner: Option<UserId>,
) -> Result<Vec<(Key, Kept)>> {
    let (person, kind) = of;
    let rows: Vec<Owned> = sql::query_as(
        "SELECT owner, id, person, place, version, created_at, created_by, changed_at, changed_by, content FROM private_parts
         WHERE workspace = ? AND person = ? AND kind = ? AND owner = COALESCE(?, owner) ORDER BY place, created_at, id",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .bind(kind.name())
    .bind(owner.map(|owner| owner.0))
    .fetch_all(connection)
    .await?;
    let part = |Owned { owner, id, kept }| (Key { owner: UserId(owner), kind, id }, kept);
    Ok(rows.into_iter().map(part).collect())
}

/// Writes a part anew, or takes it away, and takes down what was before. Where it says the same already, nothing is done.
pub(super) async fn write(batch: &mut Batch, key: &Key, new: Option<Kept>) -> Result<Option<Kept>> {
    let workspace = batch.actor.workspace;
    let before = get(batch.connection(), workspace, key).await?;
    let same = match (&before, &new) {
        (Some(before), Some(new)) => before.is_like(new),
        (before, new) => before.is_none() && new.is_none(),
    };
    if same {
        return Ok(before);
    }
    let new = new.map(|new| match &before {
        Some(before) => Kept {
            version: before.version + 1,
            created_at: before.created_at.clone(),
            created_by: before.created_by.clone(),
            changed_at: batch.at.0.clone(),
            changed_by: batch.actor.name.clone(),
            ..new
        },
        None => new,
    });
    match &new {
        Some(new) => put(batch.connection(), workspace, key, new).await?,
        None => {
            sql::query("DELETE FROM private_parts WHERE workspace = ? AND owner = ? AND kind = ? AND id = ?")
                .bind(workspace.0)
                .bind(key.owner.0)
                .bind(key.kind.name())
                .bind(&key.id)
                .execute(batch.connection())
                .await?;
        }
    }
    log::take_down(batch, key, (before.as_ref(), new.as_ref())).await?;
    Ok(new)
}

async fn put(connection: &mut sql::Connection, workspace: WorkspaceId, key: &Key, kept: &Kept) -> Result<()> {
    sql::query(
        "INSERT INTO private_parts
         (workspace, owner, kind, id, person, place, version, created_at, created_by, changed_at, changed_by, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (workspace, owner, kind, id) DO UPDATE SET person = excluded.person, place = excluded.place,
             version = excluded.version, created_at = excluded.created_at, created_by = excluded.created_by,
             changed_at = excluded.changed_at, changed_by = excluded.changed_by, content = excluded.content",
    )
    .bind(workspace.0)
    .bind(key.owner.0)
    .bind(key.kind.name())
    .bind(&key.id)
    .bind(&kept.person)
    .bind(kept.place)
    .bind(kept.version)
    .bind(&kept.created_at)
    .bind(&kept.created_by)
    .bind(&kept.changed_at)
    .bind(&kept.changed_by)
    .bind(&kept.content)
    .execute(connection)
    .await?;
    Ok(())
}
