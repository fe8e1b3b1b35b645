//! Touchpoints: notes about several people that are one thing in a dialect.

use calling_card_contact::{NoteId, PersonId};

use super::super::WorkspaceId;
use super::ids::new_id;
use crate::store::sql;
use crate::{Error, Result};

/// The touchpoints of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Touchpoints {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The dialect, as its address names it.
    pub dialect: &'static str,
}

impl Touchpoints {
    /// The notes of a touchpoint that are there, in the order of its people.
    pub async fn notes_of(&self, connection: &mut sql::Connection, id: &str) -> Result<Vec<NoteId>> {
        let notes: Vec<String> = sql::query_scalar(
            "SELECT note FROM dialect_touchpoints AS known JOIN records ON records.kind = 'note' AND records.id = known.note
             WHERE known.workspace = ?1 AND dialect = ?2 AND known.id = ?3 AND records.workspace = ?1 AND deleted_at IS NULL
             ORDER BY place, note",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(id)
        .fetch_all(connection)
        .await?;
        keys(notes)
    }

    /// The id of the touchpoint that a note belongs to; a new one where it belongs to none.
    pub async fn of(&self, connection: &mut sql::Connection, note: NoteId) -> Result<String> {
        let known: Option<String> =
            sql::query_scalar("SELECT id FROM dialect_touchpoints WHERE workspace = ? AND dialect = ? AND note = ?")
                .bind(self.workspace.0)
                .bind(self.dialect)
                .bind(note.to_string())
                .fetch_optional(&mut *connection)
                .await?;
        match known {
            Some(id) => Ok(id),
            None => {
                let id = new_id(self.dialect);
                self.add(connection, &id, note).await?;
                Ok(id)
            }
        }
    }

    /// Adds a note to a touchpoint, behind those that it has.
    pub async fn add(&self, connection: &mut sql::Connection, id: &str, note: NoteId) -> Result<()> {
        sql::query(
            "INSERT INTO dialect_touchpoints (workspace, dialect, id, note, place)
             SELECT ?1, ?2, ?3, ?4, COALESCE(MAX(place), 0) + 1 FROM dialect_touchpoints
             WHERE workspace = ?1 AND dialect = ?2 AND id = ?3",
        )
        .bind(self.workspace.0)
        .bind(self.dialect)
        .bind(id)
        .bind(note.to_string())
        .execute(connection)
        .await?;
        Ok(())
    }

    /// The notes about a person, the oldest first, without the one that the dialect has as a member of the person.
    pub async fn about(&self, connection: &mut sql::Connection, person: PersonId) -> Result<Vec<NoteId>> {
        let notes: Vec<String> = sql::query_scalar(
            "SELECT id FROM records WHERE workspace = ?1 AND kind = 'note' AND parent = ?2 AND deleted_at IS NULL AND NOT EXISTS
                 (SELECT 1 FROM dialect_ids AS known WHERE known.kind = 'note' AND known.record = records.id AND known.dialect = ?3)
             ORDER BY created_at, id",
        )
        .bind(self.workspace.0)
        .bind(person.to_string())
        .bind(self.dialect)
        .fetch_all(connection)
        .await?;
        keys(notes)
    }
}

/// A new id of a touchpoint.
pub fn new_touchpoint(dialect: &str) -> String {
    new_id(dialect)
}

fn keys(notes: Vec<String>) -> Result<Vec<NoteId>> {
    let key = |note: String| note.parse().map_err(|_| Error::Internal("a note's key that is none".into()));
    notes.into_iter().map(key).collect()
}
