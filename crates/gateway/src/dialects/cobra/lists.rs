//! Lists that feed members: entries are made and taken away. What was chosen of a list stays chosen when its entry is gone.

use std::collections::HashMap;

use axum::http::StatusCode;
use calling_card_contact::{Problem, rules};
use calling_card_crm::cobra::wire::{EntryFields, TypeEntry};

use super::super::Caller;
use super::asked::Asked;
use super::{DIALECT, Found, Outcome, Refusal, answer, ids};
use crate::store::dialects::lists::{List, ListEntry};
use crate::store::{Batch, sql};

/// Most entries of a list.
const MOST: usize = 2_000;

/// A list of the caller's workspace.
pub(super) fn list(caller: &Caller, name: &'static str) -> List {
    List { workspace: caller.actor.workspace, dialect: DIALECT, name }
}

/// Makes entries; one that is there already stays as it is.
pub(super) async fn add(caller: &Caller, name: &'static str, asked: &Asked) -> Outcome {
    let sent: Vec<EntryFields> = asked.objects()?;
    let list = list(caller, name);
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut made = Vec::with_capacity(sent.len());
    for (index, sent) in sent.into_iter().enumerate() {
        let entry = entry(name, sent).map_err(|refusal| refusal.within(index))?;
        let entry = list.add(batch.connection(), entry).await?;
        made.push(TypeEntry { id: Some(entry.id), text: Some(entry.text) });
    }
    if list.count(batch.connection()).await? > MOST {
        let max = u32::try_from(MOST).unwrap_or(u32::MAX);
        return Err(Refusal::at("body", Problem::TooMany { max }));
    }
    batch.commit(()).await?;
    Ok(answer::all(StatusCode::CREATED, &made))
}

/// Takes entries away; one that is not there need not go.
pub(super) async fn remove_all(caller: &Caller, name: &'static str, asked: &Asked) -> Outcome {
    let (list, gone) = (list(caller, name), asked.ids()?);
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    for id in gone {
        list.remove(batch.connection(), &id.to_ascii_lowercase()).await?;
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

/// Takes an entry away.
pub(super) async fn remove(caller: &Caller, name: &'static str, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    if !list(caller, name).remove(batch.connection(), &id.to_ascii_lowercase()).await? {
        return Err(Refusal::NotFound);
    }
    batch.commit(()).await?;
    Ok(answer::done())
}

/// An entry as the store has it.
pub(super) fn entry(name: &str, sent: EntryFields) -> Found<ListEntry> {
    let text = sent.text.unwrap_or_default().trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::at("text", Problem::Required));
    }
    let [category, color] = [sent.category, sent.color].map(|said| said.unwrap_or_default().trim().to_owned());
    for (member, said) in [("text", &text), ("category", &category), ("color", &color)] {
        rules::line(said, rules::SHORT_TEXT).map_err(|problem| Refusal::at(member, problem))?;
    }
    Ok(ListEntry { id: id_of(name, &category, &text), text, category, color })
}

/// The id of what no list has.
pub(super) fn id_of(name: &str, category: &str, text: &str) -> String {
    ids::made_of(&[name, category, text])
}

/// A list as it is, for what is told of records.
#[derive(Debug, Default)]
pub(super) struct Known {
    name: &'static str,
    by_text: HashMap<String, ListEntry>,
    by_id: HashMap<String, ListEntry>,
}

impl Known {
    /// As it is now.
    pub(super) async fn of(connection: &mut sql::Connection, caller: &Caller, name: &'static str) -> Found<Self> {
        let entries = list(caller, name).all(connection).await?;
        let by_id = entries.iter().map(|entry| (entry.id.clone(), entry.clone())).collect();
        let by_text = entries.into_iter().rev().map(|entry| (entry.text.clone(), entry)).collect();
        Ok(Self { name, by_text, by_id })
    }

    /// The entry that says this; one of its own where the list has none.
    pub(super) fn said(&self, text: &str) -> ListEntry {
        let own = || ListEntry { id: id_of(self.name, "", text), text: text.to_owned(), ..ListEntry::default() };
        self.by_text.get(text).cloned().unwrap_or_else(own)
    }

    /// The entry of an id.
    pub(super) fn find(&self, id: &str) -> Option<&ListEntry> {
        self.by_id.get(&id.to_ascii_lowercase())
    }
}
