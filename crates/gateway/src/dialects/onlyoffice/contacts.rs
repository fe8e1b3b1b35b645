//! Contacts, persons and companies alike, as they stand in the store: found by number, read with all that is answered of them, written.

use calling_card_api::changes::RecordKind;
use calling_card_api::{ProblemKind, Version};
use calling_card_contact::{CustomValues, Organization, OrganizationId, Person};
use calling_card_crm::Beside;

use super::super::Caller;
use super::entries::{self, Content, Editing, Entry};
use super::held::Held;
use super::{DIALECT, Found, Refusal};
use crate::store::dialects::onlyoffice::{Key, people_of};
use crate::store::dialects::{self, Place, numbers};
use crate::store::{Actor, Batch, organizations, people, sql};
use crate::{Error, Result, clock};

/// A contact with all that is answered of it.
#[derive(Clone, Debug)]
pub(super) struct Contact {
    /// Its record.
    pub(super) key: Key,
    /// Its number; 0 as long as it has none.
    pub(super) number: i64,
    /// What its record says.
    pub(super) content: Content,
    /// The record's version.
    pub(super) version: Version,
    /// When the record was made.
    pub(super) created_at: String,
    /// By whom.
    pub(super) created_by: String,
    /// What stands beside it.
    pub(super) held: Held,
    /// The pieces of its contact data.
    pub(super) entries: Vec<Entry>,
    /// A person's company.
    pub(super) company: Option<Box<Contact>>,
    /// How many people a company has.
    pub(super) persons: usize,
}

impl Contact {
    fn is_numbered(&self) -> bool {
        let company = self.company.as_ref().is_none_or(|company| company.is_numbered());
        self.number > 0 && company && self.entries.iter().all(|entry| entry.number > 0)
    }

    /// The record's key, as the database knows it.
    pub(super) fn place<'a>(&'a self, actor: &Actor) -> Place<'a> {
        place(actor, &self.key)
    }
}

/// A record as the dialect knows it.
pub(super) fn place<'a>(actor: &Actor, (kind, record): &'a Key) -> Place<'a> {
    Place { workspace: actor.workspace, dialect: DIALECT, kind: *kind, record }
}

/// The key of a contact of this number, be it there or in the bin; 0 is no number.
pub(super) async fn find(connection: &mut sql::Connection, caller: &Caller, number: i64) -> Found<Key> {
    if number <= 0 {
        return Err(Refusal::argument("contactid"));
    }
    let found = numbers::contact_numbered(connection, caller.actor.workspace, DIALECT, number).await?;
    found.ok_or(Refusal::NotFound)
}

/// Reads a contact; what of it has no number yet gets one where something may be written.
pub(super) async fn read(connection: &mut sql::Connection, actor: &Actor, key: &Key, writing: bool) -> Result<Contact> {
    let mut contact = alone(connection, actor, key, writing).await?;
    match &contact.content {
        Content::Person(person) => {
            let companies: Vec<Key> =
                person.organizations.iter().map(|place| organization(place.organization)).collect();
            for company in companies {
                match alone(connection, actor, &company, writing).await {
                    Ok(company) => {
                        contact.company = Some(Box::new(company));
                        break;
                    }
                    // It is in the bin.
                    Err(Error::Problem(ProblemKind::NotFound)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Content::Organization(_) => contact.persons = people_of(connection, actor.workspace, id(&key.1)?).await?.len(),
    }
    Ok(contact)
}

/// A contact without its company.
async fn alone(connection: &mut sql::Connection, actor: &Actor, key: &Key, writing: bool) -> Result<Contact> {
    let workspace = actor.workspace;
    let (content, version, created_at, created_by) = match key.0 {
        RecordKind::Person => {
            let record = people::read(connection, workspace, id(&key.1)?).await?;
            (Content::Person(Box::new(record.content)), record.version, record.created_at, record.created_by)
        }
        _ => {
            let record = organizations::read(connection, workspace, id(&key.1)?).await?;
            (Content::Organization(Box::new(record.content)), record.version, record.created_at, record.created_by)
        }
    };
    let place = place(actor, key);
    let number = match numbers::number_of(connection, place).await? {
        Some(number) => number,
        None if writing => numbers::give_number(connection, place, None).await?,
        None => 0,
    };
    let held = dialects::beside(connection, place).await?.said(Held::of(&content));
    let entries = entries::of(connection, place, &content, writing).await?;
    let (created_at, key) = (created_at.0, key.clone());
    Ok(Contact { key, number, content, version, created_at, created_by, held, entries, company: None, persons: 0 })
}

/// Reads contacts; those that are gone meanwhile are left out.
pub(super) async fn read_all(caller: &Caller, keys: &[Key]) -> Result<Vec<Contact>> {
    let mut connection = caller.store.pool.begin_reading().await?;
    let found = there(&mut connection, &caller.actor, keys, false).await?;
    if found.iter().all(Contact::is_numbered) {
        return Ok(found);
    }
    drop(connection);
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let found = there(batch.connection(), &caller.actor, keys, true).await?;
    batch.commit(()).await?;
    Ok(found)
}

async fn there(connection: &mut sql::Connection, actor: &Actor, keys: &[Key], writing: bool) -> Result<Vec<Contact>> {
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        match read(connection, actor, key, writing).await {
            Ok(contact) => found.push(contact),
            Err(Error::Problem(ProblemKind::NotFound)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The contact of a number.
pub(super) async fn one(caller: &Caller, number: i64) -> Found<Contact> {
    let key = find(&mut caller.connection().await?, caller, number).await?;
    read_all(caller, &[key]).await?.pop().ok_or(Refusal::NotFound)
}

/// The same, as it is inside a batch.
pub(super) async fn one_in(batch: &mut Batch, caller: &Caller, number: i64) -> Found<Contact> {
    let key = find(batch.connection(), caller, number).await?;
    Ok(read(batch.connection(), &caller.actor, &key, true).await?)
}

/// Makes a record, and gives it a number; answers its key.
pub(super) async fn create(batch: &mut Batch, content: Content, held: &Held) -> Result<Key> {
    let key = match content {
        Content::Person(person) => {
            let person = people::prepare(batch, *person, &CustomValues::new(), "").await?;
            (RecordKind::Person, batch.create::<Person>(clock::new_key(), person).await?.id.to_string())
        }
        Content::Organization(organization) => {
            let organization = organizations::prepare(batch, *organization, &CustomValues::new()).await?;
            let record = batch.create::<Organization>(clock::new_key(), organization).await?;
            (RecordKind::Organization, record.id.to_string())
        }
    };
    let actor = batch.actor.clone();
    numbers::give_number(batch.connection(), place(&actor, &key), None).await?;
    hold(batch, &key, held).await?;
    Ok(key)
}

/// Writes a record anew, where it says something else than before.
pub(super) async fn write(batch: &mut Batch, before: &Contact, content: Content) -> Result<()> {
    if content == before.content {
        return Ok(());
    }
    match (content, &before.content) {
        (Content::Person(person), Content::Person(old)) => {
            let person = people::prepare(batch, *person, &old.custom, "").await?;
            batch.update::<Person>(&id(&before.key.1)?, before.version, person).await?;
        }
        (Content::Organization(organization), Content::Organization(old)) => {
            let organization = organizations::prepare(batch, *organization, &old.custom).await?;
            batch.update::<Organization>(&id(&before.key.1)?, before.version, organization).await?;
        }
        _ => return Err(Error::Internal("a person is no company".into())),
    }
    Ok(())
}

/// Writes what stands beside a record, as the record is now.
pub(super) async fn hold(batch: &mut Batch, key: &Key, held: &Held) -> Result<()> {
    let actor = batch.actor.clone();
    let content = alone(batch.connection(), &actor, key, true).await?.content;
    dialects::put_beside(batch.connection(), place(&actor, key), &Beside::of(held, &Held::of(&content))).await
}

/// Puts a contact into the bin.
pub(super) async fn delete(batch: &mut Batch, contact: &Contact) -> Result<()> {
    match contact.content {
        Content::Person(_) => people::delete_in(batch, id(&contact.key.1)?, contact.version).await,
        Content::Organization(_) => batch.delete::<Organization>(&id(&contact.key.1)?, contact.version).await,
    }
}

/// Ends a batch, and reads a contact again.
pub(super) async fn end(caller: &Caller, mut batch: Batch, key: &Key) -> Result<Contact> {
    let contact = read(batch.connection(), &caller.actor, key, true).await?;
    batch.commit(()).await?;
    Ok(contact)
}

/// Changes to the contact data of a contact; what its record says then is in `content`.
pub(super) fn editing<'a>(batch: &'a mut Batch, contact: &'a Contact, content: &'a mut Content) -> Editing<'a> {
    let place = contact.place(&batch.actor);
    Editing { connection: batch.connection(), place, content }
}

/// The key of an organization.
pub(super) fn organization(id: OrganizationId) -> Key {
    (RecordKind::Organization, id.to_string())
}

/// A key as the model has it.
pub(super) fn id<T: std::str::FromStr>(key: &str) -> Result<T> {
    key.parse().map_err(|_| Error::Internal("a key that is none".into()))
}

/// The company of this number; what is no company is not found.
pub(super) async fn company(connection: &mut sql::Connection, caller: &Caller, number: i64) -> Found<OrganizationId> {
    let key = find(connection, caller, number).await?;
    let contact = alone(connection, &caller.actor, &key, false).await?;
    match contact.content {
        Content::Organization(_) => Ok(id(&key.1)?),
        Content::Person(_) => Err(Refusal::NotFound),
    }
}

/// The people of a company.
pub(super) async fn persons(
    connection: &mut sql::Connection,
    actor: &Actor,
    company: OrganizationId,
) -> Result<Vec<Key>> {
    let people = people_of(connection, actor.workspace, company).await?;
    Ok(people.into_iter().map(|record| (RecordKind::Person, record)).collect())
}
