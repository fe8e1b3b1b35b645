//! Renaming, merging and deleting words: part after part, in one batch of the change log.

use calling_card_api::changes::RecordKind;
use calling_card_api::relations::RelationRecord;
use calling_card_api::words::{WordEdit, WordOutcome, WordPart};
use calling_card_api::{Record, Written};
use calling_card_contact::{
    Note, Organization, Person, Problem, Relation, RelationId, Reword, Rewording, WordList, rules,
};

use super::{Those, shared};
use crate::store::aggregate::Aggregate;
use crate::store::row::{Row, columns};
use crate::store::views::Owner;
use crate::store::{Actor, Batch, Store, bulk, sql};
use crate::{Error, Result, clock};

/// Most records of a part, so that others come to write between two of them; most words that become one.
const RECORDS: u32 = 200;
const WORDS: usize = 100;
/// Most names that an outcome tells.
const NAMES: u32 = 5;

/// Does, or only says, what becomes of words of a list; the part is done whole or not at all.
pub async fn edit(
    store: &Store,
    actor: &Actor,
    owner: Owner,
    list: WordList,
    part: WordPart,
) -> Result<Written<WordOutcome>> {
    let edit = checked(part.edit)?;
    let those = Those { workspace: actor.workspace, list, words: &edit.words };
    if part.preview {
        let mut connection = store.pool.acquire().await?;
        let left = those.count(&mut connection).await?;
        let names = those.uses(&mut connection, NAMES).await?.into_iter().map(|one| one.name).collect();
        let there = Those { words: edit.into.as_slice(), ..those };
        let had = there.count(&mut connection).await?;
        return Ok(Written {
            batch: clock::new_key(),
            result: WordOutcome { left, had, names, ..WordOutcome::default() },
        });
    }
    let mut batch = Batch::begin(store, actor).await?;
    let said = (list, &edit);
    if let Some(id) = part.batch {
        bulk::is_edit_of(&mut batch, owner, id, &said).await?;
    }
    let mut batch = batch.resume(part.batch);
    let mut outcome = WordOutcome::default();
    let rewording = Rewording { list, words: &edit.words, into: edit.into.as_deref() };
    for (kind, id) in those.keys(batch.connection(), RECORDS).await? {
        match kind {
            RecordKind::Person => reword::<Person>(&mut batch, &id, rewording).await?,
            RecordKind::Organization => reword::<Organization>(&mut batch, &id, rewording).await?,
            RecordKind::Note => reword::<Note>(&mut batch, &id, rewording).await?,
            _ => relate(&mut batch, &id, rewording).await?,
        }
        outcome.changed += 1;
    }
    if part.batch.is_none() {
        outcome.entries = shared::reword(&mut batch, rewording).await?;
        bulk::begin(&mut batch, owner, &said).await?;
    }
    outcome.left = those.count(batch.connection()).await?;
    batch.commit(outcome).await
}

/// The edit, with its texts in order; refuses what nothing can be called.
fn checked(edit: WordEdit) -> Result<WordEdit> {
    if edit.words.len() > WORDS {
        return bulk::refuse("/edit/words", Problem::TooMany { max: WORDS as u32 });
    }
    let into = edit.into.map(|word| word.trim().to_owned());
    if let Some(into) = &into {
        if into.is_empty() {
            return bulk::refuse("/edit/into", Problem::Required);
        }
        if let Err(problem) = rules::line(into, rules::SHORT_TEXT) {
            return bulk::refuse("/edit/into", problem);
        }
    }
    // What is called so already stays.
    let words: Vec<String> = edit.words.into_iter().filter(|word| into.as_ref() != Some(word)).collect();
    if words.is_empty() {
        return bulk::refuse("/edit/words", Problem::Required);
    }
    Ok(WordEdit { words, into })
}

/// Says the words of a record otherwise. Nothing else of it is looked at: what no longer fits a rule stays as it is.
async fn reword<T: Aggregate + Reword>(batch: &mut Batch, id: &str, rewording: Rewording<'_>) -> Result<()> {
    let id: T::Id = key(id)?;
    let record: Record<T::Id, T> = batch.get(&id).await?;
    let mut content = record.content;
    content.reword(rewording);
    batch.update(&id, record.version, content).await?;
    Ok(())
}

/// The same of a relation: without its words it goes, and where another one says the same of the same two, that one stays.
async fn relate(batch: &mut Batch, id: &str, rewording: Rewording<'_>) -> Result<()> {
    let id: RelationId = key(id)?;
    let record: RelationRecord = batch.get(&id).await?;
    if rewording.into.is_none() {
        return batch.delete::<Relation>(&id, record.version).await;
    }
    let mut relation = record.content;
    relation.reword(rewording);
    let Some(twin) = twin(batch, id, &relation).await? else {
        batch.update(&id, record.version, relation).await?;
        return Ok(());
    };
    if relation.favourite && !twin.content.favourite {
        batch.update(&twin.id, twin.version, Relation { favourite: true, ..twin.content }).await?;
    }
    batch.delete::<Relation>(&id, record.version).await
}

/// Another relation that says the same, from whichever of the two it is seen.
async fn twin(batch: &mut Batch, id: RelationId, relation: &Relation) -> Result<Option<RelationRecord>> {
    let workspace = batch.actor.workspace;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ?1 AND kind = 'relation' AND deleted_at IS NULL AND id <> ?2
             AND id IN (SELECT id FROM links WHERE workspace = ?1 AND kind = 'relation' AND link = 'person' AND target = ?3)
             AND id IN (SELECT id FROM links WHERE workspace = ?1 AND kind = 'relation' AND link = 'person' AND target = ?4)"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .bind(relation.from.to_string())
    .bind(relation.to.to_string())
    .fetch_all(batch.connection())
    .await?;
    let others: Vec<RelationRecord> = rows.into_iter().map(Row::record).collect::<Result<_>>()?;
    let is_same = |other: &Relation| {
        [relation.from, relation.to].into_iter().all(|person| other.seen_from(person) == relation.seen_from(person))
    };
    Ok(others.into_iter().find(|other| is_same(&other.content)))
}

fn key<Id: std::str::FromStr>(id: &str) -> Result<Id> {
    id.parse().map_err(|_| Error::Internal(format!("a key that is none: {id}")))
}
