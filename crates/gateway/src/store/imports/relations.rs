//! Relations of which vCards tell (`RELATED`): made where both people are known, whichever comes first; kept as lines until then.

use std::collections::BTreeMap;

use calling_card_api::Version;
use calling_card_contact::{Person, PersonId, Related, Relation, RelationKind, uid_key};
use calling_card_vcard::{related, take_relations};

use super::Owners;
use crate::store::derived::waiting_key;
use crate::store::{Batch, WorkspaceId, row, sql};
use crate::{Result, clock};

/// Somebody to whom a person is related, and what they are.
pub(super) type Told = (PersonId, String);

/// Takes out of a person's lines the relations to people who are known.
pub(super) async fn settle(batch: &mut Batch, person: &mut Person) -> Result<Vec<Told>> {
    let workspace = batch.actor.workspace;
    let (mut told, mut known) = (Vec::new(), BTreeMap::new());
    let lines: Vec<Related> = person.kept_properties.iter().filter_map(related).collect();
    let keys: Vec<Vec<String>> = lines.iter().map(|related| vec![uid_key(&related.uid)]).collect();
    let owners = Owners::of(batch.connection(), workspace, keys.iter()).await?;
    for (related, keys) in lines.into_iter().zip(&keys) {
        if let Some((_, id)) = owners.first::<PersonId>(keys) {
            known.insert(related.uid.clone(), id);
            told.push((id, related.is));
        }
    }
    if !known.is_empty() {
        take_relations(person, |related| known.contains_key(&related.uid));
    }
    Ok(told)
}

/// Makes relations, but for those that there are already, seen from either side.
pub(super) async fn relate(batch: &mut Batch, from: PersonId, told: Vec<Told>) -> Result<()> {
    let workspace = batch.actor.workspace;
    for (to, is) in told {
        let there = all_of(batch.connection(), workspace, from).await?;
        let same = |relation: &Relation| {
            relation
                .seen_from(from)
                .is_some_and(|(other, known)| other == to && known.to_lowercase() == is.to_lowercase())
        };
        if to != from && !there.iter().any(same) {
            let relation = Relation { from, to, kind: RelationKind::told_as(&is), favourite: false };
            batch.create(clock::new_key(), relation).await?;
        }
    }
    Ok(())
}

/// Makes the relations of which those tell who came before this person.
pub(super) async fn welcome(batch: &mut Batch, id: PersonId) -> Result<()> {
    let workspace = batch.actor.workspace;
    let waiting: Vec<String> = sql::query_scalar(
        "SELECT DISTINCT waiting.id FROM identities own
         JOIN identities waiting ON waiting.workspace = own.workspace AND waiting.key = ? || own.key
         WHERE own.workspace = ? AND own.id = ? AND own.key LIKE 'uid:%' AND waiting.id <> own.id",
    )
    .bind(waiting_key(""))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(batch.connection())
    .await?;
    for other in waiting.iter().filter_map(|other| other.parse::<PersonId>().ok()) {
        let record = batch.get::<Person>(&other).await?;
        let mut person = record.content;
        let told = settle(batch, &mut person).await?;
        batch.update(&other, record.version, person).await?;
        relate(batch, other, told).await?;
    }
    Ok(())
}

/// The version that a person has, if this very batch made it.
pub(super) async fn changed_in(batch: &mut Batch, id: PersonId) -> Result<Option<Version>> {
    let (workspace, key) = (batch.actor.workspace, batch.id);
    let version: Option<u32> = sql::query_scalar(
        "SELECT records.version FROM records JOIN changes USING (kind, id, version)
         WHERE records.workspace = ? AND kind = 'person' AND id = ? AND batch = ?",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .bind(key.0)
    .fetch_optional(batch.connection())
    .await?;
    Ok(version.map(Version))
}

/// The keys of those to whom a person is related.
pub(super) async fn keys_of_related(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: PersonId,
) -> Result<Vec<String>> {
    Ok(sql::query_scalar(
        "SELECT DISTINCT identities.key FROM links mine
         JOIN links theirs ON theirs.kind = 'relation' AND theirs.id = mine.id AND theirs.target <> mine.target
         JOIN identities ON identities.id = theirs.target AND identities.workspace = mine.workspace
         WHERE mine.workspace = ? AND mine.kind = 'relation' AND mine.link = 'person' AND mine.target = ?
           AND identities.key LIKE 'uid:%'",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(connection)
    .await?)
}

async fn all_of(connection: &mut sql::Connection, workspace: WorkspaceId, id: PersonId) -> Result<Vec<Relation>> {
    let rows: Vec<row::Row> = sql::query_as(concat!(
        "SELECT ",
        row::columns!(),
        " FROM records WHERE workspace = ?1 AND kind = 'relation' AND deleted_at IS NULL AND id IN
         (SELECT id FROM links WHERE workspace = ?1 AND kind = 'relation' AND link = 'person' AND target = ?2)"
    ))
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|row| Ok(row.record()?.content)).collect()
}
