//! Merging: people become part of another one, who stays.

use axum::http::StatusCode;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Person, PersonId, Prefer, Problem, merge as merge_people};
use calling_card_crm::Beside;
use calling_card_crm::cobra::wire::{Merge, PersonFields};

use super::super::Caller;
use super::around::{self, card_key};
use super::held::Held;
use super::writing::Draft;
use super::{Found, Outcome, Refusal, ids, people, telling};
use crate::store::Batch;
use crate::store::dialects::cobra;
use crate::store::merging::hand_over;
use crate::store::people as store;

/// Most people who become part of another at once.
const MOST: usize = 50;

/// Merges people into one. What that one does not say is taken over, in the order of the ids; lists are brought together; what
/// is about the others becomes theirs; then the others go to the bin.
pub(super) async fn merge(caller: &Caller, said: Merge) -> Outcome {
    let target = said.target_id.ok_or_else(|| Refusal::at("targetId", Problem::Required))?;
    let sources = said.source_ids.unwrap_or_default();
    if sources.is_empty() {
        return Err(Refusal::at("sourceIds", Problem::Required));
    }
    if sources.len() > MOST {
        return Err(Refusal::at("sourceIds", Problem::TooMany { max: u32::try_from(MOST).unwrap_or(u32::MAX) }));
    }
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let mut stays = meant(&mut batch, caller, "targetId", &target).await?;
    let to = stays.record()?.id;
    let mut gone: Vec<PersonRecord> = Vec::with_capacity(sources.len());
    for source in &sources {
        let goes = meant(&mut batch, caller, "sourceIds", source).await?;
        let record = goes.record()?.clone();
        if record.id == to || gone.iter().any(|known| known.id == record.id) {
            return Err(Refusal::at("sourceIds", Problem::Taken));
        }
        take_over(&mut stays, goes);
        gone.push(record);
    }
    let record = stays.save(&mut batch, caller).await?;
    for source in gone {
        move_cards(&mut batch, caller, &source, to).await?;
        move_what_is_about(&mut batch, caller, &source, to).await?;
        let version = batch.get::<Person>(&source.id).await?.version;
        store::delete_in(&mut batch, source.id, version).await?;
    }
    people::end(caller, batch, StatusCode::CREATED, &record).await
}

async fn meant(batch: &mut Batch, caller: &Caller, member: &str, id: &str) -> Found<Draft> {
    Draft::of(batch, caller, id).await.map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::at(member, Problem::Unknown),
        other => other,
    })
}

/// Takes over what the other one says, of the record and of what stands beside it. Business cards stay whole, with their ids.
fn take_over(stays: &mut Draft, goes: Draft) {
    let (mut from, to) = (goes.person, std::mem::take(&mut stays.person));
    let said = goes.held.fields.said(telling::plain(&from));
    if from.name.formatted == telling::NAMELESS {
        from.name.formatted.clear();
    }
    let cards = std::mem::take(&mut from.cards).into_vec();
    let organizations = if to.organizations.is_empty() { &from.organizations } else { &to.organizations }.clone();
    stays.person = Person { organizations, ..merge_people(to, from, Prefer::Known) };
    stays.person.lifecycle.sort_by(|a, b| a.since.cmp(&b.since));
    for mut card in cards {
        card.favourite &= stays.person.cards.iter().all(|known| !known.favourite);
        stays.person.cards.push(card);
    }
    let ours = telling::plain(&stays.person);
    stays.held.fields = Beside::of(&filled(stays.held.fields.said(ours.clone()), said), &ours);
    let Held { important_dates, social_medias, personality_tags, cards, .. } = goes.held;
    let held = &mut stays.held;
    held.important_dates.extend(important_dates.into_iter().filter(|kept| !kept.has_place()));
    held.social_medias.extend(social_medias.into_iter().filter(|kept| !kept.has_place()));
    for kept in personality_tags.into_iter().filter(|kept| !kept.has_place()) {
        if !held.personality_tags.contains(&kept) {
            held.personality_tags.push(kept);
        }
    }
    held.cards.extend(cards);
}

/// What is said of the one who stays, filled in with what is said of the other.
fn filled(to: PersonFields, from: PersonFields) -> PersonFields {
    PersonFields {
        salutation: to.salutation.or(from.salutation),
        title: to.title.or(from.title),
        firstname: to.firstname.or(from.firstname),
        lastname: to.lastname.or(from.lastname),
        birthday: to.birthday.or(from.birthday),
        customer_number: to.customer_number.or(from.customer_number),
        employee_status: to.employee_status.or(from.employee_status),
        employee_number: to.employee_number.or(from.employee_number),
        ..PersonFields::default()
    }
}

/// The ids of business cards go with them.
async fn move_cards(batch: &mut Batch, caller: &Caller, from: &PersonRecord, to: PersonId) -> Found<()> {
    for card in &from.content.cards {
        let keys = (card_key(from.id, card), card_key(to, card));
        cobra::hand_card_over(batch.connection(), ids::of_cards(caller), (&keys.0, &keys.1)).await?;
    }
    Ok(())
}

/// What is about a person, by the rules of the store; and the note that this dialect has as a member of a person keeps its id, where who
/// stays has none.
async fn move_what_is_about(batch: &mut Batch, caller: &Caller, from: &PersonRecord, to: PersonId) -> Found<()> {
    let told = around::note(batch.connection(), caller, from.id).await?;
    let known = around::note(batch.connection(), caller, to).await?;
    hand_over(batch, from, to).await?;
    if let (Some(note), None) = (told, known) {
        let (ids, key) = (around::note_ids(caller), note.id.to_string());
        ids.forget(batch.connection(), &key).await?;
        ids.take(batch.connection(), &key, &to.to_string()).await?;
    }
    Ok(())
}
