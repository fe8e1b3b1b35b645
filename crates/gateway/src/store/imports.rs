//! Imports: many people and organizations at once, new ones and known ones.

mod organizations;
mod relations;

use std::collections::HashMap;
use std::str::FromStr;

use calling_card_api::Written;
use calling_card_api::imports::{
    ImportBatch, ImportSummary, ImportedPerson, Known, KnownOrganization, KnownPerson, Seen, Strangers,
};
use calling_card_contact::{
    BatchId, Check, CustomEntity, CustomValues, FieldError, Note, Person, PersonId, Problem, Timestamp,
};
use uuid::Uuid;

use super::changes::BIN_DAYS;
use super::{Actor, Batch, Store, WorkspaceId, custom_fields, notes, people, row, sql};
use crate::{Error, Result, clock};

/// Most people, and most organizations, that one request brings.
pub const PEOPLE: usize = 200;
/// Most people, and most organizations, that are looked up at once, most keys of each, and most records that are answered then.
const STRANGERS: usize = 8000;
const KEYS: usize = 200;
const RECORDS: usize = 200;

/// Which of these people and organizations are known already, each by the first key that somebody has; in order, until there is
/// no room for one more.
pub async fn find_known(store: &Store, workspace: WorkspaceId, strangers: &Strangers) -> Result<Known> {
    refuse_more_than(STRANGERS, "/people", strangers.people.len())?;
    refuse_more_than(STRANGERS, "/organizations", strangers.organizations.len())?;
    let mut connection = store.pool.acquire().await?;
    let fields = custom_fields::all(&mut connection, workspace).await?;
    let custom_fields = fields.into_iter().map(|record| record.content).collect();
    let mut known = Known { custom_fields, ..Known::default() };
    let owners =
        Owners::of(&mut connection, workspace, strangers.people.iter().chain(&strangers.organizations)).await?;
    known.nobody = !is_anybody_known(&mut connection, workspace).await?;
    let mut room = RECORDS;
    for keys in &strangers.people {
        let Some((key, id)) = owners.first(keys) else {
            known.people.push(None);
            continue;
        };
        let Some(left) = room.checked_sub(1) else { return Ok(known) };
        room = left;
        known.people.push(Some(known_person(&mut connection, workspace, key, id).await?));
    }
    for keys in &strangers.organizations {
        let Some((key, id)) = owners.first(keys) else {
            known.organizations.push(None);
            continue;
        };
        let Some(left) = room.checked_sub(1) else { return Ok(known) };
        room = left;
        let organization = row::get(&mut connection, workspace, &id).await?;
        known.organizations.push(Some(KnownOrganization { key, organization }));
    }
    Ok(known)
}

async fn is_anybody_known(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<bool> {
    let known: bool = sql::query_scalar("SELECT EXISTS (SELECT 1 FROM identities WHERE workspace = ?)")
        .bind(workspace.0)
        .fetch_one(connection)
        .await?;
    Ok(known)
}

async fn known_person(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    key: String,
    id: PersonId,
) -> Result<KnownPerson> {
    let person = row::get(connection, workspace, &id).await?;
    let notes = notes::texts_about(connection, workspace, id).await?;
    let related = relations::keys_of_related(connection, workspace, id).await?;
    Ok(KnownPerson { key, person, notes, related })
}

/// Whose some keys are.
struct Owners(HashMap<String, String>);

impl Owners {
    /// Whose these are, asked at once: one by one, it would take the most of the time that an import takes.
    async fn of(
        connection: &mut sql::Connection,
        workspace: WorkspaceId,
        keys: impl Iterator<Item = &Vec<String>>,
    ) -> Result<Self> {
        let keys: Vec<&String> = keys.flat_map(|keys| keys.iter().take(KEYS)).collect();
        if keys.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let owners: Vec<(String, String)> = sql::query_as(
            "SELECT own.key, MIN(own.id) FROM json_each(?2) AS asked CROSS JOIN identities AS own ON own.key = asked.value
             WHERE own.workspace = ?1 GROUP BY own.key",
        )
        .bind(workspace.0)
        .bind(serde_json::to_string(&keys)?)
        .fetch_all(connection)
        .await?;
        Ok(Self(owners.into_iter().collect()))
    }

    /// The first of these keys that somebody has, and who.
    fn first<Id: FromStr>(&self, keys: &[String]) -> Option<(String, Id)> {
        keys.iter().take(KEYS).find_map(|key| Some((key.clone(), self.0.get(key)?.parse().ok()?)))
    }
}

fn refuse_more_than(max: usize, field: &str, count: usize) -> Result<()> {
    if count <= max {
        return Ok(());
    }
    let problem = Problem::TooMany { max: max as u32 };
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem }]))
}

/// Makes several people with their notes and relations, and several organizations, or brings them up to date: all of them or none.
pub async fn store(store: &Store, actor: &Actor, part: ImportBatch) -> Result<Written<Vec<PersonId>>> {
    refuse_more_than(PEOPLE, "/people", part.people.len())?;
    refuse_more_than(PEOPLE, "/organizations", part.organizations.len())?;
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
    sql::query("INSERT INTO import_parts (workspace, batch, part, ids) VALUES (?, ?, ?, ?)")
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
        let note = Note {
            person: id,
            title: String::new(),
            text,
            flagged: false,
            category: String::new(),
            only_mine: false,
            there: None,
        };
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
        sql::query_scalar("SELECT ids FROM import_parts WHERE workspace = ? AND batch = ? AND part = ?")
            .bind(workspace.0)
            .bind(key.0)
            .bind(part)
            .fetch_optional(batch.connection())
            .await?;
    Ok(ids.map(|ids| serde_json::from_str(&ids)).transpose()?)
}

/// The imports that can still be undone, the newest first.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<ImportSummary>> {
    let rows: Vec<(Uuid, String, String, u32, u32)> = sql::query_as(
        "SELECT batch, MIN(at), MIN(by), COUNT(*) FILTER (WHERE kind = 'person' AND action = 'created'),
             COUNT(*) FILTER (WHERE kind = 'person' AND action = 'updated')
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
async fn is_import_of(connection: &mut sql::Connection, actor: &Actor, id: BatchId) -> Result<()> {
    let first: Option<(String, String, bool)> = sql::query_as(
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
