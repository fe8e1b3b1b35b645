//! Believable people for trying Calling Card out. Nobody in it is real: addresses end in the domains, and numbers lie in the
//! ranges, that are kept for examples (RFC 2606; the Bundesnetzagentur's and Ofcom's numbers for drama).

mod forms;
pub mod many;
mod names;
mod people;

use calling_card_api::words::WordColouring;
use calling_card_contact::{
    Affiliation, CardId, CustomValues, Note, OrganizationId, Person, PersonId, PublicCard, PublishedCard, Relation,
    RelationKind, public, public_parts,
};
use uuid::Uuid;

use crate::store::submissions::{self, Submission};
use crate::store::{Actor, Batch, Store, events, inbound_sources, people as stored_people, published_cards, words};
use crate::{Result, clock};

/// How many people there are.
pub const PEOPLE: usize = 300;

/// Fills an empty workspace: organizations with branches, people with cards, relations, notes, a published card, two more forms, an event, and drafts.
pub async fn fill(store: &Store, actor: &Actor) -> Result<()> {
    let mut chance = Chance(7);
    let mut batch = Batch::begin(store, actor).await?;
    let mut organizations: Vec<OrganizationId> = Vec::new();
    for index in 0..names::COMPANIES.len() {
        let organization = people::organization(index, &mut chance);
        organizations.push(batch.create(clock::new_key(), organization).await?.id);
    }
    let mut ids: Vec<PersonId> = Vec::with_capacity(PEOPLE);
    for index in 0..PEOPLE {
        let company = chance.below(organizations.len());
        let mut person = people::person(index, company, &mut chance);
        if let Some(organization) = organizations.get(company).filter(|_| chance.below(3) > 0) {
            let role = names::POSITIONS[chance.below(names::POSITIONS.len())].to_owned();
            person.organizations.push(Affiliation { organization: *organization, role });
        }
        let person = stored_people::prepare(&mut batch, person, &CustomValues::new(), "").await?;
        let record = batch.create(clock::new_key(), person).await?;
        if chance.below(3) == 0 {
            let text = names::NOTES[chance.below(names::NOTES.len())].to_owned();
            let note = Note {
                person: record.id,
                title: String::new(),
                text,
                flagged: chance.below(6) == 0,
                category: String::new(),
                only_mine: false,
                there: None,
            };
            batch.create(clock::new_key(), note).await?;
        }
        ids.push(record.id);
    }
    for (index, pair) in ids.windows(2).enumerate().filter(|(index, _)| index % 4 == 0) {
        let (forward, backward) = names::RELATIONS[index / 4 % names::RELATIONS.len()];
        let kind = RelationKind { forward: forward.into(), backward: backward.into() };
        let relation = Relation { from: pair[0], to: pair[1], kind, favourite: false };
        batch.create(clock::new_key(), relation).await?;
    }
    batch.commit(()).await?;
    for (list, word, colour) in names::COLOURS {
        words::colour(store, actor, list, WordColouring { word: word.into(), colour: Some(colour) }).await?;
    }
    if let Some(id) = ids.first() {
        let person = stored_people::get(store, actor.workspace, *id).await?.content;
        if let Some(published) = everything(*id, &person) {
            published_cards::create(store, actor, published).await?;
        }
    }
    for source in forms::sources()? {
        inbound_sources::create(store, actor, source).await?;
    }
    let event = events::create(store, actor, forms::event()).await?.result;
    events::create_booking_form(store, actor, event.id).await?;
    for draft in forms::drafts()? {
        let actor = Actor { name: format!("form:{}", draft.source), ..actor.clone() };
        let key = Uuid::now_v7().to_string();
        let submission = Submission {
            key: Some(key),
            content_hash: Vec::new(),
            proof: None,
            draft,
            opt_in: None,
            invitation: None,
            files: Vec::new(),
        };
        submissions::take_in(store, &actor, submission).await?;
    }
    Ok(())
}

/// The main card of a person with all that is on it.
fn everything(id: PersonId, person: &Person) -> Option<PublishedCard> {
    let card = person.main_card()?;
    let public = public_parts(person, card).into_iter().map(|(part, _)| part).collect();
    Some(PublishedCard { person: id, card: card.id?, public, indexed: false, title: String::new() })
}

/// What is public of somebody of whom everything is.
pub fn public_card() -> PublicCard {
    let mut person = people::person(0, 0, &mut Chance(7));
    person.cards.update(0, |card| card.id = Some(CardId(Uuid::nil())));
    let published = everything(PersonId(Uuid::nil()), &person);
    published.and_then(|published| public(&person, &published)).unwrap_or_default()
}

/// Numbers that look like chance and are the same each time.
pub(crate) struct Chance(u64);

impl Chance {
    /// A number from 0 to below this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    /// One of several.
    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

#[cfg(test)]
mod tests {
    use calling_card_contact::{Check, SourceStatus};

    use super::*;

    #[test]
    fn everybody_is_sound_and_no_two_have_the_same_address() {
        let mut chance = Chance(7);
        let mut seen = std::collections::BTreeSet::new();
        for index in 0..PEOPLE {
            let person = people::person(index, index % names::COMPANIES.len(), &mut chance);
            assert!(person.check().is_empty(), "{person:?} {:?}", person.check());
            for email in person.cards.iter().flat_map(|card| card.emails.iter()) {
                assert!(seen.insert(email.address.clone()), "{}", email.address);
            }
            assert!(seen.insert(person.name.given.clone() + &person.name.family), "{}", person.display_name());
        }
        for index in 0..names::COMPANIES.len() {
            assert!(people::organization(index, &mut chance).check().is_empty());
        }
    }

    #[test]
    fn the_forms_are_sound() -> Result<()> {
        for source in forms::sources()? {
            assert!(source.check().is_empty(), "{:?}", source.check());
        }
        assert_eq!(forms::drafts()?.len(), 6);
        assert!(forms::sources()?.iter().all(|source| source.status == SourceStatus::Active));
        Ok(())
    }
}
