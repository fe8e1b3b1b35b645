//! What is told of people, and stands in other records than theirs: ids, notes, relations, staff, and the lists that feed members.

use std::collections::{BTreeMap, HashMap};

use calling_card_api::Record;
use calling_card_api::changes::RecordKind;
use calling_card_api::notes::NoteRecord;
use calling_card_api::people::PersonRecord;
use calling_card_api::relations::RelationRecord;
use calling_card_api::staff::Colleague;
use calling_card_contact::{BusinessCard, PersonId, Relation, WordColour, WordList};
use calling_card_crm::cobra::wire::{Audit, Lifecycle, Note};

use super::super::Caller;
use super::lists::Known;
use super::{DIALECT, Found, Refusal, ids, relations, settings};
use crate::store::dialects::{Ids, cobra, records};
use crate::store::{notes, sql, users, words};

/// The kind under which the notes stand that are a member of a person.
const NOTE: &str = "note";

/// The lists of which is chosen what stands in people.
pub(super) struct Lists {
    /// Orga tags.
    pub(super) tags: Known,
    /// Personality tags.
    pub(super) personalities: Known,
    /// What addresses are for.
    pub(super) address_types: Known,
    /// Life cycles.
    pub(super) lifecycles: Known,
    /// In which colours they are shown.
    colours: BTreeMap<String, WordColour>,
}

impl Lists {
    /// As they are now.
    pub(super) async fn of(connection: &mut sql::Connection, caller: &Caller) -> Found<Self> {
        Ok(Self {
            tags: Known::of(connection, caller, settings::ORGA_TAGS).await?,
            personalities: Known::of(connection, caller, settings::PERSONALITIES).await?,
            address_types: Known::of(connection, caller, settings::ADDRESS_TYPES).await?,
            lifecycles: Known::of(connection, caller, settings::LIFECYCLES).await?,
            colours: words::colours_seen(connection, caller.actor.workspace, WordList::Stages).await?,
        })
    }

    /// A stage as it is told.
    pub(super) fn lifecycle(&self, stage: &calling_card_contact::Lifecycle) -> Lifecycle {
        let entry = self.lifecycles.said(&stage.stage);
        let shown = self.colours.get(&stage.stage).map(|colour| colour.hex().to_owned());
        Lifecycle {
            lifecycle_id: Some(entry.id),
            text: Some(entry.text),
            color: Some(entry.color).filter(|color| !color.is_empty()).or(shown),
            date_changed: Some(stage.since.0.clone()),
        }
    }
}

/// What stands around people.
pub(super) struct Around {
    /// The lists.
    pub(super) lists: Lists,
    staff: Vec<Colleague>,
    /// Ids of people, by their keys.
    people: HashMap<String, String>,
    /// Ids of business cards, by the keys of both.
    cards: HashMap<String, String>,
    /// Notes and relations, by the keys of people.
    notes: HashMap<String, NoteRecord>,
    relations: HashMap<String, Vec<RelationRecord>>,
}

impl Around {
    /// Around nobody yet.
    pub(super) async fn nobody(connection: &mut sql::Connection, caller: &Caller) -> Found<Self> {
        let lists = Lists::of(connection, caller).await?;
        let staff = users::list(&caller.store, caller.actor.workspace).await?;
        let (people, cards, notes, relations) = Default::default();
        Ok(Self { lists, staff, people, cards, notes, relations })
    }

    /// Around one person.
    pub(super) async fn one(connection: &mut sql::Connection, caller: &Caller, person: &PersonRecord) -> Found<Self> {
        let mut around = Self::nobody(connection, caller).await?;
        around.add(connection, caller, person).await?;
        Ok(around)
    }

    /// Around one more person.
    pub(super) async fn add(
        &mut self,
        connection: &mut sql::Connection,
        caller: &Caller,
        person: &PersonRecord,
    ) -> Found<()> {
        let (id, key) = (person.id, person.id.to_string());
        self.name(connection, caller, id).await?;
        for card in &person.content.cards {
            let key = card_key(id, card);
            let id = ids::of_cards(caller).of(connection, &key).await?;
            self.cards.insert(key, id);
        }
        match note(connection, caller, id).await? {
            Some(note) => self.notes.insert(key.clone(), note),
            None => self.notes.remove(&key),
        };
        let relations = relations::of(connection, caller, id).await?;
        for relation in &relations {
            self.name(connection, caller, other(&relation.content, id)).await?;
        }
        self.relations.insert(key, relations);
        Ok(())
    }

    /// Looks up the id of a person, of whom no more is told.
    pub(super) async fn name(
        &mut self,
        connection: &mut sql::Connection,
        caller: &Caller,
        person: PersonId,
    ) -> Found<()> {
        let key = person.to_string();
        let id = ids::of(caller, RecordKind::Person).of(connection, &key).await?;
        self.people.insert(key, id);
        Ok(())
    }

    /// Around everybody. Who has no id yet gets one.
    pub(super) async fn all(caller: &Caller) -> Found<Self> {
        let workspace = caller.actor.workspace;
        let people = ids::of(caller, RecordKind::Person).all(&caller.store, &caller.actor).await?;
        cobra::name_cards(&caller.store, &caller.actor, ids::of_cards(caller)).await?;
        let mut connection = caller.connection().await?;
        let mut around = Self::nobody(&mut connection, caller).await?;
        around.people = people;
        around.cards = ids::of_cards(caller).known(&mut connection).await?;
        around.notes = cobra::notes(&mut connection, workspace, DIALECT).await?;
        for relation in records::all::<Relation>(&mut connection, workspace).await? {
            for person in [relation.content.from, relation.content.to] {
                around.relations.entry(person.to_string()).or_default().push(relation.clone());
            }
        }
        Ok(around)
    }

    /// The id of a person.
    pub(super) fn person(&self, id: PersonId) -> Option<String> {
        self.people.get(&id.to_string()).cloned()
    }

    /// The id of a business card.
    pub(super) fn card(&self, person: PersonId, card: &BusinessCard) -> Option<String> {
        self.cards.get(&card_key(person, card)).cloned()
    }

    /// The relations of a person.
    pub(super) fn relations(&self, person: PersonId) -> &[RelationRecord] {
        self.relations.get(&person.to_string()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The note about a person.
    pub(super) fn note(&self, person: PersonId) -> Option<Note> {
        let record = self.notes.get(&person.to_string())?;
        Some(Note { note: Some(record.content.text.clone()), audit: self.audit(record) })
    }

    /// Who has made and changed a record: members of staff, and programs and forms by their names.
    pub(super) fn audit<Id, T>(&self, record: &Record<Id, T>) -> Audit {
        let user = |name: &str| self.staff.iter().find(|one| one.name == name).map(|one| one.id.to_string());
        let name = |name: &str| Some(name.split_once(':').map_or(name, |(_, name)| name).to_owned());
        Audit {
            created_by: name(&record.created_by),
            modified_by: name(&record.changed_by),
            date_created: Some(record.created_at.0.clone()),
            date_modified: Some(record.changed_at.0.clone()),
            created_by_user_id: user(&record.created_by),
            modified_by_user_id: user(&record.changed_by),
        }
    }
}

/// The key of a business card, behind that of its person.
pub(super) fn card_key(person: PersonId, card: &BusinessCard) -> String {
    // A card that is stored has one.
    format!("{person}/{}", card.id.map(|id| id.to_string()).unwrap_or_default())
}

/// The other of two people who are related.
pub(super) fn other(relation: &Relation, person: PersonId) -> PersonId {
    if relation.from == person { relation.to } else { relation.from }
}

/// By which key of a person the note is found that is a member of theirs.
pub(super) fn note_ids(caller: &Caller) -> Ids {
    Ids { workspace: caller.actor.workspace, dialect: DIALECT, kind: NOTE }
}

/// That note, where it is there.
pub(super) async fn note(
    connection: &mut sql::Connection,
    caller: &Caller,
    person: PersonId,
) -> Found<Option<NoteRecord>> {
    let found = note_ids(caller).find(connection, &person.to_string()).await?;
    let Some(id) = found.and_then(|key| key.parse().ok()) else { return Ok(None) };
    match notes::get(connection, caller.actor.workspace, id).await.map_err(Refusal::from) {
        // It is about somebody else by now: two people have become one.
        Ok(note) if note.content.person != person => Ok(None),
        Ok(note) => Ok(Some(note)),
        Err(Refusal::NotFound) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}
