//! The parts of a person, as CRMs hold them or not.

use serde::{Deserialize, Serialize};

use crate::Language;

/// A part of a person that a CRM holds or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Salutation.
    Salutation,
    /// Academic title.
    Title,
    /// Honorific prefix.
    HonorificPrefix,
    /// Given name.
    GivenName,
    /// Additional names.
    AdditionalNames,
    /// Family name.
    FamilyName,
    /// Honorific suffix.
    HonorificSuffix,
    /// Initials.
    Initials,
    /// A name that is written in another way than its parts.
    FormattedName,
    /// Gender.
    Gender,
    /// Birthday.
    Birthday,
    /// Other dates.
    ImportantDates,
    /// The profile at LinkedIn.
    LinkedIn,
    /// Other social profiles.
    SocialProfiles,
    /// Web addresses.
    WebAddresses,
    /// Tags.
    Tags,
    /// Personality tags.
    PersonalityTags,
    /// Lifecycle.
    Lifecycle,
    /// Picture.
    Picture,
    /// Organizations.
    Organizations,
    /// Business cards beside the main one.
    OtherCards,
    /// What a card says besides how its person is reached: names of its own, validity.
    CardDetails,
    /// Company.
    Company,
    /// Department.
    Department,
    /// Position.
    Positions,
    /// E-mail addresses.
    Emails,
    /// Phone numbers.
    Phones,
    /// Whether a number or an address is for work or at home, mobile or fax, and what it is called.
    Kinds,
    /// Street, postal code and city.
    Addresses,
    /// The country of an address.
    Countries,
    /// The further line of an address, and its federal state.
    AddressLines,
    /// What else an address has: district, post box, coordinates.
    AddressDetails,
    /// Custom fields.
    CustomFields,
    /// Properties of vCards that have no other place.
    VcardProperties,
    /// That a person is archived.
    Archived,
    /// Notes.
    Notes,
}

impl Part {
    /// What staff call it.
    pub fn name(self, language: Language) -> &'static str {
        let (en, de) = match self {
            Self::Salutation => ("salutation", "Anrede"),
            Self::Title => ("title", "Titel"),
            Self::HonorificPrefix => ("honorific prefix", "Namenspräfix"),
            Self::GivenName => ("given name", "Vorname"),
            Self::AdditionalNames => ("additional names", "weitere Vornamen"),
            Self::FamilyName => ("family name", "Nachname"),
            Self::HonorificSuffix => ("honorific suffix", "Namenssuffix"),
            Self::Initials => ("initials", "Initialen"),
            Self::FormattedName => ("way the name is written", "Schreibweise des Namens"),
            Self::Gender => ("gender", "Geschlecht"),
            Self::Birthday => ("birthday", "Geburtstag"),
            Self::ImportantDates => ("important dates", "wichtige Tage"),
            Self::LinkedIn => ("LinkedIn profile", "LinkedIn-Profil"),
            Self::SocialProfiles => ("social profiles", "soziale Profile"),
            Self::WebAddresses => ("web addresses", "Webadressen"),
            Self::Tags => ("tags", "Schlagwörter"),
            Self::PersonalityTags => ("personality tags", "Persönliches"),
            Self::Lifecycle => ("lifecycle", "Lebenszyklus"),
            Self::Picture => ("picture", "Bild"),
            Self::Organizations => ("organizations", "Organisationen"),
            Self::OtherCards => ("further business cards", "weitere Visitenkarten"),
            Self::CardDetails => ("name and validity of a business card", "Name und Gültigkeit einer Visitenkarte"),
            Self::Company => ("company", "Firma"),
            Self::Department => ("department", "Abteilung"),
            Self::Positions => ("positions", "Positionen"),
            Self::Emails => ("e-mail addresses", "E-Mail-Adressen"),
            Self::Phones => ("phone numbers", "Telefonnummern"),
            Self::Kinds => ("work or home, mobile or fax, labels", "geschäftlich oder privat, mobil oder Fax, Namen"),
            Self::Addresses => ("addresses", "Adressen"),
            Self::Countries => ("countries", "Länder"),
            Self::AddressLines => ("further lines and federal states", "weitere Zeilen und Bundesländer"),
            Self::AddressDetails => ("districts, post boxes and coordinates", "Ortsteile, Postfächer und Koordinaten"),
            Self::CustomFields => ("custom fields", "eigene Felder"),
            Self::VcardProperties => ("properties kept from vCards", "aus vCards behaltene Eigenschaften"),
            Self::Archived => ("archived", "archiviert"),
            Self::Notes => ("notes", "Notizen"),
        };
        match language {
            Language::En => en,
            Language::De => de,
        }
    }

    /// The part that a member of a person belongs to, by its place (`/cards/*/emails/*/address`); none for what says nothing by
    /// itself: which of several is the main one stands in their order, and keys are each system's own.
    pub fn at(place: &str, value: &serde_json::Value) -> Option<Self> {
        let card = place.strip_prefix("/cards/*/");
        Some(match (place, card) {
            (_, Some("id" | "active" | "favourite")) => return None,
            (_, Some(member)) if member.ends_with("/favourite") || member.ends_with("/e164") => return None,
            (_, Some("business")) => Self::Company,
            (_, Some("positions/*/position")) => Self::Positions,
            (_, Some("positions/*/department")) => Self::Department,
            (_, Some("emails/*/address")) => Self::Emails,
            (_, Some("phones/*/number")) => Self::Phones,
            (_, Some("phones/*/kind")) if value == "voice" => return None,
            (_, Some(member)) if member.starts_with("emails/") || member.starts_with("phones/") => Self::Kinds,
            (_, Some("addresses/*/place" | "addresses/*/types/*")) => Self::Kinds,
            (_, Some("addresses/*/street" | "addresses/*/zip" | "addresses/*/city")) => Self::Addresses,
            (_, Some("addresses/*/country" | "addresses/*/country_code")) => Self::Countries,
            (_, Some("addresses/*/additional" | "addresses/*/federal_state")) => Self::AddressLines,
            (_, Some(member)) if member.starts_with("addresses/") => Self::AddressDetails,
            (_, Some(_)) => Self::CardDetails,
            ("/name/salutation", _) => Self::Salutation,
            ("/name/title", _) => Self::Title,
            ("/name/honorific_prefix", _) => Self::HonorificPrefix,
            ("/name/given", _) => Self::GivenName,
            ("/name/additional", _) => Self::AdditionalNames,
            ("/name/family", _) => Self::FamilyName,
            ("/name/honorific_suffix", _) => Self::HonorificSuffix,
            ("/name/initials", _) => Self::Initials,
            ("/name/formatted", _) => Self::FormattedName,
            ("/gender", _) => Self::Gender,
            ("/birthday", _) => Self::Birthday,
            ("/archived_at", _) => Self::Archived,
            ("/tags/*", _) => Self::Tags,
            _ if place.starts_with("/personality_tags/") => Self::PersonalityTags,
            _ if place.starts_with("/important_dates/") => Self::ImportantDates,
            ("/social_profiles/*/service", _) => return None,
            ("/social_profiles/*/url", _) if value.as_str().is_some_and(|url| url.contains("linkedin.com/")) => {
                Self::LinkedIn
            }
            ("/social_profiles/*/url", _) => Self::SocialProfiles,
            _ if place.starts_with("/web_addresses/") => Self::WebAddresses,
            _ if place.starts_with("/lifecycle/") => Self::Lifecycle,
            _ if place.starts_with("/image/") => Self::Picture,
            _ if place.starts_with("/organizations/") => Self::Organizations,
            _ if place.starts_with("/custom/") => Self::CustomFields,
            ("/uid", _) => return None,
            _ if place.starts_with("/foreign_ids/") => return None,
            _ => Self::VcardProperties,
        })
    }
}
