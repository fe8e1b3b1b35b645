//! People.

use serde::{Deserialize, Serialize};

use crate::{
    BusinessCard, CustomValues, KeptProperty, OneFavourite, OrganizationId, PartialDate, PersonalityTag, Timestamp,
};

/// What is known about a person. Notes and relations are records of their own, so that two members of staff who
/// write about one person do not stand in each other's way; who made and changed a record is said by the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Person {
    /// The parts of the name.
    pub name: Name,
    /// Gender in the person's own words (Samdock: `gender`; vCard: `GENDER`, whose five letters stand as they are).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub gender: String,
    /// Birthday, with or without its year (cobra: `birthday` with `considerBirthYear`; vCard: `BDAY`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<PartialDate>,
    /// Other days to remember (cobra: `importantDates`; vCard: `ANNIVERSARY`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub important_dates: Vec<ImportantDate>,
    /// Profiles in social networks (cobra: `socialMedias`; Samdock: `linkedin`, `xing`, ...; vCard: `SOCIALPROFILE`, RFC 9554).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub social_profiles: Vec<SocialProfile>,
    /// Pages on the web (Samdock: `website`; vCard: `URL`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub web_addresses: Vec<WebAddress>,
    /// Free key words (cobra: `orgaTags`; RogerRoger: `tags`; vCard: `CATEGORIES`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What the person is like, and likes (cobra: `personalities`; vCard: `X-CALLINGCARD-PERSONALITY`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub personality_tags: Vec<PersonalityTag>,
    /// Where the person stands with the business, the newest stage last (cobra: `lifecycle`, `lifecycleHistories`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lifecycle: Vec<Lifecycle>,
    /// A picture (cobra: `profileImage`; vCard: `PHOTO`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Organizations that the person belongs to (Samdock: `employers`; RogerRoger: `organizations`; ONLYOFFICE: `companyId`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Affiliation>,
    /// Business cards (cobra: `cards`).
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub cards: OneFavourite<BusinessCard>,
    /// Values of custom fields, by the keys of the fields (Samdock: `customFields`).
    #[serde(skip_serializing_if = "CustomValues::is_empty")]
    pub custom: CustomValues,
    /// The `UID` of the vCard that the person came from, or is known by elsewhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub uid: String,
    /// vCard properties that we do not understand, kept as they stood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept_properties: Vec<KeptProperty>,
    /// What the person is called in other systems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreign_ids: Vec<ForeignId>,
    /// When the person was put aside (RogerRoger: `archivedAt`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<Timestamp>,
}

impl Person {
    /// The name to show: the formatted name, else its parts, else a business, else an e-mail address, else nothing.
    pub fn display_name(&self) -> String {
        let name = self.name.display();
        if !name.is_empty() {
            return name;
        }
        let of_card = |card: &BusinessCard| {
            let business = Some(card.business.clone()).filter(|text| !text.is_empty());
            business.or_else(|| card.emails.main().map(|email| email.address.clone()))
        };
        self.main_card().and_then(of_card).unwrap_or_default()
    }

    /// The business card to show where there is room for one.
    pub fn main_card(&self) -> Option<&BusinessCard> {
        self.cards.main()
    }

    /// The person without what one member of staff alone sees.
    pub fn shared(mut self) -> Self {
        self.cards.retain(|card| !card.only_mine);
        self
    }

    /// Where the first card stands that one member of staff alone sees, if there is one.
    pub fn first_only_mine(&self) -> Option<usize> {
        self.cards.iter().position(|card| card.only_mine)
    }

    /// The stage that the person is at now.
    pub fn lifecycle_stage(&self) -> Option<&Lifecycle> {
        self.lifecycle.last()
    }
}

/// The parts of a person's name (vCard: `N`, RFC 6350 section 6.2.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Name {
    /// The whole name as the person writes it, where it is not simply its parts in a row (vCard: `FN`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub formatted: String,
    /// How the person is addressed: 'Mr', 'Frau' (cobra: `salutation`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub salutation: String,
    /// Academic or other title (cobra: `title`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What stands before the name (RogerRoger: `honorificPrefix`; Samdock: `namePrefix`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub honorific_prefix: String,
    /// Given name (cobra: `firstname`; Samdock, ONLYOFFICE: `firstName`; RogerRoger: `givenName`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Further given names (RogerRoger: `additionalName`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub additional: String,
    /// Family name (cobra: `lastname`; Samdock, ONLYOFFICE: `lastName`; RogerRoger: `familyName`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// What stands behind the name (Samdock: `nameSuffix`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub honorific_suffix: String,
    /// Initials as the person writes them (cobra, RogerRoger: `initials`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub initials: String,
}

impl Name {
    /// The formatted name, else title, prefix, given, additional and family name and suffix in a row.
    pub fn display(&self) -> String {
        if !self.formatted.is_empty() {
            return self.formatted.clone();
        }
        let parts =
            [&self.title, &self.honorific_prefix, &self.given, &self.additional, &self.family, &self.honorific_suffix];
        let said: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        said.join(" ")
    }
}

/// A day to remember.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportantDate {
    /// What happened then: 'Wedding', 'Joined' (cobra: `text`, 1 to 200 characters).
    pub label: String,
    /// The day.
    pub date: PartialDate,
}

/// A profile in a social network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SocialProfile {
    /// The network: 'LinkedIn', 'Mastodon' (cobra: `type`).
    pub service: String,
    /// The profile's address, or the name in the network where no address is known (cobra: `link`).
    pub url: String,
}

/// A page on the web.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct WebAddress {
    /// Its address.
    pub url: String,
    /// What it is: 'Blog'.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// A stage that a person has reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lifecycle {
    /// The stage: 'Lead', 'Customer' (cobra: `text`).
    pub stage: String,
    /// Since when (cobra: `dateChanged`).
    pub since: Timestamp,
}

/// A picture, stored with the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Image {
    /// Media type: `image/jpeg`, `image/png`, `image/webp`, `image/gif`.
    pub media_type: String,
    /// The file in base64 (RFC 4648 section 4).
    pub data: String,
}

/// A person's place in an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Affiliation {
    /// The organization.
    pub organization: OrganizationId,
    /// What the person is there (Samdock: the role of a contact).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
}

/// What a record is called in another system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForeignId {
    /// The system: 'cobra', 'samdock', or the name of a connection.
    pub system: String,
    /// The id there, as that system spells it.
    pub id: String,
}
