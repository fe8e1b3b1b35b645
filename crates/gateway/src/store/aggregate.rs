//! What the store must know of each kind of record.

use std::fmt::Display;
use std::str::FromStr;

use calling_card_api::changes::RecordKind;
use calling_card_contact::{
    Booking, BookingId, ContactDraft, CustomField, CustomFieldId, DraftId, Event, EventId, FormId, InboundSource,
    Invitation, InvitationId, Language, Note, NoteId, Organization, OrganizationId, Person, PersonId, PublishedCard,
    PublishedCardId, Relation, RelationId,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A kind of record.
pub trait Aggregate: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// Its kind.
    const KIND: RecordKind;
    /// Its key.
    type Id: Display + FromStr + Clone + Serialize + Send + Sync;

    /// What it is called, in the bin.
    fn called(&self) -> String;

    /// The record that it belongs to, and goes with.
    fn parent(&self) -> Option<String> {
        None
    }

    /// Where it says something that one member of staff alone shall see (JSON Pointer). That stands in no record: see `store::private`.
    fn only_mine(&self) -> Option<String> {
        None
    }
}

impl Aggregate for Person {
    const KIND: RecordKind = RecordKind::Person;
    type Id = PersonId;

    fn called(&self) -> String {
        self.display_name()
    }

    fn only_mine(&self) -> Option<String> {
        self.first_only_mine().map(|place| format!("/cards/{place}/only_mine"))
    }
}

impl Aggregate for Organization {
    const KIND: RecordKind = RecordKind::Organization;
    type Id = OrganizationId;

    fn called(&self) -> String {
        self.name.clone()
    }
}

impl Aggregate for Relation {
    const KIND: RecordKind = RecordKind::Relation;
    type Id = RelationId;

    fn called(&self) -> String {
        format!("{} / {}", self.kind.forward, self.kind.backward)
    }
}

impl Aggregate for Note {
    const KIND: RecordKind = RecordKind::Note;
    type Id = NoteId;

    fn called(&self) -> String {
        let line = if self.title.is_empty() { &self.text } else { &self.title };
        line.lines().next().unwrap_or_default().chars().take(80).collect()
    }

    fn parent(&self) -> Option<String> {
        Some(self.person.to_string())
    }

    fn only_mine(&self) -> Option<String> {
        self.only_mine.then(|| "/only_mine".into())
    }
}

impl Aggregate for ContactDraft {
    const KIND: RecordKind = RecordKind::Draft;
    type Id = DraftId;

    fn called(&self) -> String {
        self.person.display_name()
    }

    fn parent(&self) -> Option<String> {
        Some(self.source.to_string())
    }

    fn only_mine(&self) -> Option<String> {
        self.person.first_only_mine().map(|place| format!("/person/cards/{place}/only_mine"))
    }
}

impl Aggregate for InboundSource {
    const KIND: RecordKind = RecordKind::InboundSource;
    type Id = FormId;

    fn called(&self) -> String {
        self.name.clone()
    }
}

impl Aggregate for PublishedCard {
    const KIND: RecordKind = RecordKind::PublishedCard;
    type Id = PublishedCardId;

    fn called(&self) -> String {
        self.title.clone()
    }

    fn parent(&self) -> Option<String> {
        Some(self.person.to_string())
    }
}

impl Aggregate for CustomField {
    const KIND: RecordKind = RecordKind::CustomField;
    type Id = CustomFieldId;

    fn called(&self) -> String {
        self.label.text(Language::default()).to_owned()
    }
}

impl Aggregate for Event {
    const KIND: RecordKind = RecordKind::Event;
    type Id = EventId;

    fn called(&self) -> String {
        self.title.clone()
    }
}

impl Aggregate for Booking {
    const KIND: RecordKind = RecordKind::Booking;
    type Id = BookingId;

    fn called(&self) -> String {
        self.draft.reference()
    }

    fn parent(&self) -> Option<String> {
        Some(self.person.to_string())
    }
}

impl Aggregate for Invitation {
    const KIND: RecordKind = RecordKind::Invitation;
    type Id = InvitationId;

    fn called(&self) -> String {
        self.person.to_string()
    }

    fn parent(&self) -> Option<String> {
        Some(self.person.to_string())
    }
}

/// A kind as the database spells it.
pub(crate) fn kind_name(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Person => "person",
        RecordKind::Organization => "organization",
        RecordKind::Relation => "relation",
        RecordKind::Note => "note",
        RecordKind::Draft => "draft",
        RecordKind::InboundSource => "inbound_source",
        RecordKind::PublishedCard => "published_card",
        RecordKind::CustomField => "custom_field",
        RecordKind::Event => "event",
        RecordKind::Booking => "booking",
        RecordKind::Invitation => "invitation",
    }
}

/// The kind that the database spells so.
pub(crate) fn kind_named(name: &str) -> crate::Result<RecordKind> {
    serde_json::from_value(name.into()).map_err(crate::Error::Json)
}

/// The record to which a record of this kind belongs that says this.
pub(crate) fn parent(kind: RecordKind, content: &str) -> crate::Result<Option<String>> {
    Ok(match kind {
        RecordKind::Note => serde_json::from_str::<Note>(content)?.parent(),
        RecordKind::Draft => serde_json::from_str::<ContactDraft>(content)?.parent(),
        RecordKind::PublishedCard => serde_json::from_str::<PublishedCard>(content)?.parent(),
        RecordKind::Booking => serde_json::from_str::<Booking>(content)?.parent(),
        RecordKind::Invitation => serde_json::from_str::<Invitation>(content)?.parent(),
        RecordKind::Person
        | RecordKind::Organization
        | RecordKind::Relation
        | RecordKind::InboundSource
        | RecordKind::CustomField
        | RecordKind::Event => None,
    })
}

/// What a record of this kind is called that says this.
pub(crate) fn called(kind: RecordKind, content: &str) -> crate::Result<String> {
    Ok(match kind {
        RecordKind::Person => serde_json::from_str::<Person>(content)?.called(),
        RecordKind::Organization => serde_json::from_str::<Organization>(content)?.called(),
        RecordKind::Relation => serde_json::from_str::<Relation>(content)?.called(),
        RecordKind::Note => serde_json::from_str::<Note>(content)?.called(),
        RecordKind::Draft => serde_json::from_str::<ContactDraft>(content)?.called(),
        RecordKind::InboundSource => serde_json::from_str::<InboundSource>(content)?.called(),
        RecordKind::PublishedCard => serde_json::from_str::<PublishedCard>(content)?.called(),
        RecordKind::CustomField => serde_json::from_str::<CustomField>(content)?.called(),
        RecordKind::Event => serde_json::from_str::<Event>(content)?.called(),
        RecordKind::Booking => serde_json::from_str::<Booking>(content)?.called(),
        RecordKind::Invitation => serde_json::from_str::<Invitation>(content)?.called(),
    })
}
