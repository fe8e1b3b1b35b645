//! People.

use calling_card_contact::{OrganizationId, PartialDate, Person, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Cursor, Nothing, Page, Record, Version, Written};

/// A stored person.
pub type PersonRecord = Record<PersonId, Person>;

/// A person as a list shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonSummary {
    /// The key.
    pub id: PersonId,
    /// The name to show.
    pub name: String,
    /// The business on the main card.
    pub business: String,
    /// The position on the main card.
    pub position: String,
    /// The main e-mail address.
    pub email: String,
    /// The main phone number.
    pub phone: String,
    /// Where they live or work: the city of the main address.
    pub city: String,
    /// The tags.
    pub tags: Vec<String>,
    /// Whether there is a picture.
    pub has_image: bool,
    /// How many business cards there are.
    pub cards: u32,
    /// Where the person stands with the business.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lifecycle: String,
    /// The birthday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<PartialDate>,
    /// Whether the person was put aside.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub archived: bool,
    /// When the person was changed last, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

/// Which people, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct PeopleQuery {
    /// Words, or beginnings of words, in names, businesses, e-mail addresses, phone numbers, cities, tags.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Only people with all of these tags, one a line; at most 20 are looked at.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// Only people who are at this stage now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lifecycle: String,
    /// Only people whose business on the main card begins so; case and accents do not matter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Only people whose city on the main card begins so; case and accents do not matter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Only people with an e-mail address on any card, or only those without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<bool>,
    /// Only people whose birthday is in this month, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_month: Option<u8>,
    /// Only people who were made or changed at this moment or later: `2026-11-20T00:00:00Z`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub changed_since: String,
    /// Only people who were put aside, or only those who were not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Only people of this organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
    /// Only the person with this id in another system, written as the system, a colon, and the id: `cobra:4711`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub foreign_id: String,
    /// The order.
    #[serde(skip_serializing_if = "PeopleSort::is_default")]
    pub sort: PeopleSort,
    /// Where the page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many entries are passed over from there on; of the built-in CRM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// Most entries of a page, 1 to 200; 50 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Most tags by which people are filtered.
pub const TAGS: usize = 20;

impl PeopleQuery {
    /// The tags that all who are found have.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tag.lines().filter(|tag| !tag.is_empty()).take(TAGS)
    }
}

/// Orders of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeopleSort {
    /// By family name, then given name.
    #[default]
    FamilyName,
    /// By given name, then family name.
    GivenName,
    /// By business.
    Business,
    /// By city.
    City,
    /// By the day of the birthday, whatever the year.
    Birthday,
    /// The newest first.
    Created,
    /// The last changed first.
    Changed,
}

impl PeopleSort {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// `GET /crm/{connection}/people`: a page of people.
#[derive(Clone, Debug, Default)]
pub struct ListPeople {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which people.
    pub query: PeopleQuery,
}
endpoint!(GET "/crm/{connection}/people" ListPeople => Page<PersonSummary>; ["/crm/", connection, "/people"], query = query);

/// `POST /crm/{connection}/people`: makes a person.
#[derive(Clone, Debug, Default)]
pub struct CreatePerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub person: Person,
}
endpoint!(POST "/crm/{connection}/people" CreatePerson => Written<PersonRecord>; ["/crm/", connection, "/people"], body = person: Person);

/// `GET /crm/{connection}/people/{id}`: one person.
#[derive(Clone, Debug)]
pub struct GetPerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}" GetPerson => PersonRecord; ["/crm/", connection, "/people/", id]);

/// `PUT /crm/{connection}/people/{id}`: writes a person anew.
#[derive(Clone, Debug)]
pub struct UpdatePerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// The version that was changed.
    pub version: Version,
    /// The person as they shall be.
    pub person: Person,
}
endpoint!(PUT "/crm/{connection}/people/{id}" UpdatePerson => Written<PersonRecord>; ["/crm/", connection, "/people/", id], body = person: Person, if_match = version);

/// `DELETE /crm/{connection}/people/{id}`: puts a person into the bin, with their notes, relations and published cards.
#[derive(Clone, Debug)]
pub struct DeletePerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/people/{id}" DeletePerson => Written<Nothing>; ["/crm/", connection, "/people/", id], if_match = version);
