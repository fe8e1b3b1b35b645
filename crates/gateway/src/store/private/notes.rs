//! Notes as one member of staff sees and writes them: with those that they keep to themselves.

use calling_card_api::notes::NoteRecord;
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{FieldError, Note, NoteId, PersonId, Problem};

use super::Member;
use super::part::{self, Kept, Key, Kind};
use crate::store::{Batch, Store, WorkspaceId, notes, sql};
use crate::{Error, Result, clock};

/// The notes about a person: flagged ones first, then the newest.
pub async fn list(store: &Store, member: &Member, person: PersonId) -> Result<Vec<NoteRecord>> {
    let workspace = member.actor.workspace;
    let mut all = notes::list(store, workspace, person).await?;
    let mut connection = store.pool.acquire().await?;
    all.extend(about(&mut connection, workspace, person, member).await?);
    all.sort_by(|one, other| (&other.created_at, other.id).cmp(&(&one.created_at, one.id)));
    all.sort_by_key(|note| !note.content.flagged);
    Ok(all)
}

/// The private notes of a member of staff about a person.
async fn about(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: PersonId,
    member: &Member,
) -> Result<Vec<NoteRecord>> {
    let parts = part::about(connection, workspace, (person, Kind::Note), Some(member.id)).await?;
    parts.into_iter().map(|(key, kept)| kept.record(&key.id)).collect()
}

/// Writes a note. By a key that its sender has made it is written once, however often it is sent.
pub async fn create(store: &Store, member: &Member, id: Option<NoteId>, note: Note) -> Result<Written<NoteRecord>> {
    if !note.only_mine {
        return notes::create(store, &member.actor, id, note).await;
    }
    let mut batch = Batch::begin(store, &member.actor).await?;
    let key = key(member, id.unwrap_or_else(clock::new_key));
    let kept = Kept::new(&batch, note.person, &note)?;
    if let Some(before) = part::get(batch.connection(), member.actor.workspace, &key).await? {
        if !before.is_like(&kept) {
            return Err(Error::Problem(ProblemKind::Conflict));
        }
        let record = before.record(&key.id)?;
        return batch.commit(record).await;
    }
    notes::check(&mut batch, &note).await?;
    let record = keep(&mut batch, &key, kept).await?;
    batch.commit(record).await
}

/// Writes a note anew. One that was everybody's becomes private, and the other way round, by saying so.
pub async fn update(
    store: &Store,
    member: &Member,
    (id, seen): (NoteId, Version),
    note: Note,
) -> Result<Written<NoteRecord>> {
    let mut batch = Batch::begin(store, &member.actor).await?;
    let (workspace, key) = (member.actor.workspace, key(member, id));
    let own = part::get(batch.connection(), workspace, &key).await?;
    if own.is_none() && !note.only_mine {
        drop(batch);
        return notes::update(store, &member.actor, id, seen, note).await;
    }
    notes::check(&mut batch, &note).await?;
    let record = match own {
        Some(own) => {
            expect(&own, seen)?;
            if note.only_mine {
                let kept = Kept::new(&batch, note.person, &note)?;
                keep(&mut batch, &key, kept).await?
            } else {
                part::write(&mut batch, &key, None).await?;
                publish(&mut batch, id, note).await?
            }
        }
        None => {
            let old = notes::get(batch.connection(), workspace, id).await?;
            // Who did not write it does not take it away from those who read it.
            if old.created_by != member.actor.name {
                let field = "/only_mine".into();
                return Err(Error::Invalid(vec![FieldError { field, problem: Problem::Option }]));
            }
            batch.delete::<Note>(&id, seen).await?;
            let new = Kept::new(&batch, note.person, &note)?;
            let kept = Kept { version: seen.0 + 1, created_at: old.created_at.0, created_by: old.created_by, ..new };
            keep(&mut batch, &key, kept).await?
        }
    };
    batch.commit(record).await
}

/// Puts a note into the bin; a private one is in no bin, and comes back by undoing this.
pub async fn delete(store: &Store, member: &Member, id: NoteId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, &member.actor).await?;
    let key = key(member, id);
    let Some(own) = part::get(batch.connection(), member.actor.workspace, &key).await? else {
        drop(batch);
        return notes::delete(store, &member.actor, id, seen).await;
    };
    expect(&own, seen)?;
    part::write(&mut batch, &key, None).await?;
    batch.commit(Nothing).await
}

fn key(member: &Member, id: NoteId) -> Key {
    Key { owner: member.id, kind: Kind::Note, id: id.to_string() }
}

fn expect(own: &Kept, seen: Version) -> Result<()> {
    if own.version == seen.0 { Ok(()) } else { Err(Error::Problem(ProblemKind::Stale)) }
}

async fn keep(batch: &mut Batch, key: &Key, kept: Kept) -> Result<NoteRecord> {
    part::write(batch, key, Some(kept)).await?.ok_or(Error::NOT_FOUND)?.record(&key.id)
}

/// Makes a private note everybody's: under its own key, or under a new one where everybody has known it before.
async fn publish(batch: &mut Batch, id: NoteId, note: Note) -> Result<NoteRecord> {
    let known: Option<i64> = sql::query_scalar("SELECT 1 FROM records WHERE kind = 'note' AND id = ?")
        .in_postgres("SELECT 1 FROM (SELECT is_taken('note', ?) AS taken) AS known WHERE taken")
        .bind(id.to_string())
        .fetch_optional(batch.connection())
        .await?;
    batch.create(if known.is_some() { clock::new_key() } else { id }, note).await
}
