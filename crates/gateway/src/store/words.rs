//! The lists of words that records are given: how often each is used, and by whom. They are read from `links`, where they are derived.

mod colours;
mod edit;
mod shared;

use std::collections::{BTreeSet, HashMap};

use calling_card_api::changes::RecordKind;
use calling_card_api::words::{WordCount, WordUse, WordUses, Words, WordsQuery};
use calling_card_contact::{Note, NoteId, PersonId, Relation, RelationId, WordList, Worded};

use super::aggregate::{kind_name, kind_named};
use super::fold::sort_key;
use super::{Store, WorkspaceId, row, sql};
use crate::{Error, Result};

pub use colours::{colour, coloured, seen as colours_seen};
pub use edit::edit;
pub(super) use shared::take_back;

/// Most words that are looked through, that are answered, and most records of a word that are.
const LOOKED_AT: u32 = 20_000;
const WORDS: usize = 500;
const USES: u32 = 100;

/// The words of a record, as `links` has them.
pub(super) fn links_of(record: &impl Worded) -> impl Iterator<Item = (&'static str, String)> {
    let of_list = |list| record.words(list).into_iter().map(move |word| (link_of(list), word.to_owned()));
    WordList::ALL.into_iter().flat_map(of_list)
}

/// What the words of a list are called in `links`.
fn link_of(list: WordList) -> &'static str {
    match list {
        WordList::PersonTags | WordList::OrganizationTags => "tag",
        WordList::PersonalityTags => "personality_tag",
        WordList::Stages => "stage",
        WordList::AddressTypes => "address_type",
        WordList::Roles => "role",
        WordList::RelationTypes => "relation_type",
        WordList::NoteCategories => "note_category",
    }
}

/// The kind of records that have words of a list; empty where there are several.
fn kind_of(list: WordList) -> &'static str {
    match list {
        WordList::PersonTags | WordList::PersonalityTags | WordList::Stages | WordList::Roles => {
            kind_name(RecordKind::Person)
        }
        WordList::OrganizationTags => kind_name(RecordKind::Organization),
        WordList::RelationTypes => kind_name(RecordKind::Relation),
        WordList::NoteCategories => kind_name(RecordKind::Note),
        WordList::AddressTypes => "",
    }
}

/// The words of a list, the most used first; those at the end that a dialect's list has and nobody uses.
pub async fn list(store: &Store, workspace: WorkspaceId, list: WordList, query: &WordsQuery) -> Result<Words> {
    let mut connection = store.pool.acquire().await?;
    let mut rows: Vec<(String, u32)> = sql::query_as(
        "SELECT target, COUNT(*) AS records FROM links WHERE workspace = ?1 AND link = ?2 AND (?3 = '' OR kind = ?3)
         GROUP BY target ORDER BY records DESC, target LIMIT ?4",
    )
    .bind(workspace.0)
    .bind(link_of(list))
    .bind(kind_of(list))
    .bind(LOOKED_AT)
    .fetch_all(&mut connection)
    .await?;
    let used: BTreeSet<&str> = rows.iter().map(|(word, _)| word.as_str()).collect();
    let mut unused = shared::texts(&mut connection, workspace, list).await?;
    unused.retain(|word| !used.contains(word.as_str()));
    rows.extend(unused.into_iter().map(|word| (word, 0)));
    let typed = sort_key(&query.q);
    rows.retain(|(word, _)| typed.is_empty() || sort_key(word).contains(&typed));
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.truncate(WORDS);
    let now = match list {
        WordList::Stages => Some(now(&mut connection, workspace).await?),
        _ => None,
    };
    let colours = colours::seen(&mut connection, workspace, list).await?;
    let count = |(word, records): (String, u32)| {
        let now = now.as_ref().map(|now| now.get(&word).copied().unwrap_or_default());
        let colour = colours.get(&word).copied();
        WordCount { word, records, now, colour }
    };
    Ok(Words { words: rows.into_iter().map(count).collect(), total })
}

/// How many people are at which stage now.
async fn now(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<HashMap<String, u32>> {
    let rows: Vec<(String, u32)> = sql::query_as(
        "SELECT lifecycle, COUNT(*) FROM listed WHERE workspace = ? AND kind = 'person' AND lifecycle > '' GROUP BY lifecycle",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Words of a list, in a workspace.
#[derive(Clone, Copy)]
struct Those<'a> {
    workspace: WorkspaceId,
    list: WordList,
    words: &'a [String],
}

/// Which rows of `links` are about them.
macro_rules! those {
    () => {
        " FROM links WHERE workspace = ?1 AND link = ?2 AND (?3 = '' OR kind = ?3) AND target IN (SELECT value FROM json_each(?4))"
    };
}

impl Those<'_> {
    /// How many records have one of them.
    async fn count(self, connection: &mut sql::Connection) -> Result<u32> {
        Ok(sql::query_scalar(concat!("SELECT COUNT(*) FROM (SELECT DISTINCT kind, id", those!(), ") AS found"))
            .bind(self.workspace.0)
            .bind(link_of(self.list))
            .bind(kind_of(self.list))
            .bind(serde_json::to_string(self.words)?)
            .fetch_one(connection)
            .await?)
    }

    /// The first records that have one of them, by their keys.
    async fn keys(self, connection: &mut sql::Connection, most: u32) -> Result<Vec<(RecordKind, String)>> {
        let rows: Vec<(String, String)> =
            sql::query_as(concat!("SELECT DISTINCT kind, id", those!(), " ORDER BY kind, id LIMIT ?5"))
                .bind(self.workspace.0)
                .bind(link_of(self.list))
                .bind(kind_of(self.list))
                .bind(serde_json::to_string(self.words)?)
                .bind(most)
                .fetch_all(connection)
                .await?;
        rows.into_iter().map(|(kind, id)| Ok((kind_named(&kind)?, id))).collect()
    }

    /// The first records that have one of them, by their names.
    async fn uses(self, connection: &mut sql::Connection, most: u32) -> Result<Vec<WordUse>> {
        let rows: Vec<(String, String, String)> = sql::query_as(concat!(
            "SELECT records.kind, records.id, records.name FROM (SELECT DISTINCT kind, id",
            those!(),
            ") AS found CROSS JOIN records ON records.kind = found.kind AND records.id = found.id
             ORDER BY records.name, records.id LIMIT ?5"
        ))
        .bind(self.workspace.0)
        .bind(link_of(self.list))
        .bind(kind_of(self.list))
        .bind(serde_json::to_string(self.words)?)
        .bind(most)
        .fetch_all(&mut *connection)
        .await?;
        let mut uses = Vec::with_capacity(rows.len());
        for (kind, id, name) in rows {
            let told = match kind_named(&kind)? {
                RecordKind::Person => WordUse { name, person: id.parse().ok(), organization: None },
                RecordKind::Organization => WordUse { name, person: None, organization: id.parse().ok() },
                RecordKind::Note => self.note(connection, &id, name).await?,
                _ => self.both(connection, &id).await?,
            };
            uses.push(told);
        }
        Ok(uses)
    }

    /// A relation, by the names of both.
    async fn both(self, connection: &mut sql::Connection, id: &str) -> Result<WordUse> {
        let id: RelationId = id.parse().map_err(|_| Error::Internal("a relation's key that is none".into()))?;
        let relation = row::get::<Relation>(connection, self.workspace, &id).await?.content;
        let mut names = Vec::with_capacity(2);
        for person in [relation.from, relation.to] {
            names.extend(self.name_of(connection, person).await?);
        }
        Ok(WordUse { name: names.join(" – "), person: Some(relation.from), organization: None })
    }

    /// A note, by whom it is about and what it is called.
    async fn note(self, connection: &mut sql::Connection, id: &str, called: String) -> Result<WordUse> {
        let id: NoteId = id.parse().map_err(|_| Error::Internal("a note's key that is none".into()))?;
        let person = row::get::<Note>(connection, self.workspace, &id).await?.content.person;
        let name = self.name_of(connection, person).await?.unwrap_or_default();
        Ok(WordUse { name: format!("{name} – {called}"), person: Some(person), organization: None })
    }

    async fn name_of(self, connection: &mut sql::Connection, person: PersonId) -> Result<Option<String>> {
        Ok(sql::query_scalar("SELECT name FROM records WHERE workspace = ? AND kind = 'person' AND id = ?")
            .bind(self.workspace.0)
            .bind(person.to_string())
            .fetch_optional(connection)
            .await?)
    }
}

/// Which records have a word.
pub async fn uses(store: &Store, workspace: WorkspaceId, list: WordList, word: &str) -> Result<WordUses> {
    let mut connection = store.pool.acquire().await?;
    let words = [word.to_owned()];
    let those = Those { workspace, list, words: &words };
    Ok(WordUses { items: those.uses(&mut connection, USES).await?, total: those.count(&mut connection).await? })
}
