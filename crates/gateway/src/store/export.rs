//! People with all that is written beside them, and organizations, part after part: eight queries a part, however many are in it.
//!
//! The plus before `workspace` lets SQLite look records up by their keys, and not read the whole workspace for it.

use std::collections::{BTreeMap, HashMap};

use calling_card_api::changes::RecordKind;
use calling_card_api::export::{ChosenPeople, ExportPage, ExportedAffiliation, ExportedPerson, ExportedRelation, uid};
use calling_card_api::organizations::{OrganizationRecord, OrganizationsQuery};
use calling_card_api::people::{PeopleQuery, PersonRecord};
use calling_card_api::{Cursor, ProblemKind};
use calling_card_contact::{CustomEntity, PersonId, Relation};

use super::aggregate::kind_name;
use super::custom_fields::definitions;
use super::listing::{Key, Listing};
use super::people::listing;
use super::row::{Row, columns};
use super::{Store, WorkspaceId, sql};
use crate::{Error, Result};

/// Most records of a part, and how many there are unless said.
const PART: (u32, u32) = (500, 200);
/// Most bytes of the records of a part; one record is always in it.
const PART_BYTES: u64 = 2_000_000;

/// The next part of the people who are found.
pub async fn page(store: &Store, workspace: WorkspaceId, query: &PeopleQuery) -> Result<ExportPage> {
    let mut connection = store.pool.acquire().await?;
    let Found { ids, next, total } =
        find(&mut connection, workspace, RecordKind::Person, listing(query), query.limit).await?;
    let items = exported(&mut connection, workspace, &ids).await?;
    let custom_fields = definitions(&mut connection, workspace, CustomEntity::Person).await?;
    Ok(ExportPage { items, custom_fields, next, total, ..ExportPage::default() })
}

/// The next part of the organizations that are found.
pub async fn organizations(store: &Store, workspace: WorkspaceId, query: &OrganizationsQuery) -> Result<ExportPage> {
    let mut connection = store.pool.acquire().await?;
    let listing = Listing { q: &query.q, cursor: query.cursor.as_ref(), ..Listing::default() };
    let Found { ids, next, total } =
        find(&mut connection, workspace, RecordKind::Organization, listing, query.limit).await?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE +workspace = ? AND kind = 'organization' AND deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))"
    ))
    .bind(workspace.0)
    .bind(serde_json::to_string(&ids)?)
    .fetch_all(&mut connection)
    .await?;
    let records: Vec<OrganizationRecord> = rows.into_iter().map(Row::record).collect::<Result<_>>()?;
    let mut records: HashMap<String, OrganizationRecord> =
        records.into_iter().map(|record| (record.id.to_string(), record)).collect();
    let organizations = ids.iter().filter_map(|id| records.remove(id)).collect();
    let custom_fields = definitions(&mut connection, workspace, CustomEntity::Organization).await?;
    Ok(ExportPage { organizations, custom_fields, next, total, ..ExportPage::default() })
}

/// Whom a part holds, where the next one begins, and, with the first part, how many there are in all.
struct Found {
    ids: Vec<String>,
    next: Option<Cursor>,
    total: Option<u64>,
}

async fn find(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    listing: Listing<'_>,
    limit: Option<u32>,
) -> Result<Found> {
    let size = limit.unwrap_or(PART.1).clamp(1, PART.0);
    let listing = Listing { limit: Some(size), ..listing };
    let total = match listing.cursor {
        None => Some(listing.count(connection, workspace, kind).await?),
        Some(_) => None,
    };
    let found = listing.keys(connection, workspace, kind, Some(size + 1)).await?;
    let mut ids: Vec<String> = found.iter().take(size as usize).map(|key| key.id.clone()).collect();
    ids.truncate(fitting(connection, workspace, kind, &ids).await?);
    let last = ids.len().checked_sub(1).and_then(|last| found.get(last)).filter(|_| ids.len() < found.len());
    let next = last.map(Key::cursor);
    Ok(Found { ids, next, total })
}

/// The next part of the people who were chosen one by one.
pub async fn chosen(store: &Store, workspace: WorkspaceId, chosen: &ChosenPeople) -> Result<ExportPage> {
    if chosen.ids.len() > PART.0 as usize {
        return Err(Error::Problem(ProblemKind::TooLarge));
    }
    let from = match &chosen.cursor {
        None => 0,
        Some(Cursor(text)) => text.parse::<usize>().map_err(|_| Error::Problem(ProblemKind::Unreadable))?,
    };
    let ids: Vec<String> = chosen.ids.iter().skip(from).map(PersonId::to_string).collect();
    let mut connection = store.pool.acquire().await?;
    let fitting = fitting(&mut connection, workspace, RecordKind::Person, &ids).await?;
    let items = exported(&mut connection, workspace, &ids[..fitting]).await?;
    let custom_fields = definitions(&mut connection, workspace, CustomEntity::Person).await?;
    let next = (fitting < ids.len()).then(|| Cursor((from + fitting).to_string()));
    let total = (from == 0).then_some(chosen.ids.len() as u64);
    Ok(ExportPage { items, custom_fields, next, total, ..ExportPage::default() })
}

/// The keys of all people who are found.
pub async fn keys(store: &Store, workspace: WorkspaceId, query: &PeopleQuery) -> Result<Vec<PersonId>> {
    let listing = Listing { cursor: None, ..listing(query) };
    let keys = listing.keys(&mut store.pool.acquire().await?, workspace, RecordKind::Person, None).await?;
    keys.iter().map(|key| parse(&key.id)).collect()
}

fn parse(id: &str) -> Result<PersonId> {
    id.parse().map_err(|_| Error::Internal(format!("a key that is none: {id}")))
}

/// How many of these records, from the first, an answer holds.
async fn fitting(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    ids: &[String],
) -> Result<usize> {
    let sizes: Vec<(String, i64)> = sql::query_as(
        "SELECT id, octet_length(content) FROM records WHERE +workspace = ? AND kind = ?
         AND id IN (SELECT value FROM json_each(?))",
    )
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(serde_json::to_string(ids)?)
    .fetch_all(connection)
    .await?;
    let sizes: HashMap<String, u64> = sizes.into_iter().map(|(id, size)| (id, size.unsigned_abs())).collect();
    let mut bytes = 0;
    let fits = ids.iter().take_while(|id| {
        bytes += sizes.get(*id).copied().unwrap_or_default();
        bytes <= PART_BYTES
    });
    Ok(fits.count().max(1).min(ids.len()))
}

/// These people in this order; who is not there is left out.
async fn exported(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    ids: &[String],
) -> Result<Vec<ExportedPerson>> {
    let list = serde_json::to_string(ids)?;
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE +workspace = ? AND kind = 'person' AND deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))"
    ))
    .bind(workspace.0)
    .bind(&list)
    .fetch_all(&mut *connection)
    .await?;
    let people: Vec<PersonRecord> = rows.into_iter().map(Row::record).collect::<Result<_>>()?;
    let names = organization_names(connection, workspace, &people).await?;
    let mut notes = notes(connection, workspace, &list).await?;
    let mut relations = relations(connection, workspace, &list).await?;
    let mut found: HashMap<PersonId, ExportedPerson> = people
        .into_iter()
        .map(|record| {
            let places = record.content.organizations.iter();
            let organizations = places
                .filter_map(|place| {
                    let name = names.get(&place.organization.to_string())?.clone();
                    Some(ExportedAffiliation { name, role: place.role.clone() })
                })
                .collect();
            let id = record.id;
            let notes = notes.remove(&id).unwrap_or_default();
            let relations = relations.remove(&id).unwrap_or_default();
            (id, ExportedPerson { record, notes, organizations, relations })
        })
        .collect();
    ids.iter().map(|id| parse(id)).filter_map(|id| id.map(|id| found.remove(&id)).transpose()).collect()
}

/// The names of the organizations of these people.
async fn organization_names(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    people: &[PersonRecord],
) -> Result<HashMap<String, String>> {
    let places = people.iter().flat_map(|person| &person.content.organizations);
    let ids: Vec<String> = places.map(|place| place.organization.to_string()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let names: Vec<(String, String)> = sql::query_as(
        "SELECT id, name FROM records WHERE +workspace = ? AND kind = 'organization' AND deleted_at IS NULL
         AND id IN (SELECT value FROM json_each(?))",
    )
    .bind(workspace.0)
    .bind(serde_json::to_string(&ids)?)
    .fetch_all(connection)
    .await?;
    Ok(names.into_iter().collect())
}

/// The texts of the notes about these people, the oldest first.
async fn notes(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    list: &str,
) -> Result<HashMap<PersonId, Vec<String>>> {
    let mut rows: Vec<(String, String, String, String)> = sql::query_as(
        "SELECT created_at, id, parent, content ->> '$.text' FROM records WHERE workspace = ? AND kind = 'note'
         AND deleted_at IS NULL AND parent IN (SELECT value FROM json_each(?))",
    )
    .bind(workspace.0)
    .bind(list)
    .fetch_all(connection)
    .await?;
    rows.sort();
    let mut notes: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (_, _, person, text) in rows {
        notes.entry(parse(&person)?).or_default().push(text);
    }
    Ok(notes)
}

/// How these people stand to others: the preferred relations first, then by name.
async fn relations(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    list: &str,
) -> Result<HashMap<PersonId, Vec<ExportedRelation>>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT links.target, records.content FROM links
         JOIN records ON records.kind = 'relation' AND records.id = links.id AND records.workspace = links.workspace
         WHERE links.workspace = ? AND links.link = 'person' AND links.target IN (SELECT value FROM json_each(?))
         AND links.kind = 'relation' AND records.deleted_at IS NULL",
    )
    .bind(workspace.0)
    .bind(list)
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let mut told: Vec<(PersonId, PersonId, Relation)> = Vec::with_capacity(rows.len());
    for (person, content) in rows {
        let (person, relation) = (parse(&person)?, serde_json::from_str::<Relation>(&content)?);
        if let Some((other, _)) = relation.seen_from(person) {
            told.push((person, other, relation));
        }
    }
    let others: Vec<PersonId> = told.iter().map(|(_, other, _)| *other).collect();
    let rows: Vec<(String, String, Option<String>)> = sql::query_as(
        "SELECT id, name, content ->> '$.uid' FROM records WHERE +workspace = ? AND kind = 'person' AND deleted_at IS NULL
         AND id IN (SELECT value FROM json_each(?))",
    )
    .bind(workspace.0)
    .bind(serde_json::to_string(&others)?)
    .fetch_all(connection)
    .await?;
    let mut known: BTreeMap<PersonId, (String, String)> = BTreeMap::new();
    for (id, name, own) in rows {
        let id = parse(&id)?;
        known.insert(id, (uid(id, &own.unwrap_or_default()), name));
    }
    told.sort_by_key(|(_, other, relation)| {
        (!relation.favourite, known.get(other).map(|(_, name)| name.clone()), *other)
    });
    let mut relations: HashMap<PersonId, Vec<ExportedRelation>> = HashMap::new();
    for (person, other, relation) in told {
        let (Some((uid, name)), Some((_, is))) = (known.get(&other), relation.seen_from(person)) else { continue };
        let exported = ExportedRelation { uid: uid.clone(), name: name.clone(), is: is.to_owned() };
        relations.entry(person).or_default().push(exported);
    }
    Ok(relations)
}
