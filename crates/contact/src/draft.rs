//! Contact drafts: what came in through a form, until staff accept or discard it.

use serde::{Deserialize, Serialize};

use crate::{
    BookedEvent, Consent, CustomValue, DraftId, EventId, FieldKind, FieldTarget, FormDefinition, FormId, FormLanguage,
    Person, Suspicion, Timestamp, UserId, is_false,
};

/// What a visitor sent, and the person that it proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactDraft {
    /// The form that it came through (Samdock: `source`).
    pub source: FormId,
    /// What staff called the form then.
    pub source_name: String,
    /// When it came in.
    pub received_at: Timestamp,
    /// What was typed, in the order of the fields (Samdock: `fieldsData`).
    pub answers: Vec<Answer>,
    /// The person that would be made of it (Samdock: `person`).
    pub person: Person,
    /// The visitor's message; a note of the person once the draft is accepted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What the visitor agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// The language in which the visitor read the form.
    pub language: FormLanguage,
    /// The page that the form stood on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Whether no member of staff had opened it when it was written (Samdock: `unread`); what became of that since stands beside the record.
    pub unread: bool,
    /// Whether it came through a form that is being tried out.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub test: bool,
    /// Why it is held for review; nothing where it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Suspicion>,
    /// Since when staff have it marked as spam.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spam_at: Option<Timestamp>,
    /// The member of staff who gets it (Samdock: `editor`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editor: Option<UserId>,
    /// Whether it is a lead (Samdock: `createLead`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub create_lead: bool,
    /// The event that it asks for a place at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<BookedEvent>,
}

impl ContactDraft {
    /// The event at which it takes a place for as long as it waits: none where it is held for review, spam, or a test.
    pub fn takes_place_at(&self) -> Option<EventId> {
        let takes_none = !self.held.is_empty() || self.test || self.spam_at.is_some();
        self.event.as_ref().filter(|_| !takes_none).map(|event| event.id)
    }
}

/// One field as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// The field's name.
    pub field: String,
    /// Its label as the visitor read it.
    pub label: String,
    /// What was typed, or the value that was chosen.
    pub value: String,
    /// What the visitor read of what was chosen; nothing where that is the value itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meaning: String,
}

impl DraftId {
    /// The number by which visitor and staff speak of it: `7F3K-9Q2M`, the last 40 bits of the key in Crockford's base 32.
    pub fn reference(&self) -> String {
        const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let key = self.0.as_u128();
        let digit = |place: u32| char::from(DIGITS[(key >> (5 * place) & 31) as usize]);
        let digits: String = (0..8).rev().map(digit).collect();
        format!("{}-{}", &digits[..4], &digits[4..])
    }
}

impl FormDefinition {
    /// The person that answers propose: a name, and one business card that holds what else was said. The second part is the message.
    pub fn propose(&self, answers: &[Answer]) -> (Person, String) {
        use crate::{Address, BusinessCard, Email, OneFavourite, Phone, Place, Position, WebAddress};
        let mut person = Person::default();
        let mut card = BusinessCard { favourite: true, ..BusinessCard::default() };
        let mut address = Address { place: Place::Work, ..Address::default() };
        let mut message = String::new();
        for answer in answers.iter().filter(|answer| !answer.value.is_empty()) {
            let field = self.fields.iter().find(|field| field.name == answer.field);
            let Some(target) = field.and_then(|field| field.target.as_ref()) else { continue };
            let value = answer.value.clone();
            match target {
                FieldTarget::Salutation => person.name.salutation = value,
                FieldTarget::GivenName => person.name.given = value,
                FieldTarget::FamilyName => person.name.family = value,
                FieldTarget::Email => {
                    card.emails.push(Email { address: value, place: Place::Work, ..Email::default() })
                }
                FieldTarget::Phone => card.phones.push(Phone { number: value, place: Place::Work, ..Phone::default() }),
                FieldTarget::Company => card.business = value,
                FieldTarget::Position => card.positions.push(Position { position: value, ..Position::default() }),
                FieldTarget::Website => person.web_addresses.push(WebAddress { url: value, label: String::new() }),
                FieldTarget::Street => address.street = value,
                FieldTarget::Zip => address.zip = value,
                FieldTarget::City => address.city = value,
                FieldTarget::Country if field.is_some_and(|field| field.kind == FieldKind::Country) => {
                    address.country.clone_from(&answer.meaning);
                    address.country_code = value;
                }
                FieldTarget::Country => address.country = value,
                FieldTarget::Message => {
                    let text = if answer.meaning.is_empty() { &answer.value } else { &answer.meaning };
                    if !message.is_empty() {
                        message.push_str("\n\n");
                    }
                    message.push_str(text);
                }
                FieldTarget::Custom(key) => {
                    let several = field.is_some_and(|field| matches!(field.kind, FieldKind::Multiselect { .. }));
                    person.custom.insert(key.clone(), CustomValue::of_text(value, several));
                }
            }
        }
        if !address.is_empty() {
            card.addresses.push(address);
        }
        if !card.is_empty() {
            person.cards = OneFavourite::from(vec![card]);
        }
        (person, message)
    }
}
