//! Business cards: ours came from theirs.

use calling_card_contact::{Address, AddressValidation, BusinessCard, CardId, Coordinates, Email, Phone, Position};
use serde_json::Number;
use uuid::Uuid;

use super::{dates, kinds, said, some};
use crate::cobra::wire::{self, Card, CardFields, TypeEntry};

/// The key of ours that stands for a card of theirs.
pub fn card_key(id: &str) -> CardId {
    CardId(Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("cobra card {id}").as_bytes()))
}

/// A card as it is written there.
pub fn card_to_wire(card: &BusinessCard) -> CardFields {
    CardFields {
        is_private: Some(card.private),
        alternative_salutation: said(&card.alternative_salutation),
        alternative_title: said(&card.alternative_title),
        alternative_firstname: said(&card.alternative_first_name),
        alternative_lastname: said(&card.alternative_last_name),
        business: said(&card.business),
        valid_from: card.valid_from.and_then(dates::midnight),
        valid_to: card.valid_to.and_then(dates::midnight),
        phones: some(card.phones.iter().filter_map(phone).collect()),
        emails: some(card.emails.iter().filter_map(email).collect()),
        business_positions: some(card.positions.iter().filter_map(position).collect()),
        addresses: some(card.addresses.iter().filter(|address| !address.is_empty()).map(address).collect()),
        is_favorite: Some(card.favourite),
        is_active: Some(card.active),
        mark_as_favorite: card.favourite.then_some(true),
        use_alternative_name: Some(card.use_alternative_name),
    }
}

/// The card that stands there.
pub fn card_from_wire(card: &Card) -> BusinessCard {
    let fields = &card.fields;
    BusinessCard {
        id: card.id.as_deref().filter(|id| !id.is_empty()).map(card_key),
        private: fields.is_private.unwrap_or_default(),
        only_mine: false,
        alternative_salutation: text(&fields.alternative_salutation),
        alternative_title: text(&fields.alternative_title),
        alternative_first_name: text(&fields.alternative_firstname),
        alternative_last_name: text(&fields.alternative_lastname),
        use_alternative_name: fields.use_alternative_name.unwrap_or_default(),
        business: text(&fields.business),
        valid_from: fields.valid_from.as_deref().and_then(dates::day),
        valid_to: fields.valid_to.as_deref().and_then(dates::day),
        phones: fields.phones.iter().flatten().filter_map(phone_from_wire).collect(),
        emails: fields.emails.iter().flatten().filter_map(email_from_wire).collect(),
        positions: fields.business_positions.iter().flatten().filter_map(position_from_wire).collect(),
        addresses: fields.addresses.iter().flatten().filter_map(address_from_wire).collect(),
        favourite: fields.is_favorite.unwrap_or_default(),
        active: fields.is_active.unwrap_or(true),
    }
}

/// A card that is written over another: what said something there and shall not any more is emptied.
pub fn cleared(fields: CardFields, there: &CardFields) -> CardFields {
    let text = |now: Option<String>, then: &Option<String>| now.or_else(|| then.as_ref().map(|_| String::new()));
    CardFields {
        alternative_salutation: text(fields.alternative_salutation, &there.alternative_salutation),
        alternative_title: text(fields.alternative_title, &there.alternative_title),
        alternative_firstname: text(fields.alternative_firstname, &there.alternative_firstname),
        alternative_lastname: text(fields.alternative_lastname, &there.alternative_lastname),
        business: text(fields.business, &there.business),
        phones: fields.phones.or_else(|| there.phones.as_ref().map(|_| Vec::new())),
        emails: fields.emails.or_else(|| there.emails.as_ref().map(|_| Vec::new())),
        business_positions: fields.business_positions.or_else(|| there.business_positions.as_ref().map(|_| Vec::new())),
        addresses: fields.addresses.or_else(|| there.addresses.as_ref().map(|_| Vec::new())),
        ..fields
    }
}

pub(super) fn phone(phone: &Phone) -> Option<wire::Phone> {
    let number = said(&phone.number)?;
    let kind = kinds::word((phone.kind, phone.place, &phone.label));
    Some(wire::Phone { is_favorite: Some(phone.favourite), kind, number: Some(number) })
}

pub(super) fn phone_from_wire(phone: &wire::Phone) -> Option<Phone> {
    let number = phone.number.clone().filter(|number| !number.is_empty())?;
    let (kind, place, label) = kinds::read(phone.kind.as_deref().unwrap_or_default());
    let favourite = phone.is_favorite.unwrap_or_default();
    Some(Phone { number, e164: String::new(), kind, place, label: label.to_owned(), favourite })
}

pub(super) fn email(email: &Email) -> Option<wire::Email> {
    let mail = said(&email.address)?;
    let word = kinds::place_word(email.place, &email.label);
    let kind = word.map(|word| TypeEntry { id: None, text: Some(word) });
    Some(wire::Email { kind, is_favorite: Some(email.favourite), mail: Some(mail) })
}

pub(super) fn email_from_wire(email: &wire::Email) -> Option<Email> {
    let address = email.mail.clone().filter(|mail| !mail.is_empty())?;
    let word = email.kind.as_ref().and_then(|kind| kind.text.as_deref()).unwrap_or_default();
    let (place, label) = kinds::read_place(word);
    Some(Email { address, place, label: label.to_owned(), favourite: email.is_favorite.unwrap_or_default() })
}

pub(super) fn position(position: &Position) -> Option<wire::Position> {
    let (what, department) = (said(&position.position), said(&position.department));
    let says = what.is_some() || department.is_some();
    says.then_some(wire::Position { department, position: what, is_favorite: Some(position.favourite) })
}

pub(super) fn position_from_wire(position: &wire::Position) -> Option<Position> {
    let favourite = position.is_favorite.unwrap_or_default();
    let made = Position { position: text(&position.position), department: text(&position.department), favourite };
    (!made.position.is_empty() || !made.department.is_empty()).then_some(made)
}

pub(super) fn address(address: &Address) -> wire::Address {
    let types = address.types.iter().filter_map(|word| Some(TypeEntry { id: None, text: Some(said(word)?) }));
    wire::Address {
        id: None,
        is_favorite: Some(address.favourite),
        kind: kinds::place_word(address.place, ""),
        address_types: some(types.collect()),
        country: said(&address.country),
        country_code: said(&address.country_code),
        street: said(&address.street),
        street_additional: said(&address.additional),
        zip: said(&address.zip),
        city: said(&address.city),
        postbox_number: said(&address.post_box),
        federal_state: said(&address.federal_state),
        coordinates: address.coordinates.and_then(coordinates),
        city_district: said(&address.district),
        city_addition: said(&address.city_addition),
        validation_info: None,
    }
}

pub(super) fn address_from_wire(address: &wire::Address) -> Option<Address> {
    let types = address.address_types.iter().flatten().filter_map(|entry| entry.text.clone());
    let made = Address {
        place: kinds::read_place(address.kind.as_deref().unwrap_or_default()).0,
        types: types.filter(|word| !word.is_empty()).collect(),
        street: text(&address.street),
        additional: text(&address.street_additional),
        zip: text(&address.zip),
        city: text(&address.city),
        district: text(&address.city_district),
        city_addition: text(&address.city_addition),
        post_box: text(&address.postbox_number),
        federal_state: text(&address.federal_state),
        country: text(&address.country),
        country_code: text(&address.country_code),
        coordinates: address.coordinates.as_ref().and_then(coordinates_from_wire),
        validation: address.validation_info.as_ref().and_then(validation),
        favourite: address.is_favorite.unwrap_or_default(),
    };
    (!made.is_empty()).then_some(made)
}

fn coordinates(place: Coordinates) -> Option<wire::Coordinates> {
    let (longitude, latitude) = (Number::from_f64(place.longitude)?, Number::from_f64(place.latitude)?);
    Some(wire::Coordinates { longitude: Some(longitude), latitude: Some(latitude) })
}

/// Nobody lives at 0, 0: it is what programs say where nobody has said anything.
fn coordinates_from_wire(place: &wire::Coordinates) -> Option<Coordinates> {
    let degrees = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64).unwrap_or_default();
    let place = Coordinates { longitude: degrees(&place.longitude), latitude: degrees(&place.latitude) };
    (place != Coordinates::default()).then_some(place)
}

fn validation(info: &wire::ValidationInfo) -> Option<AddressValidation> {
    let made = AddressValidation {
        status: text(&info.status),
        deviation: info.deviation.as_ref().and_then(Number::as_f64).unwrap_or_default(),
        checked_at: info.last_validation_date.as_deref().and_then(dates::moment),
        message: text(&info.message),
    };
    (made != AddressValidation::default()).then_some(made)
}

fn text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}
