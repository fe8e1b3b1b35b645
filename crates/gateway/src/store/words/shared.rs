//! What else has the words of a list: their colours, and the lists of dialects. Their entries become what the words become, under their
//! ids, and are taken back with them.

use calling_card_contact::{BatchId, Rewording, WordList};

use super::colours;
use crate::store::dialects::lists::{List, ListEntry};
use crate::store::dialects::tags;
use crate::store::from_row::from_row;
use crate::store::{Batch, WorkspaceId, sql};
use crate::{Error, Result};

/// Which list of cobra's dialect has the words of which of ours.
const COBRA: [(WordList, &str); 5] = [
    (WordList::PersonTags, "people/orgatags"),
    (WordList::PersonalityTags, "people/personalitytags"),
    (WordList::Stages, "people/lifecycles"),
    (WordList::OrganizationTags, "companies/tags"),
    (WordList::AddressTypes, "people/addresstypes"),
];
/// The dialect in which tags can be made before anybody has them.
const ONLYOFFICE: &str = "onlyoffice";
/// What the list of these is called in `word_changes`.
const TAGS: &str = "tags";

/// A list beside the words.
#[derive(Clone, Copy)]
pub(super) enum Shared {
    /// Of a dialect.
    Entries(List),
    /// Of a dialect, whose entries are their own ids.
    Tags(WorkspaceId),
    /// The colours of words, which are their own ids.
    Colours(WorkspaceId, WordList),
}

impl Shared {
    /// Those that have the words of a list.
    pub(super) fn of(workspace: WorkspaceId, list: WordList) -> Vec<Self> {
        let of_cobra = COBRA.into_iter().filter(|(known, _)| *known == list);
        let entries = of_cobra.map(|(_, name)| Self::Entries(List { workspace, dialect: "cobra", name }));
        let tags = (list == WordList::PersonTags).then_some(Self::Tags(workspace));
        let colours = list.has_colours().then_some(Self::Colours(workspace, list));
        entries.chain(tags).chain(colours).collect()
    }

    /// The one of these names.
    fn named(workspace: WorkspaceId, name: &str) -> Option<Self> {
        let known = || WordList::ALL.into_iter().flat_map(|list| Self::of(workspace, list));
        known().find(|shared| shared.names().1 == name)
    }

    /// Its dialect, and what it is called there.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Entries(list) => (list.dialect, list.name),
            Self::Tags(_) => (ONLYOFFICE, TAGS),
            Self::Colours(_, list) => ("home", list.name()),
        }
    }

    /// Its entries.
    pub(super) async fn all(self, connection: &mut sql::Connection) -> Result<Vec<ListEntry>> {
        match self {
            Self::Entries(list) => list.all(connection).await,
            Self::Tags(workspace) => {
                let made = tags::made(connection, workspace, ONLYOFFICE).await?;
                Ok(made.into_iter().map(|tag| entry_of(&tag, "")).collect())
            }
            Self::Colours(workspace, list) => colours::of_list(connection, workspace, list).await,
        }
    }

    /// Lets the entry of an id be this, or no longer be.
    async fn set(self, connection: &mut sql::Connection, id: &str, entry: Option<&ListEntry>) -> Result<()> {
        match (self, entry) {
            (Self::Entries(list), None) => _ = list.remove(connection, id).await?,
            (Self::Entries(list), Some(entry)) => {
                if !list.put(connection, entry).await? {
                    list.add(connection, entry.clone()).await?;
                }
            }
            (Self::Tags(workspace), None) => tags::forget(connection, workspace, ONLYOFFICE, id).await?,
            (Self::Tags(workspace), Some(_)) => tags::make(connection, workspace, ONLYOFFICE, id).await?,
            (Self::Colours(workspace, list), entry) => {
                colours::set(connection, workspace, list, id, entry.map(|entry| entry.color.as_str())).await?;
            }
        }
        Ok(())
    }
}

/// A word as an entry that is its own id.
pub(super) fn entry_of(word: &str, colour: &str) -> ListEntry {
    ListEntry { id: word.to_owned(), text: word.to_owned(), color: colour.to_owned(), ..ListEntry::default() }
}

/// What the lists beside these words say.
pub(super) async fn texts(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    list: WordList,
) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for shared in Shared::of(workspace, list) {
        texts.extend(shared.all(connection).await?.into_iter().map(|entry| entry.text));
    }
    texts.sort();
    texts.dedup();
    Ok(texts)
}

/// Lets the entries become what the words become; how many did. An entry that would say what another one says goes.
pub(super) async fn reword(batch: &mut Batch, rewording: Rewording<'_>) -> Result<u32> {
    let workspace = batch.actor.workspace;
    let mut count = 0;
    for shared in Shared::of(workspace, rewording.list) {
        let mut entries = shared.all(batch.connection()).await?;
        for place in 0..entries.len() {
            let Some(entry) = entries.get(place).filter(|entry| rewording.words.contains(&entry.text)).cloned() else {
                continue;
            };
            let is_free =
                |into: &&str| !entries.iter().any(|other| other.text == *into && other.category == entry.category);
            let into = rewording.into.filter(is_free);
            match (shared, into) {
                (Shared::Tags(_) | Shared::Colours(..), into) => {
                    change(batch, shared, Some(&entry), None).await?;
                    if let Some(into) = into {
                        change(batch, shared, None, Some(&entry_of(into, &entry.color))).await?;
                    }
                }
                (Shared::Entries(_), into) => {
                    let after = into.map(|into| ListEntry { text: into.to_owned(), ..entry.clone() });
                    change(batch, shared, Some(&entry), after.as_ref()).await?;
                }
            }
            if let (Some(into), Some(entry)) = (into, entries.get_mut(place)) {
                entry.text = into.to_owned();
            }
            count += 1;
        }
    }
    Ok(count)
}

/// Writes an entry, and takes down what was before.
pub(super) async fn change(
    batch: &mut Batch,
    shared: Shared,
    before: Option<&ListEntry>,
    after: Option<&ListEntry>,
) -> Result<()> {
    let Some(id) = before.or(after).map(|entry| entry.id.clone()) else { return Ok(()) };
    shared.set(batch.connection(), &id, after).await?;
    let (key, workspace, (dialect, list)) = (batch.id.0, batch.actor.workspace.0, shared.names());
    sql::query(
        "INSERT INTO word_changes (workspace, batch, dialect, list, id, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(workspace)
    .bind(key)
    .bind(dialect)
    .bind(list)
    .bind(id)
    .bind(before.map(serde_json::to_string).transpose()?)
    .bind(after.map(serde_json::to_string).transpose()?)
    .execute(batch.connection())
    .await?;
    Ok(())
}

/// A row of `word_changes`.
struct Changed {
    list: String,
    id: String,
    before: Option<String>,
    after: Option<String>,
}
from_row!(Changed: list, id, before, after);

/// Takes back what a batch has done to the lists, where it is still so; whether it had done anything. What a program has changed since
/// stays: records say their words by themselves.
pub(in crate::store) async fn take_back(undo: &mut Batch, of: BatchId) -> Result<bool> {
    let workspace = undo.actor.workspace;
    let changes: Vec<Changed> = sql::query_as(
        "SELECT list, id, before, after FROM word_changes WHERE workspace = ? AND batch = ? ORDER BY number DESC",
    )
    .bind(workspace.0)
    .bind(of.0)
    .fetch_all(undo.connection())
    .await?;
    let any = !changes.is_empty();
    for Changed { list, id, before, after } in changes {
        let read = |text: Option<String>| text.map(|text| serde_json::from_str::<ListEntry>(&text)).transpose();
        let (before, after) = (read(before)?, read(after)?);
        let shared = Shared::named(workspace, &list).ok_or_else(|| Error::Internal(format!("no such list: {list}")))?;
        let entries = shared.all(undo.connection()).await?;
        let is_as_left = entries.iter().find(|entry| entry.id == id) == after.as_ref();
        let is_said = |shall: &ListEntry| {
            let says = |other: &ListEntry| (&other.text, &other.category) == (&shall.text, &shall.category);
            entries.iter().any(|other| other.id != id && says(other))
        };
        if is_as_left && !before.as_ref().is_some_and(is_said) {
            change(undo, shared, after.as_ref(), before.as_ref()).await?;
        }
    }
    Ok(any)
}
