//! The person that stands there.

use calling_card_contact::{ImportantDate, Lifecycle, Note, Person, PersonalityTag, SocialProfile, Timestamp};

use super::{beyond, card_from_wire, dates};
use crate::Foreign;
use crate::cobra::wire;
use crate::rogerroger::NOBODY;

/// The person that stands there. Name and initials that the vendor makes of the others are not read: they would be said twice.
pub fn from_wire(there: &wire::Person) -> Person {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let fields = &there.fields;
    let tags = fields.orga_tags.iter().flatten().filter_map(|tag| tag.text.clone());
    let mut person = Person {
        birthday: fields.birthday.as_ref().and_then(dates::birthday_from_wire),
        important_dates: fields.important_dates.iter().flatten().filter_map(important_date).collect(),
        social_profiles: fields.social_medias.iter().flatten().filter_map(social_profile).collect(),
        tags: tags.filter(|tag| !tag.is_empty()).collect(),
        personality_tags: fields.personalities.iter().flatten().filter_map(personality_tag).collect(),
        lifecycle: lifecycle(there),
        kept_properties: beyond::lines(fields),
        cards: there.cards.iter().flatten().map(card_from_wire).collect(),
        ..Person::default()
    };
    person.name.salutation = text(&fields.salutation);
    person.name.title = text(&fields.title);
    person.name.given = text(&fields.firstname);
    person.name.family = text(&fields.lastname);
    person
}

/// The note about a person; there is one at most.
pub fn note_from_wire(id: &str, there: &wire::Person) -> Option<Foreign<Note>> {
    let note = there.note.as_ref()?;
    let text = note.note.clone().filter(|text| !text.trim().is_empty())?;
    let at = |time: &Option<String>| time.as_deref().and_then(dates::moment);
    Some(Foreign {
        id: id.to_owned(),
        content: Note {
            person: NOBODY,
            title: String::new(),
            text,
            flagged: false,
            category: String::new(),
            only_mine: false,
            there: None,
        },
        created_at: at(&note.audit.date_created),
        changed_at: at(&note.audit.date_modified),
    })
}

/// A day to remember that has a name and a day.
pub(super) fn important_date(there: &wire::ImportantDate) -> Option<ImportantDate> {
    let label = there.text.clone().filter(|text| !text.is_empty())?;
    Some(ImportantDate { label, date: dates::day(there.date.as_deref()?)? })
}

pub(super) fn social_profile(there: &wire::SocialMedia) -> Option<SocialProfile> {
    let url = there.link.clone().filter(|link| !link.is_empty())?;
    Some(SocialProfile { service: there.kind.clone().unwrap_or_default(), url })
}

/// A personality tag; one that a record has no place for is kept as a line.
pub(super) fn personality_tag(there: &wire::Personality) -> Option<PersonalityTag> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(PersonalityTag { text: text(&there.text), category: text(&there.category) }).filter(PersonalityTag::fits)
}

/// The stages of a person, the newest last; where there is no history, the one they are at.
fn lifecycle(there: &wire::Person) -> Vec<Lifecycle> {
    let stage = |stage: &wire::Lifecycle| {
        let since = stage.date_changed.as_deref().and_then(dates::moment);
        let since = since.or_else(|| there.audit.date_created.as_deref().and_then(dates::moment));
        let said = stage.text.clone().filter(|text| !text.is_empty())?;
        Some(Lifecycle { stage: said, since: since.unwrap_or_else(|| Timestamp(String::new())) })
    };
    let mut stages: Vec<Lifecycle> = there.lifecycle_histories.iter().flatten().filter_map(stage).collect();
    let now = there.fields.lifecycle.as_ref().and_then(stage);
    stages.extend(now.filter(|now| !stages.contains(now)));
    stages.sort_by(|a, b| a.since.cmp(&b.since));
    stages
}
