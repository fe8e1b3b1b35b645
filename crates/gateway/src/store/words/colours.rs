//! The colours in which words are shown. Where none was chosen, it is the one that a program has given its entry.

use std::collections::BTreeMap;

use calling_card_api::words::{ColouredWord, WordColouring};
use calling_card_api::{Nothing, ProblemKind, Written};
use calling_card_contact::{Problem, WordColour, WordList, rules};

use super::shared::{Shared, change, entry_of};
use crate::store::dialects::lists::ListEntry;
use crate::store::{Actor, Batch, Store, WorkspaceId, bulk, sql};
use crate::{Error, Result};

/// Most words of a workspace that have a colour.
const MOST: u32 = 500;

/// The colours that were chosen, as entries.
pub(super) async fn of_list(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    list: WordList,
) -> Result<Vec<ListEntry>> {
    let rows: Vec<(String, String)> =
        sql::query_as("SELECT word, colour FROM word_colours WHERE workspace = ? AND list = ? ORDER BY word")
            .bind(workspace.0)
            .bind(list.name())
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|(word, colour)| entry_of(&word, &colour)).collect())
}

/// Chooses a colour for a word, or none.
pub(super) async fn set(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    list: WordList,
    word: &str,
    colour: Option<&str>,
) -> Result<()> {
    let write = match colour {
        Some(_) => {
            "INSERT INTO word_colours (workspace, list, word, colour) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (workspace, list, word) DO UPDATE SET colour = excluded.colour"
        }
        None => "DELETE FROM word_colours WHERE workspace = ?1 AND list = ?2 AND word = ?3 AND ?4 IS NULL",
    };
    sql::query(write).bind(workspace.0).bind(list.name()).bind(word).bind(colour).execute(connection).await?;
    Ok(())
}

/// In which colours the words of a list are shown.
pub async fn seen(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    list: WordList,
) -> Result<BTreeMap<String, WordColour>> {
    let mut seen = BTreeMap::new();
    // The chosen ones come last, and stay.
    for shared in Shared::of(workspace, list) {
        let read: fn(&str) -> Option<WordColour> = match shared {
            Shared::Colours(..) => WordColour::named,
            _ => WordColour::like,
        };
        let entries = shared.all(connection).await?;
        seen.extend(entries.into_iter().filter_map(|entry| Some((entry.text, read(&entry.color)?))));
    }
    Ok(seen)
}

/// In which colours a workspace shows its words.
pub async fn coloured(store: &Store, workspace: WorkspaceId) -> Result<Vec<ColouredWord>> {
    let mut connection = store.pool.acquire().await?;
    let mut coloured = Vec::new();
    for list in WordList::ALL.into_iter().filter(|list| list.has_colours()) {
        let seen = seen(&mut connection, workspace, list).await?;
        coloured.extend(seen.into_iter().map(|(word, colour)| ColouredWord { list, word, colour }));
    }
    coloured.truncate(MOST as usize);
    Ok(coloured)
}

/// Gives a word a colour, or takes it away.
pub async fn colour(
    store: &Store,
    actor: &Actor,
    list: WordList,
    colouring: WordColouring,
) -> Result<Written<Nothing>> {
    if !list.has_colours() {
        return Err(Error::Problem(ProblemKind::NotFound));
    }
    let word = colouring.word.trim();
    if word.is_empty() {
        return bulk::refuse("/word", Problem::Required);
    }
    if let Err(problem) = rules::line(word, rules::SHORT_TEXT) {
        return bulk::refuse("/word", problem);
    }
    let mut batch = Batch::begin(store, actor).await?;
    let shared = Shared::Colours(actor.workspace, list);
    let before = shared.all(batch.connection()).await?.into_iter().find(|entry| entry.id == word);
    let after = colouring.colour.map(|colour| entry_of(word, colour.name()));
    if before.is_none() && after.is_some() {
        let count: u32 = sql::query_scalar("SELECT COUNT(*) FROM word_colours WHERE workspace = ?")
            .bind(actor.workspace.0)
            .fetch_one(batch.connection())
            .await?;
        if count >= MOST {
            return bulk::refuse("/colour", Problem::TooMany { max: MOST });
        }
    }
    if before != after {
        change(&mut batch, shared, before.as_ref(), after.as_ref()).await?;
    }
    batch.commit(Nothing).await
}
