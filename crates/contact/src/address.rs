//! Postal addresses.

use serde::{Deserialize, Serialize};

use crate::{Place, Timestamp, is_false};

/// A postal address. Members follow cobra's business-card address; the vCard `ADR` (RFC 6350 section 6.3.1) holds
/// post box, street, city, federal state, zip and country of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, rename_all = "snake_case")]
pub struct Address {
    /// Where it belongs (cobra: `type`; vCard: `TYPE=work,home`).
    #[serde(skip_serializing_if = "Place::is_other")]
    pub place: Place,
    /// What it is for, in the words of the people who use it (cobra: `addressTypes`; 'Delivery', 'Invoice').
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Street with house number (Samdock: `street` and `number`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// A second line: floor, c/o (cobra: `streetAdditional`; emnify: `secondary_address`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub additional: String,
    /// Postal code (cobra: `zip`; Samdock: `postcode`; emnify: `zipcode`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zip: String,
    /// City.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Part of the city (cobra: `cityDistrict`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub district: String,
    /// What tells two cities of one name apart (cobra: `cityAddition`; 'am Main').
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city_addition: String,
    /// Number of the post box (cobra: `postboxNumber`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub post_box: String,
    /// Federal state, province or region (cobra: `federalState`; Samdock, emnify: `state`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub federal_state: String,
    /// Country by its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Country by its code (ISO 3166-1 alpha-2; cobra: `countryCode`; vCard: `CC`, RFC 8605).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country_code: String,
    /// Place on earth (cobra: `coordinates`; vCard: `GEO`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// What a check against a register of addresses said (cobra: `validationInfo`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation: Option<AddressValidation>,
    /// The preferred address of its card.
    #[serde(skip_serializing_if = "is_false")]
    pub favourite: bool,
}

impl Address {
    /// Whether it says nothing about a place.
    pub fn is_empty(&self) -> bool {
        let blank = Self { place: self.place, favourite: self.favourite, types: self.types.clone(), ..Self::default() };
        *self == blank
    }

    /// All that it says about a place, in one line: 'Hauptstraße 1, 10115 Berlin, Germany'.
    pub fn line(&self) -> String {
        let place = [&self.zip, &self.city, &self.city_addition].map(|part| part.trim());
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let country = if self.country.is_empty() { &self.country_code } else { &self.country };
        let parts =
            [&self.street, &self.additional, &self.post_box, &self.district, &place, &self.federal_state, country];
        let said = parts.into_iter().flat_map(|part| part.lines()).map(str::trim).filter(|part| !part.is_empty());
        said.collect::<Vec<_>>().join(", ")
    }
}

/// Degrees on the WGS 84 ellipsoid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coordinates {
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// Degrees north, -90 to 90.
    pub latitude: f64,
}

/// The outcome of a check of an address (cobra: `validationInfo`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AddressValidation {
    /// The register's word for it.
    pub status: String,
    /// How far the address is from the one in the register.
    pub deviation: f64,
    /// When it was checked.
    pub checked_at: Option<Timestamp>,
    /// The register's sentence about it.
    pub message: String,
}
