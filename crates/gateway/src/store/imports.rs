//! Imports: many people and organizations at once, new ones and known ones.

mod organizations;
mod relations;

use calling_card_api::Written;
use calling_card_api::imports::{ImportBatch, ImportSummary, ImportedPerson, Known, KnownPerson, Seen, Strangers};
use calling_card_contact::{
    BatchId, Check, CustomEntity, CustomValues, FieldError, Note, Person, PersonId, Problem, Timestamp,
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::changes::BIN_DAYS;
use super::{Actor, Batch, Store, WorkspaceId, custom_fields, notes, people, row};
use crate::{Error, Result, clock};

/// Most people, and most organizations, that one request brings.
pub const PEOPLE: usize = 200;
/// Most keys of one person that are looked up.
const KEYS: usize = 200;

/// Which of these people and organizations are known already, each by the first key that somebody has.
pub async fn find_known(store: &Store, workspace: WorkspaceId, strangers: &Strangers) -> Result<Known> {
    refuse_too_many("/people", strangers.people.len())?;
    refuse_too_many("/organizations", strangers.organizations.len())?;
    let mut connection = store.pool.acquire().await?;
    let mut known = Known::default();
    for keys in &strangers.people {
        known.people.push(find_person(&mut connection, workspace, keys).await?);
    }
    for keys in &strangers.organizations {
        known.organizations.push(organizations::find(&mut connection, workspace, keys).await?);
    }
    let fields = custom_fields::all(&mut connection, workspace).await?;
    known.custom_fields = fields.into_iter().map(|record| record.content).collect();
    Ok(known)
}

async fn find_person(
    connection: &mut SqliteConnection,
    workspace: WorkspaceId,
    keys: &[String],
) -> Result<Option<KnownPerson>> {
    let Some((key, id)) = find::<PersonId>(connection, workspace, keys).await? else { return Ok(None) };
    let person = row::get(connection, workspace, &id).await?;
    let notes = notes::texts_about(connection, workspace, id).await?;
    let related = relations::keys_of_related(connection, workspace, id).await?;
    Ok(Some(KnownPerson { key, person, notes, related }))
}

/// Whose key is the first of these that somebody has.
async fn find<Id: std::str::FromStr>(
    connection: &mut SqliteConnection,
    workspace: WorkspaceId,
    keys: &[String],
) -> Result<Option<(String, Id)>> {
    for key in keys.iter().take(KEYS) {
        let id: Option<String> =
            sqlx::query_scalar("SELECT id FROM identities WHERE workspace = ? AND key = ? ORDER BY id LIMIT 1")
                .bind(workspace.0)
                .bind(key)
                .fetch_optional(&mut *connection)
                .await?;
        if let Some(id) = id.and_then(|id| id.parse().ok()) {
            return Ok(Some((key.clone(), id)));
        }
    }
    Ok(None)
}

fn refuse_too_many(field: &str, count: usize) -> Result<()> {
    if count <= PEOPLE {
        return Ok(());
    }
    let problem = Problem::TooMany { max: PEOPLE as u32 };
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem }]))
}

/// Makes several people with their notes and relations, and several organizations, or brings them up to date: all of them or none.
pub async fn store(store: &Store, actor: &Actor, part: ImportBatch) -> Result<Written<Vec<PersonId>>> {
    refuse_too_many("/people", part.people.len())?;
    refuse_too_many("/organizations", part.organizations.len())?;
    let mut batch = Batch::begin(store, actor).await?;
    if let Some(id) = part.batch {
        is_import_of(batch.connection(), actor, id).await?;
    }
    let mut batch = batch.resume(part.batch);
    if let Some(ids) = part_stored(&mut batch, part.part).await? {
        return Ok(Written { batch: batch.id, result: ids });
    }
    let mut ids = Vec::with_capacity(part.people.len());
    for (index, imported) in part.people.into_iter().enumerate() {
        ids.push(store_person(&mut batch, imported, &format!("/people/{index}")).await?);
    }
    for (index, imported) in part.organizations.into_iter().enumerate() {
        organizations::store(&mut batch, imported, &format!("/organizations/{index}")).await?;
    }
    let (workspace, key, stored) = (actor.workspace, batch.id, serde_json::to_string(&ids)?);
    sqlx::query("INSERT INTO import_parts (workspace, batch, part, ids) VALUES (?, ?, ?, ?)")
        .bind(workspace.0)
        .bind(key.0)
        .bind(part.part)
        .bind(stored)
        .execute(batch.connection())
        .await?;
    batch.commit(ids).await
}

/// Makes a person, or brings one up to date, with what notes and relations there are.
async fn store_person(batch: &mut Batch, imported: ImportedPerson, path: &str) -> Result<PersonId> {
    let before = match imported.known {
        Some(Seen { id, .. }) => batch.get::<Person>(&id).await?.content.custom,
        None => CustomValues::new(),
    };
    let mut person = imported.person;
    custom_fields::take_out(batch, CustomEntity::Person, &mut person.kept_properties, &mut person.custom).await?;
    let mut person = people::prepare(batch, person, &before, &format!("{path}/person")).await?;
    let relations = relations::settle(batch, &mut person).await?;
    let id = match imported.known {
        Some(Seen { id, version }) => {
            // Somebody to whom this one is related may have come earlier in the same import.
            let version = relations::changed_in(batch, id).await?.unwrap_or(version);
            batch.update(&id, version, person).await?;
            id
        }
        None => batch.create(clock::new_key(), person).await?.id,
    };
    relations::relate(batch, id, relations).await?;
    relations::welcome(batch, id).await?;
    for text in imported.notes {
        let note = Note { person: id, title: String::new(), text, flagged: false };
        let errors = note.check();
        if !errors.is_empty() {
            return Err(Error::Invalid(people::under(&format!("{path}/notes"), errors)));
        }
        batch.create(clock::new_key(), note).await?;
    }
    Ok(id)
}

/// The keys of a part that was stored before.
async fn part_stored(batch: &mut Batch, part: u32) -> Result<Option<Vec<PersonId>>> {
    let (workspace, key) = (batch.actor.workspace, batch.id);
    let ids: Option<String> =
        sqlx::query_scalar("SELECT ids FROM import_parts WHERE workspace = ? AND batch = ? AND part = ?")
            .bind(workspace.0)
            .bind(key.0)
            .bind(part)
            .fetch_optional(batch.connection())
            .await?;
    Ok(ids.map(|ids| serde_json::from_str(&ids)).transpose()?)
}

/// The imports that can still be undone, the newest first.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<ImportSummary>> {
    let rows: Vec<(Uuid, String, String, u32, u32)> = sqlx::query_as(
        "SELECT batch, MIN(at), MIN(by), SUM(kind = 'person' AND action = 'created'), SUM(kind = 'person' AND action = 'updated')
         FROM changes WHERE workspace = ?1 AND at > ?2
         AND batch IN (SELECT batch FROM import_parts WHERE workspace = ?1)
         AND EXISTS (SELECT 1 FROM changes own JOIN records USING (kind, id)
             WHERE own.workspace = ?1 AND own.batch = changes.batch AND records.deleted_at IS NULL
             AND (own.version = records.version OR own.after = records.content))
         GROUP BY batch ORDER BY MIN(at) DESC LIMIT 50",
    )
    .bind(workspace.0)
    .bind(clock::in_seconds(-86_400 * BIN_DAYS).0)
    .fetch_all(&store.pool)
    .await?;
    let summary = |(batch, at, by, created, updated)| ImportSummary {
        batch: BatchId(batch),
        at: Timestamp(at),
        by,
        created,
        updated,
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// An import can be gone on with by its own maker, within a day; a batch that did nothing yet is new.
async fn is_import_of(connection: &mut SqliteConnection, actor: &Actor, id: BatchId) -> Result<()> {
    let first: Option<(String, String, bool)> = sqlx::query_as(
        "SELECT by, at, EXISTS (SELECT 1 FROM import_parts WHERE import_parts.workspace = ?1 AND import_parts.batch = ?2)
         FROM changes WHERE workspace = ?1 AND batch = ?2 ORDER BY sequence LIMIT 1",
    )
    .bind(actor.workspace.0)
    .bind(id.0)
    .fetch_optional(connection)
    .await?;
    let day_ago = clock::in_seconds(-86_400).0;
    match first {
        Some((by, at, is_import)) if !is_import || by != actor.name || at <= day_ago => Err(Error::NOT_FOUND),
        _ => Ok(()),
    }
}
