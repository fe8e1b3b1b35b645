//! What batches did to private parts, and the way back.

use calling_card_api::ProblemKind;
use calling_card_contact::{BatchId, Note, UserId};
use uuid::Uuid;

use super::part::{self, Kept, Key, Kind};
use crate::store::changes::BIN_DAYS;
use crate::store::from_row::from_row;
use crate::store::{Batch, sql};
use crate::{Error, Result, clock};

/// Takes down what a batch did to a part; of several changes in one batch the first says what was before.
pub(super) async fn take_down(batch: &mut Batch, key: &Key, change: (Option<&Kept>, Option<&Kept>)) -> Result<()> {
    let (before, after) = change;
    let (id, at, workspace) = (batch.id.0, batch.at.0.clone(), batch.actor.workspace.0);
    sql::query(
        "INSERT INTO private_changes (workspace, batch, owner, kind, id, at, person_before, person_after, before, after)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (batch, owner, kind, id) DO UPDATE SET person_after = excluded.person_after, after = excluded.after",
    )
    .bind(workspace)
    .bind(id)
    .bind(key.owner.0)
    .bind(key.kind.name())
    .bind(&key.id)
    .bind(at)
    .bind(before.map(|kept| kept.person.as_str()))
    .bind(after.map(|kept| kept.person.as_str()))
    .bind(before.map(serde_json::to_string).transpose()?)
    .bind(after.map(serde_json::to_string).transpose()?)
    .execute(batch.connection())
    .await?;
    Ok(())
}

struct Row {
    owner: Uuid,
    kind: String,
    id: String,
    before: Option<String>,
    after: Option<String>,
}
from_row!(Row: owner, kind, id, before, after);

/// Takes back what a batch did to private parts; answers whether it did something that goes back. What became another person's by a
/// merge goes back whoever asks; what its owner wrote, when its owner asks.
pub(in crate::store) async fn take_back(undo: &mut Batch, batch: BatchId, by: Option<UserId>) -> Result<bool> {
    let workspace = undo.actor.workspace;
    let rows: Vec<Row> = sql::query_as(
        "SELECT owner, kind, id, before, after FROM private_changes WHERE workspace = ? AND batch = ? ORDER BY owner, kind, id",
    )
    .bind(workspace.0)
    .bind(batch.0)
    .fetch_all(undo.connection())
    .await?;
    let mut did = false;
    for Row { owner, kind, id, before, after } in rows {
        let key = Key { owner: UserId(owner), kind: Kind::named(&kind), id };
        let read = |text: Option<String>| text.map(|text| serde_json::from_str::<Kept>(&text)).transpose();
        let (before, after) = (read(before)?, read(after)?);
        let now = part::get(undo.connection(), workspace, &key).await?;
        let back = match (&before, &after, &now) {
            (Some(before), Some(after), Some(now)) if before.person != after.person => {
                if now.person != after.person {
                    continue;
                }
                Some(of_person(&key, now, &before.person)?)
            }
            // What was handed over or erased meanwhile stays so.
            (Some(before), Some(after), None) if before.person != after.person => continue,
            _ if by != Some(key.owner) => continue,
            _ => {
                let is_as_left = match (&after, &now) {
                    (Some(after), Some(now)) => after.is_like(now),
                    (after, now) => after.is_none() && now.is_none(),
                };
                if !is_as_left {
                    return Err(Error::Problem(ProblemKind::Conflict));
                }
                before.clone()
            }
        };
        part::write(undo, &key, back).await?;
        did = true;
    }
    Ok(did)
}

/// The part as one of another person.
pub(super) fn of_person(key: &Key, kept: &Kept, person: &str) -> Result<Kept> {
    let content = match key.kind {
        Kind::Card => kept.content.clone(),
        Kind::Note => {
            let note: Note = serde_json::from_str(&kept.content)?;
            let person = person.parse().map_err(|_| Error::Internal("a person's key that is none".into()))?;
            serde_json::to_string(&Note { person, ..note })?
        }
    };
    Ok(Kept { person: person.to_owned(), content, ..kept.clone() })
}

/// Forgets what can be undone no more.
pub(in crate::store) async fn forget_old(connection: &mut sql::Connection) -> Result<()> {
    sql::query("DELETE FROM private_changes WHERE at <= ?")
        .bind(clock::in_seconds(-BIN_DAYS * 86_400).0)
        .execute(connection)
        .await?;
    Ok(())
}
