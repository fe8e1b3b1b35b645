//! What is said of people, written into them. What the model has no place for is kept beside them.

use calling_card_api::ProblemKind;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{CustomValues, Lifecycle, OneFavourite, Person, Problem, Timestamp};
use calling_card_crm::Beside;
use calling_card_crm::cobra::wire;

use super::super::Caller;
use super::around::Lists;
use super::held::Held;
use super::pieces::{self, Piece, fitting};
use super::telling::{self, NAMELESS};
use super::{DIALECT, Found, Refusal, checks, days, ids, lists, settings};
use crate::store::dialects::{cobra, tags};
use crate::store::{Batch, people, sql};
use crate::{Error, clock};

/// A person while they are written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// As they stand in the store; none where they are new.
    record: Option<PersonRecord>,
    /// What is known of them.
    pub(super) person: Person,
    /// What stands beside them.
    pub(super) held: Held,
}

impl Draft {
    /// The person of an id, as they are inside a batch.
    pub(super) async fn of(batch: &mut Batch, caller: &Caller, id: &str) -> Found<Self> {
        let key = ids::key::<Person>(batch.connection(), caller, id).await?;
        let record: PersonRecord = batch.get(&key).await?;
        let held = Held::of(batch.connection(), caller, key).await?;
        Ok(Self { person: record.content.clone(), record: Some(record), held })
    }

    /// The person as they stand in the store.
    pub(super) fn record(&self) -> Found<&PersonRecord> {
        self.record.as_ref().ok_or(Refusal::Ours(Error::Problem(ProblemKind::NotFound)))
    }

    /// Writes what is said of a person; what is left out is reset, but for the life cycle, of which there is a history.
    pub(super) async fn write(
        &mut self,
        (connection, caller, lists): (&mut sql::Connection, &Caller, &Lists),
        mut said: wire::PersonFields,
        now: &Timestamp,
    ) -> Found<()> {
        checks::person(&said)?;
        let birthday = days::settled(said.birthday.take())?;
        let (dates, profiles) = (said.important_dates.take(), said.social_medias.take());
        let (tags, personalities) = (said.orga_tags.take(), said.personalities.take());
        let stage = said.lifecycle.take();
        let said = wire::PersonFields { birthday, ..said };
        let before = self.held.fields.said(telling::plain(&self.person));
        apply(&mut self.person, &before, &said);
        self.held.fields = Beside::of(&said, &telling::plain(&self.person));
        replace(&mut self.person.important_dates, &mut self.held.important_dates, &dates.unwrap_or_default());
        replace(&mut self.person.social_profiles, &mut self.held.social_medias, &profiles.unwrap_or_default());
        self.write_tags((connection, caller, lists), tags.unwrap_or_default()).await?;
        self.write_personalities(lists, personalities.unwrap_or_default())?;
        match stage {
            Some(stage) => self.write_lifecycle((connection, caller, lists), &stage, now).await,
            None => Ok(()),
        }
    }

    /// Writes the orga tags over those of before.
    pub(super) async fn write_tags(
        &mut self,
        (connection, caller, lists): (&mut sql::Connection, &Caller, &Lists),
        said: Vec<wire::Tag>,
    ) -> Found<()> {
        checks::tags(&said)?;
        let mut new: Vec<wire::Tag> = Vec::with_capacity(said.len());
        for (index, tag) in said.into_iter().enumerate() {
            let unknown = |problem| Refusal::at("id", problem).inside("orgaTags", index);
            let text = match (filled(tag.text), &tag.id) {
                (Some(text), _) => text,
                (None, Some(id)) => {
                    let known = tag_of(connection, caller, (lists, id)).await?;
                    known.ok_or_else(|| unknown(Problem::Unknown))?
                }
                (None, None) => return Err(unknown(Problem::Required)),
            };
            // The id is that of the list, or of the text, so that it need not be kept.
            let own = lists.tags.said(&text).id;
            let id = tag.id.filter(|id| !id.eq_ignore_ascii_case(&own));
            if new.iter().all(|known| known.text.as_ref() != Some(&text)) {
                new.push(wire::Tag { id, text: Some(text) });
            }
        }
        replace(&mut self.person.tags, &mut self.held.orga_tags, &new);
        Ok(())
    }

    /// Writes the personality tags over those of before.
    pub(super) fn write_personalities(&mut self, lists: &Lists, said: Vec<wire::Personality>) -> Found<()> {
        checks::personalities(&said)?;
        let known = telling::personalities(&self.person, &self.held, lists);
        let mut new: Vec<wire::Personality> = Vec::with_capacity(said.len());
        for (index, tag) in said.into_iter().enumerate() {
            if known.contains(&tag) && !new.contains(&tag) {
                new.push(tag);
                continue;
            }
            let by_id = tag.id.as_deref().and_then(|id| told_of(id, lists, &known));
            let (text, category) = match (filled(tag.text), by_id) {
                (Some(text), by_id) => (text, tag.category.or(by_id.and_then(|(_, category)| category))),
                (None, Some((text, category))) => (text, tag.category.or(category)),
                (None, None) => {
                    let problem = if tag.id.is_some() { Problem::Unknown } else { Problem::Required };
                    return Err(Refusal::at("id", problem).inside("personalities", index));
                }
            };
            let tag = wire::Personality { id: tag.id, category: filled(category), text: Some(text) };
            let is_same = |known: &wire::Personality| (&known.text, &known.category) == (&tag.text, &tag.category);
            if !new.iter().any(is_same) {
                new.push(tag);
            }
        }
        replace(&mut self.person.personality_tags, &mut self.held.personality_tags, &new);
        Ok(())
    }

    /// Writes the stage that a person is at; the one that they are at already stays as it is.
    pub(super) async fn write_lifecycle(
        &mut self,
        (connection, caller, lists): (&mut sql::Connection, &Caller, &Lists),
        said: &wire::Lifecycle,
        now: &Timestamp,
    ) -> Found<()> {
        let at = "lifecycle.lifecycleId";
        let id = said.lifecycle_id.as_deref().ok_or_else(|| Refusal::at(at, Problem::Required))?;
        if !ids::is_id(id) {
            return Err(Refusal::said(at, "An id has 24 hexadecimal digits.", "Eine ID hat 24 hexadezimale Ziffern."));
        }
        let known = match lists.lifecycles.find(id) {
            Some(entry) => Some(entry.text.clone()),
            None => of_id(id, settings::LIFECYCLES, cobra::stages(connection, caller.actor.workspace).await?),
        };
        let stage = known.ok_or_else(|| Refusal::at(at, Problem::Unknown))?;
        if self.person.lifecycle_stage().is_none_or(|now| now.stage != stage) {
            self.person.lifecycle.push(Lifecycle { stage, since: now.clone() });
        }
        Ok(())
    }

    /// Writes the person and what stands beside them; answers their record.
    pub(super) async fn save(mut self, batch: &mut Batch, caller: &Caller) -> Found<PersonRecord> {
        if self.person.name.formatted == NAMELESS {
            self.person.name.formatted.clear();
        }
        if self.person.display_name().trim().is_empty() {
            self.person.name.formatted = NAMELESS.to_owned();
        }
        let record = match self.record {
            Some(record) if record.content == self.person => record,
            Some(record) => {
                let person = people::prepare(batch, self.person, &record.content.custom, "").await?;
                batch.update(&record.id, record.version, person).await?
            }
            None => {
                let person = people::prepare(batch, self.person, &CustomValues::new(), "").await?;
                batch.create(clock::new_key(), person).await?
            }
        };
        self.held.put(batch.connection(), caller, (record.id, &record.content)).await?;
        Ok(record)
    }
}

/// Writes what is said otherwise than before, and fits.
fn apply(person: &mut Person, before: &wire::PersonFields, said: &wire::PersonFields) {
    let name = &mut person.name;
    if said.salutation != before.salutation {
        name.salutation = fitting(&said.salutation);
    }
    let parts = |of: &wire::PersonFields| [of.title.clone(), of.firstname.clone(), of.lastname.clone()];
    if parts(said) != parts(before) {
        name.title = fitting(&said.title);
        name.given = fitting(&said.firstname);
        name.family = fitting(&said.lastname);
        // The whole name was that of before.
        name.formatted.clear();
    }
    if said.birthday != before.birthday {
        person.birthday = said.birthday.as_ref().and_then(days::born);
    }
}

/// Writes a list over that of before.
pub(super) fn replace<T: Piece>(ours: &mut Vec<T::Ours>, held: &mut Vec<pieces::Kept<T>>, said: &[T]) {
    let before = pieces::told(held, ours);
    (*ours, *held) = pieces::written(said, &before, ours);
}

/// The same where one entry can be preferred.
pub(super) fn replace_preferring<T: Piece>(
    ours: &mut OneFavourite<T::Ours>,
    held: &mut Vec<pieces::Kept<T>>,
    said: &[T],
) where
    T::Ours: calling_card_contact::Favourite,
{
    let mut list = std::mem::take(ours).into_vec();
    replace(&mut list, held, said);
    *ours = list.into();
}

/// The text of a tag by its id: of the list, or of one that somebody has.
async fn tag_of(
    connection: &mut sql::Connection,
    caller: &Caller,
    (lists, id): (&Lists, &str),
) -> Found<Option<String>> {
    if let Some(entry) = lists.tags.find(id) {
        return Ok(Some(entry.text.clone()));
    }
    let all = tags::all(connection, caller.actor.workspace, DIALECT).await?;
    Ok(of_id(id, settings::ORGA_TAGS, all.into_iter().map(|(tag, _)| tag).collect()))
}

/// Text and category of a personality tag by its id: of the list, or of those that the person has.
fn told_of(id: &str, lists: &Lists, known: &[wire::Personality]) -> Option<(String, Option<String>)> {
    if let Some(entry) = lists.personalities.find(id) {
        return Some((entry.text.clone(), filled(Some(entry.category.clone()))));
    }
    let is_it = |tag: &&wire::Personality| tag.id.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(id));
    let tag = known.iter().find(is_it)?;
    Some((tag.text.clone()?, tag.category.clone()))
}

/// Which of these texts has this id, which is made of it.
fn of_id(id: &str, list: &str, texts: Vec<String>) -> Option<String> {
    texts.into_iter().find(|text| lists::id_of(list, "", text).eq_ignore_ascii_case(id))
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
