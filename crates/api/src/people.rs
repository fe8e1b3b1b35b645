//! People.

use calling_card_contact::{OrganizationId, Person, PersonId};
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
    /// Only people with this tag.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
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
    /// Most entries of a page, 1 to 200; 50 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
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

/// `DELETE /crm/{connection}/people/{id}`: puts a person into the bin, with their notes and relations.
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

/// Several people to be made, or brought up to date, at once, as an import does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportBatch {
    /// The batch that the parts of one import share, so that they are undone together; made by the sender, or, where it
    /// is left out, by the gateway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<calling_card_contact::BatchId>,
    /// Which part of the batch this is. A part that was stored before is not stored again; its keys are answered once more.
    #[serde(default)]
    pub part: u32,
    /// At most 200 people.
    pub people: Vec<ImportedPerson>,
}

/// A person with the notes that came along.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedPerson {
    /// The person.
    pub person: Person,
    /// The texts of notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Whom to bring up to date; a new person where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Seen>,
}

/// A person who is there already, in the version that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// The person.
    pub id: PersonId,
    /// The version.
    pub version: Version,
}

/// `POST /crm/{connection}/people/import`: makes several people at once, or brings them up to date; all of them or none. Answers with their keys, in the same order.
#[derive(Clone, Debug, Default)]
pub struct ImportPeople {
    /// The CRM.
    pub connection: ConnectionId,
    /// The people.
    pub part: ImportBatch,
}
endpoint!(POST "/crm/{connection}/people/import" ImportPeople => Written<Vec<PersonId>>; ["/crm/", connection, "/people/import"], body = part: ImportBatch);

/// An import of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    /// Its batch: to undo it is to take the import back.
    pub batch: calling_card_contact::BatchId,
    /// When it began.
    pub at: calling_card_contact::Timestamp,
    /// Who did it.
    pub by: String,
    /// How many people it made.
    pub created: u32,
    /// How many it brought up to date.
    pub updated: u32,
}

/// `GET /crm/{connection}/people/imports`: the imports of the last 30 days that were not undone, the newest first, at most 50.
#[derive(Clone, Debug, Default)]
pub struct ListImports {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/people/imports" ListImports => Vec<ImportSummary>; ["/crm/", connection, "/people/imports"]);

/// People who may be known already, each by their keys (`identity_keys` of the model), the surest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Strangers {
    /// At most 200 people.
    pub people: Vec<Vec<String>>,
}

/// A person who is known already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownPerson {
    /// The key by which they are known.
    pub key: String,
    /// The person.
    pub person: PersonRecord,
    /// The texts of the notes about them.
    pub notes: Vec<String>,
}

/// `POST /crm/{connection}/people/known`: which of these people are known already; in the same order.
#[derive(Clone, Debug, Default)]
pub struct FindKnown {
    /// The CRM.
    pub connection: ConnectionId,
    /// The people.
    pub strangers: Strangers,
}
endpoint!(POST "/crm/{connection}/people/known" FindKnown => Vec<Option<KnownPerson>>; ["/crm/", connection, "/people/known"], body = strangers: Strangers);
