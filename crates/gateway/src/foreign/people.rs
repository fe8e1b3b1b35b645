//! People of another CRM, by the same operations as those of the built-in one.

use calling_card_api::export::{ChosenPeople, ExportPage, ExportedPerson};
use calling_card_api::imports::{Known, KnownPerson, Strangers};
use calling_card_api::people::{PeopleQuery, PersonRecord, PersonSummary};
use calling_card_api::{Cursor, Nothing, Page, ProblemKind, Record, Version, Written};
use calling_card_contact::{Check, Person, PersonId, Timestamp};
use calling_card_crm::{Foreign, PeopleQuery as Question};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Failed, ForeignCrm, Inverse};
use crate::store::{foreign, people};
use crate::{Error, Result, clock};

/// How the key of an e-mail address begins.
const EMAIL: &str = "email:";
/// Most e-mail addresses that are asked for at once.
const EMAILS: usize = 30;
/// Most people who are looked up for an answer.
const STRANGERS: usize = 100;
/// Most people that are read one by one for an answer.
const CHOSEN: usize = 20;
/// How far the clocks of two machines may be apart, in seconds.
const CLOCKS: i64 = 120;

impl ForeignCrm {
    /// A page of people, by family name.
    pub async fn list(&self, query: &PeopleQuery) -> Result<Page<PersonSummary>> {
        if let Some(organization) = query.organization {
            return self.list_people_of(organization, query).await;
        }
        let question = Question {
            q: query.q.clone(),
            from: query.cursor.clone().map(|Cursor(from)| from),
            count: query.limit.unwrap_or(30).clamp(1, 200),
        };
        let listing = self.run(self.account.list(&question), false).await?;
        let total = listing.total.unwrap_or(listing.people.len() as u64);
        let records = self.records(listing.people).await?;
        let items = records.iter().map(|record| people::summarize(record.id, &record.content)).collect();
        Ok(Page { items, next: listing.next.map(Cursor), total })
    }

    /// A page of people, whole: who they are there and what they say.
    pub async fn page(&self, from: Option<String>) -> Result<(Vec<PersonRecord>, Option<String>, Option<u64>)> {
        let question = Question { q: String::new(), from, count: EMAILS as u32 };
        let listing = self.run(self.account.list(&question), true).await?;
        Ok((self.records(listing.people).await?, listing.next, listing.total))
    }

    /// Signs in, asks whose CRM it is where that can be wrong, and reads the first person; answers how many there are.
    pub async fn test(&self) -> Result<Option<u64>> {
        if let Some(check) = self.account.check() {
            self.run(check, true).await?;
        }
        let question = Question { count: 1, ..Question::default() };
        Ok(self.run(self.account.list(&question), true).await?.total)
    }

    /// One person.
    pub async fn get(&self, id: PersonId) -> Result<PersonRecord> {
        self.read(id, false).await
    }

    /// Makes a person.
    pub async fn create(&self, person: Person) -> Result<Written<PersonRecord>> {
        let made = self.make(&person, clock::new_key()).await?;
        let record = self.record(made).await?;
        self.written(Inverse::Delete { id: record.id, version: record.version }, record).await
    }

    /// Changes a person; what the CRM knows of them beside what we see stays.
    pub async fn update(&self, id: PersonId, seen: Version, person: Person) -> Result<Written<PersonRecord>> {
        let (record, before) = self.replace(id, seen, &person).await?;
        let inverse = Inverse::Update { id, version: record.version, before: Box::new(before) };
        self.written(inverse, record).await
    }

    /// Changes a person, without keeping how that is taken back; answers also what they said before.
    pub(crate) async fn replace(&self, id: PersonId, seen: Version, person: &Person) -> Result<(PersonRecord, Person)> {
        check(person)?;
        let before = self.read(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let record = self.change(id, &before.content, person).await?;
        Ok((record, before.content))
    }

    /// Deletes a person there.
    pub async fn delete(&self, id: PersonId, seen: Version) -> Result<Written<Nothing>> {
        let before = self.read(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        self.remove(id).await?;
        self.written(Inverse::Create { id, before: Box::new(before.content) }, Nothing).await
    }

    /// People who were chosen one by one, with the notes about them; a part at a time.
    pub async fn export(&self, chosen: &ChosenPeople) -> Result<ExportPage> {
        let from = chosen.cursor.as_ref().map_or(Ok(0), |Cursor(text)| text.parse::<usize>());
        let from = from.map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
        let mut items = Vec::new();
        for id in chosen.ids.iter().skip(from).take(CHOSEN) {
            let record = match self.read(*id, false).await {
                Err(Error::Problem(ProblemKind::NotFound) | Error::Crm(Failed::Gone)) => continue,
                read => read?,
            };
            let mut notes: Vec<String> = self.notes(*id).await?.into_iter().map(|note| note.content.text).collect();
            notes.reverse();
            items.push(ExportedPerson { record, notes, organizations: Vec::new(), relations: Vec::new() });
        }
        let next = (from + CHOSEN < chosen.ids.len()).then(|| Cursor((from + CHOSEN).to_string()));
        let total = (from == 0).then_some(chosen.ids.len() as u64);
        Ok(ExportPage { items, next, total, ..ExportPage::default() })
    }

    /// Who of the first of these is there already, by their e-mail addresses.
    pub async fn find_known(&self, strangers: &Strangers) -> Result<Known> {
        let people = strangers.people.get(..STRANGERS).unwrap_or(&strangers.people);
        let addresses = |keys: &[String]| -> Vec<String> {
            keys.iter().filter_map(|key| key.strip_prefix(EMAIL).map(str::to_owned)).collect()
        };
        let mut asked: Vec<String> = people.iter().flat_map(|keys| addresses(keys)).collect();
        asked.sort();
        asked.dedup();
        let mut found: Vec<PersonRecord> = Vec::new();
        for emails in asked.chunks(EMAILS) {
            let people = self.run(self.account.find(emails), false).await?;
            found.extend(self.records(people).await?);
        }
        let known = |keys: &Vec<String>| {
            let mut addresses = addresses(keys).into_iter();
            let (email, person) = addresses.find_map(|email| {
                let person = found.iter().find(|person| has_email(&person.content, &email))?;
                Some((email, person.clone()))
            })?;
            Some(KnownPerson { key: format!("{EMAIL}{email}"), person, notes: Vec::new(), related: Vec::new() })
        };
        Ok(Known {
            people: people.iter().map(known).collect(),
            organizations: strangers.organizations.iter().map(|_| None).collect(),
            ..Known::default()
        })
    }

    /// Deletes a person who was made; answers what would make them anew.
    pub(super) async fn take_person_away(&self, id: PersonId, version: Version) -> Result<Inverse> {
        let before = Box::new(self.unchanged(id, version).await?);
        self.remove(id).await?;
        Ok(Inverse::Create { id, before })
    }

    /// Changes a person back; answers what would change them once more.
    pub(super) async fn change_person_back(&self, id: PersonId, version: Version, to: &Person) -> Result<Inverse> {
        let before = Box::new(self.unchanged(id, version).await?);
        let record = self.change(id, &before, to).await?;
        Ok(Inverse::Update { id, version: record.version, before })
    }

    /// Makes a person anew, under the same key here.
    pub(super) async fn put_person_back(&self, id: PersonId, before: &Person) -> Result<Inverse> {
        let made = self.make(before, clock::new_key()).await?;
        foreign::point(&self.store, self.place(), foreign::PERSON, id.0, &made.id).await?;
        Ok(Inverse::Delete { id, version: version(&made.content) })
    }

    /// Makes a person, once. Where the answer was lost, it is looked whether they are there. The key stands for this making.
    pub(crate) async fn make(&self, person: &Person, key: Uuid) -> Result<Foreign<Person>> {
        check(person)?;
        let begun = clock::now();
        match self.run(self.account.create(person, key), true).await {
            Err(Failed::InDoubt(why)) => match self.look_for(person, key, &begun).await {
                Ok(Some(made)) => Ok(made),
                _ => Err(Failed::InDoubt(why).into()),
            },
            outcome => Ok(outcome?),
        }
    }

    /// The person who was made of this since then: by the id that the key stands for, else where there is exactly one whom we do not
    /// know yet.
    pub(crate) async fn look_for(
        &self,
        person: &Person,
        key: Uuid,
        since: &Timestamp,
    ) -> Result<Option<Foreign<Person>>> {
        if let Some(id) = self.account.id_of(key) {
            return match self.run(self.account.get(&id), true).await {
                Ok(made) => Ok(Some(made)),
                Err(Failed::Gone) => Ok(None),
                Err(failed) => Err(failed.into()),
            };
        }
        let kept = self.kept(person).await?;
        let emails: Vec<String> =
            kept.cards.iter().flat_map(|card| card.emails.iter()).map(|email| email.address.clone()).collect();
        let found = if emails.is_empty() {
            self.called(&kept).await?
        } else {
            self.run(self.account.find(&emails[..emails.len().min(EMAILS)]), true).await?
        };
        if let Some(made) = self.only_new(found, since, |one| one.content == kept).await? {
            return Ok(Some(made));
        }
        self.complete(person, &kept, since).await
    }

    /// Who is called as somebody.
    async fn called(&self, person: &Person) -> Result<Vec<Foreign<Person>>> {
        let question = Question { q: person.display_name(), from: None, count: EMAILS as u32 };
        Ok(self.run(self.account.list(&question), true).await?.people)
    }

    /// Writes somebody to the end whose making was broken off on the way, where that takes several calls.
    async fn complete(&self, person: &Person, kept: &Person, since: &Timestamp) -> Result<Option<Foreign<Person>>> {
        let system = self.connected.system;
        if !system.makes_in_steps() {
            return Ok(None);
        }
        let found = self.called(kept).await?;
        let Some(begun) = self.only_new(found, since, |one| system.is_begun(&one.content, person)).await? else {
            return Ok(None);
        };
        Ok(Some(self.run(self.account.update(&begun.id, &begun.content, person), true).await?))
    }

    /// The only one of these who was made since then, and whom we do not know yet.
    async fn only_new(
        &self,
        found: Vec<Foreign<Person>>,
        since: &Timestamp,
        like: impl Fn(&Foreign<Person>) -> bool,
    ) -> Result<Option<Foreign<Person>>> {
        let recent = |one: &Foreign<Person>| one.created_at.as_ref().is_none_or(|at| later(at, since));
        let mut like: Vec<_> = found.into_iter().filter(|one| like(one) && recent(one)).collect();
        let ids: Vec<String> = like.iter().map(|one| one.id.clone()).collect();
        let known = foreign::known_before(&self.store, self.place(), &ids, since).await?;
        like.retain(|one| !known.contains(&one.id));
        Ok(like.pop().filter(|_| like.is_empty()))
    }

    /// The record of a person who was made there.
    pub(crate) async fn record(&self, person: Foreign<Person>) -> Result<PersonRecord> {
        self.records(vec![person]).await?.pop().ok_or(Error::NOT_FOUND)
    }

    pub(super) async fn read(&self, id: PersonId, fresh: bool) -> Result<PersonRecord> {
        let person = self.run(self.account.get(&self.theirs(id).await?), fresh).await?;
        Ok(self.dated(id, person))
    }

    async fn unchanged(&self, id: PersonId, version: Version) -> Result<Person> {
        let now = self.read(id, true).await?;
        if now.version == version { Ok(now.content) } else { Err(ProblemKind::Conflict.into()) }
    }

    async fn change(&self, id: PersonId, before: &Person, after: &Person) -> Result<PersonRecord> {
        let theirs = self.theirs(id).await?;
        let changed = self.run(self.account.update(&theirs, before, after), true).await?;
        Ok(self.dated(id, changed))
    }

    /// Deletes a person; one who is gone already is deleted.
    async fn remove(&self, id: PersonId) -> Result<()> {
        match self.run(self.account.delete(&self.theirs(id).await?), true).await {
            Ok(()) | Err(Failed::Gone) => Ok(()),
            Err(failed) => Err(failed.into()),
        }
    }

    pub(super) async fn theirs(&self, id: PersonId) -> Result<String> {
        foreign::theirs(&self.store, self.place(), foreign::PERSON, id.0).await?.ok_or(Error::NOT_FOUND)
    }

    pub(super) async fn records(&self, people: Vec<Foreign<Person>>) -> Result<Vec<PersonRecord>> {
        let ids: Vec<String> = people.iter().map(|person| person.id.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::PERSON, &ids).await?;
        Ok(keys.into_iter().zip(people).map(|(key, person)| self.dated(PersonId(key), person)).collect())
    }

    pub(super) fn dated<Id, T: serde::Serialize>(&self, id: Id, foreign: Foreign<T>) -> Record<Id, T> {
        let Foreign { content, created_at, changed_at, .. } = foreign;
        let created_at = created_at.unwrap_or_else(|| Timestamp(String::new()));
        Record {
            id,
            version: version(&content),
            changed_at: changed_at.unwrap_or_else(|| created_at.clone()),
            created_at,
            created_by: self.connected.name.clone(),
            changed_by: self.connected.name.clone(),
            content,
        }
    }

    pub(super) async fn written<T>(&self, inverse: Inverse, result: T) -> Result<Written<T>> {
        let batch = clock::new_key();
        foreign::keep_undo(&self.store, self.place(), &self.actor.name, batch, &inverse, foreign::Stage::Done).await?;
        Ok(Written { batch, result })
    }

    pub(super) fn place(&self) -> foreign::Place<'_> {
        foreign::Place { workspace: self.actor.workspace, connection: &self.connected.id }
    }
}

pub(super) fn check(person: &Person) -> Result<()> {
    let errors = person.check();
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// What tells two states of a record apart: the CRM counts none. A 32-bit part of the SHA-256 of what it says.
pub(super) fn version(content: &impl serde::Serialize) -> Version {
    let text = serde_json::to_vec(content).unwrap_or_default();
    let digest = Sha256::digest(&text);
    Version(u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}

fn has_email(person: &Person, email: &str) -> bool {
    person.cards.iter().flat_map(|card| card.emails.iter()).any(|one| one.address.to_lowercase() == email)
}

fn later(at: &Timestamp, since: &Timestamp) -> bool {
    let moment = |time: &Timestamp| time.0.parse::<jiff::Timestamp>().ok();
    let slack = jiff::SignedDuration::from_secs(CLOCKS);
    moment(at).is_none_or(|at| moment(since).is_none_or(|since| at + slack >= since))
}
