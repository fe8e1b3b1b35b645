//! Accepting a draft.

use calling_card_api::drafts::{Acceptance, DraftRecord};
use calling_card_api::people::PersonRecord;
use calling_card_api::{ProblemKind, Written};
use calling_card_contact::{ContactDraft, DraftId, Note, Prefer, merge};

use crate::store::{Actor, Batch, Store, events, opt_ins, people, submissions, transfers};
use crate::{Error, Result, clock};

/// Makes a person of a draft, or puts it into one. All of it is one batch, so one undo takes it back.
pub async fn accept(
    store: &Store,
    actor: &Actor,
    id: DraftId,
    acceptance: Acceptance,
) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let draft: DraftRecord = batch.get(&id).await?;
    if !acceptance.unconfirmed && opt_ins::waits(batch.connection(), actor.workspace, id).await? {
        return Err(Error::Problem(ProblemKind::Unconfirmed));
    }
    let workspace = actor.workspace;
    // Where staff say all that the person shall be, that is more than what was sent.
    let (settled, corrected) = match (acceptance.seen, acceptance.person) {
        (Some(seen), Some(person)) if acceptance.into.is_some() => (Some((seen, person)), None),
        (_, corrected) => (None, corrected),
    };
    let proposed = corrected.unwrap_or_else(|| draft.content.person.clone());
    transfers::accepted(batch.connection(), workspace, id, &draft.content, proposed.clone()).await?;
    let person = match acceptance.into {
        Some(existing) => {
            let old: PersonRecord = batch.get(&existing).await?;
            // What the form put in was checked when it was asked; a field that has changed since is no reason to lose it.
            let before = merge(old.content.clone(), draft.content.person.clone(), Prefer::Known).custom;
            let known = acceptance.seen.unwrap_or(old.version);
            let (seen, person) = settled.unwrap_or_else(|| (known, merge(old.content, proposed, Prefer::Known)));
            let person = people::prepare(&mut batch, person, &before, "/person").await?;
            batch.update(&existing, seen, person).await?
        }
        None => {
            let person = people::prepare(&mut batch, proposed, &draft.content.person.custom, "/person").await?;
            batch.create(clock::new_key(), person).await?
        }
    };
    let text = draft.content.left_to_say(&person.content);
    if !text.is_empty() {
        let title = draft.content.source_name.clone();
        let note = Note {
            person: person.id,
            title,
            text,
            flagged: false,
            category: String::new(),
            only_mine: false,
            there: None,
        };
        batch.create(clock::new_key(), note).await?;
    }
    batch.delete::<ContactDraft>(&id, draft.version).await?;
    // The draft has given its place up, so that the booking can have it.
    events::accepted(&mut batch, id, &draft.content, person.id).await?;
    submissions::went_into(batch.connection(), actor.workspace, id, person.id).await?;
    batch.commit(person).await
}
