//! Postal addresses. Each has an id, which is kept beside the card, and goes with it.

use calling_card_contact::{Address, AddressValidation, Coordinates, rules};
use calling_card_crm::cobra::mapping::kinds;
use calling_card_crm::cobra::wire;
use serde_json::Number;

use super::{Piece, filled, fitting};

impl Piece for wire::Address {
    type Ours = Address;

    fn of(ours: &Address) -> Self {
        let types = ours.types.iter().map(|text| wire::TypeEntry { id: None, text: Some(text.clone()) });
        let types: Vec<wire::TypeEntry> = types.collect();
        Self {
            id: None,
            is_favorite: Some(ours.favourite),
            kind: kinds::place_word(ours.place, ""),
            address_types: Some(types).filter(|types| !types.is_empty()),
            country: filled(&ours.country),
            country_code: filled(&ours.country_code),
            street: filled(&ours.street),
            street_additional: filled(&ours.additional),
            zip: filled(&ours.zip),
            city: filled(&ours.city),
            postbox_number: filled(&ours.post_box),
            federal_state: filled(&ours.federal_state),
            coordinates: ours.coordinates.map(|place| wire::Coordinates {
                longitude: Number::from_f64(place.longitude),
                latitude: Number::from_f64(place.latitude),
            }),
            city_district: filled(&ours.district),
            city_addition: filled(&ours.city_addition),
            validation_info: None,
        }
    }

    /// There is a place for every address; a member for which there is none stays beside it. What a check has said holds for the
    /// address that was checked.
    fn ours(&self, known: Option<&Address>) -> Option<Address> {
        let street = self.street.as_deref().unwrap_or_default().trim();
        let street = if rules::lines(street, rules::SHORT_TEXT).is_ok() { street } else { "" };
        let code = self.country_code.as_deref().unwrap_or_default().trim();
        let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        let types = self.address_types.iter().flatten().map(|entry| fitting(&entry.text));
        let place = match known.filter(|known| Self::of(known).kind == self.kind) {
            Some(known) => known.place,
            None => kinds::read_place(self.kind.as_deref().unwrap_or_default()).0,
        };
        Some(Address {
            place,
            types: types.filter(|text| !text.is_empty()).collect(),
            street: street.to_owned(),
            additional: fitting(&self.street_additional),
            zip: fitting(&self.zip),
            city: fitting(&self.city),
            district: fitting(&self.city_district),
            city_addition: fitting(&self.city_addition),
            post_box: fitting(&self.postbox_number),
            federal_state: fitting(&self.federal_state),
            country: fitting(&self.country),
            country_code: if is_code { code.to_owned() } else { String::new() },
            coordinates: self.coordinates.as_ref().and_then(coordinates),
            validation: None,
            favourite: known.is_some_and(|known| known.favourite),
        })
    }

    fn is_same(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(said), Some(known)) => said.eq_ignore_ascii_case(known),
            // Whoever names no id means the one that says the same.
            _ => Self { id: None, ..self.plain() } == Self { id: None, ..other.plain() },
        }
    }

    fn plain(&self) -> Self {
        Self { is_favorite: None, validation_info: None, ..self.clone() }
    }

    fn favourite(&self) -> Option<bool> {
        self.is_favorite
    }

    fn set_favourite(&mut self, favourite: Option<bool>) {
        self.is_favorite = favourite;
    }

    fn prefer(ours: &mut Address, favourite: bool) {
        ours.favourite = favourite;
    }
}

/// A place on earth, where it is one.
fn coordinates(said: &wire::Coordinates) -> Option<Coordinates> {
    let degrees = |said: &Option<Number>, most: f64| {
        said.as_ref().and_then(Number::as_f64).filter(|degrees| (-most..=most).contains(degrees))
    };
    Some(Coordinates { longitude: degrees(&said.longitude, 180.0)?, latitude: degrees(&said.latitude, 90.0)? })
}

/// What a check of an address has said.
pub(in crate::dialects::cobra) fn validation(checked: &AddressValidation) -> wire::ValidationInfo {
    wire::ValidationInfo {
        status: filled(&checked.status),
        deviation: Number::from_f64(checked.deviation),
        last_validation_date: checked.checked_at.as_ref().map(|at| at.0.clone()),
        message: filled(&checked.message),
    }
}
