//! Postal addresses of companies, there and here.

use calling_card_contact as contact;
use calling_card_crm::cobra::wire::TypeEntry;

use super::wire::{Address, Coordinates};

/// An address as it is told. What it is (`type`) the model does not say of companies, and what it is for it says in words alone.
pub(super) fn told(address: &contact::Address, favourite: bool) -> Address {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let types = address.types.iter().map(|kind| TypeEntry { id: None, text: Some(kind.clone()) });
    let coordinates = address.coordinates.map(|at| Coordinates { longitude: at.longitude, latitude: at.latitude });
    Address {
        id: None,
        is_favorite: Some(favourite),
        kind: None,
        address_types: Some(types.collect()).filter(|types: &Vec<TypeEntry>| !types.is_empty()),
        country: text(&address.country),
        country_code: text(&address.country_code),
        street: text(&address.street),
        street_additional: text(&address.additional),
        zip: text(&address.zip),
        city: text(&address.city),
        postbox_number: text(&address.post_box),
        federal_state: text(&address.federal_state),
        coordinates,
        city_district: text(&address.district),
        city_addition: text(&address.city_addition),
    }
}

/// An address that says this; what a check has said of the one of before stays where the place is the same.
pub(super) fn written(known: contact::Address, said: &Address) -> contact::Address {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let types = said.address_types.iter().flatten().filter_map(|kind| kind.text.clone());
    let coordinates = |at: Coordinates| contact::Coordinates { longitude: at.longitude, latitude: at.latitude };
    let written = contact::Address {
        types: types.collect(),
        street: text(&said.street),
        additional: text(&said.street_additional),
        zip: text(&said.zip),
        city: text(&said.city),
        district: text(&said.city_district),
        city_addition: text(&said.city_addition),
        post_box: text(&said.postbox_number),
        federal_state: text(&said.federal_state),
        country: text(&said.country),
        country_code: text(&said.country_code),
        coordinates: said.coordinates.map(coordinates),
        ..known.clone()
    };
    let validation = known.validation.clone().filter(|_| written.line() == known.line());
    contact::Address { validation, ..written }
}

/// Whether it says nothing about a place.
pub(super) fn is_empty(address: &Address) -> bool {
    written(contact::Address::default(), address).is_empty()
}
