//! What is told of events, forms, bookings and invitations. Nothing of it is shown by the vendor: members are named as those of its people are.

use calling_card_contact::{Field, FieldKind, FormLanguage, InboundSource, Language, Person};
use serde::Serialize;
use serde_json::Value;

use crate::clock;
use crate::ics::Reader;
use crate::store::events::{Seen, Standing, moment};

/// An event.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    id: String,
    title: String,
    description: String,
    /// In UTC, as all moments of the vendor's are.
    start_date: Option<String>,
    end_date: Option<String>,
    time_zone: String,
    location: String,
    is_online: bool,
    /// Told to staff, and to who has a place.
    online_url: Option<String>,
    price: String,
    places: Option<u32>,
    places_left: Option<u32>,
    is_published: bool,
    is_bookable: bool,
}

/// An event as somebody may read it.
pub(super) fn event(id: &str, seen: &Seen, reader: Reader) -> Event {
    let event = &seen.event.content;
    let told = |time: &str| moment(event, time).map(|moment| clock::at(moment).0);
    let online = Some(event.online.clone()).filter(|online| reader == Reader::Told && !online.is_empty());
    Event {
        id: id.to_owned(),
        title: event.title.clone(),
        description: event.description.clone(),
        start_date: told(&event.begin),
        end_date: told(&event.end),
        time_zone: event.time_zone.clone(),
        location: event.place.clone(),
        is_online: !event.online.is_empty(),
        online_url: online,
        price: event.price.clone(),
        places: event.places,
        places_left: seen.left,
        is_published: event.published,
        is_bookable: seen.standing == Standing::Open,
    }
}

/// The fields of a booking form.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldSet {
    event_id: String,
    portal_url: String,
    language: String,
    fields: Vec<Asked>,
    consent: Option<ConsentAsked>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    name: String,
    label: String,
    help_text: String,
    r#type: Value,
    is_required: bool,
    max_length: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConsentAsked {
    text: String,
    is_required: bool,
    notice_url: String,
}

/// What a booking form asks, in a language.
pub(super) fn field_set(event: &str, source: &InboundSource, language: Language) -> FieldSet {
    let language = FormLanguage::from(language);
    let shown = |field: &&Field| !matches!(field.kind, FieldKind::Step | FieldKind::Hidden { .. });
    let consent = source.form.consent.as_ref().map(|consent| ConsentAsked {
        text: consent.text.text(language).to_owned(),
        is_required: consent.required,
        notice_url: consent.notice_url.clone(),
    });
    FieldSet {
        event_id: event.to_owned(),
        portal_url: source.id.to_string(),
        language: language.to_string(),
        fields: source.form.fields.iter().filter(shown).map(|field| asked(field, language)).collect(),
        consent,
    }
}

fn asked(field: &Field, language: FormLanguage) -> Asked {
    let options = match &field.kind {
        FieldKind::Select { options } | FieldKind::Multiselect { options } => options.as_slice(),
        _ => &[],
    };
    let choice = |option: &calling_card_contact::SelectOption| Choice {
        value: option.value.clone(),
        text: option.label.text(language).to_owned(),
    };
    Asked {
        name: field.name.clone(),
        label: field.label.text(language).to_owned(),
        help_text: field.help.text(language).to_owned(),
        r#type: serde_json::to_value(&field.kind).map(|kind| kind["kind"].clone()).unwrap_or_default(),
        is_required: field.required,
        max_length: field.max_length,
        options: options.iter().map(choice).collect(),
    }
}

/// A portal.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Portal {
    url: String,
    address: String,
    title: String,
    introduction: String,
    languages: Vec<String>,
    events: Vec<Event>,
}

/// A form as the portal of its event.
pub(super) fn portal(source: &InboundSource, language: Language, address: String, event: Event) -> Portal {
    let form = &source.form;
    Portal {
        url: source.id.to_string(),
        address,
        title: form.title.text(language).to_owned(),
        introduction: form.introduction.text(language).to_owned(),
        languages: form.languages().iter().map(ToString::to_string).collect(),
        events: vec![event],
    }
}

/// A booking, as far as it is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Booking {
    pub id: String,
    /// By which visitor and staff speak of it.
    pub number: String,
    /// `unconfirmed`, `requested`, `booked` or `cancelled`.
    pub status: &'static str,
    pub event: Option<Event>,
}

/// An invitation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invitation {
    pub id: String,
    /// `open`, `rejected` or `booked`.
    pub status: Value,
    pub firstname: String,
    pub lastname: String,
    pub event: Event,
}

/// Of who is invited no more than the name.
pub(super) fn named(person: &Person) -> (String, String) {
    (person.name.given.clone(), person.name.family.clone())
}
